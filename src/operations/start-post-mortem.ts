import { z } from 'zod'
import { advisePostMortem } from '../domain/advice.ts'
import { createIncident } from '../domain/incident.ts'
import { openQuestions } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { classifySeverity } from '../domain/severity.ts'
import { SourceKind } from '../domain/statement.ts'
import { BadInputError } from '../errors.ts'
import { type Deps, defineOperation } from './operation.ts'
import { record, refuseAssistant, refuseUnusable } from './record-answers.ts'
import { presentSeenBefore, SeenBefore, seenBefore } from './seen-before.ts'
import {
  AskedQuestion,
  adviseNext,
  lookAt,
  nextQuestions,
  presentQuestions,
  readyDocuments,
  visibleText,
} from './situation.ts'

const input = z.strictObject({
  incident_id: z.string().optional().describe('To resume, for example INC-7'),
  what_happened: z
    .string()
    .optional()
    .describe("To start: the person's own words, letter for letter; two or three sentences"),
  said_by: visibleText(80).optional().describe('Their role: on-call, support, product… Default team'),
  title: z.string().max(200).optional().describe('In their words. Default: the first sentence'),
  source: SourceKind.optional(),
  reference: z.string().max(2000).optional(),
})

const output = z.object({
  incident_id: z.string().nullable(),
  title: z.string(),
  resumed: z.boolean(),
  opening: z.string(),
  severity: z.object({ severity: z.string().nullable(), reason: z.string() }),
  advice: z.object({ run: z.boolean().nullable(), reason: z.string(), triggers: z.array(z.string()) }),
  meeting: z.object({ by: z.string(), retrospective_by: z.string(), invite: z.array(z.string()) }).nullable(),
  seen_before: SeenBefore.nullable(),
  questions: z.array(AskedQuestion),
  open: z.number(),
  further: z.array(z.string()),
  next: z.string(),
})

export const startPostMortem = defineOperation({
  name: 'start_post_mortem',
  title: 'Start or resume a post-mortem',
  description:
    'Starts a blameless post-mortem from a few sentences, or resumes one. Use when somebody wants a post-mortem, an incident review or a retrospective of a failure, or has just lived through an incident. Returns the opening to read out, the severity by the company guide, whether a post-mortem is worth it, whether it was seen before, and the first questions. It writes no document: first the people are asked.',
  effect: 'writes',
  input,
  output,
  async run(request, deps) {
    if (request.incident_id !== undefined) {
      return describeStart(request.incident_id, true, deps)
    }
    const words = request.what_happened ?? ''
    if (readableLine(words) === '') return askFirst(deps)
    // Whatever could refuse the words does so before there is an incident without any.
    refuseUnusable(words)
    refuseAssistant(request.said_by ?? '')
    await deps.context()
    await refuseUnsaid(request.title ?? '', words)
    const now = deps.now().toISOString()
    const role = request.said_by ?? 'team'
    const title = (readableLine(request.title ?? '') || firstSentence(words)).slice(0, 200)
    const incident = await deps.store.create(createIncident(title, now), [
      { at: now, role, via: deps.via, operation: 'start_post_mortem', what: 'started', summary: `started: ${title}` },
    ])
    await record(
      {
        incident_id: incident.id,
        said: words,
        said_by: role,
        question: 'what-happened',
        ...(request.source ? { source: request.source } : {}),
        ...(request.reference ? { reference: request.reference } : {}),
      },
      deps,
    )
    return describeStart(incident.id, false, deps)
  },
  present(result) {
    const meeting = result.meeting
      ? `Meet by ${result.meeting.by}, while memories are fresh; invite ${result.meeting.invite.join(', ')}. Look back once more by ${result.meeting.retrospective_by}.`
      : ''
    return [
      result.opening,
      result.incident_id ? `${result.resumed ? 'Resumed' : 'Started'} ${result.incident_id}: ${result.title}` : '',
      result.incident_id ? `Severity: ${result.severity.severity ?? 'unknown so far'}. ${result.severity.reason}` : '',
      result.incident_id ? result.advice.reason : '',
      meeting,
      result.seen_before ? presentSeenBefore(result.seen_before) : '',
      result.questions.length > 0 ? `Ask now:\n${presentQuestions(result.questions)}` : '',
      result.further.length > 0
        ? `Open after these; where words answer one already, record it under its id: ${result.further.join(', ')}.`
        : '',
      result.next,
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  },
})

async function describeStart(id: string, resumed: boolean, deps: Deps): Promise<z.output<typeof output>> {
  const context = await deps.context()
  const incident = await deps.store.load(id)
  const asking = lookAt(incident, context)
  const severity = classifySeverity(incident, context)
  const advice = advisePostMortem(incident, context, severity.severity)
  const questions = nextQuestions(asking)
  const open = openQuestions(asking)
  const { meetingWithinDays, retrospectiveWithinDays, invite } = context.policies
  return {
    incident_id: incident.id,
    title: readableLine(incident.title),
    resumed,
    opening: await deps.prompt('opening'),
    severity: { severity: severity.severity, reason: severity.reason },
    advice: { run: advice.run, reason: advice.reason, triggers: advice.triggers.map((trigger) => trigger.reason) },
    seen_before: await seenBefore(incident, deps),
    // It was proposed when the incident was told; a resumed one has had it, or knows.
    meeting: resumed
      ? null
      : {
          by: addDays(incident.createdAt, meetingWithinDays),
          retrospective_by: addDays(incident.createdAt, retrospectiveWithinDays),
          invite,
        },
    questions,
    open: open.length,
    further: open.slice(questions.length).map(({ id }) => id),
    next: adviseNext(incident.id, questions, readyDocuments(asking).engineering),
  }
}

/** Nobody has said anything yet: ask, and keep nothing. */
async function askFirst(deps: Deps): Promise<z.output<typeof output>> {
  const context = await deps.context()
  const asking = lookAt(createIncident('', deps.now().toISOString()), context)
  const questions = nextQuestions(asking)
  return {
    incident_id: null,
    title: '',
    resumed: false,
    opening: await deps.prompt('opening'),
    severity: { severity: null, reason: 'Nothing is known yet.' },
    advice: { run: null, reason: 'Nothing is known yet.', triggers: [] },
    meeting: null,
    seen_before: null,
    questions,
    open: openQuestions(asking).length,
    further: [],
    next: 'Read the opening out, ask what happened, and wait. Then call start_post_mortem with the words in what_happened.',
  }
}

/** A title stands on top of both documents, so it may not say more than the words do. */
async function refuseUnsaid(title: string, words: string): Promise<void> {
  const { unsupportedClaims } = await import('../domain/claims.ts')
  const unsaid = unsupportedClaims(title, words)
  if (unsaid.length === 0) return
  throw new BadInputError({
    happened: `The title says what what_happened does not: ${readableLine(unsaid.join(', '))}.`,
    expected: 'a title of words that the person used, or none.',
    tryThis: 'leave those out, or leave title out; the first sentence then serves.',
  })
}

function firstSentence(words: string): string {
  const line = readableLine(words)
  const end = /[.!?](?=\s)/.exec(line)
  const sentence = end ? line.slice(0, end.index) : line
  return sentence.length > 100 ? `${sentence.slice(0, sentence.lastIndexOf(' ', 97))}…` : sentence
}

function addDays(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * 86_400_000).toISOString().slice(0, 10)
}
