import type { DraftedItems } from '../../claude/extraction.ts'
import { readableLine } from '../../domain/readable.ts'
import { BadInputError } from '../../errors.ts'
import type { Candidate, Feed } from '../../intake/feeds/feed.ts'
import type { Deps } from '../../operations/operation.ts'
import { startPostMortem } from '../../operations/start-post-mortem.ts'
import { createLineReader } from '../interview/line-reader.ts'
import type { Globals } from '../options.ts'
import { printNote, printText } from '../print.ts'
import { exitCodes } from '../report-error.ts'
import { runOperation, toIncidentId } from '../run-operation.ts'
import { withFacilitator } from '../with-facilitator.ts'
import { readChoice, takeChosen, within } from './choose-candidates.ts'
import { gatherNotes, type Notes } from './gather-notes.ts'
import { newCandidates, recordCandidates } from './record-candidates.ts'
import { type Recorded, recordNotes } from './record-notes.ts'
import { listCandidates, reportDraft } from './report-draft.ts'

export interface DraftOptions extends Globals {
  readonly from: readonly string[]
  readonly resume?: string
  readonly whatHappened?: string
  readonly title?: string
  readonly as?: string
  readonly channel?: string
  readonly since?: string
  readonly until?: string
  readonly take?: string
  readonly model?: string
  readonly showOutgoing?: boolean
  /** False with `--no-ask`. */
  readonly ask?: boolean
}

/** What Claude drew from one text. */
interface Drawn extends DraftedItems {
  readonly notes: Notes
  readonly title: string
  readonly whatHappened: string
}

interface Chosen {
  readonly feed: Feed
  readonly candidates: readonly Candidate[]
}

/**
 * Makes a record of raw notes: Claude draws items from texts, exports of systems become timeline entries without a model. What
 * is not in the notes letter for letter is refused; then, in a terminal, the open questions are asked.
 */
export async function draft(options: DraftOptions): Promise<number> {
  const gathered = await gatherNotes(options.from, options.channel ?? null)
  const isAsking = process.stdin.isTTY && process.stdout.isTTY && !options.json && options.ask !== false
  return withFacilitator(options, 'draft', async (facilitator) => {
    const { deps } = facilitator
    const resumed = options.resume === undefined ? null : (await deps.store.load(toIncidentId(options.resume))).id
    const chosen = await chooseAll(gathered.feeds, resumed, options, isAsking, deps)
    if (chosen === null) return exitCodes.done
    const drawn = await drawAll(gathered.notes, options, deps)
    if (options.showOutgoing) return exitCodes.done
    const id = resumed ?? (await begin(drawn, options, isAsking, deps))
    const recorded: Recorded[] = []
    for (const one of drawn) recorded.push(await recordNotes(id, one.notes, one, deps))
    for (const { feed, candidates } of chosen) recorded.push(await recordCandidates(id, feed, candidates, deps))
    await reportDraft(
      { id, recorded, contradictions: drawn.flatMap((one) => one.contradictions), passedOver: gathered.passedOver },
      options.json === true,
      deps,
    )
    if (isAsking) {
      const { interview } = await import('../interview/interview.ts')
      return interview({ ...options, from: undefined, resume: id }, facilitator)
    }
    return recorded.some((one) => one.refused.length > 0) ? exitCodes.refused : exitCodes.done
  })
}

/** Null where somebody has to choose first, and was shown from what. */
async function chooseAll(
  feeds: readonly Feed[],
  id: string | null,
  options: DraftOptions,
  isAsking: boolean,
  deps: Deps,
): Promise<Chosen[] | null> {
  const { since, until, take } = options
  const chosen: Chosen[] = []
  for (const feed of feeds) {
    const fresh = await newCandidates(id, feed, deps)
    const candidates = within(fresh, since, until)
    const known = feed.candidates.length - fresh.length
    if (take !== undefined) {
      chosen.push({ feed, candidates: takeChosen(candidates, take) })
      continue
    }
    const listed = listCandidates(feed, candidates, known)
    if (!isAsking) {
      printText(listed)
      continue
    }
    printNote(listed)
    chosen.push({ feed, candidates: candidates.length === 0 ? [] : await askWhich(candidates) })
  }
  if (take !== undefined || isAsking || feeds.length === 0) return chosen
  printNote('Nothing was recorded. Choose with --take all, or --take 1-5,9; narrow the list with --since and --until.')
  return null
}

async function askWhich(candidates: readonly Candidate[]): Promise<Candidate[]> {
  for (;;) {
    const words = await askLine('Which of them belong on the timeline? all, none, or numbers: 1-5,9')
    const chosen = readChoice(words, candidates.length)
    if (chosen !== null) return chosen.flatMap((index) => candidates[index] ?? [])
    printNote(`all, none, or numbers from 1 to ${candidates.length}: 1-5,9.`)
  }
}

/** @throws BadInputError when the person leaves instead */
async function askLine(question: string): Promise<string> {
  printNote(question)
  const reader = createLineReader(process.stdin, process.stdout)
  try {
    const typed = await reader.read({ prompt: '> ', isLong: false, isWhole: () => true })
    if (typed.kind === 'text') return typed.text
  } finally {
    reader.close()
  }
  throw new BadInputError({
    happened: 'Stopped. Nothing was recorded.',
    expected: 'an answer.',
    tryThis: 'the same command again.',
  })
}

async function drawAll(notes: readonly Notes[], options: DraftOptions, deps: Deps): Promise<Drawn[]> {
  if (notes.length === 0) return []
  const { createExtractor } = await import('../../claude/extract-record.ts')
  const extractor = await createExtractor({
    model: options.model,
    env: process.env,
    context: await deps.context(),
    prompt: deps.prompt,
    now: deps.now().toISOString(),
    onRetry: () => printNote('Claude is busy or could not be reached; trying again …'),
  })
  const drawn: Drawn[] = []
  for (const one of notes) {
    if (options.showOutgoing) {
      printText((await extractor.outgoing(one.text)).join('\n'))
      continue
    }
    printNote(`Reading ${readableLine(one.name)} …`)
    drawn.push({ notes: one, ...(await extractor.extract(one.text)) })
  }
  return drawn
}

/** A new incident begins with what happened, in words of the notes or of the person. */
async function begin(
  drawn: readonly Drawn[],
  { whatHappened, title, as: said_by }: DraftOptions,
  isAsking: boolean,
  deps: Deps,
): Promise<string> {
  const quoted = drawn.find((one) => lineHolds(one))
  const asked =
    whatHappened ??
    (quoted === undefined && isAsking ? await askLine('What happened? Two or three sentences.') : undefined)
  if (asked === undefined && quoted === undefined) {
    throw new BadInputError({
      happened: 'The notes do not say in a sentence what happened. Nothing was recorded.',
      expected: 'two or three sentences to begin the incident with.',
      tryThis: '--what-happened "…", or --resume ID to add the notes to an incident.',
    })
  }
  const started = await runOperation(
    startPostMortem,
    asked !== undefined
      ? { what_happened: asked, said_by, title }
      : {
          what_happened: quoted?.whatHappened ?? '',
          said_by: 'notes',
          title,
          source: 'document',
          reference: quoted?.notes.name,
        },
    deps,
  )
  return started.incident_id ?? ''
}

/** Claude's choice of words counts only where they stand in the notes. */
function lineHolds({ notes, whatHappened }: Drawn): boolean {
  const wanted = readableLine(whatHappened)
  return wanted !== '' && readableLine(notes.text).includes(wanted)
}
