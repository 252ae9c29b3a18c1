import { type Conversation, openConversation } from '../../claude/conversation.ts'
import { type Claude, createClaude } from '../../claude/create-claude.ts'
import type { Outcome } from '../../claude/run-turn.ts'
import { chatFolder, forgetUnsettled, listUnsettled, openTranscript, type Transcript } from '../../claude/transcript.ts'
import type { Facilitator } from '../../compose.ts'
import { readableLine } from '../../domain/readable.ts'
import { BadInputError, ConfigurationError } from '../../errors.ts'
import { catalog } from '../../operations/catalog.ts'
import type { Operation } from '../../operations/operation.ts'
import { commandLine } from '../invocation.ts'
import type { Globals } from '../options.ts'
import { describeError, exitCodes } from '../report-error.ts'
import { toIncidentId } from '../run-operation.ts'
import { withFacilitator } from '../with-facilitator.ts'
import { describeCost, parseChatCommand, runChatCommand } from './chat-commands.ts'
import { type ChatScreen, createChatScreen } from './chat-screen.ts'
import { createPromptReader, type Entered, type PromptReader } from './prompt-reader.ts'

export interface ChatOptions extends Globals {
  readonly resume?: string
  readonly model?: string
  readonly showOutgoing?: boolean
  readonly redaction?: boolean
}

/** Longest message, in characters: what the record takes as one saying. */
const longestMessage = 1_000_000

/** Tokens from which on a conversation starts over from the record: long before the window, since each turn pays for all of it. */
const defaultWindow = 400_000

/** Claude as the facilitator, in the terminal. Resolves when the person leaves. */
export async function chat(options: ChatOptions): Promise<number> {
  let notice: (text: string) => void = () => {}
  const claude = await createClaude({
    model: options.model,
    env: process.env,
    onRetry: ({ attempt, status }) =>
      notice(`${status === null ? 'No connection' : statusWords(status)}; trying again (${attempt} of 3).`),
  })
  const window = readWindow(process.env.POSTMORTEM_CHAT_WINDOW)
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new BadInputError({
      happened: 'There is no terminal to talk in.',
      expected: 'a terminal on both sides: a chat is typed and read.',
      tryThis: `${commandLine('start --from answers.yaml')}, or ${commandLine('record')}.`,
    })
  }
  return withFacilitator(options, 'chat', async (facilitator) => {
    const chatScreen = createChatScreen(process.stdout, process.env, options.showOutgoing ?? false)
    notice = chatScreen.events.onNotice
    const reader = createPromptReader(process.stdin, process.stdout)
    let transcript: Transcript | null = null
    try {
      const incidentId = options.resume === undefined ? null : toIncidentId(options.resume)
      if (incidentId !== null) await facilitator.deps.store.load(incidentId)
      sayHello(chatScreen, claude, options)
      const folder = chatFolder(facilitator.config.db)
      transcript = await openTranscript(folder, incidentId ?? (await chooseUnsettled(folder, chatScreen, reader)))
      const { neverSend } = await facilitator.deps.context()
      const conversation = await openConversation({
        claude,
        deps: facilitator.deps,
        operations: catalog,
        transcript,
        redaction: { neverSend, ...(options.redaction === false ? { isOff: true } : {}) },
        events: { ...chatScreen.events, confirm: (operation, input) => confirm(operation, input, chatScreen, reader) },
        incidentId,
        window,
      })
      return await talk(conversation, chatScreen, reader, facilitator, options)
    } finally {
      reader.close()
      await transcript?.close()
    }
  })
}

