import { askClarifyingQuestions } from './ask-clarifying-questions.ts'
import { challengeFiveWhys } from './challenge-five-whys.ts'
import { closeIncident } from './close-incident.ts'
import { deliverPostMortem } from './deliver-post-mortem.ts'
import { draftCustomerUpdate } from './draft-customer-update.ts'
import { findPastIncidents } from './find-past-incidents.ts'
import { findPatterns } from './find-patterns.ts'
import { generatePostMortem } from './generate-post-mortem.ts'
import { importPastIncidents } from './import-past-incidents.ts'
import { listIncidents } from './list-incidents.ts'
import type { Operation } from './operation.ts'
import { recordAnswers } from './record-answers.ts'
import { recordDelivery } from './record-delivery.ts'
import { reviewPostMortem } from './review-post-mortem.ts'
import { showIncident } from './show-incident.ts'
import { startPostMortem } from './start-post-mortem.ts'

/** Every operation, in the order in which a facilitation uses them. Faces read this list and nothing else. */
export const catalog = [
  startPostMortem,
  askClarifyingQuestions,
  recordAnswers,
  challengeFiveWhys,
  showIncident,
  listIncidents,
  findPastIncidents,
  findPatterns,
  generatePostMortem,
  reviewPostMortem,
  deliverPostMortem,
  recordDelivery,
  draftCustomerUpdate,
  closeIncident,
  importPastIncidents,
] as const satisfies readonly Operation[]
