import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIncident, type DocumentKind, type Incident } from '../../src/domain/incident.ts'
import { formatMinutes, measure } from '../../src/domain/metrics.ts'
import { questionIds } from '../../src/domain/questions.ts'
import { exampleContext, exampleNow, fullIncident } from './full-incident.ts'
import { inputFor, ourTemplates, render } from './render.ts'

const kinds: readonly DocumentKind[] = ['engineering', 'product']

/** Words that the views add to a record and to the templates: marks, units, names of moments and metrics, nothing about the incident. */
const ownWords = `
  hypothesis check no yet inferred not confirmed unverified by retold word for unknown said
  engineering product post mortem of draft in review final incident kind severity status date area tags null
  time to detect respond communicate resolve blast radius revenue impact compliance recorded record contradicts itself stands before
  started detected responded communicated mitigated cause identified restored all clear duration missed about
  h d min utc notify within detection whose is passed this has moves rollback
  action actions all still lacks lack and incomplete what each stands with it guess guesses one has have who will look at by when asked
  at least from detection to recovery by the timeline
  failed first noticed changed that day seen looked like success decision state users
  spoken assumed applies beyond here only shared with symptom how it was ended timeline flowchart section td
  deepest cause so far ends of the chains and more is are guesses
  s1 s2 s3 s4 critical major minor low
`

const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [])
const numbersOf = (text: string) => new Set((text.match(/\d+/g) ?? []).map((digits) => String(Number(digits))))
const clocksOf = (text: string) => new Set(text.match(/\b\d{1,2}:\d\d\b/g) ?? [])

