import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compose, readDomainContext } from '../compose.ts'
import { packageFolder } from '../config.ts'
import { UpdateAudience, UpdateKind } from '../domain/customer-update.ts'
import { defaultContext } from '../domain/default-context.ts'
import { findQuestion, putQuestion, questionIds } from '../domain/questions.ts'
import { closeIncident } from '../operations/close-incident.ts'
import { draftCustomerUpdate } from '../operations/draft-customer-update.ts'
import { generatePostMortem } from '../operations/generate-post-mortem.ts'
import type { Deps } from '../operations/operation.ts'
import { recordAnswers, type Saying } from '../operations/record-answers.ts'
import { startPostMortem } from '../operations/start-post-mortem.ts'
import { parseAnswersFile } from './answers-file.ts'
import { runOperation } from './run-operation.ts'

const everyField = 'On 3 March 2026 at 14:05 UTC the doctor looked at every field.'

/** Items with the fields that the example leaves empty, and guesses with and without a check. */
const allFields: Saying['items'] = [
  {
    type: 'event',
    at: '2026-03-03T14:05',
    zone: 'Europe/Vienna',
    approximate: true,
    actor: 'doctor',
    moments: ['all clear'],
    decision: 'look',
    state: 'degraded',
    user_impact: 'none',
    kind: 'hypothesis',
  },
  { type: 'event', at: '15:05', zone: 'America/Chicago' },
  { type: 'why', track: 'noticed', kind: 'hypothesis', check: { what: 'look', owner: 'doctor', due: '2026-03-04' } },
  { type: 'why', track: 'ended', kind: 'hypothesis' },
  { type: 'factor', category: 'technical', how: 'it was looked at', kind: 'hypothesis' },
  {
    type: 'action',
    action_type: 'detect',
    strength: 'strong',
    owner: 'doctor',
    due: '2026-03-04',
    done_when: 'it was looked at',
    priority: 'P1',
    answers: 'why-6',
    metric: 'none',
    rollback: 'none',
    status: 'done',
  },
  { type: 'action', scope: 'product', fix: 'guardrail', rollback: 'none', owner: 'doctor', due: '2026-03-04' },
  { type: 'action' },
  { type: 'action', scope: 'product' },
  { type: 'event', at: '2026-03-03T14:09', actor: 'doctor', moments: ['restored'] },
  { type: 'event', at: '2026-03-03T14:07' },
  { type: 'lesson', beyond: true, shared_with: 'everybody' },
  { type: 'decision', basis: 'a look', tradeoff: 'time' },
  { type: 'answer', question: 'quotes', who: 'a doctor' },
  { type: 'answer', question: 'area', text: 'templates' },
  { type: 'skip', question: 'lucky', text: 'nobody looked' },
  { type: 'skip', question: 'quotes', text: 'nobody looked' },
  // The incident that was made before this one.
  { type: 'match', to: 'INC-1', likeness: 'same mechanism' },
]

/**
 * Makes both documents, and every message to customers, of an incident about which almost nothing is known, of the example with every field
 * filled in, and of words from which nothing was drawn: a mistake in a block shows only while what the block is for is there, or
 * is not.
 *
 * @param templates folder with the templates
 * @throws ConfigurationError naming file, line and what is wrong
 */
export async function checkTemplates(templates: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postmortem-doctor-'))
  try {
    const facilitator = await compose({ db: join(folder, 'doctor.db'), templates, via: 'doctor' })
    try {
      const examples = join(packageFolder, 'examples')
      const rich = await readDomainContext(join(examples, 'domain-context.md'))
      // Not the company's own context: a mistake in that is reported as what it is.
      await renderEmpty({ ...facilitator.deps, context: async () => defaultContext })
      const deps: Deps = { ...facilitator.deps, context: async () => rich }
      await renderFull(join(examples, 'answers.yaml'), deps)
      await renderWords(deps)
    } finally {
      await facilitator.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function renderEmpty(deps: Deps): Promise<void> {
  const what_happened = 'The doctor tried whether the templates make a document.'
  const { incident_id } = await runOperation(startPostMortem, { what_happened }, deps)
  await render(incident_id ?? '', deps)
  await renderUpdates(incident_id ?? '', deps)
}

async function renderFull(file: string, deps: Deps): Promise<void> {
  const [first, ...rest] = parseAnswersFile(await readFile(file, 'utf8'), file).answers
  const { incident_id } = await runOperation(
    startPostMortem,
    { what_happened: first?.said ?? '', said_by: first?.said_by },
    deps,
  )
  const id = incident_id ?? ''
  for (const saying of rest) await runOperation(recordAnswers, { incident_id: id, ...saying }, deps)
  await render(id, deps)
  await runOperation(recordAnswers, { incident_id: id, said: everyField, said_by: 'doctor', items: allFields }, deps)
  await render(id, deps)
  await answerAll(id, deps)
  await render(id, deps)
  await renderUpdates(id, deps)
}

/** Words and nothing drawn from them, and a severity at which both documents are due. */
async function renderWords(deps: Deps): Promise<void> {
  const what_happened = 'The doctor tried whether the templates make a document of words alone.'
  const { incident_id } = await runOperation(startPostMortem, { what_happened }, deps)
  const id = incident_id ?? ''
  const items: Saying['items'] = questionIds.map((question) => ({ type: 'skip', question, text: 'nobody looked' }))
  await runOperation(recordAnswers, { incident_id: id, said: 'Nobody looked.', said_by: 'doctor', items }, deps)
  await render(id, deps)
  await answerAll(id, deps)
  await render(id, deps)
  await runOperation(closeIncident, { incident_id: id, no_post_mortem_because: 'it is none' }, deps)
  await render(id, deps)
}

/** What a question does not take is refused, and nothing is lost by that. */
async function answerAll(incident_id: string, deps: Deps): Promise<void> {
  const context = await deps.context()
  const incident = await deps.store.load(incident_id)
  const items: Saying['items'] = questionIds.map((question) => {
    const found = findQuestion(question)
    const value = found ? putQuestion(found, { incident, context, severity: 'S1' }).choices?.[0] : undefined
    return { type: 'answer', question, ...(question === 'date' ? { value: '2026-03-03' } : { value }) }
  })
  items.push({ type: 'severity', severity: 'S1', text: 'to see it' })
  await runOperation(recordAnswers, { incident_id, said: everyField, said_by: 'doctor', items }, deps)
}

async function render(incident_id: string, deps: Deps): Promise<void> {
  await runOperation(generatePostMortem, { incident_id, allow_gaps: true }, deps)
}

async function renderUpdates(incident_id: string, deps: Deps): Promise<void> {
  for (const kind of UpdateKind.options) {
    const customer = kind === 'personal' ? 'the doctor' : undefined
    for (const audience of UpdateAudience.options) {
      await runOperation(draftCustomerUpdate, { incident_id, kind, audience, customer }, deps)
    }
  }
}
