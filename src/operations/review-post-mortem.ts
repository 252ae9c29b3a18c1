import { z } from 'zod'
import { DocumentKind, type Incident, itemsOf } from '../domain/incident.ts'
import { BadInputError } from '../errors.ts'
import type { Review, ReviewOptions } from '../review/document/review-document.ts'
import { renderOne } from './generate-post-mortem.ts'
import { type Deps, defineOperation } from './operation.ts'
import { incidentId } from './situation.ts'

const shownAtMost = 25

const input = z.strictObject({
  incident_id: incidentId.optional().describe('The stored record; its documents are generated and reviewed'),
  markdown: z
    .string()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe(
      'Any post-mortem as Markdown. With incident_id: its numbers, times, dates and names must be in that record',
    ),
  document: z.enum(['engineering', 'product', 'both']).optional().describe('Of the stored record. Default both'),
  rules_off: z.array(z.string()).max(60).optional().describe('Ids of rules to leave out'),
})

const output = z.object({
  reviewed: z.array(
    z.object({
      name: z.string(),
      words: z.number(),
      findings: z.array(
        z.object({
          rule: z.string(),
          level: z.enum(['error', 'warning', 'info']),
          line: z.number(),
          column: z.number(),
          end_line: z.number(),
          end_column: z.number(),
          words: z.string(),
          wrong: z.string(),
          ask: z.string(),
        }),
      ),
      /** Found beyond those that are returned. */
      more: z.number(),
      score: z.number().nullable().describe('0 to 24'),
      rubric: z.array(z.object({ item: z.string(), score: z.number(), evidence: z.string() })),
    }),
  ),
  next: z.string(),
})

export const reviewPostMortem = defineOperation({
  name: 'review_post_mortem',
  title: 'Review a post-mortem',
  description:
    'Reads a stored incident, or any post-mortem as Markdown, by deterministic rules. Finds blame, human error, counterfactuals, hindsight, guesses told as facts, shallow causes, vague impact, actions without owner, date or check, missing sections, and numbers or names that the record does not hold. Each finding has its place, what is wrong, and the question that mends it; a rubric of twelve items scores 0 to 24 with evidence. Ask the person these questions, one at a time, most serious first; never answer them yourself, and do not rewrite facts.',
  effect: 'reads',
  input,
  output,
  async run(request, deps) {
    const { incident_id, markdown } = request
    if (incident_id === undefined && markdown === undefined) {
      throw new BadInputError({
        happened: 'review_post_mortem was given nothing to review.',
        expected: 'an incident_id, a text in markdown, or both.',
        tryThis: 'pass the id of a stored incident, or the text of the post-mortem.',
      })
    }
    const { loadReviewer, ruleIds } = await import('../review/document/review-document.ts')
    const unknown = (request.rules_off ?? []).filter((rule) => !ruleIds.includes(rule))
    if (unknown.length > 0) {
      throw new BadInputError({
        happened: `There is no rule ${unknown.join(', ')}.`,
        expected: `rules out of: ${ruleIds.join(', ')}.`,
        tryThis: 'correct the name, or leave it out.',
      })
    }
    const review = await loadReviewer()
    const rules = Object.fromEntries((request.rules_off ?? []).map((rule) => [rule, 'off' as const]))
    const reviewed =
      incident_id === undefined
        ? [shown('the text', review(markdown ?? '', { rules }))]
        : await reviewStored(incident_id, markdown, request.document ?? 'both', rules, deps, review)
    const count = reviewed.reduce((sum, { findings, more }) => sum + findings.length + more, 0)
    return {
      reviewed,
      next:
        count === 0
          ? 'Nothing was found. Show the score and its evidence.'
          : 'Ask the person the first question, errors first, one at a time; put the answers into the text, or record them for a stored incident, then review again.',
    }
  },
  present(result) {
    const parts = result.reviewed.map(({ name, findings, more, score, rubric }) => {
      const list = findings.map(
        ({ line, column, level, rule, words, wrong, ask }) =>
          `- ${line}:${column} ${level} ${rule}: "${shortened(words)}". ${wrong} Ask: ${ask}`,
      )
      const rest = more > 0 ? [`- and ${more} more`] : []
      const items = rubric.map((one) => `- ${one.item}: ${one.score}. ${one.evidence}`)
      const told = findings.length === 0 ? ['Nothing was found.'] : [...list, ...rest]
      return [`Review of ${name}:`, ...told, ...(score === null ? [] : [`Score: ${score} of 24`, ...items])].join('\n')
    })
    return [...parts, result.next].join('\n\n')
  },
})

async function reviewStored(
  id: string,
  markdown: string | undefined,
  which: 'engineering' | 'product' | 'both',
  rules: ReviewOptions['rules'],
  deps: Deps,
  review: (markdown: string, options?: ReviewOptions) => Review,
) {
  const incident = await deps.store.load(id)
  const { policies } = await deps.context()
  const limits = {
    minActions: policies.minActions,
    maxActions: policies.maxActions,
    productWords: policies.productDocumentWords,
  }
  const kinds: DocumentKind[] = which === 'both' ? [...DocumentKind.options] : [which]
  if (markdown === undefined) {
    const reviewed = []
    for (const [index, kind] of kinds.entries()) {
      const rendered = await renderOne(kind, incident, deps)
      // Items of the record are told of once, with the first document.
      const record = index === 0 ? { incident, generatedFrom: incident } : { generatedFrom: incident }
      reviewed.push(
        shown(`the ${kind} post-mortem of ${incident.id}`, review(rendered.markdown, { rules, limits, ...record })),
      )
    }
    return reviewed
  }
  const rendered = await Promise.all(DocumentKind.options.map((kind) => renderOne(kind, incident, deps)))
  const support = [wordsOf(incident), ...rendered.map((one) => one.markdown)].join('\n')
  const known = [incident.title, incident.id, ...incident.sources.map((source) => source.role)]
  return [
    shown(
      `the text, beside the record of ${incident.id}`,
      review(markdown, { rules, limits, record: { support, known } }),
    ),
  ]
}

/** All that was said and all that the items hold. */
function wordsOf(incident: Incident): string {
  return [
    ...incident.sources.filter((source) => !source.retracted).map((source) => source.text),
    ...itemsOf(incident).map((item) => JSON.stringify(item)),
  ].join('\n')
}

function shown(name: string, { words, findings, rubric }: Review) {
  const order = { error: 0, warning: 1, info: 2 }
  const gravest = [...findings].sort((a, b) => order[a.level] - order[b.level])
  return {
    name,
    words,
    findings: gravest.slice(0, shownAtMost).map((one) => ({
      rule: one.rule,
      level: one.level,
      line: one.line,
      column: one.column,
      end_line: one.endLine,
      end_column: one.endColumn,
      words: shortened(one.words),
      wrong: one.wrong,
      ask: one.ask,
    })),
    more: Math.max(0, findings.length - shownAtMost),
    score: rubric?.total ?? null,
    rubric: rubric ? rubric.items.map(({ item, score, evidence }) => ({ item, score, evidence })) : [],
  }
}

function shortened(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159).trimEnd()}…` : line
}