/** As a reader sees it: without the marks that make it Markdown or Mermaid. */
function read(markdown: string): string {
  return markdown
    .replace(/#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/^ *(?:happened|noticed|ended)\d* (?:-->|-\.->) .*$/gm, '')
    .replace(/^ *(?:happened|noticed|ended)\d*\(?\[/gm, '')
    .replace(/\b[HNEF]\d+[a-z]*\b|\bsaid-\d+\b/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

const templateText = [...Object.values(ourTemplates.documents), ...Object.values(ourTemplates.partials)]
  .map((template) => template.text.replace(/\{\{[^}]*\}\}/g, ' '))
  .join('\n')

/** What the text says and neither record, context, templates, questions nor our own marks do. */
function inventions(kind: DocumentKind, incident: Incident, markdown: string): string[] {
  const input = inputFor(kind, incident)
  const given = [
    // The values, since the keys are our words and not theirs.
    ...valuesOf(incident),
    ...valuesOf(exampleContext),
    ...input.unknown.map((question) => question.text),
    ...input.draftReasons,
    input.severity.reason,
    ...questionTexts,
    templateText,
    ownWords,
  ].join('\n')
  const computed = [
    ...measure(incident, exampleContext).flatMap((metric) => [metric.minutes, metric.target]),
    exampleContext.policies.productDocumentHours,
  ].map((minutes) => (minutes === null ? '' : formatMinutes(minutes)))
  const instants = [incident.closedAt, ...incident.timeline.map((event) => event.at)].flatMap((at) =>
    at === null ? [] : [0, 48, 72].map((hours) => new Date(Date.parse(at) + hours * 3_600_000).toISOString()),
  )
  const counts = Array.from({ length: 41 }, (_, at) => String(at))
  const knownWords = wordsOf(given)
  const knownNumbers = numbersOf([given, ...computed, ...instants, ...counts].join('\n'))
  const knownClocks = clocksOf([given, ...instants.map((instant) => instant.slice(11, 16))].join('\n'))
  const shown = read(markdown)
  // The last word of a shortened text may be cut.
  const isCut = (word: string) =>
    shown.toLowerCase().includes(`${word}…`) && [...knownWords].some((one) => one.startsWith(word))
  return [
    ...[...wordsOf(shown)].filter((word) => !knownWords.has(word) && !isCut(word)),
    ...[...numbersOf(shown)].filter((number) => !knownNumbers.has(number)),
    ...[...clocksOf(shown)].filter((clock) => !knownClocks.has(clock)),
  ]
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap(valuesOf)
  if (typeof value !== 'object' || value === null) return []
  // Numbers inside the ids of items are nobody's words.
  const isOwn = (key: string, inner: unknown) =>
    ['parent', 'source', 'revision', 'sequence'].includes(key) || (key === 'id' && !/^INC-/.test(String(inner)))
  return Object.entries(value).flatMap(([key, inner]) => (isOwn(key, inner) ? [] : valuesOf(inner)))
}

const questionTexts = inputFor('product', createIncident('', exampleNow)).unknown.map((question) => question.text)

/** The example with each of its parts missing in turn. */
function partials(): [string, Incident][] {
  const lists = ['sources', 'answers', 'timeline', 'whys', 'factors', 'actions', 'lessons', 'decisions'] as const
  const withoutList = lists.map((list): [string, Incident] => [`no ${list}`, { ...fullIncident, [list]: [] }])
  const withoutAnswer = questionIds.map((id): [string, Incident] => [
    `no answer to ${id}`,
    { ...fullIncident, answers: fullIncident.answers.filter((answer) => answer.question !== id) },
  ])
  const withoutField = lists.flatMap((list) =>
    [...new Set(fullIncident[list].flatMap((item) => Object.keys(item)))]
      .filter((field) => optional.has(field))
      .map((field): [string, Incident] => [
        `${list} without ${field}`,
        { ...fullIncident, [list]: fullIncident[list].map((item) => without(item, field)) },
      ]),
  )
  const nulls: [string, Incident][] = [
    ['no instants', { ...fullIncident, timeline: fullIncident.timeline.map((event) => ({ ...event, at: null })) }],
    ['not closed', { ...fullIncident, closedAt: null }],
    ['no evidence', { ...fullIncident, whys: fullIncident.whys.map((why) => ({ ...why, evidence: [] })) }],
    ['nothing', createIncident('Nothing', exampleNow)],
  ]
  return [...withoutList, ...withoutAnswer, ...withoutField, ...nulls]
}

const optional = new Set([
  'check', 'value', 'who', 'actor', 'decision', 'state', 'userImpact', 'category', 'how', 'type', 'fix', 'strength', 'owner', 'due',
  'doneWhen', 'priority', 'answers', 'metric', 'rollback', 'beyond', 'sharedWith', 'basis', 'tradeoff', 'reference',
]) // biome-ignore format: one line each would hide the list

function without(item: object, field: string): object {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== field))
}

describe('a document', () => {
  it.each(partials())('says nothing that nobody said: %s', (_, incident) => {
    for (const kind of kinds) expect(inventions(kind, incident, render(kind, incident).markdown)).toEqual([])
  })

  it('says nothing that nobody said, whatever the record holds', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/)
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
    fc.assert(
      fc.property(fc.array(text, { minLength: 40, maxLength: 40 }), fc.subarray([...questionIds]), (texts, asked) => {
        const at = (index: number) => texts[index % texts.length] ?? ''
        const incident: Incident = {
          ...fullIncident,
          title: at(0),
          answers: fullIncident.answers
            .filter((answer) => asked.includes(answer.question))
            .map(({ value: _, ...answer }, index) => ({ ...answer, text: at(index) })),
          timeline: fullIncident.timeline.map((event, index) => ({
            ...event,
            text: at(index + 7),
            actor: at(index + 9),
          })),
          whys: fullIncident.whys.map((why, index) => ({ ...why, text: at(index + 20) })),
          actions: fullIncident.actions.map((action, index) => ({
            ...action,
            text: at(index + 28),
            owner: at(index + 30),
          })),
          factors: [],
          lessons: [],
          decisions: [],
        }
        for (const kind of kinds) expect(inventions(kind, incident, render(kind, incident).markdown)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('would be caught inventing a word, a name, a time or a number', () => {
    for (const kind of kinds) {
      const { markdown } = render(kind, fullIncident)
      const planted = `${markdown}\nA memory leak was fixed by Carlos at 14:59, for 8713 people.`
      expect(inventions(kind, fullIncident, planted)).toEqual(['memory', 'leak', 'carlos', '59', '8713', '14:59'])
      const withoutLuck = {
        ...fullIncident,
        answers: fullIncident.answers.filter((answer) => answer.question !== 'lucky'),
      }
      expect(inventions(kind, withoutLuck, `${markdown}\nonce a quarter`)).toContain('quarter')
    }
  })
})
