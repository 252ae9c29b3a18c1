import { z } from 'zod'
import type { DomainContext } from '../domain/context.ts'
import { dateEvents } from '../domain/date-events.ts'
import { ItemDraft } from '../domain/draft.ts'
import { type Incident, itemsOf } from '../domain/incident.ts'
import { findQuestion, isAnswered, isThin, leaves, openQuestions, putQuestion } from '../domain/questions.ts'
import { readableLine } from '../domain/readable.ts'
import { addSource, describe, takeDraft } from '../domain/record.ts'
import { SourceKind } from '../domain/statement.ts'
import { isAssistant, refuseOwnWords } from '../domain/take-match.ts'
import type { Taking } from '../domain/taking.ts'
import { zoneEvents } from '../domain/zone-events.ts'
import { BadInputError } from '../errors.ts'
import { loadGround } from '../intake/load-ground.ts'
import type { Change } from '../store/store.ts'
import { type Deps, defineOperation } from './operation.ts'
import { loadIfThere } from './past-incidents.ts'
import {
  AskedQuestion,
  adviseNext,
  incidentId,
  lookAt,
  nextQuestions,
  presentQuestions,
  readyDocuments,
  visibleText,
} from './situation.ts'
import { eventsMoved, timeNotes } from './time-notes.ts'

/** Longest text taken as one answer, in characters; a pasted log belongs into a file that `reference` names. */
const longestSaid = 1_000_000

/** What somebody said, and the items drawn from it. Also the shape of one entry of an answers file. */
export const Saying = z.strictObject({
  said: z.string().describe("The person's or document's own words, letter for letter, typing errors included"),
  said_by: visibleText(80).describe('Role: on-call, support, product, customer…'),
  source: SourceKind.optional().describe('Default operator recollection'),
  reference: z.string().max(2000).optional().describe('Where the words stand: address, ticket, file'),
  question: z
    .string()
    .optional()
    .describe('Question id that said answers. Without items, the server reads said by its own rules'),
  items: z.array(ItemDraft).max(200).optional().describe('What the words hold, each with its excerpt'),
})
export type Saying = z.infer<typeof Saying>

const input = z.strictObject({ incident_id: incidentId, ...Saying.shape })

const TakenOutput = z.object({
  id: z.string(),
  what: z.string(),
  summary: z.string(),
  revision: z.number().optional(),
  inferred: z.array(z.string()),
})

const output = z.object({
  incident_id: z.string(),
  said_id: z.string(),
  taken: z.array(TakenOutput),
  refused: z.array(z.object({ item: z.number(), type: z.string(), reason: z.string(), try_this: z.string() })),
  notes: z.array(z.string()),
  severity: z.string(),
  questions: z.array(AskedQuestion),
  open: z.number(),
  next: z.string(),
})
export type RecordedAnswers = z.infer<typeof output>

export const recordAnswers = defineOperation({
  name: 'record_answers',
  title: 'Record answers',
  description:
    'Records what somebody said about the incident, verbatim, with the items drawn from it (answers, timeline events, whys, factors, actions, lessons, decisions, judged matches). Use after every answer. Each item quotes its excerpt of said; an excerpt that is not there is refused, and a number, time, date or name that it does not hold is kept as inferred until a person confirms it (type confirm). Never put your own words into said. Also edits (id and revision), removes, skips a question, overrules the severity.',
  effect: 'writes',
  input,
  output,
  async run(request, deps) {
    return record(request, deps)
  },
  present(result) {
    const taken = result.taken.map((item) => {
      const inferred = item.inferred.length > 0 ? ` — inferred, ask and confirm: ${item.inferred.join(', ')}` : ''
      return `- ${item.what} ${item.id}${item.revision ? ` (revision ${item.revision})` : ''}: ${item.summary}${inferred}`
    })
    const refused = result.refused.map(
      (item) => `- item ${item.item} (${item.type}): ${item.reason}. Try: ${item.try_this}.`,
    )
    return [
      `Recorded as ${result.said_id} in ${result.incident_id}. Severity: ${result.severity}`,
      taken.length > 0 ? `Taken:\n${taken.join('\n')}` : 'Nothing was drawn from it.',
      refused.length > 0 ? `Refused:\n${refused.join('\n')}` : '',
      result.notes.length > 0 ? result.notes.map((note) => `Note: ${note}`).join('\n') : '',
      result.questions.length > 0 ? `Still open (${result.open}), next:\n${presentQuestions(result.questions)}` : '',
      result.next,
    ]
      .filter((part) => part !== '')
      .join('\n\n')
  },
})

