import type { Conversation } from '../../claude/conversation.ts'
import { addTokens, noTokens, pricesAsOf, promptTokens } from '../../claude/prices.ts'
import { readableLine } from '../../domain/readable.ts'
import { catalog } from '../../operations/catalog.ts'
import type { Deps, Operation } from '../../operations/operation.ts'
import { parseInput } from '../../operations/parse-input.ts'
import { recordAnswers } from '../../operations/record-answers.ts'
import { showIncident } from '../../operations/show-incident.ts'
import { runOperation } from '../run-operation.ts'
import type { ChatScreen } from './chat-screen.ts'

/** What can be typed instead of words for Claude. */
const chatCommands: readonly (readonly [name: string, meaning: string])[] = [
  ['/record', 'what is recorded so far'],
  ['/document', 'the documents as they stand, gaps marked; /document product for one'],
  ['/whys', 'the chains of whys'],
  ['/similar', 'incidents like this one, from the record'],
  ['/draft FILE', 'give Claude notes to draw the record from: a text, or an export of Slack, PagerDuty, Alertmanager'],
  ['/undo', 'take back what was recorded last, with all that was drawn from it'],
  ['/cost', 'tokens and dollars so far'],
  ['/help', 'this list'],
  ['/quit', 'leave; everything is kept. Ctrl-C twice does the same'],
]

const writing: readonly (readonly [string, string])[] = [
  ['Enter', 'send. While Claude answers, Ctrl-C stops the answer'],
  ['\\ at the end', 'goes on in a new line; so does Alt-Enter, and all between two lines of """'],
  ['a paste', 'of several lines is taken whole; Enter sends it'],
]

export interface ChatCommand {
  readonly name: string
  readonly rest: string
}

/** A line as a command; null where it is something to say: `/var/log was full` is. */
export function parseChatCommand(text: string): ChatCommand | null {
  const [, file] = /^\/draft\s+(\S.{0,1000})$/i.exec(text.trim()) ?? []
  if (file !== undefined) return { name: 'draft', rest: file }
  const [, name, rest = ''] = /^\/([a-z]{2,12})(?:\s+([\w-]{1,30}))?$/i.exec(text.trim()) ?? []
  return name === undefined ? null : { name: name.toLowerCase(), rest: rest.toLowerCase() }
}

/** Does what was typed; nothing of it goes to Claude. */
export async function runChatCommand(
  { name, rest }: ChatCommand,
  { screen, show }: ChatScreen,
  conversation: Conversation,
  deps: Deps,
): Promise<void> {
  const { incidentId } = conversation
  if (name === 'help') return sayHelp({ screen, show })
  if (name === 'cost') return screen.say(describeCost(conversation), { style: 'dim' })
  const commands: Readonly<Record<string, () => Promise<void>>> = {
    record: async () => {
      const shown = await showIncident.run({ incident_id: incidentId ?? '' }, deps)
      const next = `${shown.questions.length} questions are open.`
      show(showIncident.present({ ...shown, questions: [], next }))
    },
    whys: () => present('show_incident', { incident_id: incidentId, part: 'whys' }),
    similar: () => present('find_past_incidents', { incident_id: incidentId }),
    document: () =>
      present('generate_post_mortem', {
        incident_id: incidentId,
        allow_gaps: true,
        ...(rest === '' ? {} : { document: rest }),
      }),
    undo: () => undo(),
  }
  const command = commands[name]
  if (!command) {
    screen.say(`There is no command /${name}; /help lists them. To say it to Claude, put a word before it.`, {
      style: 'warning',
    })
    return
  }
  if (incidentId === null) {
    screen.say('Nothing is recorded yet.', { style: 'dim' })
    return
  }
  await command()

  async function present(operationName: string, input: Record<string, unknown>): Promise<void> {
    const operation = [...catalog].map(widened).find((one) => one.name === operationName)
    if (!operation) {
      screen.say('This installation cannot do that.', { style: 'warning' })
      return
    }
    show(operation.present(operation.output.parse(await operation.run(parseInput(operation.input, input, name), deps))))
  }

  async function undo(): Promise<void> {
    const last = await lastSaid(incidentId ?? '', deps)
    if (!last) {
      screen.say('Nothing that was said in a chat is left to take back.', { style: 'dim' })
      return
    }
    const items = [{ type: 'retract' as const, id: last.id }]
    await runOperation(
      recordAnswers,
      { incident_id: incidentId ?? '', said: undoWords, said_by: last.role, items },
      deps,
    )
    await conversation.note('undone', { source: last.id })
    const words = readableLine(last.text)
    screen.say(
      `Taken back, with all that was drawn from it: "${words.length > 200 ? `${words.slice(0, 199)}…` : words}"`,
    )
  }
}

const undoWords = '/undo'

/** The words that were recorded last through a chat and still stand. */
async function lastSaid(incidentId: string, deps: Deps) {
  const { sources } = await deps.store.load(incidentId)
  const ours = new Set(
    (await deps.store.history(incidentId)).filter((change) => change.via === deps.via).map((change) => change.item),
  )
  return sources.findLast((source) => !source.retracted && source.text !== undoWords && ours.has(source.id)) ?? null
}

function widened(operation: Operation): Operation {
  return operation
}

function sayHelp({ screen }: Pick<ChatScreen, 'screen' | 'show'>): void {
  screen.space()
  for (const [words, meaning] of [...chatCommands, ...writing]) screen.say(meaning, { indent: 17, first: `  ${words}` })
}

/** Tokens and dollars of all sessions of this chat. */
export function describeCost({ state }: Conversation): string {
  const all = state.spent.reduce((sum, { tokens }) => addTokens(sum, tokens), noTokens)
  const prompt = promptTokens(all)
  const cached = prompt === 0 ? 0 : Math.round((all.cacheRead / prompt) * 100)
  const costs = state.spent.map(({ dollars }) => dollars)
  const known = costs.reduce<number>((sum, dollars) => sum + (dollars ?? 0), 0)
  const price = costs.includes(null)
    ? `no price is known here for ${state.spent
        .filter(({ dollars }) => dollars === null)
        .map(({ model }) => model)
        .join(', ')}`
    : `about $${known.toFixed(known < 0.1 ? 3 : 2)} by the prices of ${pricesAsOf}`
  return `${prompt.toLocaleString('en')} tokens read (${cached} % of them from the cache), ${all.output.toLocaleString('en')} written: ${price}.`
}
