import type { DomainContext } from './context.ts'

/**
 * What holds where `domain-context.md` says nothing. Neutral on purpose: it claims no fact about anybody's company. Every value
 * stands, with its heading, in docs/domain-context.md.
 */
export const defaultContext: DomainContext = {
  company: '',
  product: 'the product',
  industry: '',
  currency: 'EUR',
  timeZone: 'UTC',
  personas: [],
  frameworks: [],
  // Requirement E15.
  complianceChecklist: [
    'The audit trail is complete for the time of the incident, with no entry missing or changed',
    'Exports and reports from that time agree with the data they were made from',
    'Nobody changed data who was not allowed to while the incident lasted',
    'No customer or entity saw the data of another one',
    'Every transaction was carried out exactly once: none missing, none twice',
    'The backup was restored as a trial, and the point it goes back to is known',
    'It is decided whether an authority or a customer must be notified, and by when',
  ],
  // Requirement E16. The shares are our choice: half is "most", one in twenty is more than a handful.
  severityGuide: [
    {
      severity: 'S1',
      name: 'Critical',
      definition:
        'All or most customers cannot do what they came for; or data was lost, wrong or shown to somebody it does not belong to; or a legal or regulatory duty was broken',
      share: 0.5,
      examples: ['Nobody can sign in', 'Payments are taken twice', 'An export holds wrong figures'],
    },
    {
      severity: 'S2',
      name: 'Major',
      definition:
        'Some customers cannot do what they came for, or it has become clearly worse for many; they can get on by another way',
      share: 0.05,
      examples: ['Reports are slow to load', 'Data of one customer is unavailable'],
    },
    {
      severity: 'S3',
      name: 'Minor',
      definition: 'A few customers, or something nobody depends on: a nuisance, a wrong look, a rarely used function',
      examples: ['Dashboard charts do not load', 'Columns of an export are badly formatted'],
    },
    {
      severity: 'S4',
      name: 'Low',
      definition: 'No customer noticed or could have noticed; a gap that was found before it hurt',
      examples: ['An internal tool is down', 'A gap in monitoring was found in a review'],
    },
  ],
  // Requirement E06 sets the last one; the others are our choice. Minutes.
  targets: { 'time to detect': 10, 'time to respond': 15, 'time to resolve': 240, 'time to communicate': 15 },
  areas: [],
  // Requirement B14.
  tags: [
    { name: 'bad data', definition: 'What the product stored, computed or showed was wrong, missing or doubled' },
    { name: 'weak UX', definition: 'It worked as built, but people could not find, understand or trust it' },
    { name: 'service outage', definition: 'A part of our own system was down or too slow to use' },
    { name: 'permission issue', definition: 'Somebody could not reach what is theirs, or could reach what is not' },
    {
      name: 'third-party failure',
      definition: 'Something we rely on but do not run failed, and our product let it through',
    },
  ],
  peaks: [],
  neverSend: [],
  policies: {
    productDocumentHours: 48,
    bothDocumentsFrom: 'S2',
    meetingWithinDays: 5,
    retrospectiveWithinDays: 30,
    productDocumentWords: 600,
    minActions: 3,
    maxActions: 5,
    invite: ['product management', 'engineering', 'QA', 'design', 'support'],
  },
}
