import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkClaude } from '../../src/claude/check-claude.ts'
import { type ChatEvents, openConversation } from '../../src/claude/conversation.ts'
import { createClaude } from '../../src/claude/create-claude.ts'
import { openTranscript } from '../../src/claude/transcript.ts'
import { catalog } from '../../src/operations/catalog.ts'
import { createDeps } from '../operations/deps.ts'

const hasKey = Boolean(process.env.ANTHROPIC_API_KEY)
if (!hasKey) process.stderr.write('Skipped: the tests against the real Claude need ANTHROPIC_API_KEY.\n')

/** Costs a few cents. Asserts only what must hold whatever Claude says. */
describe.skipIf(!hasKey)('the real Claude (needs ANTHROPIC_API_KEY)', { timeout: 300_000 }, () => {
  it('takes the key and knows the model', async () => {
    expect(await checkClaude(process.env)).toContain('is active')
  })

  it('starts a post-mortem with the words letter for letter, placeholders put back, and asks on', async () => {
    const deps = { ...createDeps(), via: 'chat' }
    const transcript = await openTranscript(mkdtempSync(join(tmpdir(), 'postmortem-live-')), null)
    const seen = { text: '', outgoing: '', tools: [] as string[] }
    const events: ChatEvents = {
      onText: (piece) => {
        seen.text += piece
      },
      onThinking: () => {},
      onPassageEnd: () => {},
      onToolStart: () => {},
      onToolEnd: ({ name }, { failed, text }) => seen.tools.push(failed ? `${name}: ${text}` : name),
      onKept: () => {},
      onNotice: (text) => process.stderr.write(`${text}\n`),
      onOutgoing: (text) => {
        seen.outgoing += text
      },
      confirm: async () => false,
    }
    const conversation = await openConversation({
      claude: await createClaude({ env: process.env }),
      deps,
      operations: catalog,
      transcript,
      redaction: { neverSend: ['Tamarisk'] },
      events,
      incidentId: null,
      window: 400_000,
    })
    const happened =
      'I am on-call. On 4 March 2026 the checkout of Tamarisk timed out for 300 of 1500 shops; kim@shop.example wrote to us at 14:05 UTC, and we rolled back at 14:40.'
    expect(await conversation.say([{ text: happened }], new AbortController().signal)).toEqual({ kind: 'answered' })
    const [incident] = await deps.store.list()
    expect(happened).toContain(incident?.sources[0]?.text ?? 'nothing was recorded')
    expect(seen.outgoing).not.toMatch(/kim@|Tamarisk/)
    expect(seen.tools).toContain('start_post_mortem')
    expect(seen.text).toContain('?')
    await transcript.close()
  })
})
