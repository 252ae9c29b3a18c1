import { z } from 'zod'
import { DocumentKind, DocumentStatus, type Incident } from '../domain/incident.ts'
import { unknownQuestions } from '../domain/questions.ts'
import { assessDocument } from '../domain/readiness.ts'
import { classifySeverity } from '../domain/severity.ts'
import type { Change } from '../store/store.ts'
import { type Deps, defineOperation } from './operation.ts'
import { readRepeats } from './past-incidents.ts'
import { AskedQuestion, incidentId, lookAt, presentQuestions, toAsked, visibleText } from './situation.ts'

const input = z.strictObject({
  incident_id: incidentId,
  document: z.enum(['engineering', 'product', 'both']).optional().describe('Default both'),
  allow_gaps: z.boolean().optional().describe('Generate though required answers are missing; each gap is marked'),
  status: DocumentStatus.optional().describe('Set the status first; final is refused while something is missing'),
  said_by: visibleText(80).optional().describe('Role that sets the status'),
})

const GeneratedDocument = z.object({
  document: DocumentKind,
  status: DocumentStatus,
  markdown: z.string(),
  words: z.number(),
  warnings: z.array(z.string()),
  draft_reasons: z.array(z.string()),
})
export type GeneratedDocument = z.infer<typeof GeneratedDocument>

const output = z.object({
  incident_id: z.string(),
  documents: z.array(GeneratedDocument),
  refused: z.string().nullable(),
  questions: z.array(AskedQuestion),
  next: z.string(),
})

export const generatePostMortem = defineOperation({
  name: 'generate_post_mortem',
  title: 'Generate the documents',
  description:
    'The engineering post-mortem and the one-page product post-mortem, from the record alone. Refuses and returns the open questions while what happened, who was affected, or a rough timeline is missing; allow_gaps marks the gaps instead. Also sets draft, in review or final. Show the text as it is; do not rewrite it: what reads as unknown is unknown.',
  effect: 'writes',
  input,
  output,
  async run(request, deps) {
    const kinds: DocumentKind[] =
      request.document && request.document !== 'both' ? [request.document] : ['engineering', 'product']
    const context = await deps.context()
    let incident = await deps.store.load(request.incident_id)
    const asking = lookAt(incident, context)
    const missing = assessDocument('engineering', asking).required
    if (missing.length > 0 && !request.allow_gaps) {
      const questions = missing.map(toAsked)
      return {
        incident_id: incident.id,
        documents: [],
        refused: `Nothing was generated: ${questions.length === 1 ? 'a required answer is' : `${questions.length} required answers are`} missing.`,
        questions,
        next: 'Ask the person these questions and record the answers; or call generate_post_mortem with allow_gaps true to see a draft with its gaps marked.',
      }
    }
    let blocked: readonly DocumentKind[] = []
    if (request.status) {
      const settled = await setStatus(request.incident_id, kinds, request.status, request.said_by ?? 'team', deps)
      incident = settled.incident
      blocked = settled.blocked
    }
    const documents: GeneratedDocument[] = []
    for (const kind of kinds) documents.push(await renderOne(kind, incident, deps))
    return {
      incident_id: incident.id,
      documents,
      refused:
        blocked.length > 0
          ? `Not set to final: the ${blocked.join(' and the ')} post-mortem still lacks what its draft reasons name.`
          : null,
      questions: [],
      next: 'Ask where the documents should go: here in the chat (default), as Markdown files, or in Notion; then call deliver_post_mortem.',
    }
  },
  present(result) {
    const documents = result.documents.map((document) => {
      const reasons =
        document.draft_reasons.length > 0
          ? `\n\nStill a draft because:\n${document.draft_reasons.map((reason) => `- ${reason}`).join('\n')}`
          : ''
      const warnings = document.warnings.length > 0 ? `\n\n${document.warnings.join('\n')}` : ''
      return `The ${document.document} post-mortem (${document.status}, ${document.words} words):\n\n${document.markdown}${reasons}${warnings}`
    })
    const before = [result.refused ?? '', presentQuestions(result.questions)].filter((part) => part !== '').join('\n\n')
    return [before, ...documents, result.next]
      .filter((part) => part !== '')
      .join(documents.length > 0 ? '\n\n---\n\n' : '\n\n')
  },
})

/** One document from the record as it stands. Gaps are marked; whether that is allowed was asked before. */
export async function renderOne(kind: DocumentKind, incident: Incident, deps: Deps): Promise<GeneratedDocument> {
  const [context, templates, repeats, { renderDocument }, { judgeLine }] = await Promise.all([
    deps.context(),
    deps.templates(),
    deps.store.links().then((kept) => readRepeats(incident.id, kept, deps)),
    import('../documents/render-document.ts'),
    import('../review/line/judge-line.ts'),
  ])
  const asking = lookAt(incident, context)
  const { draftReasons } = assessDocument(kind, asking)
  const { markdown, words, warnings } = renderDocument(kind, {
    incident,
    context,
    severity: classifySeverity(incident, context),
    repeats,
    templates,
    now: deps.now().toISOString(),
    draftReasons,
    unknown: unknownQuestions(asking),
    isBlaming: (sentence) =>
      judgeLine('summary', sentence).kinds.some((kind) => kind === 'blame' || kind === 'human-error'),
  })
  return {
    document: kind,
    status: incident.documents[kind].status,
    markdown,
    words,
    warnings,
    draft_reasons: [...draftReasons],
  }
}

/** Sets the status of all documents or of none; what blocks a final one is judged on the record that is written. */
async function setStatus(
  id: string,
  kinds: readonly DocumentKind[],
  status: DocumentStatus,
  role: string,
  deps: Deps,
): Promise<{ incident: Incident; blocked: readonly DocumentKind[] }> {
  const at = deps.now().toISOString()
  const context = await deps.context()
  const { incident, result } = await deps.store.update(id, (before) => {
    const asking = lookAt(before, context)
    const blocked = kinds.filter((kind) => status === 'final' && assessDocument(kind, asking).draftReasons.length > 0)
    if (blocked.length > 0) return { incident: before, changes: [], result: blocked }
    const changed = kinds.filter((kind) => before.documents[kind].status !== status)
    const changes: Change[] = changed.map((kind) => ({
      at,
      role,
      via: deps.via,
      operation: 'generate_post_mortem',
      what: 'status',
      summary: `${kind} post-mortem: ${before.documents[kind].status} to ${status}`,
    }))
    const documents = { ...before.documents }
    for (const kind of changed) documents[kind] = { ...documents[kind], status }
    return { incident: { ...before, documents }, changes, result: blocked }
  })
  return { incident, blocked: result }
}
