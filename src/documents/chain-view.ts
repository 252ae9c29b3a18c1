import { challengedWords } from '../domain/challenged-words.ts'
import type { Incident, Why, WhyTrack } from '../domain/incident.ts'
import { eventAt } from '../domain/metrics.ts'
import { isThin, leaves, symptomOf } from '../domain/questions.ts'
import { sentencesOf } from '../domain/sentences.ts'
import { type Claims, closed, join, proseText } from './claim-text.ts'
import type { DocumentInput } from './document-input.ts'
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
    /** What an answer that was replaced tells beyond the present one, without blame, and whose words overruled a finding. */
    readonly notes: readonly string[]
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
  isBlaming: DocumentInput['isBlaming'],
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
      notes: notesBeside(incident, link.why, isBlaming),
    })),
    support: support.length > 0 ? support.join(', ') : null,
    said: said.filter((line) => !chain.some(({ why }) => bareWords(why.text).includes(bareWords(line)))),
  }
}

function notesBeside(incident: Incident, why: Why, isBlaming: DocumentInput['isBlaming']): string[] {
  const { earlier, overruling } = challengedWords(incident, why)
  const told = earlier.flatMap(({ id, text }) => {
    const kept = sentencesOf(text).filter((sentence) => tellsMore(sentence, why.text) && !isBlaming(sentence))
    return kept.length > 0 ? [`*Said before:* ${join(closed(proseText(kept.join(' '))), `[${id}]`)}`] : []
  })
  if (!overruling) return told
  const words = isBlaming(overruling.text) ? '' : `: “${markdownText(shorten(overruling.text, 200))}”`
  return [...told, `*Asked again, ${markdownText(overruling.role)} said why it stands*${words} [${overruling.id}]`]
}

/** Whether a sentence has a figure, or at least two words of weight, that the other words lack. */
function tellsMore(sentence: string, words: string): boolean {
  const known = new Set(bareWords(words).split(' '))
  const fresh = bareWords(sentence)
    .split(' ')
    .filter((word) => !known.has(word))
  return (
    !isThin(sentence) && (fresh.some((word) => /\d/.test(word)) || fresh.filter((word) => word.length > 3).length > 1)
  )
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

/** The recorded statement: nothing is a root cause that nobody called so. */
export function rootCause(incident: Incident, said: MaybeView, ask: (question: string) => UnknownView): MaybeView {
  if (said.text !== null) return said
  return { text: null, unknown: ask(leaves(incident, 'happened').length === 0 ? 'why-happened' : 'root-cause') }
}

/** Where the chains of how it happened have come to so far; guesses only where there is no fact, and as guesses. */
export interface DeepestView {
  readonly label: string
  readonly text: string
}

/** The ends of the chains; null where there are none. */
export function deepestCauses(incident: Incident, claims: Claims): DeepestView | null {
  const ends = leaves(incident, 'happened')
  const facts = ends.filter((why) => why.kind === 'fact')
  const shown = facts.length > 0 ? facts : ends
  const [only] = shown
  if (!only) return null
  if (ends.length === 1) return { label: 'Deepest cause so far', text: claims.text(only) }
  const texts = shown.map((why) => join(proseText(why.text).replace(/[.\s]+$/, ''), claims.marks(why)))
  const rest = ends.length - shown.length
  const guesses = rest > 0 ? ` (${rest} more ${rest === 1 ? 'is a guess' : 'are guesses'} so far)` : ''
  return { label: 'Ends of the chains so far', text: `${texts.join('; and ')}${guesses}.` }
}
