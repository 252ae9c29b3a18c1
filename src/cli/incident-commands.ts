import { readFile } from 'node:fs/promises'
import { buffer as readStream } from 'node:stream/consumers'
import type { z } from 'zod'
import { BadInputError, NotFoundError } from '../errors.ts'
import type { Operation } from '../operations/operation.ts'
import { isConfirmed } from './confirm.ts'
import { commandLine, inCommandWords } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printNote, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation, toIncidentId } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

type Document = 'engineering' | 'product' | 'both'

export async function list(options: Globals & { limit?: number; offset?: number }): Promise<number> {
  const { limit, offset = 0 } = options
  const empty = `No incident is recorded yet. Begin: ${commandLine('start')}`
  return printList({ limit, offset }, options, empty)
}

export async function due(options: Globals): Promise<number> {
  return printList({ due_only: true, limit: 50 }, options, 'Nothing is due or missing.')
}

async function printList(
  input: { due_only?: boolean; limit?: number | undefined; offset?: number },
  options: Globals,
  empty: string,
): Promise<number> {
  const { listIncidents } = await import('../operations/list-incidents.ts')
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(listIncidents, input, deps)
    if (options.json) printJson(result)
    else if (result.total === 0) printText(empty)
    else {
      const shown = (input.offset ?? 0) + result.incidents.length
      const next = result.has_more
        ? `More: ${commandLine(`list --offset ${shown}`)}`
        : `Go on with one: ${commandLine('start --resume ID')}`
      printText(listIncidents.present({ ...result, next }))
    }
    return exitCodes.done
  })
}

type ShownPart =
  | 'all'
  | 'answers'
  | 'timeline'
  | 'whys'
  | 'actions'
  | 'matches'
  | 'updates'
  | 'sources'
  | 'questions'
  | 'history'

type WhyView = 'chain' | 'fishbone' | 'fault-tree'

export async function show(id: string, options: Globals & { part?: ShownPart; view?: WhyView }): Promise<number> {
  const { showIncident } = await import('../operations/show-incident.ts')
  const incident_id = toIncidentId(id)
  return runAndPrint(showIncident, { incident_id, part: options.part, view: options.view }, options, () =>
    options.part === 'history'
      ? `The words behind each line: ${commandLine(`show ${incident_id} --part sources`)}`
      : `To add or correct: ${commandLine(`start --resume ${incident_id}`)}, then "fix N" with the number of an item.`,
  )
}

export async function ask(
  id: string,
  options: Globals & { of?: 'on-call' | 'support' | 'product'; count?: number },
): Promise<number> {
  const { askClarifyingQuestions } = await import('../operations/ask-clarifying-questions.ts')
  const incident_id = toIncidentId(id)
  return runAndPrint(
    askClarifyingQuestions,
    { incident_id, of: options.of, count: options.count },
    options,
    (result) =>
      result.questions.length === 0
        ? `The documents: ${commandLine(`generate ${incident_id}`)}`
        : `Answer in the interview: ${commandLine(`start --resume ${incident_id}`)}\nOr one at a time: ${commandLine(`record ${incident_id} --as ROLE --question ${result.questions[0]?.id ?? 'ID'} --said "…"`)}`,
  )
}

export async function record(
  id: string,
  options: Globals & {
    said?: string
    saidFile?: string
    as: string
    question?: string
    check?: string
    reference?: string
  },
): Promise<number> {
  const { recordAnswers } = await import('../operations/record-answers.ts')
  const { as: said_by, question, check, reference } = options
  if ((question === undefined) === (check === undefined)) {
    throw new BadInputError({
      happened:
        question === undefined ? 'Nothing says what the words answer.' : 'Both --question and --check were given.',
      expected: '--question with the id of a question, or --check with the id of a guess that they say how to check.',
      tryThis: 'one of the two.',
    })
  }
  const said = await readSaid(options)
  const incident_id = toIncidentId(id)
  const next = () => `The next questions: ${commandLine(`ask ${incident_id}`)}`
  if (check !== undefined) {
    const { recordCheck } = await import('./interview/guesses.ts')
    return withFacilitator(options, 'command line', async ({ deps }) => {
      const result = await recordCheck({ incident_id, id: check, said, said_by }, deps)
      if (options.json) printJson(result)
      else printText(recordAnswers.present({ ...result, next: next() }))
      return result.refused.length > 0 ? exitCodes.refused : exitCodes.done
    })
  }
  return runAndPrint(
    recordAnswers,
    { incident_id, said, said_by, question, reference },
    options,
    next,
    (result) => result.refused.length > 0,
  )
}

