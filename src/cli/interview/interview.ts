import type { Facilitator } from '../../compose.ts'
import { readAnswer } from '../../intake/read-answer.ts'
import { askClarifyingQuestions } from '../../operations/ask-clarifying-questions.ts'
import { listIncidents } from '../../operations/list-incidents.ts'
import { showIncident } from '../../operations/show-incident.ts'
import type { AskedQuestion } from '../../operations/situation.ts'
import { startPostMortem } from '../../operations/start-post-mortem.ts'
import { commandLine } from '../invocation.ts'
import type { StartOptions } from '../options.ts'
import { exitCodes, reportError } from '../report-error.ts'
import { toIncidentId } from '../run-operation.ts'
import { saveAnswer } from './answering.ts'
import { fixItem, takeBack } from './corrections.ts'
import { finish } from './finish.ts'
import { readItems } from './items.ts'
import { createLineReader } from './line-reader.ts'
import { keepUnsaved, save, saveFirst } from './saving.ts'
import { createScreen } from './screen.ts'
import { InterviewStopped, listen, roleFor, type Session, several } from './session.ts'

const atOnce = 3

const knownRoles: readonly (readonly [string, string])[] = [
  ['on-call', 'who worked on it'],
  ['support', 'who heard the customers'],
  ['product', 'who decides what is built'],
  [several, 'several of us, together: each answer counts as given by whoever knows best'],
]

/** Asks until the person stops, or has the documents. Everything said is saved before the next question. */
export async function interview(options: StartOptions, { deps, config }: Facilitator): Promise<number> {
  const screen = createScreen(process.stdout, process.env)
  const reader = createLineReader(process.stdin, process.stdout)
  const session: Session = {
    deps,
    config,
    screen,
    reader,
    role: options.as ?? 'on-call',
    incidentId: null,
    asking: null,
    putOff: new Set(),
    given: [],
    unsaved: [],
    hasOfferedDocuments: false,
    hasNamedZone: false,
    isSupportHere: null,
    severity: 'unknown so far',
  }
  try {
    const { opening, questions } = await startPostMortem.run({}, deps)
    const resumed = options.resume === undefined ? null : await deps.store.load(toIncidentId(options.resume))
    screen.rule('Post-mortem')
    screen.say(opening)
    screen.space()
    screen.say('At any prompt: ? for help, Ctrl-C to stop. Everything you say is kept as you say it.', { style: 'dim' })
    session.incidentId = resumed?.id ?? (await chooseIncident(session))
    if (options.as === undefined) await chooseRole(session)
    do await askRounds(session, questions)
    while (!(await finish(session, options)))
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof InterviewStopped)) throw error
    await leave(session, error.unfinished)
    return session.unsaved.length > 0 ? exitCodes.environment : exitCodes.done
  } finally {
    reader.close()
  }
}

/** The incident to go on with; null for a new one. */
async function chooseIncident(session: Session): Promise<string | null> {
  const { screen, deps } = session
  const { incidents } = await listIncidents.run({ limit: 50 }, deps)
  const unfinished = incidents.filter((listed) => listed.status === 'open').slice(0, 5)
  if (unfinished.length === 0) return null
  screen.space()
  screen.say('Unfinished:', { style: 'bold' })
  for (const listed of unfinished) {
    const open = `${listed.open_questions} ${listed.open_questions === 1 ? 'question' : 'questions'} open`
    screen.say(`${listed.title} (${listed.created}, ${open})`, { first: `  ${listed.incident_id}`, indent: 11 })
  }
  screen.say('Enter = a new incident. To go on with one, type its number.', { style: 'dim' })
  for (;;) {
    const heard = await listen(session, { isLong: false })
    if (heard.kind === 'words') {
      if (heard.words === '') return null
      const chosen = unfinished.find((listed) => listed.incident_id === toIncidentId(heard.words))
      if (chosen) return chosen.incident_id
    }
    screen.say(`Enter, or one of: ${unfinished.map((listed) => listed.incident_id).join(', ')}.`, { style: 'warning' })
  }
}

