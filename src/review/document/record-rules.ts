import { type Incident, itemsOf } from '../../domain/incident.ts'
import type { RawFinding } from './raw-finding.ts'

/** A rule over a stored record. What it finds is placed on the item's words in the document, or on its title. */
export interface RecordRule {
  readonly id: string
  readonly why: string
  readonly source: string
  check(incident: Incident): readonly RecordHit[]
}

export interface RecordHit {
  /** Id of the item: `why-4`. */
  readonly item: string
  /** Its text, to find it in the document. */
  readonly text: string
  readonly wrong: string
  readonly ask: string
}

const unconfirmedInference: RecordRule = {
  id: 'unconfirmed-inference',
  why: 'What an assistant added to what was said is a guess until somebody who was there confirms it.',
  source: 'Requirement C08: unsupported statements are marked',
  check: (incident) =>
    itemsOf(incident)
      .filter((item) => item.inferred.length > 0 && item.confirmedBy === undefined)
      .map((item) => ({
        item: item.id,
        text: item.text,
        wrong: `${item.inferred.slice(0, 3).join(', ')} in ${item.id} stands in no words that anybody said.`,
        ask: 'Is that right? Whoever knows confirms it, or says what it was.',
      })),
}

const hypothesisWithoutCheck: RecordRule = {
  id: 'hypothesis-without-check',
  why: 'A hypothesis with a check, an owner and a date is work. Without them it turns into a fact by being repeated.',
  source: 'Requirement D09: causal hypotheses with evidence and status',
  check: (incident) =>
    itemsOf(incident)
      .filter((item) => item.kind === 'hypothesis')
      .flatMap((item) => {
        const { check } = item
        const missing =
          check === undefined
            ? ['check']
            : [check.owner === undefined && 'owner', check.due === undefined && 'date'].filter((one) => one !== false)
        if (missing.length === 0) return []
        return [
          {
            item: item.id,
            text: item.text,
            wrong: `The hypothesis ${item.id} has no ${missing.join(' and no ')}.`,
            ask: 'What would show it, who looks, and by when?',
          },
        ]
      }),
}

const factWithoutSource: RecordRule = {
  id: 'fact-without-source',
  why: 'A fact that nobody said and no log shows cannot be checked by the next reader.',
  source: 'Requirement D06: four kinds of support',
  check: (incident) => {
    const retracted = new Set(incident.sources.filter((source) => source.retracted).map((source) => source.id))
    return itemsOf(incident)
      .filter((item) => item.kind === 'fact' && item.evidence.every(({ source }) => retracted.has(source)))
      .map((item) => ({
        item: item.id,
        text: item.text,
        wrong: `${item.id} is told as a fact and has no source.`,
        ask: 'Which log, ticket, graph or observation shows it?',
      }))
  },
}

export const recordRules: readonly RecordRule[] = [unconfirmedInference, hypothesisWithoutCheck, factWithoutSource]

/** What the record rules find, placed in a document that was made from the record. */
export function findInRecord(incident: Incident, text: string, title: { start: number; end: number }): RawFinding[] {
  return recordRules.flatMap((rule) =>
    rule.check(incident).map(({ text: said, wrong, ask }) => {
      const at = said.trim() === '' ? -1 : text.indexOf(said.trim())
      const place = at < 0 ? title : { start: at, end: at + said.trim().length }
      return { rule: rule.id, ...place, wrong, ask }
    }),
  )
}
