const tags =
  'a|abbr|audio|b|big|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video'
/** What stands in code is no tag, nor is "<pod>" anywhere. */
const codeOrTag = new RegExp(`(?<code>\`[^\`\\n]{1,500}\`)|</?(?:${tags})(?=[\\s/>])[^>\\n]{0,500}>`, 'gi')
/** A block of code that is to be read, and none that is to be drawn. */
const fenced =
  /^[ \t>]*(?<fence>```|~~~)(?!`|~)(?<language>[^\n]*)(?<code>[\s\S]*?)(?:^[ \t>]*\k<fence>[ \t]*$|$(?![\s\S]))/gm
/** How much of a block of code is kept, in characters: a message, but no log. */
const longestCode = 240

/**
 * The words of a stretch of Markdown on one line: without marks, link targets, pictures and comments. Of a block of code the
 * beginning stays, so that what speaks of it has no hole.
 */
export function plainWords(markdown: string): string {
  const blocks: string[] = []
  const words = markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(fenced, (_, _fence: string, language: string, code: string) => {
      blocks.push(shortCode(language, code))
      return ` ${hole} `
    })
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,1000}\)/g, ' ')
    .replace(/\[([^\]]{1,1000})\]\([^()\s]{0,1000}(?:\([^()]{0,200}\)[^()\s]{0,1000})?(?:\s"[^"]{0,200}")?\)/g, '$1')
    .replace(/\[([^\]]{1,1000})\]\[[^\]]{0,200}\]/g, '$1')
    .replace(/<((?:https?|mailto):[^>\s]{1,1000}|[^<>@\s]{1,100}@[^<>@\s]{1,100})>/g, '$1')
    .replace(codeOrTag, (_, code?: string) => code ?? ' ')
    .replace(/\r?\n[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)/g, '; ')
    .replace(/^[\s>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?/, '')
    .replace(/\r?\n[ \t]*(?:>[ \t]?)*/g, ' ')
    .replace(/(?<!\*)(\*{1,3})(?=[^\s*.])([^*]{1,2000}?)(?<!\s)\1(?!\*)/g, '$2')
    .replace(/\*{2,3}|~~|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])|`+|[\u200b-\u200f\ufeff]/gu, '')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, '$1')
    .replace(/\s+/g, ' ')
    .replace(/ ; /g, '; ')
    .replace(/([:.;,!?])\s?;\s/g, '$1 ')
    .trim()
  let next = 0
  return blocks.length === 0
    ? words
    : words
        .replaceAll(hole, () => blocks[next++] ?? '')
        .replace(/ {2,}/g, ' ')
        .trim()
}

/** Stands for a block of code while marks are taken away. */
const hole = '\ue001'

/** The code of the blocks in a stretch of Markdown, each shortened. */
export function codeIn(markdown: string): string {
  return [...markdown.matchAll(fenced)]
    .map(({ groups }) => shortCode(groups?.language ?? '', groups?.code ?? ''))
    .join(' ')
    .trim()
}

function shortCode(language: string, code: string): string {
  if (/^\s*\{?\.?(?:mermaid|plantuml|puml|dot|graphviz|d2|ditaa|svgbob)\b/i.test(language)) return ''
  const line = code.replace(/\s+/g, ' ').trim()
  if (line.length <= longestCode) return line
  const cut = line.slice(0, longestCode)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestCode / 2))} […]`
}

/** Nothing that anybody told: "N/A", "TBD", an empty cell. */
export function isBlank(words: string): boolean {
  return (
    !/[\p{L}\p{N}]/u.test(words) ||
    /^\W*(?:n\/?a|none|nothing|nil|tbd|tba|tbc|todo|to be (?:determined|decided|added|done)|unknown|not (?:applicable|available|known)|no|-|coming soon|work in progress|wip)(?:\s(?:yet|so far|at this time))?\W*$/i.test(
      words,
    )
  )
}

export function countWordsIn(words: string): number {
  return (words.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length
}
