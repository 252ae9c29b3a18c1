import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { dateEvents } from '../domain/date-events.ts'
import { type Challenge, type Incident, type Why, WhyGate, WhyTrack } from '../domain/incident.ts'
import { takeDraft } from '../domain/record.ts'
import { type Evidence, SourceKind } from '../domain/statement.ts'
import type { Taking } from '../domain/taking.ts'
import { zoneEvents } from '../domain/zone-events.ts'
import { BadInputError } from '../errors.ts'
import { loadGround } from '../intake/load-ground.ts'
import { whyKindMeanings, whyKinds } from '../review/why/why-kind.ts'
import type { Change } from '../store/store.ts'
import { givesReason } from './gives-reason.ts'
import { type Deps, defineOperation } from './operation.ts'
import { addSaying, refuseUnusable } from './record-answers.ts'
import { ChallengedWhy, reportWhy } from './report-why.ts'
import { settleWhy } from './settle-why.ts'
import { clipped, incidentId, visibleText } from './situation.ts'

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
  branch: z.boolean().optional().describe('A further cause of the same parent, once none waits'),
  gate: WhyGate.optional().describe('With its siblings: and = all had to be true, or = one was enough'),
  said: visibleText(4000).describe("The person's answer, letter for letter"),
  said_by: visibleText(80).describe('Role'),
  source: SourceKind.optional(),
  reference: z.string().max(2000).optional(),
  assessment: Assessment.optional().describe('Your own judgement, made before you see the rules'),
  overruled_by: Overruling.optional().describe('Only when a person, asked again, gives a reason, no bare yes'),
  check: CheckInput.optional().describe('For a hypothesis'),
})

export const challengeFiveWhys = defineOperation({
  name: 'challenge_five_whys',
  title: 'Challenge five whys',
  description:
    'Judges and records the answer to one why; use it for each why, in place of record_answers. You assess first, the rules second: the link is accepted, or one question goes back. Where you differ you get the finding with its words, and ask the person once more; only a person overrules. After two challenges the link stays a hypothesis with a check. Says when the chain may end.',
  effect: 'writes',
  input,
  output: ChallengedWhy,
  run: challenge,
  present(result) {
    const heads: Readonly<Record<ChallengedWhy['status'], string>> = {
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
    const { overruled_by: insisting } = request
    const isOverruled = insisting !== undefined && givesReason(insisting.said, request.said)
    const settled = settleWhy(before, { ...request, isOverruled }, judge)
    const added = addSaying(before, request, now)
    const words = isOverruled && settled.status === 'overruled' ? addSaying(added.incident, insisting, now) : null
    const challenge = words ? { ...settled.challenge, overruledIn: words.source.id } : settled.challenge
    const lacksReason = insisting !== undefined && !isOverruled
    if (
      settled.pending &&
      settled.isRepeated &&
      !added.isNew &&
      isKept(settled.pending, settled.kind, challenge, request)
    ) {
      return {
        incident: before,
        changes: [],
        result: { settled, link: settled.pending.id, isRepeated: true, lacksReason },
      }
    }
    const taking: Taking = {
      source: added.source,
      context,
      now,
      role: request.said_by,
      ...ground,
    }
    const taken = takeDraft(
      words?.incident ?? added.incident,
      {
        type: 'why',
        track: settled.track,
        kind: settled.kind,
        text: request.said.trim(),
        ...(settled.parent ? { parent: settled.parent } : {}),
        ...(request.gate ? { gate: request.gate } : {}),
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
    const overruling = words ? [{ source: words.source.id, excerpt: words.source.text }] : []
    const after = keepChallenge(
      dateEvents(zoneEvents(taken.incident, ground), ground.instantOf),
      taken.id,
      challenge,
      overruling,
    )
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
    if (words && insisting) {
      const { said, said_by } = insisting
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
    return { incident: reopened(after), changes, result: { settled, link: taken.id, isRepeated: false, lacksReason } }
  })
  const { settled, link, ...how } = result
  return reportWhy(incident, { said: request.said, hasCheck: request.check !== undefined, ...how }, settled, link)
}

/** Whether the record says all of it already, so that a call which came twice changes nothing. */
function isKept(why: Why, kind: Why['kind'], challenge: Challenge, { gate, check }: Request): boolean {
  return (
    why.kind === kind &&
    (gate === undefined || gate === why.gate) &&
    (check === undefined || isDeepStrictEqual(check, why.check)) &&
    isDeepStrictEqual(challenge, why.challenge)
  )
}

/** With the words that overruled a finding among its evidence; the same words are evidence once. */
function keepChallenge(
  incident: Incident,
  id: string,
  challenge: Challenge,
  overruling: readonly Evidence[],
): Incident {
  const keep = (why: Why): Why => {
    const evidence = [...why.evidence, ...overruling].filter(
      (one, at, all) => all.findIndex((other) => isDeepStrictEqual(other, one)) === at,
    )
    return { ...why, evidence, challenge }
  }
  return { ...incident, whys: incident.whys.map((why) => (why.id === id ? keep(why) : why)) }
}

/** A document that was final no longer says what the record says. */
function reopened(incident: Incident): Incident {
  const open = (document: Incident['documents']['engineering']): Incident['documents']['engineering'] =>
    document.status === 'final' ? { ...document, status: 'in review' } : document
  const { engineering, product } = incident.documents
  return { ...incident, documents: { engineering: open(engineering), product: open(product) } }
}
