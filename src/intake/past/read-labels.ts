import { recogniseLabel } from '../../review/document/recognise-heading.ts'
import type { Section } from '../../review/line/line-kind.ts'
import type { Chapter, Passage } from './passages.ts'
import { isBlank, plainWords } from './plain-words.ts'
import { cellsOf } from './read-actions.ts'

/** What a name before a colon stands for. */
export type LabelKind = 'date' | 'severity' | 'tags' | 'duration' | 'owner' | 'area' | Section

/** "Severity: SEV-2", as a line, a row, a heading or a label in bold. */
export interface Label {
  readonly kind: LabelKind
  /** As written: "Time to repair". */
  readonly name: string
  /** The words behind it, without marks. */
  readonly value: string
  readonly excerpt: string
}

/** Labels, the passages that hold nothing else, and lines beside them that name something we do not know. */
export interface ReadLabels {
  readonly labels: readonly Label[]
  readonly used: ReadonlySet<Passage>
  readonly usedChapters: ReadonlySet<Chapter>
  /** What is left of a passage of which only some lines were taken, letter for letter. */
  readonly left: readonly string[]
}

const names: readonly (readonly [LabelKind, RegExp])[] = [
  ['date', /^(?:incident |outage |event )?(?:date|day)(?: of (?:the )?(?:incident|outage|event))?$/],
  ['severity', /^(?:incident |issue )?(?:severity|sev|priority)(?: level)?$|^impact level$/],
  ['tags', /^(?:tags?|labels?|keywords)$/],
  [
    'duration',
    /^(?:incident |outage |total |impact |downtime )?duration$|^time to (?:repair|resolve|recover|recovery|resolution|mitigate|restore)$|^(?:total )?downtime$|^length of (?:the )?(?:outage|incident)$/,
  ],
  ['owner', /^(?:(?:post-?mortem |incident |document )?owners?|owned by)$/],
  [
    'area',
    /^(?:affected|impacted) (?:services?|systems?|components?|products?|areas?|apps?|applications?)$|^(?:services?|systems?|components?|products?|areas?) (?:affected|impacted|involved)$|^(?:product area|component|service)$/,
  ],
]

function labelKind(name: string): LabelKind | null {
  const plain = name.toLowerCase().replace(/\s+/g, ' ').trim()
  return names.find(([, wording]) => wording.test(plain))?.[0] ?? null
}

/** Sections that a line may tell. */
const told: ReadonlySet<LabelKind> = new Set([
  'summary',
  'impact',
  'detection',
  'root-cause',
  'contributing',
  'resolution',
  'actions',
  'lessons',
])

const line =
  /^\s*(?:[-*+]\s+)?(?:\*\*|__|\*|_)?(?<name>\p{L}[\p{L} /'’-]{1,38}?)(?:\*\*|__|\*|_)?[ \t]*:[ \t]*(?:\*\*|__|\*|_)?[ \t]*(?<value>\S.*?)?[ \t]*(?:\\|<br ?\/?>)?$/u

/** Finds the labels of a document. A line counts only where it stands in no section of its own. */
export function readLabels(text: string, chapters: readonly Chapter[]): ReadLabels {
  const labels: Label[] = []
  const used = new Set<Passage>()
  const usedChapters = new Set<Chapter>()
  const left: string[] = []
  for (const chapter of chapters) {
    const { part, passages } = chapter
    const inHeading = /^(?<name>[^:]{2,40}):\s*(?<value>\S.*)$/.exec(part.heading)?.groups
    const headingKind = inHeading ? labelKind(inHeading.name ?? '') : null
    if (inHeading && headingKind !== null) {
      labels.push({
        kind: headingKind,
        name: inHeading.name ?? '',
        value: inHeading.value ?? '',
        excerpt: part.heading,
      })
      usedChapters.add(chapter)
    }
    const ownKind = part.level > 0 ? labelKind(part.heading) : null
    const [only] = passages
    if (ownKind !== null && only !== undefined && only.words.length <= 200 && !isBlank(only.words)) {
      const source = part.level === 7 ? text.slice(part.start, only.end) : text.slice(only.start, only.end)
      labels.push({ kind: ownKind, name: part.heading, value: only.words, excerpt: source })
      used.add(only)
      usedChapters.add(chapter)
      continue
    }
    if (part.isRecognised && part.section !== 'background' && part.section !== 'impact' && part.section !== 'summary')
      continue
    for (const passage of passages) takePassage(passage, part.isRecognised)
  }
  return { labels, used, usedChapters, left }

  function takePassage(passage: Passage, isInSection: boolean): void {
    const source = text.slice(passage.start, passage.end)
    if (passage.kind === 'row') {
      const cells = cellsOf(source).map(plainWords)
      const [name = '', value = ''] = cells
      const bare = name.replace(/:$/, '')
      const section = recogniseLabel(bare)
      const kind = labelKind(bare) ?? (section !== null && told.has(section) ? section : null)
      if (cells.length !== 2 || kind === null || isBlank(value)) return
      labels.push({ kind, name, value, excerpt: source })
      used.add(passage)
      return
    }
    const lines = source.split('\n')
    const named = lines.filter((one) => line.test(one)).length
    const taken: number[] = []
    for (const [index, one] of lines.entries()) {
      const match = line.exec(one)
      const name = match?.groups?.name?.trim() ?? ''
      const value = plainWords(match?.groups?.value ?? '')
      if (match === null || isBlank(value)) continue
      const known = labelKind(name)
      // In running text a colon after "Impact" opens no section; among other lines of this kind it does.
      const kind = known ?? (isInSection || (index > 0 && named < 2) ? null : recogniseLabel(name))
      if (kind === null || (known === null && !told.has(kind)) || isBlank(value.replace(/https?:\S+/g, ''))) continue
      // A section told in one line; what follows it without a label of its own belongs to it.
      const next = known === null ? lines.findIndex((other, at) => at > index && line.test(other)) : index + 1
      const until = next < 0 ? lines.length : next
      const excerpt = lines.slice(index, until).join('\n')
      const whole = known === null ? plainWords(excerpt).replace(/^[^:]*:\s*/, '') : value
      labels.push({ kind, name, value: whole, excerpt })
      for (let at = index; at < until; at += 1) taken.push(at)
    }
    if (taken.length === 0) return
    used.add(passage)
    const rest = lines.filter((_, index) => !taken.includes(index)).join('\n')
    if (!isBlank(plainWords(rest))) left.push(rest)
  }
}
