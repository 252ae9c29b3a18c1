import type { Incident, WhyTrack } from '../domain/incident.ts'
import { eventAt } from '../domain/metrics.ts'
import { leaves, symptomOf } from '../domain/questions.ts'
import { type Claims, closed, join, proseText } from './claim-text.ts'
import { markdownText, shorten } from './markdown-text.ts'
import type { MaybeView, UnknownView } from './shared-view.ts'
import { type ChainLink, chainOf } from './why-chains.ts'

export interface ChainView {
  readonly track: WhyTrack
  readonly links: readonly {
    readonly label: string
    /** What this link explains, as said before; null for the first link of a track that explains no recorded words. */
    readonly explains: string | null
    readonly text: string
    readonly isHypothesis: boolean
  }[]
  /** Kinds of source: "log, operator recollection". */
  readonly support: string | null
  /** Words about this track that were not put into links. */
  readonly said: readonly string[]
}

/** One track; null where nothing was said about it. */
export function chainView(
  incident: Incident,
  track: WhyTrack,
  claims: Claims,
  said: readonly string[],
): ChainView | null {
  const chain = chainOf(incident, track)
  if (chain.length === 0 && said.length === 0) return null
  const support = claims.support(chain.map(({ why }) => why))
  return {
    track,
    links: chain.map((link) => ({
      label: link.label,
      explains: explainedText(incident, track, link),
      text: claims.text(link.why),
      isHypothesis: link.why.kind === 'hypothesis',
    })),
    support: support.length > 0 ? support.join(', ') : null,
    said: said.filter((line) => !chain.some(({ why }) => bareWords(why.text).includes(bareWords(line)))),
  }
}

/** The words alone, to see whether an answer says what a link says: without marks, capitals and punctuation. */
function bareWords(text: string): string {
  return (
    text
      .replace(/\*\([^*]*\)\*|\[said-[^\]]*\]/g, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ')
}

function explainedText(incident: Incident, track: WhyTrack, { explains }: ChainLink): string | null {
  if (explains === null && track !== 'happened') return null
  return markdownText(shorten(explains?.text ?? symptomOf(incident), 50).replace(/[.!?]+$/, ''))
}

/** How it ended: the event that restored the service, else the first fact of that track, else what made it bearable; a sentence. */
export function endedText(incident: Incident, claims: Claims): string | null {
  const told = incident.whys.find((why) => why.track === 'ended' && why.kind === 'fact')
  const ended = eventAt(incident, 'restored') ?? told ?? eventAt(incident, 'mitigated')
  return ended ? join(closed(proseText(ended.text)), claims.marks(ended)) : null
}

/** The recorded statement; else the one end of the chain, if it is the only one and a fact. */
export function rootCause(
  incident: Incident,
  claims: Claims,
  said: MaybeView,
  ask: (question: string) => UnknownView,
): MaybeView {
  const ends = leaves(incident, 'happened')
  const [only] = ends
  if (said.text !== null) return said
  if (only && ends.length === 1 && only.kind === 'fact') return { text: claims.text(only), unknown: null }
  return { text: null, unknown: ask(ends.length === 0 ? 'why-happened' : 'root-cause') }
}

/** The only end of the chain, where it is a guess and nobody stated a root cause. */
export function rootGuess(incident: Incident, claims: Claims, root: MaybeView): string | null {
  const ends = leaves(incident, 'happened')
  const [only] = ends
  return root.text === null && only && ends.length === 1 ? claims.text(only) : null
}