async function chooseRole(session: Session): Promise<void> {
  const { screen } = session
  screen.space()
  screen.say('Who is answering?', { style: 'bold' })
  for (const [index, [role, meaning]] of knownRoles.entries()) {
    const words = role === several ? meaning : `${role}, ${meaning}`
    screen.say(words, { first: `   ${index + 1}`, indent: 6 })
  }
  screen.say('Enter = on-call. Or type another role; roles, not names.', { style: 'dim' })
  for (;;) {
    const heard = await listen(session, { isLong: false })
    if (heard.kind === 'command') {
      screen.say('First: who is answering? Enter = on-call.', { style: 'dim' })
      continue
    }
    const chosen = knownRoles[Number(heard.words) - 1]?.[0]
    session.role = (chosen ?? heard.words.slice(0, 80)) || 'on-call'
    return
  }
}

/** Rounds of at most three questions until nothing is open or the person wants the documents. */
async function askRounds(session: Session, first: readonly AskedQuestion[]): Promise<void> {
  const answered = new Set<string>()
  let plan: string[] = []
  let plannedFor = session.role
  let again: AskedQuestion | null = null
  let round = 0
  let hasSaidOthers = false
  const { screen } = session
  for (;;) {
    if (plannedFor !== session.role) {
      plan = []
      plannedFor = session.role
    }
    const open = ownFirst(
      session.role,
      (await openQuestions(session, first)).filter((question) => !session.putOff.has(question.id)),
    )
    if (again === null && open.length === 0) return
    if (session.incidentId !== null && plan.length === 0 && again === null) {
      plan = open.slice(0, atOnce).map((question) => question.id)
      round += 1
      await announceRound(session, round, plan.length, open.length)
      const isForOthers = open[0] !== undefined && !isFor(session.role, open[0])
      if (isForOthers && !hasSaidOthers) {
        screen.say(
          'What is open now is best asked of somebody else. Answer what you know; "later" leaves a question for them.',
          { style: 'dim' },
        )
        hasSaidOthers = true
      }
    }
    // A date that has just become necessary is asked at once: without it the times mean nothing.
    const next: AskedQuestion | undefined =
      again ?? open.find((one) => one.id === 'date') ?? open.find((one) => one.id === plan[0]) ?? firstOf(session, open)
    if (!next) {
      plan.shift()
      continue
    }
    again = null
    const isRepeated = answered.has(next.id) && !isWhy(next)
    const outcome = await ask(session, next, isRepeated)
    if (outcome.kind === 'documents') return
    if (outcome.kind === 'again') {
      again = outcome.question
      answered.delete(again.id)
      continue
    }
    // A chain of whys goes on while its question stays open; anything else gets one more try, later.
    if (plan[0] === next.id && !isWhy(next)) plan.shift()
    if (isRepeated) session.putOff.add(next.id)
    answered.add(next.id)
  }
}

/** What this person knows best comes before what others know better; within both the order stays. */
function ownFirst(role: string, open: readonly AskedQuestion[]): AskedQuestion[] {
  return [...open.filter((question) => isFor(role, question)), ...open.filter((question) => !isFor(role, question))]
}

function isFor(role: string, question: AskedQuestion): boolean {
  const isAskedApart = role !== several && knownRoles.some(([known]) => known === role)
  return !isAskedApart || question.best_asked_of === 'everybody' || question.best_asked_of === role
}

function firstOf(session: Session, open: readonly AskedQuestion[]): AskedQuestion | undefined {
  return session.incidentId === null ? open.find((one) => one.id === 'what-happened') : undefined
}

async function openQuestions(session: Session, first: readonly AskedQuestion[]): Promise<readonly AskedQuestion[]> {
  if (session.incidentId === null) return first
  const { questions } = await showIncident.run({ incident_id: session.incidentId, part: 'questions' }, session.deps)
  return questions
}

