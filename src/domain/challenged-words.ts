import type { Incident, Why } from './incident.ts'
import type { Source } from './statement.ts'

/** What was said about a link beside its text. Words that were taken back are left out. */
export interface ChallengedWords {
  /** Answers that were asked about and then replaced, the first one first. */
  readonly earlier: readonly Source[]
  /** Why the answer stands, in the words of the person who overruled a finding. */
  readonly overruling: Source | null
}

export function challengedWords(incident: Incident, { challenge }: Why): ChallengedWords {
  const find = (id: string | undefined) => incident.sources.find((source) => source.id === id && !source.retracted)
  return {
    earlier: (challenge?.earlier ?? []).flatMap((id) => find(id) ?? []),
    overruling: find(challenge?.overruledIn) ?? null,
  }
}
