import { BadInputError, NotFoundError } from '../errors.ts'
import { deliverPostMortem } from '../operations/deliver-post-mortem.ts'
import { generatePostMortem } from '../operations/generate-post-mortem.ts'
import type { Deps } from '../operations/operation.ts'
import { type RecordedAnswers, recordAnswers, type Saying } from '../operations/record-answers.ts'
import { seenBefore } from '../operations/seen-before.ts'
import { presentQuestions } from '../operations/situation.ts'
import { startPostMortem } from '../operations/start-post-mortem.ts'
import type { AnswersFile } from './answers-file.ts'
import { commandLine, inCommandWords } from './invocation.ts'
import { printJson, printNote, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { runOperation, toIncidentId } from './run-operation.ts'

export interface PlayOptions {
  readonly resume?: string
  readonly allowGaps?: boolean
  readonly out?: string
  readonly json?: boolean
  readonly isExample?: boolean
}

interface RefusedEntry {
  /** Counted from 1, as in the file. */
  readonly answer: number
  readonly item: number | null
  readonly reason: string
  readonly try: string
}

/**
 * Records a file of answers, one after the other, and generates the documents: Markdown alone on stdout (or files with `out`),
 * everything else on stderr. Returns 1 when something was refused or required answers are missing.
 */
export async function playAnswers(file: AnswersFile, options: PlayOptions, deps: Deps): Promise<number> {
  const { incidentId, rest } = await beginIncident(file, options, deps)
  const refused: RefusedEntry[] = []
  let recorded = file.answers.length - rest.length
  const inFile = file.answers.length
  const kept = options.isExample
    ? 'Nothing of it is kept.'
    : `Go on with it: ${commandLine(`start --resume ${incidentId}`)}`
  // Whatever fails from here on, the incident is there: who does not hear of it would start it a second time.
  const reportKept = () => {
    if (options.isExample) return
    if (options.json) printJson({ incident_id: incidentId, recorded, refused, generated: null, delivered: [] })
    else printNote(`${recorded} of ${inFile} answers are recorded in ${incidentId}. ${kept}`)
  }
  for (const { saying, number } of rest) {
    try {
      const result = await runOperation(recordAnswers, { incident_id: incidentId, ...saying }, deps)
      recorded += 1
      refused.push(...result.refused.map((one) => toRefused(number, one)))
    } catch (error) {
      if (!(error instanceof BadInputError || error instanceof NotFoundError)) {
        reportKept()
        throw error
      }
      refused.push({ answer: number, item: null, reason: error.refusal.happened, try: error.refusal.tryThis })
    }
  }
  const { allowGaps: allow_gaps, out } = options
  const { generated, delivered } = await makeDocuments(incidentId, { allow_gaps, out }, deps).catch(
    (error: unknown) => {
      reportKept()
      throw error
    },
  )
  const isMissing = generated.refused !== null || generated.questions.length > 0
  const code = refused.length > 0 || isMissing ? exitCodes.refused : exitCodes.done
  if (options.json) {
    printJson({ incident_id: incidentId, recorded, refused, generated, delivered: delivered?.delivered ?? [] })
    return code
  }
  if (delivered === null && generated.documents.length > 0) {
    printText(generated.documents.map((document) => document.markdown).join('\n\n'))
  }
  printNote(
    [
      `\n${recorded} of ${inFile} answers are recorded in ${incidentId}. ${kept}`,
      ...(options.isExample ? [] : await sayLookAlikes(incidentId, deps)),
      ...refused.map(presentRefused),
      ...(delivered?.delivered ?? []).map((one) => `The ${one.document} post-mortem: ${one.place}`),
      ...generated.documents
        .filter((document) => document.draft_reasons.length > 0)
        .map(
          (document) =>
            `The ${document.document} post-mortem is a draft because:\n${document.draft_reasons.map((reason) => `- ${reason}`).join('\n')}`,
        ),
      ...(generated.refused === null
        ? []
        : [
            `${generated.refused}\n${presentQuestions(generated.questions)}`,
            'Add the answers to the file, or see a draft with its gaps marked: --allow-gaps',
          ]),
    ].join('\n'),
  )
  return code
}

async function makeDocuments(
  incident_id: string,
  { allow_gaps, out }: { allow_gaps?: boolean | undefined; out?: string | undefined },
  deps: Deps,
) {
  const generated = await runOperation(generatePostMortem, { incident_id, allow_gaps }, deps)
  const isDelivered = out !== undefined && generated.documents.length > 0
  const delivered = isDelivered
    ? await runOperation(deliverPostMortem, { incident_id, to: 'file', folder: out, allow_gaps }, deps)
    : null
  return { generated, delivered }
}

/** What happened comes first, wherever it stands in the file: an incident is started with it. */
async function beginIncident(
  file: AnswersFile,
  { resume }: PlayOptions,
  deps: Deps,
): Promise<{ incidentId: string; rest: { saying: Saying; number: number }[] }> {
  const numbered = file.answers.map((saying, index) => ({ saying, number: index + 1 }))
  if (resume !== undefined) {
    const incident = await deps.store.load(toIncidentId(resume))
    return { incidentId: incident.id, rest: numbered }
  }
  const first = numbered.find(({ saying }) => saying.question === 'what-happened' || whatHappenedItem(saying))
  if (!first) {
    throw new BadInputError({
      happened: 'No answer of the file says what happened. Nothing was recorded.',
      expected: 'one answer with question: what-happened.',
      tryThis: 'add it; or, to go on with an incident, name it with --resume.',
    })
  }
  const item = whatHappenedItem(first.saying)
  const { said, said_by, source, reference, items } = first.saying
  const started = await runOperation(
    startPostMortem,
    { what_happened: item?.excerpt ?? said, said_by, title: file.title, source, reference },
    deps,
  )
  const others = numbered.filter((entry) => entry !== first)
  const remaining = items?.filter((one) => one !== item) ?? []
  return {
    incidentId: started.incident_id ?? '',
    rest: remaining.length > 0 ? [{ ...first, saying: { ...first.saying, items: remaining } }, ...others] : others,
  }
}

function whatHappenedItem(saying: Saying): NonNullable<Saying['items']>[number] | undefined {
  return saying.items?.find((item) => item.type === 'answer' && item.question === 'what-happened')
}

function toRefused(answer: number, one: RecordedAnswers['refused'][number]): RefusedEntry {
  return { answer, item: one.item, reason: one.reason, try: one.try_this }
}

/** One line on what looks like it, where something does. */
async function sayLookAlikes(id: string, deps: Deps): Promise<string[]> {
  const { text, matches } = await seenBefore(await deps.store.load(id), deps)
  if (matches.length === 0) return []
  const nearest = matches.map((one) => `${one.incident_id} (${one.title})`).join('; ')
  return [`Seen before? ${text} Nearest: ${nearest}. Look: ${commandLine(`search --incident ${id}`)}`]
}

function presentRefused(one: RefusedEntry): string {
  const item = one.item === null ? '' : `, item ${one.item}`
  return `Refused: answer ${one.answer}${item}: ${one.reason} Try: ${inCommandWords(one.try)}`
}
