import type { Challenge, Incident, Why, WhyTrack } from '../domain/incident.ts'
import { symptomOf } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { NotFoundError } from '../errors.ts'
import type { judgeWhy, WhyJudgement } from '../review/why/judge-why.ts'
import { type WhyKind, whyKindMeanings } from '../review/why/why-kind.ts'
import { clipped } from './situation.ts'

/** After this many questions back a link stays a hypothesis, and the conversation moves on. */
export const mostChallenges = 2

/** An answer to a why, and what the caller makes of it. */
export interface WhyAnswer {
  readonly said: string
  readonly track?: WhyTrack | undefined
  /** Id of the link that it explains. */
  readonly parent?: string | undefined
  /** Absent on the plain command line, where the rules judge alone. */
  readonly assessment?:
    | { readonly verdict: 'stands' | 'shallow'; readonly kinds?: readonly WhyKind[] | undefined }
    | undefined
  /** A person, asked again, said why it stands, and gave a reason. */
  readonly isOverruled: boolean
}

/** What becomes of an answer. */
export interface SettledWhy {
  readonly judgement: WhyJudgement
  readonly status: 'accepted' | 'asked' | 'disputed' | 'overruled' | 'moved' | 'left as hypothesis'
  readonly kind: 'fact' | 'hypothesis'
  readonly track: WhyTrack
  readonly parent: string | null
  /** The link that this answer settles: the one that waits under the same parent, or the one that says the same already. */
  readonly pending: Why | null
  /** The same words stand there already: no further answer. */
  readonly isRepeated: boolean
  readonly challenge: Challenge
}

/**
 * The two judges: decides, from the record, the rules and the caller's assessment, what becomes of an answer. Pure.
 * @throws NotFoundError where the parent is no link of the track.
 */
export function settleWhy(incident: Incident, answer: WhyAnswer, judge: typeof judgeWhy): SettledWhy {
  const track = answer.track ?? 'happened'
  const parent = parentOf(incident, answer)
  if (parent !== null && !incident.whys.some((why) => why.id === parent && why.track === track)) {
    throw new NotFoundError({
      happened: `There is no link ${clipped(parent)} on the track "${track}".`,
      expected: 'the id of the link that this answer explains, as returned here or by show_incident.',
      tryThis: 'name that id in parent, or leave parent out for the first why.',
    })
  }
  // While a question about this parent is out, what comes back answers it; only then can another cause branch off.
  const repeated = findSame(incident, track, parent, answer.said)
  const pending =
    repeated ??
    incident.whys.find((why) => why.track === track && why.parent === parent && why.challenge?.state === 'open') ??
    null
  const before = pending?.challenge
  const asked = (before?.asked ?? 0) - (repeated && before?.state === 'open' ? 1 : 0)
  const isUpheld =
    repeated !== null &&
    (before?.state === 'overruled' || (answer.isOverruled && before !== undefined && before.state !== 'accepted'))
  const chain = linksAbove(incident, parent).map((why) => why.text)
  const judgement = judge({ context: contextOf(incident, track), chain, answer: answer.said }, asked)
  const caller = answer.assessment
  const callerKinds: readonly WhyKind[] = caller?.verdict === 'shallow' ? (caller.kinds ?? []) : []
  const kinds = [...new Set([...judgement.kinds, ...callerKinds])]
  const [finding] = judgement.findings
  const isShallow = judgement.label === 'shallow' || caller?.verdict === 'shallow'
  const isDisputed = caller !== undefined && (caller.verdict === 'shallow') !== (judgement.label === 'shallow')
  const challenge = (state: Challenge['state'], count: number): Challenge => ({
    asked: count,
    state,
    kinds,
    words: finding?.words ?? (isShallow ? clipped(answer.said) : ''),
    question: judgement.question ?? questionFor(callerKinds, answer.said, chain.at(-1) ?? symptomOf(incident)),
    ...earlierOf(pending, repeated !== null),
  })
  const base = { judgement, track, parent, pending, isRepeated: repeated !== null }
  if (isUpheld && before)
    return { ...base, status: 'overruled', kind: 'fact', challenge: { ...before, state: 'overruled' } }
  if (!isShallow) {
    const kind = judgement.isHypothesis ? 'hypothesis' : 'fact'
    return { ...base, status: 'accepted', kind, challenge: { ...challenge('accepted', asked), question: '' } }
  }
  if (answer.isOverruled)
    return { ...base, status: 'overruled', kind: 'fact', challenge: challenge('overruled', asked) }
  const other = track === 'happened' ? otherTrack(judgement, callerKinds, answer.said) : null
  if (other) {
    const same = findSame(incident, other, null, answer.said)
    const { earlier: _, ...kept } = challenge('accepted', 0)
    return {
      ...base,
      status: 'moved',
      kind: 'fact',
      track: other,
      parent: null,
      pending: same,
      isRepeated: same !== null,
      challenge: { ...kept, ...earlierOf(same, true) },
    }
  }
  if (asked >= mostChallenges) {
    return { ...base, status: 'left as hypothesis', kind: 'hypothesis', challenge: challenge('left', asked) }
  }
  return {
    ...base,
    status: isDisputed ? 'disputed' : 'asked',
    kind: 'hypothesis',
    challenge: challenge('open', asked + 1),
  }
}

