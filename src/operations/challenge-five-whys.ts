import { z } from 'zod'
import { dateEvents } from '../domain/date-events.ts'
import { type Challenge, type Incident, type Why, WhyTrack } from '../domain/incident.ts'
import { symptomOf } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { takeDraft } from '../domain/record.ts'
import { SourceKind } from '../domain/statement.ts'
import type { Taking } from '../domain/taking.ts'
import { BadInputError, NotFoundError } from '../errors.ts'
import { loadGround } from '../intake/load-ground.ts'
import type { judgeWhy, WhyJudgement } from '../review/why/judge-why.ts'
import { type WhyKind, whyKindMeanings, whyKinds } from '../review/why/why-kind.ts'
import type { Change } from '../store/store.ts'
import { type Deps, defineOperation } from './operation.ts'
import { addSaying, refuseUnusable } from './record-answers.ts'
import { incidentId, visibleText } from './situation.ts'

/** After this many questions back a link stays a hypothesis, and the conversation moves on. */
const mostChallenges = 2

const meanings = Object.entries(whyKindMeanings)
  .map(([kind, meaning]) => `${kind}: ${meaning}`)
  .join('. ')

const Assessment = z.strictObject({
  verdict: z
    .enum(['stands', 'shallow'])
    .describe(
      'stands: a mechanism, condition or decision of this incident that leads to the link above, judges nobody, leaves something to ask',
    ),
  kinds: z
    .array(z.enum(whyKinds))
    .optional()
    .describe(
      `${meanings}. Stands: an act with what made it sensible, an absence with how it came about, a guess with check and date`,
    ),
  reason: z.string().max(500).optional().describe('One sentence'),
})

const Overruling = z.strictObject({
  said: visibleText(2000).describe('Why the answer stands, in their own words, letter for letter'),
  said_by: visibleText(80).describe('Role'),
})

const CheckInput = z.strictObject({
  what: visibleText(500).describe('What will be looked at'),
  owner: z.string().max(80).optional().describe('Role or name'),
  due: z.iso.date().optional().describe('YYYY-MM-DD'),
})

const input = z.strictObject({
  incident_id: incidentId,
  track: WhyTrack.optional().describe('Default happened'),
  parent: z.string().optional().describe('Id of the link that it explains; omit for the first why'),
  branch: z.boolean().optional().describe('A further cause of the same parent'),
  said: visibleText(4000).describe("The person's answer, letter for letter"),
  said_by: visibleText(80).describe('Role'),
  source: SourceKind.optional(),
  reference: z.string().max(2000).optional(),
  assessment: Assessment.optional().describe('Your own judgement, made before you see the rules'),
  overruled_by: Overruling.optional().describe('Only when a person, asked again, says why the answer stands'),
  check: CheckInput.optional().describe('For a hypothesis'),
})

const Link = z.object({ id: z.string(), text: z.string() })

