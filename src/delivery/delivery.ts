import type { DeliveryRecord, DocumentKind } from '../domain/incident.ts'

export interface Delivered {
  /** Where it is now: a path, an address, "chat". */
  readonly place: string
  /** SHA-256 of what is there. */
  readonly hash: string
  /** False when the very same text was there already. */
  readonly changed: boolean
  /** Kept in the record and given back as `previous`. */
  readonly remote?: DeliveryRecord['remote']
  /** Sentences for the person: what could not be done, what was found. */
  readonly notes?: readonly string[]
  /** The text in the form that the place takes, where the caller is to bring it there. */
  readonly handOver?: HandOver
}

export interface HandOver {
  /** Address of the page, where one is recorded. */
  readonly page: string | null
  readonly title: string
  readonly properties: Readonly<Record<string, string>>
  readonly markdown: string
}

/** What a place can show beside the text. */
export interface DocumentFacts {
  readonly incident: string
  readonly severity: string | null
  readonly status: string
  /** YYYY-MM-DD. */
  readonly date: string | null
  readonly owner: string | null
}

export interface DeliveryRequest {
  readonly incident: string
  /** Tells incidents of the same id in different databases apart: when the record was created. */
  readonly key: string
  readonly document: DocumentKind
  readonly markdown: string
  readonly facts: DocumentFacts
  /** The last delivery of this document to the same service, by whichever way. */
  readonly previous?: DeliveryRecord | undefined
  /** Folder wanted by the caller; each adapter says what it takes. */
  readonly place?: string | undefined
  /** Write over a document that a person edited since. */
  readonly force: boolean
}

/** One thing that a health check looked at. */
export interface DeliveryCheck {
  readonly name: string
  /** Resolves to what was found. @throws PostMortemError saying what is wrong. */
  look(): Promise<string>
}

/** A place where documents go. Delivering the same text twice changes nothing. */
export interface Delivery {
  readonly to: string
  /** Names of ways to the same service, whose deliveries count as `previous`; itself alone where absent. */
  readonly sharesPagesWith?: readonly string[]
  /** Where the document will be; null where that is known only afterwards. Refuses what `deliver` would refuse of the place itself. */
  locate(request: Pick<DeliveryRequest, 'incident' | 'document' | 'place' | 'previous'>): Promise<string | null>
  deliver(request: DeliveryRequest): Promise<Delivered>
  /** What a health check looks at, in order; absent where there is nothing to look at. */
  checks?(): readonly DeliveryCheck[]
}
