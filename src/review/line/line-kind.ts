/** What can be weak about a line of a post-mortem. */
export type LineKind =
  | 'blame'
  | 'human-error'
  | 'counterfactual'
  | 'hindsight'
  | 'guess-as-fact'
  | 'shallow-cause'
  | 'detection-as-cause'
  | 'jargon-symptom'
  | 'vague-impact'
  | 'emotive'
  | 'vague-action'
  | 'no-owner'
  | 'no-date'
  | 'no-success'

/** The sections of a post-mortem; the section decides what a line may say. `other`: none of them, or not recognised. */
export const sections = [
  'summary',
  'impact',
  'timeline',
  'detection',
  'root-cause',
  'contributing',
  'resolution',
  'went-well',
  'went-poorly',
  'lucky',
  'actions',
  'lessons',
  'customer-quotes',
  'support',
  'comms',
  'background',
  'other',
] as const
export type Section = (typeof sections)[number]