const output = z.object({
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
export type ChallengedWhy = z.infer<typeof output>
type Status = ChallengedWhy['status']

export const challengeFiveWhys = defineOperation({
  name: 'challenge_five_whys',
  title: 'Challenge five whys',
  description:
    'Judges and records the answer to one why; use it for each why, in place of record_answers. You assess first, the rules second: the link is accepted, or one question goes back. Where you differ you get the finding with its words, and ask the person once more; only a person overrules. After two challenges the link stays a hypothesis with a check. Says when the chain may end.',
  effect: 'writes',
  input,
  output,
  run: challenge,
  present(result) {
    const heads: Readonly<Record<Status, string>> = {
      accepted: `Accepted as ${result.link}.`,
      asked: `Not yet a link (${result.link} waits, ${result.challenges_left} more question${result.challenges_left === 1 ? '' : 's'} at most).`,
      disputed: `The assessment and the rules differ about ${result.link}.`,
      overruled: `Kept as ${result.link}, overruled by a person; the finding stays in the history.`,
      moved: `Recorded as ${result.link} on the track "${result.track}".`,
      'left as hypothesis': `${result.link} stays a hypothesis.`,
    }
    return [
      `${heads[result.status]} ${result.praise}`,
      result.findings.map((finding) => `- ${finding.rule}: "${finding.words}" — ${finding.wrong}`).join('\n'),
      result.question ? `Ask: ${result.question}` : '',
      result.branches.length > 0
        ? `Threads, each a branch of its own:\n${result.branches.map((branch) => `- ${branch}`).join('\n')}`
        : '',
      result.may_end_because,
      result.backwards.length > 0 ? `Read backwards:\n${result.backwards.join('\n')}` : '',
      result.view ?? '',
      result.next,
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  },
})

type Request = z.output<typeof input>

async function challenge(request: Request, deps: Deps): Promise<ChallengedWhy> {
  refuseUnusable(request.said)
  const context = await deps.context()
  // The rules and their words take 40 ms to load, which a server that only starts need not spend.
  const [ground, { judgeWhy: judge }] = await Promise.all([loadGround(), import('../review/why/judge-why.ts')])
  const now = deps.now().toISOString()
  const { incident, result } = await deps.store.update(request.incident_id, (before) => {
    const settled = settle(before, request, judge)
    const added = addSaying(before, request, now)
    const taking: Taking = {
      source: added.source,
      context,
      now,
      role: request.said_by,
      ...ground,
    }
    const taken = takeDraft(
      added.incident,
      {
        type: 'why',
        track: settled.track,
        kind: settled.kind,
        text: request.said.trim(),
        ...(settled.parent ? { parent: settled.parent } : {}),
        ...(settled.pending ? { id: settled.pending.id, revision: settled.pending.revision } : {}),
        ...(request.check ? { check: request.check } : {}),
      },
      taking,
    )
    if ('refused' in taken) {
      throw new BadInputError({
        happened: `The answer was not taken: ${taken.refused}.`,
        expected: 'an answer in the words of a person, for a link that exists.',
        tryThis: `${taken.tryThis}.`,
      })
    }
    let after = keepChallenge(dateEvents(taken.incident, ground.instantOf), taken.id, settled.challenge)
    const log = (change: Pick<Change, 'what' | 'item' | 'summary' | 'before' | 'source'>): Change => ({
      at: now,
      role: request.said_by,
      via: deps.via,
      operation: 'challenge_five_whys',
      ...change,
    })
    const changes: Change[] = [
      ...(added.isNew
        ? [
            log({
              what: 'added',
              item: added.source.id,
              summary: `said: ${clipped(request.said)}`,
              source: added.source.id,
            }),
          ]
        : []),
      ...(taken.what === 'unchanged' && settled.status !== 'overruled'
        ? []
        : [
            log({
              what: taken.what === 'edited' ? 'edited' : 'added',
              item: taken.id,
              summary: `${settled.status}: ${taken.summary}${settled.challenge.kinds.length > 0 ? ` (${settled.challenge.kinds.join(', ')})` : ''}${settled.status === 'disputed' && request.assessment?.reason ? ` — the assistant: ${clipped(request.assessment.reason)}` : ''}`,
              before: taken.before,
              source: added.source.id,
            }),
          ]),
    ]
    if (request.overruled_by && settled.status === 'overruled') {
      const words = addSaying(after, request.overruled_by, now)
      after = words.incident
      const { said, said_by } = request.overruled_by
      changes.push({
        ...log({
          what: 'overruled',
          item: taken.id,
          summary: `${settled.challenge.kinds.join(', ')} on "${clipped(settled.challenge.words)}": ${said_by} said "${clipped(said)}"`,
          source: words.source.id,
        }),
        role: said_by,
      })
    }
    return { incident: reopened(after), changes, result: { settled, link: taken.id } }
  })
  return report(incident, request, result.settled, result.link)
}

interface Settled {
  readonly judgement: WhyJudgement
  readonly status: Status
  readonly kind: 'fact' | 'hypothesis'
  readonly track: WhyTrack
  readonly parent: string | null
  /** The link whose question went back before, and which this answer replaces. */
  readonly pending: Why | null
  readonly challenge: Challenge
}

/** Decides, from the record, the rules and the caller's assessment, what becomes of an answer. Pure. */
function settle(incident: Incident, request: Request, judge: typeof judgeWhy): Settled {
  const track = request.track ?? 'happened'
  const parent = request.parent ?? null
  if (parent !== null && !incident.whys.some((why) => why.id === parent && why.track === track)) {
    throw new NotFoundError({
      happened: `There is no link ${clipped(parent)} on the track "${track}".`,
      expected: 'the id of the link that this answer explains, as returned here or by show_incident.',
      tryThis: 'name that id in parent, or leave parent out for the first why.',
    })
  }
  const pending = request.branch
    ? null
    : (incident.whys.find((why) => why.track === track && why.parent === parent && why.challenge?.state === 'open') ??
      null)
  const asked = pending?.challenge?.asked ?? 0
  const chain = linksAbove(incident, parent).map((why) => why.text)
  const judgement = judge({ context: contextOf(incident, track), chain, answer: request.said }, asked)
  const caller = request.assessment
  const callerKinds: readonly WhyKind[] = caller?.verdict === 'shallow' ? (caller.kinds ?? []) : []
  const kinds = [...new Set([...judgement.kinds, ...callerKinds])]
  const [finding] = judgement.findings
  const isShallow = judgement.label === 'shallow' || caller?.verdict === 'shallow'
  const isDisputed = caller !== undefined && (caller.verdict === 'shallow') !== (judgement.label === 'shallow')
  const challenge = (state: Challenge['state'], count: number): Challenge => ({
    asked: count,
    state,
    kinds,
    words: finding?.words ?? (isShallow ? clipped(request.said) : ''),
    question: judgement.question ?? questionFor(callerKinds, request, chain.at(-1) ?? symptomOf(incident)),
  })
  const base = { judgement, track, parent, pending }
  if (!isShallow) {
    const kind = judgement.isHypothesis ? 'hypothesis' : 'fact'
    return { ...base, status: 'accepted', kind, challenge: { ...challenge('accepted', asked), question: '' } }
  }
  if (request.overruled_by)
    return { ...base, status: 'overruled', kind: 'fact', challenge: challenge('overruled', asked) }
  const other = track === 'happened' ? otherTrack(judgement, callerKinds, request.said) : null
  if (other) {
    return {
      ...base,
      status: 'moved',
      kind: 'fact',
      track: other,
      parent: null,
      pending: null,
      challenge: challenge('accepted', 0),
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

/** Noticing and ending have tracks of their own; an answer about them is kept there rather than rejected. */
function otherTrack(judgement: WhyJudgement, callerKinds: readonly WhyKind[], said: string): WhyTrack | null {
  const isAside = judgement.findings[0]?.rule === 'non-sequitur' || callerKinds[0] === 'non-sequitur'
  if (!isAside) return null
  return /\b(?:roll(?:ed|ing)?[ -]?back|rollback|recover|restor|fix|mitigat|revert|repair)/i.test(said)
    ? 'ended'
    : 'noticed'
}

function questionFor(kinds: readonly WhyKind[], request: Request, above: string): string {
  const [kind] = kinds
  const gap = kind ? ` I still miss more than ${whyKindMeanings[kind]}.` : ''
  return `You said "${clipped(request.said)}".${gap} Which part did what, step by step, so that ${clipped(above)}?`
}

/** What the first why of a track explains, in one line. */
function contextOf(incident: Incident, track: WhyTrack): string {
  const symptom = symptomOf(incident)
  if (track === 'noticed') return `How it was noticed: ${symptom}`
  if (track === 'ended') return `How it was ended, recovery: ${symptom}`
  return symptom
}

/** From the first why down to this link. */
function linksAbove(incident: Incident, id: string | null): Why[] {
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

function keepChallenge(incident: Incident, id: string, challenge: Challenge): Incident {
  return { ...incident, whys: incident.whys.map((why) => (why.id === id ? { ...why, challenge } : why)) }
}

/** A document that was final no longer says what the record says. */
function reopened(incident: Incident): Incident {
  const open = (document: Incident['documents']['engineering']): Incident['documents']['engineering'] =>
    document.status === 'final' ? { ...document, status: 'in review' } : document
  const { engineering, product } = incident.documents
  return { ...incident, documents: { engineering: open(engineering), product: open(product) } }
}

function report(incident: Incident, request: Request, settled: Settled, link: string): ChallengedWhy {
  const { judgement, status, track } = settled
  const above = linksAbove(incident, link)
  const isStanding = status === 'accepted' || status === 'overruled'
  const ending = mayEnd(incident, above, settled)
  const kinds = settled.challenge.kinds.filter((kind): kind is WhyKind => whyKinds.some((known) => known === kind))
  const branches = kinds.includes('two-causes') && !isStanding ? threadsOf(request.said) : []
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
    view: suggestView(incident, settled),
    next: adviseNext(incident, request, settled, link, ending.may),
  }
}

/**
 * The stop rule: a chain may end at a condition that the team can change and for which there is evidence, never at a person, a
 * label, a guess or an absence. Five is no target.
 */
function mayEnd(incident: Incident, above: readonly Why[], settled: Settled): { may: boolean; because: string } {
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

function suggestView(incident: Incident, settled: Settled): string | null {
  const links = incident.whys.filter((why) => why.track === settled.track)
  const roots = links.filter((why) => why.parent === null)
  const isJoint = links.some((link) => links.filter((other) => other.parent === link.id).length >= 2)
  if (isJoint) {
    return 'Several conditions had to hold together under one link: a fault tree shows which barriers failed at once.'
  }
  return roots.length >= 3
    ? 'There are three or more first causes: a fishbone shows them by kind (people, tools, data, process, environment, third parties).'
    : null
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

function adviseNext(incident: Incident, request: Request, settled: Settled, link: string, isEnd: boolean): string {
  const call = `challenge_five_whys for ${incident.id}`
  switch (settled.status) {
    case 'accepted':
    case 'overruled':
      return isEnd
        ? 'Offer to read the chain backwards aloud, and ask once at each link: what else had to be true? Then the other tracks, then actions.'
        : `Ask the next why about ${link} ("what made that so?"), then call ${call} with parent ${link}. Ask once what else had to be true (branch: true).`
    case 'moved':
      return `Say that the point is kept there. Put the question again, and call ${call} with the new answer.`
    case 'left as hypothesis':
      return request.check
        ? 'The check is noted. Move on to the next link or the next branch.'
        : `Ask what would be looked at to test it, who looks, and by which date; record that with record_answers (type why, id ${link}, kind hypothesis, check). Then move on.`
    default:
      return `Put this one question to the person, with what is good about the answer, and wait. Then call ${call} again with the same parent and their new words. If they say why the first answer stands, send it again with overruled_by and their words.`
  }
}

function clipped(text: string): string {
  const line = readableLine(text)
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line
}
