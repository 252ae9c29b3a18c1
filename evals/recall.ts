import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultContext } from '../src/domain/default-context.ts'
import type { Incident } from '../src/domain/incident.ts'
import { createFinder } from '../src/memory/find-candidates.ts'
import { type Recall, recall } from '../src/memory/recall.ts'
import type { History } from '../src/memory/search-plan.ts'
import { importFiles } from '../src/operations/import-files.ts'
import type { Deps } from '../src/operations/operation.ts'
import { createSqliteStore } from '../src/store/sqlite-store.ts'
import type { Store } from '../src/store/store.ts'
import { createCompetitorSearch, createPlainSearch, type Searcher } from './recall-baselines.ts'
import { type LabelledQuestion, readQuestions } from './recall-data.ts'
import { measureRanking, share, summarise } from './recall-measures.ts'
import { shuffled } from './seeded.ts'

/** Most teams begin with few reports. */
const shortSizes = [5, 10, 20, 40]

interface Asked {
  readonly question: LabelledQuestion
  readonly ranked: readonly string[]
  readonly isRefused: boolean
}

/**
 * Recall on labelled questions, through the product's own path: the folder is imported into an SQLite store, then `recall`. Beside it, on the same
 * data in the same run: plain FTS5, and the nearest competitor's method with and without its page of 100. `refused` is the share of
 * answerable questions that were answered "nothing close", `abstention` that of the questions without an answer, and
 * `abstention_left_out` that of the answerable ones with their answers taken out of the history.
 */
