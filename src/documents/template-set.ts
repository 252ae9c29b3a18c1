import type { UpdateKind } from '../domain/customer-update.ts'
import type { DocumentKind } from '../domain/incident.ts'

/** A template's text, and the file that its errors name. */
export interface Template {
  readonly file: string
  readonly text: string
}

/** Ours, or a company's own. */
export interface TemplateSet {
  readonly documents: Readonly<Record<DocumentKind, Template>>
  readonly updates: Readonly<Record<UpdateKind, Template>>
  /** By name, without ending: `unknowns`. */
  readonly partials: Readonly<Record<string, Template>>
}
