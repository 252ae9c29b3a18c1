/** Figures that templates, the default context and the product itself bring along; none of them is about the incident. */
const ours = [
  ...['10', '15', '4', '240'], // targets, in minutes and hours
  ...['3', '5'], // how many actions are wanted
  ...['48', '600', '1500', '1,500'], // policies and budgets
  ...['2', '1', '6'], // section numbers, H1, S2 in words
]

/** Ids and labels of the record: INC-1, said-3, event-12, S2, P1, H2a. */
const labels = /\b(?:INC|said|answer|event|why|factor|action|lesson|decision)-\d+\b|\b[SPHNEFT]\d[a-z]?\b/g

/** Numbers, clock times and dates as they are written in a text, each once; entities of diagrams (`#58;`) are read as what they stand for. */
function figuresIn(text: string): string[] {
  const readable = text.replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
  const found = readable.replace(labels, ' ').match(/\d{4}-\d\d-\d\d|\d{1,2}:\d\d(?::\d\d)?|\d+(?:[.,]\d+)*/g) ?? []
  return [...new Set(found)]
}

/**
 * Figures of a document that stand neither in what was said nor among those that the product computes from it.
 * @param computed worked out by hand for this test: UTC times, spans, counts.
 */
export function strangeFigures(document: string, said: string, computed: readonly string[]): string[] {
  const known = new Set([...figuresIn(said), ...ours, ...computed])
  // A list number or a heading's number is no claim.
  const text = document.replace(/^\s*(?:#+ )?\d+\.\s/gm, '').replace(/^\| \d+ \|/gm, '|')
  return figuresIn(text).filter((figure) => !known.has(figure) && !known.has(figure.replace(/^0(?=\d)/, '')))
}

/** Single questions in one text: each part that asks for something else counts ("what ended it, and what decided how long"). */
export function singleQuestions(text: string): number {
  const quoted = text.replace(/"[^"]*"/g, '').replace(/\([^)]*\)/g, '')
  const parts = quoted.match(/,? and (?:what|which|who|where|why|how|when|is there|in which|at which|of which)\b/gi)
  return Math.max(1, (quoted.match(/\?/g) ?? []).length) + (parts?.length ?? 0)
}