async function announceRound(session: Session, round: number, planned: number, open: number): Promise<void> {
  const { screen, deps, incidentId } = session
  if (incidentId === null) return
  const items = await readItems(incidentId, deps)
  const { ready } = await askClarifyingQuestions.run({ incident_id: incidentId, count: 1 }, deps)
  const answered = new Set(items.map((item) => item.question)).size
  const count = planned === 1 ? 'one question' : planned === 2 ? 'two questions' : 'three questions'
  screen.rule(`Round ${round}: ${count} · ${answered} answered, about ${open} to go`)
  if (!ready.engineering) return
  const isNew = !session.hasOfferedDocuments
  session.hasOfferedDocuments = true
  screen.say(
    isNew
      ? 'The essentials are there. You can have the documents now: type done. Each further answer makes them better.'
      : 'done = the documents now',
    { style: isNew ? 'good' : 'dim' },
  )
}

type Outcome =
  | { readonly kind: 'asked' }
  | { readonly kind: 'documents' }
  | { readonly kind: 'again'; readonly question: AskedQuestion }

/** Puts one question and deals with what comes back. */
async function ask(session: Session, question: AskedQuestion, isRepeated: boolean): Promise<Outcome> {
  const { screen } = session
  if (session.role === several && question.best_asked_of === 'support' && session.isSupportHere === null) {
    session.isSupportHere = await askYesNo(session, 'Is somebody from support here? (y/n)')
  }
  session.asking = question
  putQuestion(session, question, isRepeated)
  let hasAskedTwice = false
  const isShort = question.choices !== undefined || question.id === 'date'
  const accepts = (line: string) => isWhy(question) && isEnough(line)
  for (;;) {
    const heard = await listen(session, { isLong: !isShort, accepts })
    if (heard.kind === 'command') {
      const { command } = heard
      if (command.name === 'done')
        return session.incidentId === null ? { kind: 'again', question } : { kind: 'documents' }
      if (command.name === 'back') {
        const before = await takeBack(session)
        return { kind: 'again', question: before ?? question }
      }
      if (command.name === 'fix') {
        await fixItem(session, command.item)
        return { kind: 'again', question }
      }
      if (session.incidentId === null) {
        screen.say('This one is needed: without it there is nothing to write about. Rough words will do.', {
          style: 'dim',
        })
        continue
      }
      if (command.name === 'skip') return await skip(session, question, command.reason)
      session.putOff.add(question.id)
      return { kind: 'asked' }
    }
    if (heard.words === '') {
      screen.say('Type an answer, or: skip, later, back, done, ? for help.', { style: 'dim' })
      continue
    }
    if (isWhy(question) && isEnough(heard.words)) return await skip(session, question, heard.words)
    const words = chosen(question, heard.words)
    const isUnread = question.choices !== undefined && !(await isChoice(session, question, words))
    if (isUnread && !hasAskedTwice) {
      hasAskedTwice = true
      screen.say(`I could not read that as one of: ${question.choices?.join(', ')}.`, { style: 'warning' })
      screen.say('A number or one of them, please; any other words are kept as you say them.', { style: 'dim' })
      continue
    }
    if (isUnread) session.putOff.add(question.id)
    const outcome =
      session.incidentId === null
        ? await saveFirst(session, question, words)
        : await saveAnswer(session, question, words)
    session.asking = null
    if (outcome === 'back') return { kind: 'again', question: (await takeBack(session)) ?? question }
    return outcome === 'kept' ? { kind: 'asked' } : { kind: 'again', question }
  }
}

async function askYesNo(session: Session, question: string): Promise<boolean> {
  const { screen } = session
  screen.space()
  screen.say(question, { style: 'bold', first: '?', indent: 2 })
  for (;;) {
    const heard = await listen(session, { isLong: false })
    const word = heard.kind === 'words' ? /^(?:(y|yes|yep|ja)|n|no|nope|nein)[.!]?$/i.exec(heard.words) : null
    if (word) return word[1] !== undefined
    screen.say('y or n, please.', { style: 'dim' })
  }
}

