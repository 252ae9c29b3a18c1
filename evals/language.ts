import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeLine } from '../src/review/line/judge-line.ts'
import { sections } from '../src/review/line/line-kind.ts'
import { judgeWhy } from '../src/review/why/judge-why.ts'
import { shuffled } from './seeded.ts'

const Kinds = z.array(z.string())
const WhyItem = z.object({
  id: z.string(),
  context: z.string(),
  chain: z.array(z.string()),
  answer: z.string(),
  label: z.enum(['ok', 'shallow']),
  kinds: Kinds,
})
const LineItem = z.object({
  id: z.string(),
  section: z.enum(sections),
  text: z.string(),
  label: z.enum(['ok', 'flag']),
  kinds: Kinds,
})
const Assessment = z.object({ id: z.string(), verdict: z.enum(['ok', 'shallow']), kinds: Kinds.optional() })
type Assessment = z.infer<typeof Assessment>

/** One item with what it should be called and what it was called. */
interface Judged {
  readonly id: string
  readonly text: string
  readonly isBad: boolean
  readonly isFound: boolean
  readonly kinds: readonly string[]
  readonly found: readonly string[]
  readonly rules: readonly string[]
}

interface Score {
  readonly n: number
  readonly precision: number
  readonly recall: number
  /** Share of the rightly found items of which at least one kind is right. */
  readonly kindHit: number
}

// The half that was open while the rules were written is the first half of this shuffle.
const halvesSeed = 7
const flipSeeds = [11, 23, 47]
const shareFlipped = 0.2

/** Prints how well the rules judge labelled whys and lines (`whys.jsonl`, `lines.jsonl` in `data`). */
export async function measureLanguage(options: {
  readonly data: string
  readonly assessments?: string
  readonly json: boolean
  readonly misses: boolean
}): Promise<void> {
  const items = readLines(join(options.data, 'whys.jsonl'), WhyItem)
  const whys = items.map((item): Judged => {
    const { label, kinds, findings } = judgeWhy(item)
    return {
      id: item.id,
      text: item.answer,
      isBad: item.label === 'shallow',
      isFound: label === 'shallow',
      kinds: item.kinds,
      found: kinds,
      rules: findings.map((finding) => `${finding.rule} "${finding.words}"`),
    }
  })
  const lines = readLines(join(options.data, 'lines.jsonl'), LineItem).map((item): Judged => {
    const { label, kinds } = judgeLine(item.section, item.text)
    return {
      id: item.id,
      text: `[${item.section}] ${item.text}`,
      isBad: item.label === 'flag',
      isFound: label === 'flag',
      kinds: item.kinds,
      found: kinds,
      rules: [...kinds],
    }
  })
  const judges = options.assessments ? judgeTogether(whys, readLines(options.assessments, Assessment)) : null
  if (options.json) {
    const more = judges ? { more: { twoJudges: judges } } : {}
    console.log(JSON.stringify({ whys: scoreOf(whys), lines: scoreOf(lines), ...more }))
    return
  }
  for (const [name, judged] of [
    ['whys', whys],
    ['lines', lines],
  ] as const) {
    const order = shuffled(judged, halvesSeed)
    const middle = Math.floor(order.length / 2)
    printScore(`${name}, all`, scoreOf(judged))
    printScore(`${name}, half that was developed on`, scoreOf(order.slice(0, middle)))
    printScore(`${name}, half that was held out`, scoreOf(order.slice(middle)))
    printKinds(judged)
    if (options.misses) printMisses(judged)
  }
  if (judges) console.log(`\nTwo judges\n${JSON.stringify(judges, null, 2)}`)
}

/**
 * The rules beside a reader's assessments. The reader is asked again wherever the rules find something in an answer that the
 * reader let stand, or nothing where the reader found it shallow; the label is the reader's after that one disagreement, for which
 * an honest reader stays with what the file says, and a flipped one takes its slip back.
 */