export async function generate(
  id: string,
  options: Globals & {
    document: Document
    allowGaps?: boolean
    status?: 'draft' | 'in review' | 'final'
    as?: string
  },
): Promise<number> {
  const { generatePostMortem } = await import('../operations/generate-post-mortem.ts')
  const { presentQuestions } = await import('../operations/situation.ts')
  const incident_id = toIncidentId(id)
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const { document, allowGaps: allow_gaps, status, as: said_by } = options
    const result = await runOperation(generatePostMortem, { incident_id, document, allow_gaps, status, said_by }, deps)
    if (options.json) printJson(result)
    else {
      if (result.documents.length > 0) printText(result.documents.map((one) => one.markdown).join('\n\n'))
      for (const one of result.documents) {
        if (one.draft_reasons.length > 0)
          printNote(`\nThe ${one.document} post-mortem is a draft because:\n${asList(one.draft_reasons)}`)
        if (one.warnings.length > 0) printNote(one.warnings.join('\n'))
      }
      if (result.refused !== null) printNote(`\n${result.refused}\n${presentQuestions(result.questions)}`)
      printNote(
        result.documents.length > 0
          ? `\nAs files: ${commandLine(`deliver ${incident_id} --to file`)}`
          : `\nAnswer: ${commandLine(`start --resume ${incident_id}`)}\nOr see a draft with its gaps marked: ${commandLine(`generate ${incident_id} --allow-gaps`)}`,
      )
    }
    return result.refused === null ? exitCodes.done : exitCodes.refused
  })
}

export async function deliver(
  id: string,
  options: Globals & {
    document: Document
    to: 'chat' | 'file' | 'notion'
    folder?: string
    allowGaps?: boolean
    force?: boolean
    yes?: boolean
  },
): Promise<number> {
  const { deliverPostMortem } = await import('../operations/deliver-post-mortem.ts')
  if (options.to !== 'file' && options.folder !== undefined) {
    throw new BadInputError({
      happened: `--folder was given, but the documents go to ${options.to === 'chat' ? 'the chat, which is this terminal' : 'Notion'}.`,
      expected: '--folder together with --to file.',
      tryThis: 'add --to file.',
    })
  }
  const { document, to, folder, allowGaps: allow_gaps, force } = options
  const incident_id = toIncidentId(id)
  if (to === 'notion' && !options.yes) {
    const what = document === 'both' ? 'Both post-mortems' : `The ${document} post-mortem`
    const question = `${what} of ${incident_id} would leave this machine, for Notion: ${process.env.POSTMORTEM_NOTION_PARENT || 'the page of the earlier delivery'}.`
    if (!(await isConfirmed(question, 'send it'))) {
      printNote('Nothing was sent.')
      return exitCodes.refused
    }
  }
  // The operation's own advice names another operation in the middle of a sentence; here it is a whole command.
  return runAndPrint(deliverPostMortem, { incident_id, document, to, folder, allow_gaps, force }, options, (result) =>
    result.next.includes('close_incident')
      ? `When support has added its view and the documents are agreed: ${commandLine(`close ${incident_id}`)}`
      : inCommandWords(result.next),
  )
}

export async function close(
  id: string,
  options: Globals & { as?: string; postMortemBecause?: string | boolean; reopen?: boolean },
): Promise<number> {
  const { closeIncident } = await import('../operations/close-incident.ts')
  const incident_id = toIncidentId(id)
  const { as: closed_by, reopen, postMortemBecause } = options
  // The command-line library reads --no-x as the negation of --x, and gives the reason as the value of x.
  const no_post_mortem_because = typeof postMortemBecause === 'string' ? postMortemBecause : undefined
  return runAndPrint(
    closeIncident,
    { incident_id, closed_by, reopen, no_post_mortem_because },
    options,
    (result) =>
      result.refused.length > 0
        ? `Answer: ${commandLine(`start --resume ${incident_id}`)}\nOr decide that none is written: ${commandLine(`close ${incident_id} --no-post-mortem-because "…"`)}`
        : result.next.includes('generate_post_mortem')
          ? `Once everybody agrees, make the documents final: ${commandLine(`generate ${incident_id} --status final`)}`
          : inCommandWords(result.next),
    (result) => result.refused.length > 0,
  )
}

async function runAndPrint<I extends z.ZodObject, O extends z.ZodObject>(
  operation: Operation<I, O>,
  input: z.input<I>,
  options: Globals,
  toNext: (result: z.output<O>) => string,
  isRefused: (result: z.output<O>) => boolean = () => false,
): Promise<number> {
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const result = await runOperation(operation, input, deps)
    if (options.json) printJson(result)
    else printText(operation.present({ ...result, next: toNext(result) }))
    return isRefused(result) ? exitCodes.refused : exitCodes.done
  })
}

async function readSaid(options: { said?: string; saidFile?: string }): Promise<string> {
  const { said, saidFile } = options
  if ((said === undefined) === (saidFile === undefined)) {
    throw new BadInputError({
      happened: said === undefined ? 'No words were given.' : 'Both --said and --said-file were given.',
      expected: 'the words in --said, or a file of them in --said-file.',
      tryThis: 'one of the two.',
    })
  }
  if (saidFile === undefined) return said ?? ''
  return readWords(saidFile)
}

/** A text in UTF-8, from a file or, for `-`, from stdin. */
export async function readWords(file: string): Promise<string> {
  try {
    const bytes = file === '-' ? await readStream(process.stdin) : await readFile(file)
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    if (cause instanceof TypeError) {
      throw new BadInputError(
        { happened: `${file} is not text in UTF-8.`, expected: 'a text file.', tryThis: 'save it as UTF-8.' },
        cause,
      )
    }
    throw new NotFoundError(
      {
        happened: `${file} could not be read.`,
        expected: 'a text file that this user may read, or - for stdin.',
        tryThis: 'check the path and its permissions.',
      },
      cause,
    )
  }
}

function asList(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}