/** Whether the words stand for a choice, name one among others, or leave the question open, which is as good an answer. */
async function isChoice({ deps, incidentId }: Session, question: AskedQuestion, words: string): Promise<boolean> {
  if (incidentId === null) return true
  const [incident, context] = await Promise.all([deps.store.load(incidentId), deps.context()])
  const { id, choices = [] } = question
  const spoken = ` ${words.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  if (choices.some((choice) => spoken.includes(` ${choice.toLowerCase()} `))) return true
  const drafts = readAnswer({ id, reading: 'choice', choices }, words, { incident, context, now: deps.now() })
  return drafts.some((draft) => draft.type !== 'answer' || draft.value !== undefined)
}

function putQuestion(session: Session, question: AskedQuestion, isRepeated: boolean): void {
  const { screen, role } = session
  const isForOthers = question.best_asked_of !== 'everybody' && question.best_asked_of !== role
  const others = role === several ? `for ${question.best_asked_of}` : `${question.best_asked_of} knows best`
  const marks = [question.required ? 'needed' : '', isForOthers ? others : '']
  const mark = marks.filter((one) => one !== '').join(', ')
  screen.space()
  if (isRepeated) {
    screen.say('Once more, since the answer so far is too short to be understood later, or could not be read:', {
      style: 'warning',
    })
  }
  screen.say(`${question.question}${mark === '' ? '' : ` (${mark})`}`, { style: 'bold', first: '?', indent: 2 })
  screen.say(question.why, { style: 'dim' })
  for (const [index, choice] of (question.choices ?? []).entries()) {
    screen.say(choice, { first: `   ${index + 1}`, indent: 6 })
  }
  if (question.choices) screen.say('A number, or your own words.', { style: 'dim' })
  else if (session.incidentId === null) {
    screen.say('Enter begins a new line; an empty line ends the answer. Pasting is fine.', { style: 'dim' })
  }
}

/** The choice that a number stands for; other words stay as they are. */
function chosen(question: AskedQuestion, words: string): string {
  return /^\d{1,2}$/.test(words) ? (question.choices?.[Number(words) - 1] ?? words) : words
}

async function skip(session: Session, question: AskedQuestion, reason: string): Promise<Outcome> {
  const said = reason === '' ? 'skip' : reason
  const text = reason === '' ? 'skipped in the interview' : reason
  const result = await save(session, {
    said,
    said_by: roleFor(session, question),
    items: [{ type: 'skip', question: question.id, text }],
  })
  if (result === null) return { kind: 'again', question }
  session.given.push({ question, saidId: null })
  session.screen.say(isWhy(question) ? 'The chain ends here.' : 'Left open; the document says that it is unknown.', {
    style: 'dim',
  })
  return { kind: 'asked' }
}

function isWhy(question: AskedQuestion): boolean {
  return question.id.startsWith('why-')
}

function isEnough(line: string): boolean {
  return /^(?:that(?:'s| is) )?enough[.!]?$/i.test(line.trim())
}

/** Says where everything is, and keeps an answer that was begun. */
async function leave(session: Session, unfinished: string): Promise<void> {
  const { screen, asking, config } = session
  screen.space()
  if (unfinished !== '' && asking !== null) {
    try {
      const isSaved =
        session.incidentId === null
          ? (await saveFirst(session, asking, unfinished)) === 'kept'
          : (await save(session, { said: unfinished, said_by: roleFor(session, asking), question: asking.id })) !== null
      if (isSaved) screen.say('The answer that you had begun is kept as it stood.', { style: 'dim' })
    } catch (error) {
      if (!(error instanceof InterviewStopped)) reportError(error, { json: false })
    }
  }
  await keepUnsaved(session)
  const { incidentId } = session
  if (incidentId === null) {
    screen.say('Stopped. Nothing was recorded.')
    return
  }
  screen.say(`Stopped. Everything you said is kept in ${incidentId}, in ${config.db}.`, { style: 'good' })
  screen.say(`Go on whenever you like: ${commandLine(`start --resume ${incidentId}`)}`)
  screen.space()
}
