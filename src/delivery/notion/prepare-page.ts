import type { DeliveryRequest } from '../delivery.ts'
import { hashOf, signParts } from './page-mark.ts'
import { toNotionMarkdown } from './to-notion-markdown.ts'

/** A document as it will stand on its page. */
export interface PreparedPage {
  readonly request: DeliveryRequest
  readonly title: string
  /** Sent one after the other; one for all but very long documents. */
  readonly parts: readonly string[]
  /** Of title, facts and text. */
  readonly hash: string
}

export async function preparePage(request: DeliveryRequest): Promise<PreparedPage> {
  const { title, blocks } = await toNotionMarkdown(request.markdown)
  const named = title ?? `${request.incident}: ${request.document} post-mortem`
  const hash = hashOf(JSON.stringify([named, request.facts, blocks]))
  return { request, title: named, parts: signParts(request, blocks, hash), hash }
}