/** The link that the answer explains. Whoever overrules may name the waiting link itself: then it is that link's own parent. */
function parentOf(incident: Incident, { parent, said, isOverruled }: WhyAnswer): string | null {
  const named = incident.whys.find((why) => why.id === parent)
  if (isOverruled && named?.challenge?.state === 'open' && isSame(named.text, said)) return named.parent
  return parent ?? null
}

function findSame(incident: Incident, track: WhyTrack, parent: string | null, said: string): Why | null {
  return incident.whys.find((why) => why.track === track && why.parent === parent && isSame(why.text, said)) ?? null
}

function isSame(one: string, other: string): boolean {
  return readableLine(one) === readableLine(other)
}

/** The words that were asked about before. Those that are replaced now join them. */
function earlierOf(pending: Why | null, isRepeated: boolean): Pick<Challenge, 'earlier'> {
  if (!pending) return {}
  const replaced = isRepeated
    ? []
    : pending.evidence.filter(({ excerpt }) => isSame(excerpt, pending.text)).map(({ source }) => source)
  const earlier = [...new Set([...(pending.challenge?.earlier ?? []), ...replaced])]
  return earlier.length > 0 ? { earlier } : {}
}

/** Noticing and ending have tracks of their own; an answer about them is kept there rather than rejected. */
function otherTrack(judgement: WhyJudgement, callerKinds: readonly WhyKind[], said: string): WhyTrack | null {
  const isAside = judgement.findings[0]?.rule === 'non-sequitur' || callerKinds[0] === 'non-sequitur'
  if (!isAside) return null
  return /\b(?:roll(?:ed|ing)?[ -]?back|rollback|recover|restor|fix|mitigat|revert|repair)/i.test(said)
    ? 'ended'
    : 'noticed'
}

function questionFor(kinds: readonly WhyKind[], said: string, above: string): string {
  const [kind] = kinds
  const gap = kind ? ` I still miss more than ${whyKindMeanings[kind]}.` : ''
  return `You said "${clipped(said)}".${gap} Which part did what, step by step, so that ${clipped(above)}?`
}

/** What the first why of a track explains, in one line. */
function contextOf(incident: Incident, track: WhyTrack): string {
  const symptom = symptomOf(incident)
  if (track === 'noticed') return `How it was noticed: ${symptom}`
  if (track === 'ended') return `How it was ended, recovery: ${symptom}`
  return symptom
}

/** From the first why down to this link. */
export function linksAbove(incident: Incident, id: string | null): Why[] {
  const links: Why[] = []
  const seen = new Set<string>()
  let at = id
  while (at !== null && !seen.has(at)) {
    const link = incident.whys.find((why) => why.id === at)
    if (!link) break
    seen.add(at)
    links.unshift(link)
    at = link.parent
  }
  return links
}
