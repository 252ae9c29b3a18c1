import type { Chapter, Passage } from './passages.ts'
import { countWordsIn, isBlank } from './plain-words.ts'
import { answerTo, type Found, joined, readWhole } from './sections.ts'

const aboutTheDocument =
  /^\W*(?:this (?:document|post|page|report|post-?mortem|article|is (?:a|the) post-?mortem)|internal post-?mortem|note\b|status\b|authors?\b|created by|last (?:modified|updated)|published|see\b|read\b|table of contents|disclaimer|the following|below\b|document |all times|https?:)/i

/** What stands under the title before the first section tells what happened, where no section does. */
export function readLead(text: string, chapters: readonly Chapter[], used: ReadonlySet<Passage>): Found {
  const passages: Passage[] = []
  const isSectioned = chapters.some(({ part }) => part.isRecognised)
  for (const { part, index, passages: own } of chapters) {
    if (part.isRecognised || (part.level > 2 && index > 1) || (isSectioned && part.level === 2)) break
    if (part.level === 2 && passages.length > 0) break
    for (const passage of own) {
      if (used.has(passage) || isBlank(passage.words) || passage.block.isQuoted) continue
      if (aboutTheDocument.test(passage.words) || countWordsIn(passage.words.replace(/https?:\S+/g, '')) < 4) continue
      passages.push(passage)
    }
  }
  const taken: Passage[] = []
  let words = 0
  for (const passage of passages) {
    const last = taken.at(-1)
    // A stretch without a gap, and no more than a summary has.
    if (last !== undefined && /[\p{L}\p{N}]/u.test(text.slice(last.end, passage.start).replace(/^\W+|\W+$/g, ''))) break
    words += countWordsIn(passage.words)
    if (taken.length > 0 && words > 150) break
    taken.push(passage)
  }
  const first = taken[0]
  const last = taken.at(-1)
  if (first === undefined || last === undefined) return { items: [], used: new Set() }
  return {
    items: [answerTo('what-happened')(text.slice(first.start, last.end), joined(text, taken))],
    used: new Set(taken),
  }
}

/** "**Context**: …" tells what happened in reports that have labels and no summary. */
export function readContextOf(
  text: string,
  chapters: readonly Chapter[],
  used: ReadonlySet<Passage>,
  events: ReadonlySet<Passage>,
): Found {
  for (const chapter of chapters) {
    if (chapter.part.level === 0 || !/^(?:context|details)\W*$/i.test(chapter.part.heading)) continue
    // A log of times is no telling, and what is left beside it belongs to its lines.
    if (chapter.passages.some((passage) => events.has(passage))) continue
    const passages = chapter.passages.filter(
      (passage) =>
        !used.has(passage) &&
        !/^(?:timeline|slack|thread|link|doc)\w*\b[^.]{0,40}(?:[:<]|$)/i.test(passage.words) &&
        !/^\S*https?:\S+$/.test(passage.words),
    )
    const first = passages[0]
    if (first === undefined) continue
    // Only a stretch that has no gap can be quoted.
    const run: Passage[] = [first]
    for (const passage of chapter.passages.slice(chapter.passages.indexOf(first) + 1)) {
      if (!passages.includes(passage)) break
      run.push(passage)
    }
    return readWhole(text, { ...chapter, passages: run }, answerTo('what-happened'))
  }
  return { items: [], used: new Set() }
}
