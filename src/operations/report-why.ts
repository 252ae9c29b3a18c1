import { z } from 'zod'
import { fittingViews } from '../documents/why-view.ts'
import { type Incident, type Why, WhyTrack } from '../domain/incident.ts'
import { symptomOf } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { type WhyKind, whyKinds } from '../review/why/why-kind.ts'
import { linksAbove, mostChallenges, type SettledWhy } from './settle-why.ts'

const Link = z.object({ id: z.string(), text: z.string() })

/** What `challenge_five_whys` returns. */
export const ChallengedWhy = z.object({
  incident_id: z.string(),
  link: z.string(),
  track: WhyTrack,
  status: z.enum(['accepted', 'asked', 'disputed', 'overruled', 'moved', 'left as hypothesis']),
  kinds: z.array(z.enum(whyKinds)),
  findings: z.array(z.object({ rule: z.string(), words: z.string(), wrong: z.string() })),
  praise: z.string(),
  question: z.string().nullable(),
  challenges_left: z.number(),
  branches: z.array(z.string()),
  may_end: z.boolean(),
  may_end_because: z.string(),
  backwards: z.array(z.string()),
  chain: z.array(Link),
  view: z.string().nullable(),
  next: z.string(),
})
export type ChallengedWhy = z.infer<typeof ChallengedWhy>

/** What comes of a settled answer, now that it stands in the record as `link`: the question back, or how to go on. */
export function reportWhy(
  incident: Incident,
  how: { said: string; hasCheck: boolean; isRepeated: boolean; lacksReason: boolean },
  settled: SettledWhy,
  link: string,
): ChallengedWhy {
  const { judgement, status, track } = settled
  const { said } = how
  const above = linksAbove(incident, link)
  const isStanding = status === 'accepted' || status === 'overruled'
  const ending = mayEnd(incident, above, settled)
  const kinds = settled.challenge.kinds.filter((kind): kind is WhyKind => whyKinds.some((known) => known === kind))
  const branches = kinds.includes('two-causes') && !isStanding ? threadsOf(said) : []
  return {
    incident_id: incident.id,
    link,
    track,
    status,
    kinds: isStanding && status !== 'overruled' ? [] : kinds,
    findings: judgement.findings.map(({ rule, words, wrong }) => ({ rule, words, wrong })),
    praise: judgement.praise,
    question: isStanding || status === 'left as hypothesis' ? null : settled.challenge.question,
    challenges_left: status === 'asked' || status === 'disputed' ? mostChallenges - settled.challenge.asked : 0,
    branches,
    may_end: ending.may,
    may_end_because: ending.because,
    backwards: ending.may ? readBackwards(incident, above) : [],
    chain: above.map((why) => ({ id: why.id, text: readableLine(why.text) })),
    view: suggestView(incident, link),
    next: adviseNext(incident, how, settled, link, ending.may),
  }
}

/**
 * The stop rule: a chain may end at a condition that the team can change and for which there is evidence, never at a person, a
 * label, a guess or an absence. Five is no target.
 */
function mayEnd(incident: Incident, above: readonly Why[], settled: SettledWhy): { may: boolean; because: string } {
  if (settled.status !== 'accepted') return { may: false, because: '' }
  if (settled.kind === 'hypothesis')
    return { may: false, because: 'The chain cannot end at a guess: it waits for its check.' }
  const open = above.find((why) => why.kind === 'hypothesis')
  if (open) return { may: false, because: `The chain cannot end while ${open.id} is a hypothesis.` }
  if (above.length < 2 || !(settled.judgement.namesCondition || above.length >= 4)) {
    return { may: false, because: 'It is a link, not yet a condition that the team can change: ask what made it so.' }
  }
  const evidence = new Set(
    above.flatMap((why) =>
      why.evidence.map((one) => incident.sources.find((source) => source.id === one.source)?.kind),
    ),
  )
  const isRecollection = evidence.size === 1 && evidence.has('operator recollection')
  return {
    may: true,
    because: `The chain may end here, if the team can change this condition and two people outside it agree with each "therefore".${isRecollection ? ' All of it is recollection so far: look for data, a log or a user report for at least one link.' : ''}`,
  }
}

function readBackwards(incident: Incident, above: readonly Why[]): string[] {
  const lines = [...above].reverse().map((why) => readableLine(why.text))
  return [...lines, readableLine(symptomOf(incident))].map((line, at) => (at === 0 ? line : `Therefore: ${line}`))
}

/** Where causes meet under one link and nobody said how, that is what to ask: the gate decides the view. */
function suggestView(incident: Incident, link: string): string | null {
  const why = incident.whys.find(({ id }) => id === link)
  const siblings = incident.whys.filter((other) => other.track === why?.track && other.parent === why.parent)
  if (siblings.length === 2 && siblings.every(({ gate }) => gate === undefined)) {
    return `Two causes meet here. Ask: did both have to be true, or was one enough? Record it with record_answers (type why, id ${link}, gate and or or): a fault tree shows it.`
  }
  const [fitting] = fittingViews(incident)
  return fitting ? `${fitting.because} To see it: show_incident with view ${fitting.view}.` : null
}

/** The threads of an answer that holds several, in the person's words. */
function threadsOf(said: string): string[] {
  return said
    .split(
      /(?:[,;.]\s*|\s+)(?:and\s+)?(?:also|plus|besides(?: that)?|moreover|furthermore|additionally|secondly|on top of (?:it|that|this)|on the other hand|apart from that)\b[,:]?\s*|;\s*|\.\s+|,\s*and\s+/i,
    )
    .map((part) => readableLine(part).replace(/^(?:on the one hand|first(?:ly)?),?\s*/i, ''))
    .filter((part) => part.split(' ').length >= 2)
}

function adviseNext(
  incident: Incident,
  { hasCheck, isRepeated, lacksReason }: { hasCheck: boolean; isRepeated: boolean; lacksReason: boolean },
  settled: SettledWhy,
  link: string,
  isEnd: boolean,
): string {
  const call = `challenge_five_whys for ${incident.id}`
  switch (settled.status) {
    case 'accepted':
    case 'overruled':
      return isEnd
        ? 'Offer to read the chain backwards aloud, and ask once at each link: what else had to be true? Then the other tracks, then actions.'
        : `Ask the next why about ${link} ("what made that so?"), then call ${call} with parent ${link}. Ask once what else had to be true (branch: true, gate: and).`
    case 'moved':
      return `Say that the point is kept there. Put the question again, and call ${call} with the new answer.`
    case 'left as hypothesis':
      return hasCheck
        ? 'The check is noted. Move on to the next link or the next branch.'
        : `Ask what would be looked at to test it, who looks, and by which date; record that with record_answers (type why, id ${link}, kind hypothesis, check). Then move on.`
    default: {
      const overrule = `send the first answer again with overruled_by and those words`
      if (lacksReason)
        return `A bare yes does not overrule the finding, and ${link} still waits. Ask the person why the answer stands: what shows it, and where it can be seen? Then ${overrule}.`
      const again = isRepeated ? `These words stand as ${link} already; nothing was counted anew. ` : ''
      return `${again}Put this one question to the person, with what is good about the answer, and wait. Then call ${call} again with the same parent and their new words: they settle ${link}, which waits. If they say why the first answer stands, ${overrule}.`
    }
  }
}
