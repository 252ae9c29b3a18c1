import { createHash } from 'node:crypto'

/** Which document of which record a page holds. */
interface Identity {
  readonly incident: string
  /** When the record was created: tells incidents of the same id in different databases apart. */
  readonly key: string
  readonly document: string
}

/** Notion takes at most 1,000 blocks and 500 KB in one request; a line counts as a block. Leaves room for both. */
const mostLines = 800
const mostBytes = 350_000

/** Characters of the hash that the last line of a page holds. */
const markLength = 12

/**
 * The text of a page, in the parts in which it is sent. The first line says which record it is written from, so that a page is
 * found again after an answer was lost; the last line holds the hash, so that a half-written page is not taken for a whole one.
 */
export function signParts(identity: Identity, blocks: readonly string[], hash: string): string[] {
  const first = `*${identityLine(identity)} by postmortem-facilitator. Please correct the record rather than this page, which is written anew from it.*`
  const last = `*Whole as delivered, ${hash.slice(0, markLength)}.*`
  const parts: string[][] = [[]]
  let lines = 0
  let bytes = 0
  for (const block of [first, ...blocks, last]) {
    const height = block.split('\n').length
    const size = Buffer.byteLength(JSON.stringify(block))
    if (lines > 0 && (lines + height > mostLines || bytes + size > mostBytes)) {
      parts.push([])
      lines = 0
      bytes = 0
    }
    parts.at(-1)?.push(block)
    lines += height
    bytes += size
  }
  return parts.map((part) => `${part.join('\n\n')}\n`)
}

/** What a page's text says about itself: null for the text of another document, `whole` null for one that was cut short. */
export function readMark(identity: Identity, text: string): { readonly whole: string | null } | null {
  const bare = text.replace(/\\(?=[!-/:-@[-`{-~])/g, '')
  if (!bare.includes(identityLine(identity))) return null
  return { whole: /Whole as delivered, ([0-9a-f]{12})\./.exec(bare)?.[1] ?? null }
}

export function isMarkOf(whole: string | null, hash: string): boolean {
  return whole === hash.slice(0, markLength)
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function identityLine({ incident, document, key }: Identity): string {
  return `Written from the record of ${incident} (${document}, begun ${key})`
}
