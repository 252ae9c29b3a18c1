import type { RuleGroup } from './document-subject.ts'

/** How much a finding weighs: `error` is to be mended, `warning` to be looked at, `info` is advice. */
export type Level = 'error' | 'warning' | 'info'

export const levels: readonly Level[] = ['error', 'warning', 'info']

/** Which family a rule is in and what its findings weigh where nobody says otherwise. */
export const ruleSettings: Readonly<Record<string, { readonly group: RuleGroup; readonly level: Level }>> = {
  blame: { group: 'language', level: 'error' },
  'human-error': { group: 'language', level: 'error' },
  counterfactual: { group: 'language', level: 'warning' },
  hindsight: { group: 'language', level: 'warning' },
  emotive: { group: 'language', level: 'warning' },
  'guess-as-fact': { group: 'language', level: 'warning' },
  'shallow-cause': { group: 'substance', level: 'warning' },
  'detection-as-cause': { group: 'substance', level: 'warning' },
  'jargon-symptom': { group: 'substance', level: 'warning' },
  'vague-impact': { group: 'substance', level: 'warning' },
  'unquantified-impact': { group: 'substance', level: 'warning' },
  'cause-and-detection-mixed': { group: 'substance', level: 'info' },
  'cause-unknown-without-check': { group: 'substance', level: 'warning' },
  'one-cause-only': { group: 'substance', level: 'info' },
  'heroic-narrative': { group: 'substance', level: 'info' },
  'names-in-causes': { group: 'substance', level: 'warning' },
  'people-and-timing': { group: 'substance', level: 'warning' },
  'vague-action': { group: 'actions', level: 'warning' },
  'no-owner': { group: 'actions', level: 'warning' },
  'no-date': { group: 'actions', level: 'warning' },
  'no-success': { group: 'actions', level: 'info' },
  'too-many-actions': { group: 'actions', level: 'info' },
  'too-few-actions': { group: 'actions', level: 'info' },
  'actions-one-type': { group: 'actions', level: 'info' },
  'actions-all-weak': { group: 'actions', level: 'warning' },
  'finding-without-action': { group: 'actions', level: 'info' },
  'missing-section': { group: 'document', level: 'warning' },
  'empty-section': { group: 'document', level: 'warning' },
  'unfinished-text': { group: 'document', level: 'warning' },
  'timeline-starts-at-alert': { group: 'document', level: 'info' },
  'timeline-without-times': { group: 'document', level: 'warning' },
  'timeline-without-zone': { group: 'document', level: 'info' },
  'timeline-gap': { group: 'document', level: 'info' },
  'summary-too-long': { group: 'document', level: 'info' },
  'summary-too-technical': { group: 'document', level: 'info' },
  'product-over-one-page': { group: 'document', level: 'warning' },
  'missing-support-view': { group: 'document', level: 'info' },
  'went-well-skipped': { group: 'document', level: 'info' },
  'mean-of-one': { group: 'document', level: 'info' },
  'unsupported-claim': { group: 'grounding', level: 'error' },
  'unconfirmed-inference': { group: 'grounding', level: 'warning' },
  'hypothesis-without-check': { group: 'grounding', level: 'warning' },
  'fact-without-source': { group: 'grounding', level: 'warning' },
  'disabling-without-reason': { group: 'document', level: 'error' },
}