/** Records one saying. Also what `start_post_mortem` and forms record through. */
export async function record(request: z.output<typeof input>, deps: Deps): Promise<RecordedAnswers> {
  refuseUnusable(request.said)
  const context = await deps.context()
  const ground = await loadGround()
  const drafts = request.items ?? (await readDrafts(request, await deps.store.load(request.incident_id), context, deps))
  if (!drafts.some(({ type }) => type === 'match')) refuseAssistant(request.said_by)
  const others = await findOthers(drafts, deps)
  const now = deps.now().toISOString()

  const { incident, result } = await deps.store.update(request.incident_id, (before) => {
    const added = addSaying(before, request, now)
    const log = (change: Pick<Change, 'what' | 'item' | 'summary' | 'before'>): Change => ({
      at: now,
      role: request.said_by,
      via: deps.via,
      operation: 'record_answers',
      source: added.source.id,
      ...change,
    })
    const taking: Taking = {
      source: added.source,
      context,
      now,
      role: request.said_by,
      others,
      ...ground,
    }
    let after = added.incident
    const changes: Change[] = added.isNew
      ? [log({ what: 'added', item: added.source.id, summary: `said: ${shortened(request.said)}` })]
      : []
    const taken: RecordedAnswers['taken'] = []
    const refused: RecordedAnswers['refused'] = []
    for (const [index, draft] of drafts.entries()) {
      const outcome = takeDraft(after, hangOnChain(after, draft, request), taking)
      if ('refused' in outcome) {
        refused.push({ item: index + 1, type: draft.type, reason: outcome.refused, try_this: outcome.tryThis })
        continue
      }
      after = outcome.incident
      taken.push({ id: outcome.id, what: outcome.what, summary: outcome.summary, inferred: [...outcome.inferred] })
      if (outcome.what !== 'unchanged') {
        changes.push(log({ what: outcome.what, item: outcome.id, summary: outcome.summary, before: outcome.before }))
      }
    }
    const zoned = zoneEvents(after, ground)
    const moved = eventsMoved(before, zoned)
    after = reopenDocuments(dateEvents(zoned, ground.instantOf), changes.length > 0)
    return { incident: after, changes, result: { taken, refused, moved, source: added.source.id } }
  })

  const asking = lookAt(incident, context)
  const questions = nextQuestions(asking)
  const items = new Map(itemsOf(incident).map((item) => [item.id, item]))
  return {
    incident_id: incident.id,
    said_id: result.source,
    taken: result.taken.map((taken) => {
      const item = items.get(taken.id)
      return item ? { ...taken, summary: describe(item), revision: item.revision } : taken
    }),
    refused: result.refused,
    notes: [...notesOn(incident, request, context), ...timeNotes(incident, result.taken, result.moved)],
    severity: asking.severity ?? 'unknown so far',
    questions,
    open: openQuestions(asking).length,
    next: adviseNext(incident.id, questions, readyDocuments(asking).engineering),
  }
}

/** Keeps the words of a request as a source of the record. `now` is a UTC instant. */
export function addSaying(
  incident: Incident,
  request: Pick<Saying, 'said' | 'said_by' | 'source' | 'reference'>,
  now: string,
): ReturnType<typeof addSource> {
  return addSource(incident, {
    kind: request.source ?? 'operator recollection',
    role: request.said_by,
    text: request.said,
    recordedAt: now,
    retracted: false,
    ...(request.reference ? { reference: request.reference } : {}),
  })
}

/** Ids of the incidents that judgements name and that are there: looked up before the transaction, which sees one record only. */
async function findOthers(drafts: readonly ItemDraft[], deps: Deps): Promise<Set<string>> {
  const named = drafts.flatMap((draft) => (draft.type === 'match' && draft.to ? [draft.to.trim().toUpperCase()] : []))
  const found = await Promise.all([...new Set(named)].map((id) => loadIfThere(id, deps)))
  return new Set(found.flatMap((incident) => incident?.id ?? []))
}

