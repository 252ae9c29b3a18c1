import type { DocumentKind } from '../domain/incident.ts'

interface Delivered {
  /** Where it is now: a path, an address, "chat". */
  readonly place: string
  /** SHA-256 of what is there. */
  readonly hash: string
  /** False when the very same text was there already. */
  readonly changed: boolean
}

export interface DeliveryRequest {
  readonly incident: string
  /** Tells incidents of the same id in different databases apart: when the record was created. */
  readonly key: string
  readonly document: DocumentKind
  readonly markdown: string
  /** Folder wanted by the caller; each adapter says what it takes. */
  readonly place?: string | undefined
  /** Write over a document that a person edited since. */
  readonly force: boolean
}

/** A place where documents go. Delivering the same text twice changes nothing. */
export interface Delivery {
  readonly to: string
  /** Where the document will be. Changes nothing; refuses what `deliver` would refuse of the place itself. */
  locate(request: Pick<DeliveryRequest, 'incident' | 'document' | 'place'>): Promise<string>
  deliver(request: DeliveryRequest): Promise<Delivered>
}
