/**
 * Words as a reader counts them: what stands between spaces and holds a letter or a digit. The front matter, the source of
 * diagrams and the list of sources are not read as text and do not count; source marks such as [said-3] do.
 */
export function countWords(markdown: string): number {
  const read = markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^```mermaid\n[\s\S]*?^```$/gm, '')
    .replace(/^(?:## |\*\*)Sources\b[\s\S]*?(?=^## |(?![\s\S]))/gm, '')
    .replace(/\]\([^)\s]*\)/g, ']')
  return (read.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length
}
