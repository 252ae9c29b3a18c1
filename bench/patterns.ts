import { defaultContext } from '../src/domain/default-context.ts'
import { createIncident, type Incident } from '../src/domain/incident.ts'
import { operationsThesaurus } from '../src/memory/concepts.ts'
import { findPatterns } from '../src/memory/patterns/find-patterns.ts'

const sizes = [1000, 10_000]
const wordsInReport = 180

/**
 * Finding the patterns of a synthetic log: reports of about 180 words, half of them out of a vocabulary that grows with the log, the
 * rest words of operations; one in three repeats an earlier failure in part of its words. `--json` prints one object a size,
 * `--count N` takes another number of incidents, `--large` adds 100,000.
 */
export async function run(args: string[]): Promise<void> {
  const place = args.indexOf('--count')
  const counts = place === -1 ? [...sizes, ...(args.includes('--large') ? [100_000] : [])] : [Number(args[place + 1])]
  for (const count of counts) {
    if (!Number.isInteger(count) || count < 1) throw new Error('--count needs a whole number above zero')
    const result = measurePatterns(createReports(count))
    console.log(
      args.includes('--json')
        ? JSON.stringify({ bench: 'patterns', node: process.version, ...result })
        : `${result.incidents} incidents: ${result.seconds.toFixed(1)} s, ${result.megabytes} MB more, ${result.patterns} groups`,
    )
  }
}

/** Wall time and growth of the process for one run over `incidents`. */
export function measurePatterns(incidents: readonly Incident[]) {
  const before = process.memoryUsage().rss
  const started = performance.now()
  const { total } = findPatterns(incidents, defaultContext, {
    today: '2026-01-01',
    by: 'failure',
    limit: 10,
    doneOn: () => null,
  })
  const seconds = (performance.now() - started) / 1000
  const megabytes = Math.round((process.memoryUsage().rss - before) / 1_000_000)
  return { incidents: incidents.length, seconds, megabytes, patterns: total }
}

function createReports(count: number): Incident[] {
  const random = createRandom(7)
  const forms = operationsThesaurus.flatMap(({ forms: all }) => all.split(',').map((form) => form.trim()))
  const vocabulary = Array.from({ length: 5000 + Math.round(4 * Math.sqrt(count) * 10) }, (_, at) => inventWord(at))
  // Zipf: the place of a word is spread evenly over the logarithm.
  const word = () => vocabulary[Math.floor(vocabulary.length ** random()) - 1] ?? ''
  const texts: string[][] = []
  return Array.from({ length: count }, (_, at) => {
    const repeated = random() < 0.33 && at > 0 ? texts[Math.floor(random() * at)] : undefined
    const own = Array.from({ length: wordsInReport }, (_, place) => {
      if (repeated && random() < 0.6) return repeated[place] ?? ''
      return random() < 0.3 ? (forms[Math.floor(random() * forms.length)] ?? '') : word()
    })
    texts.push(own)
    const day = new Date(Date.UTC(2020, 0, 1) + (at * 2_190 * 86_400_000) / count).toISOString()
    const text = own.map((one, place) => (place % 14 === 13 ? `${one}.\n` : one)).join(' ')
    return {
      ...createIncident(own.slice(0, 6).join(' '), day),
      id: `INC-${at + 1}`,
      sources: [{ id: 'said-1', kind: 'document', role: 'document', text, recordedAt: day, retracted: false }],
    }
  })
}

function inventWord(at: number): string {
  const parts = [
    'ba',
    'co',
    'du',
    'fe',
    'gi',
    'ha',
    'jo',
    'ku',
    'le',
    'mi',
    'na',
    'po',
    'ru',
    'se',
    'ti',
    'va',
    'wo',
    'zu',
  ]
  let word = ''
  for (let left = at + 400; left > 0; left = Math.floor(left / parts.length)) word += parts[left % parts.length] ?? ''
  return word
}

function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state >>> 0) / 4_294_967_296
  }
}
