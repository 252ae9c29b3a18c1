import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { codeIn, countWordsIn, isBlank } from './plain-words.ts'

/** What was read, and which passages it came from. */
export interface Found {
  readonly items: readonly PastItem[]
  readonly used: ReadonlySet<Passage>
}

/** Makes an item of an excerpt and its words. */
export type Make = (excerpt: string, words: string) => PastItem

/**
 * Each item; each paragraph only where the chapter has no list, for beside one it introduces or explains the form. Where the
 * prose is more than the list, or long, it is one telling.
 */
export function readEach(text: string, chapter: Chapter, make: Make): Found {
  const isTold = ({ words }: Passage) => !isBlank(words) && countWordsIn(words) >= 2
  const list = chapter.passages.filter(({ kind }) => kind !== 'paragraph').filter(isTold)
  const prose = chapter.passages.filter(({ kind }) => kind === 'paragraph').filter(isTold)
  const size = (passages: readonly Passage[]) => passages.reduce((sum, { words }) => sum + countWordsIn(words), 0)
  // One paragraph beside a list introduces it.
  const isTelling = list.length > 0 ? prose.length > 2 || size(prose) > 1.5 * size(list) + 40 : prose.length > 3
  if (isTelling) return readWhole(text, chapter, make)
  const from = list.length > 0 ? list : prose
  return {
    items: from.map((passage) => make(text.slice(passage.start, passage.end), rowWords(passage))),
    used: new Set(from),
  }
}

/** All passages of a chapter as one. */
export function readWhole(text: string, { part, passages }: Chapter, make: Make): Found {
  const told = passages.filter(({ words, block }) => !isBlank(words) && !block.isQuoted)
  const first = told[0]
  const last = told.at(-1)
  const words = joined(text, told).replace(/^(\p{L}{4,12}):\s*/u, (said, name: string) =>
    name.toLowerCase() === part.heading.toLowerCase() ? '' : said,
  )
  if (first === undefined || last === undefined || countWordsIn(words.replace(/https?:\S+/g, '')) < 2)
    return { items: [], used: new Set() }
  return { items: [make(text.slice(first.start, last.end), words)], used: new Set(passages) }
}

function rowWords({ kind, words }: Passage): string {
  return kind === 'row' ? words.replace(/\s*\|\s*/g, ' | ').replace(/^[\s|]+|[\s|]+$/g, '') : words
}

/** The words of passages with the code that stands between them. */
export function joined(text: string, passages: readonly Passage[]): string {
  return passages
    .filter(({ words }) => words !== '')
    .map((passage, index, told) => {
      const before = told[index - 1]
      const code = before === undefined ? '' : codeIn(text.slice(before.end, passage.start))
      if (code !== '') return ` ${code} ${rowWords(passage)}`
      const mark =
        passage.kind !== 'paragraph' &&
        before !== undefined &&
        before.kind !== 'paragraph' &&
        !/[.:;!?]$/.test(before.words)
          ? '; '
          : ' '
      return `${index === 0 ? '' : mark}${rowWords(passage)}`
    })
    .join('')
}

export function answerTo(question: string): (excerpt: string, words: string) => PastItem {
  return (excerpt, words) => ({ draft: { type: 'answer', question, excerpt, text: words } })
}

export function endedBy(excerpt: string, words: string): PastItem {
  return { draft: { type: 'why', track: 'ended', excerpt, text: words } }
}
