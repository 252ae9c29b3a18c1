import type Anthropic from '@anthropic-ai/sdk'
import type { DomainContext } from '../domain/context.ts'
import { createIncident } from '../domain/incident.ts'
import { putQuestion, questions } from '../domain/questions.ts'
import { ProviderError } from '../errors.ts'
import { createClaude } from './create-claude.ts'
import { createRedactor } from './create-redactor.ts'
import { explainClaudeError } from './explain-claude-error.ts'
import { type DraftedItems, Extraction, toDrafts } from './extraction.ts'

export interface ExtractorOptions {
  readonly model?: string | undefined
  readonly env: NodeJS.ProcessEnv
  readonly context: DomainContext
  /** A text of `prompts/`. */
  readonly prompt: (name: string) => Promise<string>
  /** UTC instant. */
  readonly now: string
  readonly onRetry?: (status: number | null) => void
}

export interface DrawnItems extends DraftedItems {
  /** Words of the notes; empty where Claude found none. */
  readonly title: string
  readonly whatHappened: string
}

export interface Extractor {
  /** What `extract` would send of this text, after redaction, one string for each request. */
  outgoing(text: string): Promise<string[]>
  /**
   * @throws ProviderError when Claude refuses, stops early twice or cannot be reached; nothing is recorded here, so nothing is lost
   */
  extract(text: string): Promise<DrawnItems>
}

/** Longest piece of notes in one request, in characters: about 60,000 tokens, so that what is drawn from it fits an answer. */
const longestPiece = 200_000
/** Tokens of one answer: some 400 items. */
const longestAnswer = 64_000

/**
 * Turns notes into drafts with one request for each piece of them. This and the chat are the only places that call a model.
 * The answer is held to a schema; whether its excerpts stand in the notes is checked where the drafts are recorded.
 * @throws ConfigurationError when there is no key
 */
export async function createExtractor(options: ExtractorOptions): Promise<Extractor> {
  const { context, env, model, now, prompt, onRetry } = options
  const redactor = createRedactor({ neverSend: context.neverSend })
  const system = `${await prompt('extract-record')}\n\n${listQuestions(context, now)}`

  async function piecesOf(text: string): Promise<string[]> {
    // One after the other: placeholders are numbered as they appear.
    const pieces: string[] = []
    for (const piece of splitAtLines(text, longestPiece)) pieces.push(await redactor.redact(piece))
    return pieces
  }

  async function read(claude: Awaited<ReturnType<typeof createClaude>>, piece: string): Promise<Extraction> {
    const { zodOutputFormat } = await import('@anthropic-ai/sdk/helpers/zod')
    const format = zodOutputFormat(Extraction)
    let complaint = ''
    for (let attempt = 1; ; attempt += 1) {
      const answer = await ask(claude, {
        model: claude.model,
        max_tokens: longestAnswer,
        system,
        messages: [{ role: 'user', content: `<notes>\n${piece}\n</notes>${complaint}` }],
        output_config: { format: { type: format.type, schema: format.schema } },
      })
      const checked = Extraction.safeParse(parseJson(answer))
      if (checked.success) return checked.data
      const [issue] = checked.error.issues
      const wrong = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no JSON'}`
      if (attempt === 2) throw unusable(`its answer does not fit the form (${wrong})`)
      complaint = `\n\nYour last answer did not fit the form (${wrong}). Give it again, in the form.`
    }
  }

  return {
    outgoing: piecesOf,
    async extract(text) {
      const claude = await createClaude({ model, env, onRetry: ({ status }) => onRetry?.(status) })
      const parts: Extraction[] = []
      for (const piece of await piecesOf(text))
        parts.push(Extraction.parse(redactor.restoreAll(await read(claude, piece))))
      const whole = join(parts)
      return { ...toDrafts(whole), title: whole.title, whatHappened: whole.what_happened }
    },
  }
}

/** The text of one whole answer. */
async function ask(
  { client }: { client: Anthropic },
  request: Anthropic.MessageCreateParamsNonStreaming,
): Promise<string> {
  // Streamed, since an answer of this length may take longer than a connection lives without a byte.
  const message = await client.messages
    .stream(request)
    .finalMessage()
    .catch(async (error: unknown) => {
      throw (await explainClaudeError(error, { model: request.model })).error
    })
  if (message.stop_reason === 'refusal') throw unusable('Claude declined to read them')
  if (message.stop_reason === 'max_tokens') throw unusable('they hold more than fits one answer')
  if (message.stop_reason === 'model_context_window_exceeded') throw unusable('they are longer than the model can read')
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('')
}

function unusable(why: string): ProviderError {
  return new ProviderError({
    happened: `The notes were not read: ${why}. Nothing was recorded.`,
    expected: 'notes about one incident, from which items can be drawn.',
    tryThis: 'the passages that matter, in smaller files; or another model with --model.',
  })
}

function listQuestions(context: DomainContext, now: string): string {
  const asking = { incident: createIncident('', now), context, severity: null }
  return questions
    .map((question) => putQuestion(question, asking))
    .map(({ id, text, choices }) => `- ${id}: ${text}${choices ? ` Choices: ${choices.join(' / ')}.` : ''}`)
    .join('\n')
}

/** Pieces of whole lines; a single line that is longer is cut. */
export function splitAtLines(text: string, longest: number): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length; ) {
    const limit = start + longest
    const newline = limit >= text.length ? text.length : text.lastIndexOf('\n', limit - 1) + 1
    const end = newline > start ? newline : limit
    pieces.push(text.slice(start, end))
    start = end
  }
  return pieces
}

function join(parts: readonly Extraction[]): Extraction {
  const all = <T>(pick: (part: Extraction) => readonly T[]): T[] => parts.flatMap(pick)
  return {
    title: parts.find((part) => part.title !== '')?.title ?? '',
    what_happened: parts.find((part) => part.what_happened !== '')?.what_happened ?? '',
    answers: all((part) => part.answers),
    events: all((part) => part.events),
    whys: all((part) => part.whys),
    factors: all((part) => part.factors),
    actions: all((part) => part.actions),
    lessons: all((part) => part.lessons),
    decisions: all((part) => part.decisions),
    contradictions: all((part) => part.contradictions),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
