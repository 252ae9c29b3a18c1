/** One thing that a system or a chat wrote down: a candidate for the timeline, until a person takes it. */
export interface Candidate {
  /** Where it stands in its system, the same each time it is exported: `slack #import-alerts/1772618531.000200`. */
  readonly id: string
  /** UTC instant, whole seconds. */
  readonly at: string
  /** Who or what wrote it. */
  readonly actor: string
  /** One line, as it was written. */
  readonly text: string
}

/** What one export holds, oldest first, each thing once. */
export interface Feed {
  readonly system: 'Slack' | 'PagerDuty' | 'Alertmanager'
  /** Where in that system: "#import-alerts". Empty where the export does not say. */
  readonly place: string
  readonly candidates: readonly Candidate[]
  /** How many entries were passed over, by reason: "joined or left the channel". */
  readonly passedOver: ReadonlyMap<string, number>
}

/** The line by which a candidate is kept as somebody's words; its id makes it findable, and known when it comes again. */
export function candidateLine({ at, actor, text, id }: Candidate): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC ${actor}: ${text} (${id})`
}

/** Oldest first; of those with the same id the first. */
export function sortedOnce(candidates: readonly Candidate[]): Candidate[] {
  const byId = new Map<string, Candidate>()
  for (const candidate of candidates) if (!byId.has(candidate.id)) byId.set(candidate.id, candidate)
  return [...byId.values()].sort((a, b) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id))
}

/** A UTC instant in whole seconds; null for what is no time. */
export function toInstant(text: string | number): string | null {
  const time = typeof text === 'number' ? text : Date.parse(text)
  const year = new Date(time).getUTCFullYear()
  // Alertmanager writes the year 1 for "not yet".
  return year >= 2000 && year < 2200 ? `${new Date(time).toISOString().slice(0, 19)}Z` : null
}