async function talk(
  conversation: Conversation,
  chatScreen: ChatScreen,
  reader: PromptReader,
  { deps }: Facilitator,
  options: ChatOptions,
): Promise<number> {
  const { screen } = chatScreen
  /** One answer of Claude, which Ctrl-C stops. */
  const answered = async (answer: (signal: AbortSignal) => Promise<Outcome>): Promise<void> => {
    const controller = new AbortController()
    reader.onInterrupt(() => controller.abort())
    chatScreen.wait()
    try {
      sayOutcome(await answer(controller.signal), conversation, chatScreen)
    } finally {
      chatScreen.rest()
    }
  }
  const leave = () => {
    chatScreen.rest()
    sayGoodbye(conversation, chatScreen)
    return exitCodes.done
  }
  try {
    const last = conversation.state.lastShown()
    if (last !== '') chatScreen.show(last)
    if (conversation.state.awaitsClaude) await answered(conversation.goOn)
    else if (last === '') sayFirstQuestion(chatScreen)
    let wasInterrupted = false
    for (;;) {
      screen.space()
      const prompted = await reader.read('> ')
      if (prompted.kind === 'end') return leave()
      if (prompted.kind === 'interrupt') {
        if (wasInterrupted) return leave()
        wasInterrupted = true
        screen.say('Ctrl-C once more leaves; so does /quit. Everything is kept.', { style: 'dim' })
        continue
      }
      wasInterrupted = false
      const [first, ...more] = prompted.parts
      if (first === undefined) {
        if (conversation.state.awaitsClaude) await answered(conversation.goOn)
        continue
      }
      const command = more.length === 0 && 'text' in first ? parseChatCommand(first.text) : null
      if (command?.name === 'quit' || command?.name === 'exit') return leave()
      const parts = command?.name === 'draft' ? await readNotes(command.rest, chatScreen) : prompted.parts
      if (parts === null) continue
      if (command && parts === prompted.parts) {
        await runChatCommand(command, chatScreen, conversation, deps).catch((error: unknown) =>
          screen.say(describeError(error), { style: 'warning' }),
        )
      } else if (await maySend(parts, conversation, chatScreen, reader, options)) {
        await answered((signal) => conversation.say(parts, signal))
      }
    }
  } catch (error) {
    chatScreen.rest()
    if (conversation.state.unanswered?.length)
      screen.say(`Your words are kept. Go on with: ${resumeLine(conversation)}`)
    throw error
  }
}

/** The texts of a file or a folder as a message; null where there is nothing to read, which is said. */
async function readNotes(path: string, { screen }: ChatScreen): Promise<Entered[] | null> {
  const [{ gatherNotes }, { candidateLine }] = await Promise.all([
    import('../draft/gather-notes.ts'),
    import('../../intake/feeds/feed.ts'),
  ])
  try {
    const { feeds, notes } = await gatherNotes([path], null)
    const texts = [
      ...notes.map(({ text }) => text),
      ...feeds.map(({ candidates }) => candidates.map(candidateLine).join('\n')),
    ]
    return [
      {
        text: `These are raw notes about the incident, from ${readableLine(path)}. Draw out what they hold and record it.`,
      },
      ...texts.map((paste) => ({ paste })),
    ]
  } catch (error) {
    screen.say(describeError(error), { style: 'warning' })
    return null
  }
}

/** Too long for one message, or, with --show-outgoing, not what the person wants to send. */
async function maySend(
  parts: readonly Entered[],
  conversation: Conversation,
  { screen }: ChatScreen,
  reader: PromptReader,
  { showOutgoing }: ChatOptions,
): Promise<boolean> {
  const length = parts.reduce((sum, part) => sum + ('text' in part ? part.text : part.paste).length, 0)
  if (length > longestMessage) {
    screen.say(
      `That is ${length.toLocaleString('en')} characters, more than fit into one message (${longestMessage.toLocaleString('en')}). Nothing was sent; send the passages that matter.`,
      { style: 'warning' },
    )
    return false
  }
  if (!showOutgoing) return true
  screen.rule('would go to Claude')
  screen.say(await conversation.preview(parts), { style: 'dim' })
  const answer = await reader.read('Send it? Y/n > ')
  const words = answer.kind === 'entered' ? wordsOf(answer.parts) : 'n'
  if (words === '' || /^y/i.test(words)) return true
  screen.say('Not sent, and not kept.', { style: 'dim' })
  return false
}