export async function measureRecall(options: {
  data: string
  also?: string | undefined
  json: boolean
}): Promise<void> {
  const questions = readQuestions(options.data, options.also)
  const folder = await mkdtemp(join(tmpdir(), 'eval-recall-'))
  const store = await createSqliteStore({ file: join(folder, 'eval.db'), now: () => new Date() })
  try {
    const { incidents, failed } = await importFiles(
      { places: [options.data], dryRun: false, role: 'eval', within: null },
      createDeps(store),
    )
    if (failed.length > 0) throw new Error(`${failed.length} files could not be read, first ${failed[0]?.file}`)
    const records = await store.list()
    const fileOf = new Map(records.map(({ id, imported }) => [id, imported?.file ?? '']))
    const history: History = { search: (plan) => store.search(plan), load: (id) => store.load(id) }
    // The baselines find files, as they stand.
    const texts = [...Map.groupBy(records, ({ id }) => fileOf.get(id) ?? '')].map(([file, [first]]) => ({
      file,
      title: first?.title ?? '',
      text: readFileSync(join(options.data, file), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''),
      day: first?.imported?.day ?? '',
    }))
    const baselines = {
      fts5: createPlainSearch(texts),
      competitor: createCompetitorSearch(texts, 100),
      competitor_all: createCompetitorSearch(texts, null),
    }
    const measure = async (hasAlso: boolean) => {
      const ask = async (question: LabelledQuestion, from: History): Promise<Asked> => {
        const found = await recall(toQuestion(question, hasAlso), from, defaultContext)
        return {
          question,
          ranked: [...new Set(found.matches.map(({ incident }) => fileOf.get(incident) ?? ''))],
          isRefused: isNothing(found),
        }
      }
      const asked: Asked[] = []
      const leftOut: Asked[] = []
      const find = createFinder()
      for (const question of questions) {
        asked.push(await ask(question, history))
        if (question.relevant.length === 0) continue
        const rest = records.filter(({ id }) => !question.relevant.includes(fileOf.get(id) ?? ''))
        leftOut.push(await ask(question, { ...history, search: async (plan) => find(rest, plan) }))
      }
      const reports = records.filter(({ imported }) => imported?.file.includes('/'))
      const shortHistories = []
      for (const size of shortSizes) {
        const with_answer: boolean[] = []
        const without: boolean[] = []
        for (const [at, question] of questions.entries()) {
          const isRelevant = ({ imported }: Incident) => question.relevant.includes(imported?.file ?? '')
          const others = shuffled(
            reports.filter((one) => !isRelevant(one)),
            size * 1000 + at,
          )
          const answer = reports.find(isRelevant)
          const refuses = async (few: readonly Incident[]) =>
            (await ask(question, { ...history, search: async (plan) => find(few, plan) })).isRefused
          without.push(await refuses(others.slice(0, size)))
          if (answer) with_answer.push(await refuses([...others.slice(0, size - 1), answer]))
        }
        shortHistories.push({ size, refused: share(with_answer), abstention: share(without) })
      }
      const halves = (half: string) => report(asked.filter(isIn(half)), leftOut.filter(isIn(half)))
      return {
        ...report(asked, leftOut),
        halves: { develop: halves('develop'), held_out: halves('held out') },
        short_histories: shortHistories,
        baselines: Object.fromEntries(
          Object.entries(baselines).map(([name, search]) => [
            name,
            report(questions.map(askOther(search, hasAlso)), []),
          ]),
        ),
      }
    }
    const alone = await measure(false)
    const also = options.also === undefined ? null : await measure(true)
    print({ reports: texts.length, incidents: incidents.length, ...(also ?? alone), alone, also }, options.json)
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function createDeps(store: Store): Deps {
  const none = async () => {
    throw new Error('not needed to import')
  }
  const now = () => new Date()
  return {
    store,
    now,
    via: 'eval',
    context: async () => defaultContext,
    deliveries: new Map(),
    importRoots: [],
    templates: none,
    prompt: none,
  }
}

type Report = ReturnType<typeof report>

function report(asked: readonly Asked[], leftOut: readonly Asked[]) {
  const answerable = asked.filter(({ question }) => question.relevant.length > 0)
  const novel = asked.filter(({ question }) => question.relevant.length === 0)
  return {
    ...summarise(answerable.map(({ ranked, question }) => measureRanking(ranked, question.relevant))),
    refused: share(answerable.map(({ isRefused }) => isRefused)),
    abstention: share(novel.map(({ isRefused }) => isRefused)),
    abstention_left_out: share(leftOut.map(({ isRefused }) => isRefused)),
    answerable: answerable.length,
    novel: novel.length,
  }
}

function toQuestion({ query, also }: LabelledQuestion, hasAlso: boolean) {
  return { query, also: hasAlso ? also : [], without: [], filters: {} }
}

function isNothing({ band }: Recall): boolean {
  return band === 'nothing close'
}

function askOther(search: Searcher, hasAlso: boolean): (question: LabelledQuestion) => Asked {
  return (question) => {
    const ranked = search([question.query, ...(hasAlso ? question.also : [])])
    return { question, ranked, isRefused: ranked.length === 0 }
  }
}

/** Which half a question is in: fixed by its id, so that nobody chooses. */
function isIn(half: string): (asked: Asked) => boolean {
  return ({ question }) =>
    (Number.parseInt(hash('sha256', question.id).slice(1, 2), 16) % 2 === 0 ? 'develop' : 'held out') === half
}

interface Measured extends Report {
  readonly short_histories: readonly { readonly size: number; readonly refused: number; readonly abstention: number }[]
  readonly halves: Readonly<Record<string, Report>>
  readonly baselines: Readonly<Record<string, Report>>
}

function print(
  result: Measured & { reports: number; incidents: number; alone: Measured; also: Measured | null },
  asJson: boolean,
): void {
  if (asJson) {
    console.log(JSON.stringify({ eval: 'recall', ...result }))
    return
  }
  console.log(
    `${result.reports} reports, ${result.alone.answerable} questions with an answer, ${result.alone.novel} without`,
  )
  console.log('                          ndcg10    (+-)  recall5 recall15     hit1      mrr  refused  abstain left out')
  for (const [mode, measured] of Object.entries({ alone: result.alone, also: result.also })) {
    if (measured === null) continue
    const rows = { ...measured.halves, ...measured.baselines }
    printRow(`${mode}`, measured)
    for (const [name, row] of Object.entries(rows)) printRow(`  ${name}`, row)
    for (const { size, refused, abstention } of measured.short_histories)
      console.log(
        `  ${size} reports drawn at random: refused ${refused.toFixed(3)} with an answer among them, ${abstention.toFixed(3)} without`,
      )
  }
}

function printRow(name: string, row: Report): void {
  const figures = [row.ndcg10, row.ndcg10_interval, row.recall5, row.recall15, row.hit1, row.mrr]
  const shares = [row.refused, row.abstention, row.abstention_left_out]
  console.log(name.padEnd(23) + [...figures, ...shares].map((figure) => figure.toFixed(3).padStart(9)).join(''))
}