function judgeTogether(whys: readonly Judged[], assessments: readonly Assessment[]) {
  const verdicts = new Map(assessments.map((assessment) => [assessment.id, assessment]))
  const read = whys.flatMap((why) => {
    const given = verdicts.get(why.id)
    return given ? [{ ...why, isReadAsBad: given.verdict === 'shallow', given: given.kinds ?? [] }] : []
  })
  const honest = scoreOf(read.map((why) => ({ ...why, isFound: why.isReadAsBad, found: why.given })))
  const flipped = flipSeeds.map((seed) => {
    const slips = new Set(
      shuffled(read, seed)
        .slice(0, Math.round(read.length * shareFlipped))
        .map((why) => why.id),
    )
    const said = read.map((why) => ({ ...why, isReadAsBad: slips.has(why.id) ? !why.isReadAsBad : why.isReadAsBad }))
    const stands = said.filter((why) => !why.isReadAsBad)
    const wrong = stands.filter((why) => why.isBad)
    const right = stands.filter((why) => !why.isBad)
    const after = said.map((why) => {
      const isDisputed = why.isFound !== why.isReadAsBad
      const isSettled = isDisputed && slips.has(why.id) ? !why.isReadAsBad : why.isReadAsBad
      return { ...why, isFound: isSettled, found: why.given }
    })
    return {
      seed,
      wrongStandsDisputed: share(wrong, (why) => why.isFound),
      rightStandsDisputed: share(right, (why) => why.isFound),
      before: scoreOf(said.map((why) => ({ ...why, isFound: why.isReadAsBad, found: why.given }))),
      after: scoreOf(after),
    }
  })
  return { n: read.length, honest, flipped }
}

function scoreOf(judged: readonly Judged[]): Score {
  const found = judged.filter((one) => one.isFound)
  const right = found.filter((one) => one.isBad)
  const bad = judged.filter((one) => one.isBad)
  return {
    n: judged.length,
    precision: rounded(right.length / found.length),
    recall: rounded(right.length / bad.length),
    kindHit: share(right, (one) => one.kinds.some((kind) => one.found.includes(kind))),
  }
}

function printScore(name: string, { n, precision, recall, kindHit }: Score): void {
  const half = rounded((1.25 * precision * recall) / (0.25 * precision + recall))
  console.log(`${name}: n ${n}, precision ${precision}, recall ${recall}, F0.5 ${half}, one kind right ${kindHit}`)
}

function printKinds(judged: readonly Judged[]): void {
  const kinds = [...new Set(judged.flatMap((one) => one.kinds))].sort()
  for (const kind of kinds) {
    const having = judged.filter((one) => one.kinds.includes(kind))
    const named = judged.filter((one) => one.isFound && one.found.includes(kind))
    console.log(
      `  ${kind.padEnd(24)} n ${String(having.length).padStart(3)}  found ${share(having, (one) => one.isFound)}  named ${share(having, (one) => one.found.includes(kind))}  false alarms naming it ${named.filter((one) => !one.isBad).length}`,
    )
  }
}

function printMisses(judged: readonly Judged[]): void {
  for (const one of judged) {
    const isKindWrong = one.isBad && one.isFound && !one.kinds.some((kind) => one.found.includes(kind))
    if (one.isBad === one.isFound && !isKindWrong) continue
    const what = isKindWrong ? 'other kind' : one.isFound ? 'false alarm' : 'missed'
    console.log(
      `  ${what} ${one.id} [${one.kinds.join(', ')}] ${one.text}\n      ${one.rules.join('; ') || 'no finding'}`,
    )
  }
}

function share<T>(items: readonly T[], counts: (item: T) => boolean): number {
  return rounded(items.filter(counts).length / items.length)
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const checked = schema.safeParse(JSON.parse(line))
      if (!checked.success) throw new Error(`${file}, line ${at + 1}: ${z.prettifyError(checked.error)}`)
      return checked.data
    })
}