async function confirm(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
  chatScreen: ChatScreen,
  reader: PromptReader,
): Promise<boolean> {
  const to = typeof input.to === 'string' ? input.to : 'chat'
  if (to === 'chat') return true
  chatScreen.rest()
  const details = Object.entries(input)
    .filter(([key]) => key !== 'to')
    .map(([key, value]) => `${key.replaceAll('_', ' ')}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  chatScreen.screen.space()
  chatScreen.screen.say(`${operation.title} to ${to}? (${details.join(', ')})`, { style: 'warning' })
  const answer = await reader.read('Do it? y/N > ')
  const isYes = answer.kind === 'entered' && /^y(?:es)?$/i.test(wordsOf(answer.parts))
  chatScreen.wait()
  return isYes
}

/** A chat that ended before there was an incident holds words that are nowhere else. */
async function chooseUnsettled(folder: string, { screen }: ChatScreen, reader: PromptReader): Promise<string | null> {
  for (const name of await listUnsettled(folder)) {
    const transcript = await openTranscript(folder, name)
    await transcript.close()
    const said = transcript.lines.find((line) => line.kind === 'person')
    if (!said) continue
    const words = said.parts.map((part) => ('text' in part ? part.text : part.paste)).join(' ')
    screen.say(`A chat of ${said.at.slice(0, 16).replace('T', ' ')} UTC ended before anything was recorded:`)
    screen.say(`"${words.length > 200 ? `${words.slice(0, 199)}…` : words}"`, { style: 'dim', indent: 4 })
    const answer = await reader.read('Go on with it? Y/n, or "forget" > ')
    const reply = answer.kind === 'entered' ? wordsOf(answer.parts).toLowerCase() : 'n'
    if (reply === '' || reply.startsWith('y')) return name
    if (reply === 'forget') await forgetUnsettled(folder, name)
    else return null
  }
  return null
}

function wordsOf(parts: readonly Entered[]): string {
  return parts.map((part) => ('text' in part ? part.text : part.paste)).join(' ')
}

function sayHello({ screen }: ChatScreen, { model }: Claude, { redaction }: ChatOptions): void {
  screen.rule(`post-mortem chat, with ${model}`)
  screen.say(
    redaction === false
      ? 'What you type goes to Anthropic as it stands. The record stays on this machine.'
      : 'What you type goes to Anthropic, without e-mail addresses, phone numbers, IP addresses, secrets and the words that domain-context.md lists. The record stays on this machine. /help for more.',
    { style: redaction === false ? 'warning' : 'dim' },
  )
}

function sayFirstQuestion({ screen }: ChatScreen): void {
  screen.space()
  screen.say(
    'What happened? Two or three sentences in your own words are enough. Who are you in this: on-call, support, product?',
  )
}

function sayOutcome(outcome: Outcome, { state }: Conversation, { screen, rest }: ChatScreen): void {
  rest()
  const warn = (text: string) => screen.say(text, { style: 'warning' })
  switch (outcome.kind) {
    case 'answered':
      return
    case 'stopped':
      screen.say('(stopped)', { style: 'dim' })
      return
    case 'cut off':
      warn(
        outcome.by === 'length'
          ? 'The answer was cut off at the limit of its length again. Say "go on", or ask for less at once.'
          : 'Claude has called many tools without a word. Enter lets it go on.',
      )
      return
    case 'refused':
      warn(refusalWords(outcome.category, outcome.explanation))
      return
    case 'failed':
      if (outcome.error instanceof ConfigurationError) throw outcome.error
      warn(describeError(outcome.error))
      if (state.awaitsClaude) screen.say('Your words are kept. Enter asks again.', { style: 'dim' })
  }
}

/** A safety filter is no judgement of the person, and has false alarms on security incidents. */
function refusalWords(category: string | null, explanation: string | null): string {
  const kinds: Readonly<Record<string, string>> = {
    cyber: 'its filter for attacks on computers, which security incidents can set off without cause',
    bio: 'its filter for biological hazards',
    frontier_llm: 'its terms about competing models',
    reasoning_extraction: 'its filter for attempts to read its inner reasoning',
    general_harms: 'its filter for harmful requests',
  }
  const by = category === null ? 'a safety filter' : (kinds[category] ?? `its filter "${category}"`)
  const reason = explanation === null ? '' : ` It says: "${explanation.slice(0, 300)}"`
  return `Claude declined to answer: ${by}.${reason} What was recorded is kept; your last words are not sent again. Say it with fewer technical details of the attack, or record them without Claude: ${commandLine('record')}.`
}

function sayGoodbye(conversation: Conversation, { screen }: ChatScreen): void {
  const { incidentId, state } = conversation
  screen.space()
  if (state.spent.length > 0) screen.say(describeCost(conversation), { style: 'dim' })
  if (incidentId !== null) screen.say(`Everything is kept in ${incidentId}. Go on with: ${resumeLine(conversation)}`)
  else if (state.personWords.trim() !== '')
    screen.say(`Nothing was recorded yet; your words are kept for the next: ${commandLine('chat')}`)
  else screen.say('Nothing was recorded.')
}

function resumeLine({ incidentId }: Conversation): string {
  return commandLine(incidentId === null ? 'chat' : `chat --resume ${incidentId}`)
}

function statusWords(status: number): string {
  if (status === 429) return 'Rate limit reached'
  return status === 529 ? 'Claude is overloaded' : `Claude answered with an error (${status})`
}

function readWindow(given: string | undefined): number {
  if (given === undefined || given.trim() === '') return defaultWindow
  const window = Number(given)
  if (Number.isInteger(window) && window >= 1000) return window
  throw new ConfigurationError({
    happened: `POSTMORTEM_CHAT_WINDOW is "${given}".`,
    expected: 'a whole number of tokens, at least 1000.',
    tryThis: `leave it out; ${defaultWindow} is the default.`,
  })
}
