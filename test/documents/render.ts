import path from 'node:path'
import type { DocumentInput } from '../../src/documents/document-input.ts'
import { loadTemplates } from '../../src/documents/load-templates.ts'
import { type RenderedDocument, renderDocument } from '../../src/documents/render-document.ts'
import type { DomainContext } from '../../src/domain/context.ts'
import type { DocumentKind, Incident } from '../../src/domain/incident.ts'
import { unknownQuestions } from '../../src/domain/questions.ts'
import { assessDocument } from '../../src/domain/readiness.ts'
import { classifySeverity } from '../../src/domain/severity.ts'
import { judgeLine } from '../../src/review/line/judge-line.ts'
import { exampleContext, exampleNow } from './full-incident.ts'

export const ourTemplates = await loadTemplates(path.resolve(import.meta.dirname, '../../templates'))

/** What the operation hands to `renderDocument`. */
export function inputFor(
  kind: DocumentKind,
  incident: Incident,
  context: DomainContext = exampleContext,
): DocumentInput {
  const severity = classifySeverity(incident, context)
  const asking = { incident, context, severity: severity.severity }
  return {
    incident,
    context,
    severity,
    repeats: [],
    templates: ourTemplates,
    now: exampleNow,
    draftReasons: assessDocument(kind, asking).draftReasons,
    unknown: unknownQuestions(asking),
    isBlaming: (sentence) =>
      judgeLine('summary', sentence).kinds.some((kind) => kind === 'blame' || kind === 'human-error'),
  }
}

export function render(kind: DocumentKind, incident: Incident, context?: DomainContext): RenderedDocument {
  return renderDocument(kind, inputFor(kind, incident, context))
}
