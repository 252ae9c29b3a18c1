/**
 * Words as a reader counts them: what stands between spaces and holds a letter or a digit. The front matter, the source of
 * diagrams, the list of sources and source marks such as [said-3] are looked up, not read, and do not count.
 */
export function countWords(markdown: string): number {
  const read = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^```mermaid\n[\s\S]*?^```$/gm, '')
    .replace(/^(?:## |\*\*)Sources\b[\s\S]*?(?=^## |(?![\s\S]))/gm, '')
    .replace(/\]\([^)\s]*\)/g, ']')
    .replace(/\[said-\d+(?:, said-\d+)*\]/g, '')
  return read.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}
