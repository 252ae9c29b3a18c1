import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { createCall } from './in-process.ts'
import { play, playOverMcp } from './play.ts'
import { playInTerminal } from './play-in-terminal.ts'
import { incidents, readSayings } from './script.ts'

describe.each(incidents)('the real incident %s', (name) => {
  test('gives the same documents in a terminal as over MCP', async () => {
    const sayings = readSayings(name)
    const folder = mkdtempSync(path.join(tmpdir(), 'corpus-'))
    const [typed, called] = await Promise.all([
      playInTerminal(sayings, path.join(folder, 'terminal.db')),
      playOverMcp(sayings, path.join(folder, 'mcp.db')),
    ])
    console.info(`${name}: ${typed.asked.length} questions in the terminal, ${called.asked.length} over MCP`)
    expect(typed.asked.length).toBeLessThanOrEqual(40)
    expect(called.asked.length).toBeLessThanOrEqual(40)
    expect(new Set(typed.asked.map((question) => question.id))).toEqual(
      new Set(called.asked.map((question) => question.id)),
    )
    expect(called.documents.engineering).toContain('## Corrective actions')
    expect(called.documents.product).toContain('## 6. The eval case we add')
    expect(comparable(typed.documents.engineering)).toBe(comparable(called.documents.engineering))
    expect(comparable(typed.documents.product)).toBe(comparable(called.documents.product))
    // What corpus.test.ts measures in process is what these two paths give.
    const inProcess = await play(sayings, createCall(new Date().toISOString()))
    expect(comparable(inProcess.documents.engineering)).toBe(comparable(called.documents.engineering))
    expect(comparable(inProcess.documents.product)).toBe(comparable(called.documents.product))
  })
})

/** Ids follow the order of asking, which may differ within a round, a file ends with the mark by which it is known as ours, and files link each other. */
function comparable(document: string): string {
  const ids = new Map<string, string>()
  const text = document
    .replace(/<!-- postmortem-facilitator .* -->\s*$/, '')
    .replace(/\[((?:product|engineering) post-mortem of INC-1)\]\(INC-1-\w+\.md\)/g, '$1')
    .trimEnd()
  const numbered = text.replace(/\b(said|action|why|answer)-\d+\b/g, (id, kind: string) => {
    const known = ids.get(id) ?? `${kind}-${ids.size + 1}`
    ids.set(id, known)
    return known
  })
  return numbered.replace(/said-\d+(?:, said-\d+)+$/gm, (list) => list.split(', ').sort().join(', '))
}
