import { documentRules } from '../src/review/document/document-rules.ts'
import type { RuleGroup } from '../src/review/document/document-subject.ts'
import { recordRules } from '../src/review/document/record-rules.ts'
import { ruleSettings } from '../src/review/document/rule-settings.ts'
import { lineRules } from '../src/review/line/line-rules.ts'

const told: Readonly<Record<RuleGroup, string>> = {
  language: 'Language',
  substance: 'Substance',
  actions: 'Actions',
  document: 'The document',
  grounding: 'Grounding: a stored record only',
}

interface Told {
  readonly id: string
  readonly why: string
  readonly source: string
  readonly flagged: readonly string[]
  readonly clean: readonly string[]
}

/** docs/rules.md: every rule with its reason, its source and its examples. `generated` is the note at its head. */
export function describeRules(generated: string): string {
  const all: Told[] = [
    ...lineRules.map((rule) => ({
      ...rule,
      flagged: rule.examples.flagged.map(({ given, words }) => `${marked(given.text, words)} *(${given.section})*`),
      clean: rule.examples.clean.map(({ text, section }) => `${inline(text)} *(${section})*`),
    })),
    ...documentRules.map((rule) => ({ ...rule, flagged: [], clean: [] })),
    ...recordRules.map((rule) => ({ ...rule, flagged: [], clean: [] })),
    {
      id: 'disabling-without-reason',
      why: 'A rule that was switched off without a reason cannot be switched on again by the next person.',
      source: 'House rule',
      flagged: [],
      clean: [],
    },
  ]
  const groups = Object.entries(told).map(([group, title]) => {
    const rules = all.filter(({ id }) => ruleSettings[id]?.group === group)
    return `## ${title}\n\n${rules.map(describeRule).join('\n\n')}`
  })
  return `# Rules of \`postmortem review\`\n\n${generated}\n\n${all.length} rules. Each finding says what is wrong in one sentence and asks the question that mends it. How to switch rules on and off, and how to use them in CI: [review.md](review.md).\n\n${groups.join('\n\n')}\n`
}

function describeRule({ id, why, source, flagged, clean }: Told): string {
  const examples = [
    ...flagged.map((example) => `- flagged: ${example}`),
    ...clean.map((example) => `- left alone: ${example}`),
  ]
  const list = examples.length > 0 ? `\n\n${examples.join('\n')}` : ''
  return `### \`${id}\`\n\n${ruleSettings[id]?.level}. ${why}\n\nSource: ${source}.${list}`
}

function marked(text: string, words: string): string {
  const at = text.indexOf(words)
  if (at < 0 || words.length > text.length * 0.7) return inline(text)
  return `${inline(text.slice(0, at))}**${inline(words)}**${inline(text.slice(at + words.length))}`
}

function inline(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('[', '\\[')
    .replaceAll('*', '\\*')
    .replaceAll('_', '\\_')
    .replaceAll('<', '&lt;')
}
