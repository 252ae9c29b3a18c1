/** The words of a stretch of Markdown on one line: without marks, link targets, pictures, comments and code blocks. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/^[ \t>]*(```|~~~)[\s\S]*?(?:^[ \t>]*\1[ \t]*$|$(?![\s\S]))/gm, ' ')
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,1000}\)/g, ' ')
    .replace(/\[([^\]]{1,1000})\]\([^()\s]{0,1000}(?:\([^()]{0,200}\)[^()\s]{0,1000})?(?:\s"[^"]{0,200}")?\)/g, '$1')
    .replace(/\[([^\]]{1,1000})\]\[[^\]]{0,200}\]/g, '$1')
    .replace(/<((?:https?|mailto):[^>\s]{1,1000})>/g, '$1')
    .replace(/<\/?[a-z][^>\n]{0,500}>/gi, ' ')
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
