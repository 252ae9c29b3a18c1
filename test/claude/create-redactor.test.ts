import { describe, expect, it } from 'vitest'
import { createRedactor } from '../../src/claude/create-redactor.ts'

const redact = (text: string, neverSend: string[] = []) => createRedactor({ neverSend }).redact(text)

// Put together here, so that no scanner takes this file for a leak.
const githubToken = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`

describe('what does not leave', () => {
  it.each([
    ['mail jane@shop.example please', 'mail ⟦email-1⟧ please'],
    ['call +43 664 1234567, or (555) 123-4567', 'call ⟦phone-1⟧, or ⟦phone-2⟧'],
    ['my phone: 0664 123 45 67', 'my phone: ⟦phone-1⟧'],
    ['from 10.1.2.3 to 2001:db8::8a2e:370:7334', 'from ⟦ip-1⟧ to ⟦ip-2⟧'],
    [`pushed with ${githubToken} at 9`, 'pushed with ⟦secret-1⟧ at 9'],
    ['DB_PASSWORD=hunter2x; retry', 'DB_PASSWORD=⟦secret-1⟧; retry'],
    ['"api_key": "abc123"', '"api_key": "⟦secret-1⟧"'],
    ['the password was Summer24!', 'the password was ⟦secret-1⟧!'],
    ['Authorization: Bearer abcdefghijklmnop1234', 'Authorization: Bearer ⟦secret-1⟧'],
    ['redis://cache:s3cret@db/0 is down', 'redis://cache:⟦secret-1⟧@db/0 is down'],
  ])('replaces what is private in %j', async (text, expected) => {
    expect(await redact(text)).toBe(expected)
  })

  it.each([
    'version 1.2.3.4, v10.1.2.3 and Chrome/120.0.0.0',
    'at 12:03:45 on 2026-03-04, 1500 of 12000 shops',
    'listening on 127.0.0.1 and ::1',
    'std::move and dead::beef',
    'ticket 4312-2231, order 20260304123456',
    'the token: expired, the password: rotated by hand',
    'token=null and secret=$SECRET and password=****',
    'called at 12.03.2026, rang 3 times',
  ])('leaves alone %j', async (text) => {
    expect(await redact(text)).toBe(text)
  })

  it('keeps back the words of the company in any letter case and over line ends, but not inside others', async () => {
    expect(await redact('ACME corp, Acme\nCorp and Acme Corporation', ['Acme Corp'])).toBe(
      '⟦name-1⟧, ⟦name-1.2⟧ and Acme Corporation',
    )
  })

  it('keeps back a secret also where nothing around it says that it is one', async () => {
    const redactor = createRedactor({ neverSend: [] })
    await redactor.redact('password=Zx81-lighthouse')
    expect(await redactor.redact('they typed Zx81-lighthouse twice')).toBe('they typed ⟦secret-1⟧ twice')
  })

  it('keeps back also the beginning of what was shortened', async () => {
    const redactor = createRedactor({ neverSend: ['Acme Corporation'] })
    await redactor.redact('password=Zx81-lighthouse')
    expect(await redactor.redact('they called +43 664…')).toBe('they called ⟦phone-1⟧…')
    expect(await redactor.redact('from bob@sho… at 10.1.2… for acme corp… with Zx81-li…')).toBe(
      'from ⟦email-1⟧… at ⟦ip-1⟧… for ⟦name-1⟧… with ⟦secret-2⟧…',
    )
    expect(await redactor.redact('it took 3.5… and 12:03…')).toBe('it took 3.5… and 12:03…')
  })

  it.each([
    ['mail jane\\_doe@shop.example', 'mail ⟦email-1⟧'],
    ['mail jane#64;shop.example in a diagram', 'mail ⟦email-1⟧ in a diagram'],
    ['from 10&#46;1&#46;2&#46;3;', 'from ⟦ip-1⟧;'],
    ['for Ac\u00adme \\& Sons, at last', 'for ⟦name-1⟧, at last'],
    ['password=ab\\_c1\\*d again: ab_c1*d', 'password=⟦secret-1⟧ again: ⟦secret-1.2⟧'],
  ])('sees through the escapes of documents: %j', async (text, expected) => {
    const redactor = createRedactor({ neverSend: ['Acme & Sons'] })
    const sent = await redactor.redact(text)
    expect(sent).toBe(expected)
    expect(redactor.restore(sent)).toBe(text)
  })

  it('listens to no comment that would switch the search off', async () => {
    expect(await redact(`secretlint-disable\n${githubToken}`)).not.toContain(githubToken)
  })

  it('leaves nothing of two that overlap', async () => {
    expect(await redact('token=jane@shop.example.10.1.2.3')).not.toMatch(/jane|shop|10\.1/)
  })
})

describe('what comes home', () => {
  const text = `jane@shop.example, 10.1.2.3, ${githubToken} and again jane@shop.example; JANE@shop.example`

  it('is put back letter for letter', async () => {
    const redactor = createRedactor({ neverSend: ['shop'] })
    const sent = await redactor.redact(text)
    expect(sent).not.toMatch(/jane|shop|10\.1|ghp_/i)
    expect(redactor.restore(sent)).toBe(text)
    expect(redactor.restoreAll({ said: sent, items: [{ excerpt: sent }], limit: 3 })).toEqual({
      said: text,
      items: [{ excerpt: text }],
      limit: 3,
    })
  })

  it('is put back however the stream cuts it', async () => {
    const redactor = createRedactor({ neverSend: [] })
    const sent = await redactor.redact(text)
    for (let size = 1; size < 12; size += 1) {
      const stream = redactor.restoreStream()
      let shown = ''
      for (let at = 0; at < sent.length; at += size) shown += stream.push(sent.slice(at, at + size))
      expect(shown + stream.end()).toBe(text)
    }
  })

  it('gives the same placeholders again when the same texts come in the same order', async () => {
    const texts = [text, 'and 10.9.9.9', text]
    const once = createRedactor({ neverSend: [] })
    const again = createRedactor({ neverSend: [] })
    for (const one of texts) expect(await again.redact(one)).toBe(await once.redact(one))
  })

  it('takes no placeholder from what somebody wrote for one of its own', async () => {
    const redactor = createRedactor({ neverSend: [] })
    await redactor.redact('password=hunter2x')
    const sent = await redactor.redact('the log says ⟦secret-1⟧')
    expect(sent).toBe('the log says ⟦text-1⟧')
    expect(redactor.restore(sent)).toBe('the log says ⟦secret-1⟧')
  })

  it('stands for a whole paste where it is recorded, and for its name where it is shown', () => {
    const redactor = createRedactor({ neverSend: [] })
    const paste = redactor.hold('line 1\nline 2', 'your paste of 2 lines')
    expect(redactor.restore(paste)).toBe('line 1\nline 2')
    const stream = redactor.restoreStream()
    expect(stream.push(`from ${paste}`) + stream.end()).toBe('from your paste of 2 lines')
  })

  it('changes nothing when it is switched off', async () => {
    expect(await createRedactor({ neverSend: ['shop'], isOff: true }).redact(text)).toBe(text)
  })
})
