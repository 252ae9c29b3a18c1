import Database from 'better-sqlite3'

/** What a baseline is given of a report. */
export interface Text {
  readonly file: string
  readonly title: string
  readonly text: string
  /** YYYY-MM-DD. */
  readonly day: string
}

/** Files, best first; an empty list says "nothing like it". */
export type Searcher = (wordings: readonly string[]) => string[]

/** SQLite's own full-text search as anybody would set it up: stemmed, any word of the question, ranked by bm25. */
export function createPlainSearch(texts: readonly Text[]): Searcher {
  const database = new Database(':memory:')
  database.exec(`CREATE VIRTUAL TABLE reports USING fts5(title, text, tokenize = 'porter unicode61')`)
  const insert = database.prepare('INSERT INTO reports VALUES (?, ?)')
  for (const { title, text } of texts) insert.run(title, text)
  const search = database
    .prepare<[string], number>('SELECT rowid FROM reports WHERE reports MATCH ? ORDER BY rank LIMIT 15')
    .pluck()
  return (wordings) => {
    const words = wordings.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []
    if (words.length === 0) return []
    return search.all(words.map((word) => `"${word}"`).join(' OR ')).flatMap((row) => texts[row - 1]?.file ?? [])
  }
}

const stopWords = new Set('the a an and or but in on at to for of with by is are was were'.split(' '))
const services =
  /\b(\w+)(?:[- ]?(?:service|api|app|server|db)|\.(?:service|api|app|com))\b|\b(elasticsearch|elastic|kibana|redis|postgres|mysql|mongodb|kafka|rabbitmq|nginx|apache|docker|kubernetes)\b/g
const errorClasses: Readonly<Record<string, RegExp>> = {
  database: /\b(?:connection|timeout|database|db)\b/,
  resource: /\b(?:memory|cpu|disk|resource)\b/,
  network: /\b(?:network|dns|connection|unreachable)\b/,
}
const families = [
  'elastic elasticsearch elk',
  'payment payments pay billing',
  'database db postgres mysql mongo',
  'timeout timeouts timed-out timing-out',
  'service services svc api app',
  'error errors err failure failed failing',
  'down outage offline unavailable',
].map((family) => new Set(family.split(' ')))
const least = { cosine: 0.1, score: 0.15, features: 1000, answers: 15 }

interface Prepared {
  readonly file: string
  readonly clean: string
  readonly grams: ReadonlyMap<string, number>
  readonly words: ReadonlySet<string>
  readonly services: ReadonlySet<string>
  readonly errors: ReadonlySet<string>
}

/**
 * The method of the open-source server that comes nearest, by its description: cosine of TF-IDF over words and pairs of words, at
 * most 1,000 of them, with bonuses for shared services, kinds of error and similar words, over title and text. It looks at one
 * page of incidents, the newest 100; `page` null: at all. Its answers are cut at 15 here instead of 5, so that both are asked alike.
 */
export function createCompetitorSearch(texts: readonly Text[], page: number | null): Searcher {
  const newest = [...texts].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
  const candidates = newest
    .slice(0, page ?? newest.length)
    .map(({ file, title, text }) => prepare(file, `${title} ${text}`))
  return (wordings) => {
    const target = prepare('', wordings.join(' '))
    const vectors = vectorise([...candidates, target])
    const asked = vectors.at(-1) ?? new Map()
    return candidates
      .map((candidate, place) => {
        const cosine = dot(vectors[place] ?? new Map(), asked)
        return {
          file: candidate.file,
          score: cosine > least.cosine ? Math.min(1, cosine + bonus(target, candidate)) : 0,
        }
      })
      .filter(({ score }) => score >= least.score)
      .sort((a, b) => b.score - a.score)
      .slice(0, least.answers)
      .map(({ file }) => file)
  }
}

function prepare(file: string, text: string): Prepared {
  const lower = text.toLowerCase()
  const tokens = lower
    .replace(/[^\w\s.-]/g, ' ')
    .split(/\s+/)
    .filter((token) => token.length > 1 && !stopWords.has(token))
  const clean = tokens.join(' ')
  const words = clean.match(/\b\w\w+\b/g) ?? []
  const grams = new Map<string, number>()
  for (const [place, word] of words.entries()) {
    const next = words[place + 1]
    for (const gram of next === undefined ? [word] : [word, `${word} ${next}`])
      grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  const errors = new Set<string>(lower.match(/\b[45]\d\d\b/g) ?? [])
  for (const [name, words] of Object.entries(errorClasses)) if (words.test(lower)) errors.add(name)
  const named = [...lower.matchAll(services)].map((match) => match[1] ?? match[2] ?? '')
  return { file, clean, grams, words: new Set(tokens), services: new Set(named.filter((name) => name !== '')), errors }
}

// As scikit-learn's TfidfVectorizer with max_features: the most frequent terms, smoothed idf, vectors of length one.
function vectorise(documents: readonly Prepared[]): Map<string, number>[] {
  const total = new Map<string, number>()
  const having = new Map<string, number>()
  for (const { grams } of documents) {
    for (const [gram, count] of grams) {
      total.set(gram, (total.get(gram) ?? 0) + count)
      having.set(gram, (having.get(gram) ?? 0) + 1)
    }
  }
  const kept = new Set(
    [...total]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, least.features)
      .map(([gram]) => gram),
  )
  return documents.map(({ grams }) => {
    const vector = new Map<string, number>()
    for (const [gram, count] of grams) {
      if (kept.has(gram))
        vector.set(gram, count * (Math.log((1 + documents.length) / (1 + (having.get(gram) ?? 0))) + 1))
    }
    const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0))
    for (const [gram, value] of vector) vector.set(gram, value / length)
    return vector
  })
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [gram, value] of b) sum += value * (a.get(gram) ?? 0)
  return sum
}

function bonus(target: Prepared, candidate: Prepared): number {
  const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((one) => b.has(one)).length
  const same = target.clean === candidate.clean ? 0.3 : 0
  const long = ({ words }: Prepared) => [...words].filter((word) => word.length > 3)
  const [ours, theirs] = [long(target), long(candidate)]
  const similar = ours.filter((word) => theirs.some((other) => other !== word && isSimilar(word, other))).length
  const fuzzy = Math.min(0.15, (0.3 * similar) / Math.max(1, Math.min(ours.length, theirs.length)))
  return (
    0.1 * shared(target.services, candidate.services) + 0.15 * shared(target.errors, candidate.errors) + same + fuzzy
  )
}

function isSimilar(a: string, b: string): boolean {
  if (families.some((family) => family.has(a) && family.has(b))) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (short.length >= 5 && long.includes(short) && short.length / long.length >= 0.7) return true
  return short.length >= 4 && long.startsWith(short)
}