/** Without a model, the words are read by rules. */
async function readDrafts(
  request: z.output<typeof input>,
  incident: Incident,
  context: DomainContext,
  deps: Deps,
): Promise<ItemDraft[]> {
  if (request.question === undefined) return []
  const question = findQuestion(request.question)
  if (!question) {
    throw new BadInputError({
      happened: `There is no question "${shortened(request.question)}".`,
      expected: 'the id of a question that ask_clarifying_questions returned.',
      tryThis: 'ask_clarifying_questions for the open questions, or leave question out and send items.',
    })
  }
  const { readAnswer } = await import('../intake/read-answer.ts')
  const put = putQuestion(question, lookAt(incident, context))
  return readAnswer(put, request.said, { incident, context, now: deps.now() })
}

/** A why that was read from an answer to the chain's question explains the deepest link so far. */
function hangOnChain(incident: Incident, draft: ItemDraft, request: z.output<typeof input>): ItemDraft {
  if (request.items || draft.type !== 'why' || draft.parent !== undefined) return draft
  const parent = leaves(incident, draft.track ?? 'happened').at(-1)?.id
  return parent ? { ...draft, parent } : draft
}

/** A document that was final no longer says what the record says. */
function reopenDocuments(incident: Incident, hasChanged: boolean): Incident {
  if (!hasChanged) return incident
  const { engineering, product } = incident.documents
  const reopened = (document: typeof engineering): typeof engineering =>
    document.status === 'final' ? { ...document, status: 'in review' } : document
  return { ...incident, documents: { engineering: reopened(engineering), product: reopened(product) } }
}

function notesOn(incident: Incident, request: z.output<typeof input>, context: DomainContext): string[] {
  const asking = lookAt(incident, context)
  const whatHappened = findQuestion('what-happened')
  const isStillThin =
    whatHappened !== null &&
    !isAnswered(whatHappened, asking) &&
    incident.answers.some((answer) => answer.question === 'what-happened' && isThin(answer.text))
  const engineering = incident.actions.filter((action) => action.scope === 'engineering' && action.status !== 'dropped')
  return [
    isStillThin
      ? 'What happened is too short to be understood later without guessing: say what users saw, when, and what the team did.'
      : '',
    request.said.length > 4000
      ? 'That is a long text. Short notes with evidence are found again; draw out the items that matter.'
      : '',
    engineering.length > context.policies.maxActions
      ? `${engineering.length} actions are more than get done; agree on the ${context.policies.maxActions} that matter most.`
      : '',
  ].filter((note) => note !== '')
}

/** @throws BadInputError for words that are none, too many or no text */
export function refuseUnusable(said: string): void {
  if (said.length > longestSaid) {
    throw new BadInputError({
      happened: `said has ${said.length.toLocaleString('en')} characters.`,
      expected: `at most ${longestSaid.toLocaleString('en')}.`,
      tryThis: 'send the passages that matter, and name the whole text in reference.',
    })
  }
  if (readableLine(said) === '') {
    throw new BadInputError({
      happened: 'Nothing was said: said is empty.',
      expected: "the person's own words.",
      tryThis: 'ask the person and send what they say; to leave a question open, send an item of type skip.',
    })
  }
  if (said.includes('\u0000')) {
    throw new BadInputError({
      happened: 'said holds zero bytes, so it is not text.',
      expected: 'text in UTF-8.',
      tryThis: 'convert the file to text first.',
    })
  }
}

/** @throws BadInputError where an assistant tells what happened, instead of quoting who told it */
export function refuseAssistant(role: string): void {
  if (!isAssistant(role)) return
  const { refused, tryThis } = refuseOwnWords()
  throw new BadInputError({
    happened: `Nothing was recorded: ${refused}.`,
    expected: 'said_by with the role of the person, or the name of the system, whose words these are.',
    tryThis: `${tryThis}.`,
  })
}

function shortened(text: string): string {
  const line = readableLine(text)
  return line.length > 100 ? `${line.slice(0, 97).trimEnd()}…` : line
}
