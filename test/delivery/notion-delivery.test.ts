import { describe, expect, it } from 'vitest'
import type { Delivered, DeliveryRequest } from '../../src/delivery/delivery.ts'
import { explainNotionError } from '../../src/delivery/notion/explain-notion-error.ts'
import { createNotionDelivery, type NotionDeliveryOptions } from '../../src/delivery/notion-delivery.ts'
import { BadInputError, ConfigurationError, ConflictError, ProviderError } from '../../src/errors.ts'
import { testDelivery } from './contract.ts'
import { inNotion } from './notion/in-notion.ts'
import { readBlocks } from './notion/notion-markdown-model.ts'
import { bot, type Fault, ourProperties, token } from './notion/notion-workspace.ts'

const notion = inNotion()

const request = {
  incident: 'INC-1',
  key: '2026-03-03T10:00:00.000Z',
  document: 'engineering',
  markdown: '# Post-mortem INC-1: No plan\n\nThe *button* kept [spinning]: 3 < 5.\n\n- one\n- two\n',
  facts: { incident: 'INC-1', severity: 'S2', status: 'draft', date: '2026-03-03', owner: 'Platform team' },
  force: false,
} as const satisfies DeliveryRequest

function createDelivery(options: Partial<NotionDeliveryOptions> = {}) {
  const { sleep } = notion.workspace
  return createNotionDelivery({ token, parent: null, properties: {}, baseUrl: null, sleep, retryDelay: 1, ...options })
}

function inSource(properties = ourProperties) {
  const { source } = notion.workspace.addSource(properties)
  return createDelivery({ parent: source })
}

function kept({ place, hash, remote }: Delivered, to = 'notion') {
  return { to, place, hash, remote, at: '2026-03-04T09:00:00.000Z' }
}

const only = () => {
  const pages = notion.workspace.documents()
  expect(pages).toHaveLength(1)
  return pages[0]!
}

describe('Notion delivery', () => {
  testDelivery(() => inSource())

  it('creates a page with title, properties and text', async () => {
    const { place, notes, changed } = await inSource().deliver(request)
    const page = only()
    expect({ place, notes, changed }).toEqual({
      place: `https://www.notion.so/${page.id.replaceAll('-', '')}`,
      notes: [],
      changed: true,
    })
    expect(notion.workspace.titleOf(page)).toBe('Post-mortem INC-1: No plan')
    expect(page.properties).toMatchObject({
      'Incident ID': { rich_text: [{ text: { content: 'INC-1' } }] },
      Severity: { select: { name: 'S2' } },
      Status: { select: { name: 'draft' } },
      Date: { date: { start: '2026-03-03' } },
      Owner: { rich_text: [{ text: { content: 'Platform team' } }] },
    })
    expect(readBlocks(page.markdown).slice(1, -1)).toEqual([
      { kind: 'paragraph', plain: 'The button kept [spinning]: 3 < 5.', depth: 0 },
      { kind: 'item', plain: 'one', depth: 0 },
      { kind: 'item', plain: 'two', depth: 0 },
    ])
  })

  it.each(['database', 'source'] as const)('finds the place by the address of a %s', async (kind) => {
    const place = notion.workspace.addSource()
    const address = `https://www.notion.so/acme/Post-mortems-${place[kind].replaceAll('-', '')}?v=${'a'.repeat(32)}&pvs=4`
    await createDelivery({ parent: address }).deliver(request)
    expect(only().parent).toMatchObject({ data_source_id: place.source })
  })

  it('creates a page below a page, with its title alone', async () => {
    const parent = notion.workspace.addParentPage()
    await createDelivery({ parent: `https://www.notion.so/Incidents-${parent.replaceAll('-', '')}` }).deliver(request)
    expect(only()).toMatchObject({ parent: { page_id: parent }, properties: { title: { type: 'title' } } })
  })

  it('names the data sources of a database that has several', async () => {
    const { database } = notion.workspace.addSource()
    notion.workspace.addSecondSource(database)
    await expect(createDelivery({ parent: database }).deliver(request)).rejects.toThrow(/several data sources.*Archive/)
  })

  it('leaves out properties that are missing, of another type or without the option, and names them', async () => {
    const { Owner: _, ...rest } = ourProperties
    const delivery = inSource({
      ...rest,
      Date: { type: 'rich_text' },
      Status: { type: 'status', options: ['Not started'] },
    })
    const { notes } = await delivery.deliver(request)
    expect(notes).toEqual([
      'The property "Status" has no option "draft", and Notion lets nobody but people add options to a status; add it, or make the property a select.',
      'The property "Date" is of type rich_text, so it was left out; it would have to be date.',
      'The data source has no property "Owner", so it was left out; add one of type text or select.',
    ])
    expect(Object.keys(only().properties)).toEqual(['Name', 'Incident ID', 'Severity'])
  })

  it('calls properties what the company calls them', async () => {
    const { source } = notion.workspace.addSource({
      Title: { type: 'title' },
      ID: { type: 'select' },
      DRI: { type: 'rich_text' },
    })
    await createDelivery({ parent: source, properties: { 'Incident ID': 'ID', Owner: 'DRI' } }).deliver(request)
    expect(only().properties).toMatchObject({
      ID: { select: { name: 'INC-1' } },
      DRI: { rich_text: [{ plain_text: 'Platform team' }] },
    })
  })

  it('sends nothing when nothing has changed', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    const before = notion.workspace.writes().length
    const second = await delivery.deliver({ ...request, previous: kept(first) })
    expect(second).toMatchObject({ changed: false, place: first.place })
    expect(notion.workspace.writes()).toHaveLength(before)
  })

  it('updates the same page, text and properties', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    notion.workspace.pass(30)
    const facts = { ...request.facts, status: 'final' }
    const markdown = request.markdown.replace('two', 'three')
    const second = await delivery.deliver({ ...request, markdown, facts, previous: kept(first) })
    expect(second).toMatchObject({ place: first.place, changed: true })
    expect(only().markdown).toContain('- three')
    expect(only().properties.Status).toMatchObject({ select: { name: 'final' } })
  })

  it('goes on with a page that was moved to another data source', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    const { source } = notion.workspace.addSource({ Title: { type: 'title' }, 'Incident ID': { type: 'rich_text' } })
    const { Name, 'Incident ID': id } = only().properties
    const moved = {
      parent: { type: 'data_source_id', data_source_id: source },
      properties: { Title: Name!, 'Incident ID': id! },
    }
    Object.assign(only(), moved)
    const second = await delivery.deliver({ ...request, markdown: '# New\n\nText\n', previous: kept(first) })
    expect(second).toMatchObject({ place: first.place, changed: true })
    expect(notion.workspace.titleOf(only())).toBe('New')
  })
})

describe('a page that a person edited', () => {
  const changed = { ...request, markdown: request.markdown.replace('two', 'three') }

  it('is not written over, and what differs is shown', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.pass(10)
    notion.workspace.edit(only(), (text) => text.replace('- one', '- one and a half'))
    const refused = delivery.deliver({ ...changed, previous })
    await expect(refused).rejects.toThrow(ConflictError)
    await expect(refused).rejects.toThrow(/was edited in Notion[\s\S]*\+ - one and a half\n- - one\n/)
    expect(only().markdown).toContain('one and a half')
  })

  it('is not written over when the edit came within the minute of the delivery', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.edit(only(), (text) => `${text}\nA note`)
    await expect(delivery.deliver({ ...changed, previous })).rejects.toThrow(/\+ A note/)
  })

  it('is not written over when only a property was changed', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.pass(10)
    notion.workspace.setProperty(only(), 'Status', { id: 'x', type: 'select', select: { name: 'Reviewed' } })
    await expect(delivery.deliver({ ...changed, previous })).rejects.toThrow(
      /Status: "Reviewed" in Notion, "draft" from the record/,
    )
  })

  it('is not written over when another program wrote with the same connection', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.edit(only(), (text) => `${text}\nBy a script`, bot)
    await expect(delivery.deliver({ ...changed, previous })).rejects.toThrow(/\+ By a script/)
  })

  it('is left alone and spoken of when the record has not changed', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.pass(10)
    notion.workspace.edit(only(), (text) => `${text}\nA note`)
    const result = await delivery.deliver({ ...request, previous })
    expect(result).toMatchObject({ changed: false, notes: [expect.stringContaining('Somebody edited the page')] })
    expect(only().markdown).toContain('A note')
  })

  it('is written over with force, and can be updated again afterwards', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    notion.workspace.pass(10)
    notion.workspace.edit(only(), (text) => `${text}\nA note`)
    const forced = await delivery.deliver({ ...changed, previous: kept(first), force: true })
    expect(only().markdown).not.toContain('A note')
    const again = await delivery.deliver({ ...request, previous: kept(forced) })
    expect(again).toMatchObject({ changed: true, place: first.place })
  })

  it('gets its text back with force though the record has not changed', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    notion.workspace.edit(only(), () => 'all gone')
    expect(await delivery.deliver({ ...request, previous, force: true })).toMatchObject({ changed: true })
    expect(only().markdown).toContain('- two')
  })

  it('keeps pages that a person put below it, also with force', async () => {
    const delivery = inSource()
    const previous = kept(await delivery.deliver(request))
    const child = notion.workspace.addChild(only())
    await expect(delivery.deliver({ ...changed, previous, force: true })).rejects.toThrow(
      /holds pages or databases of its own/,
    )
    expect(child.inTrash).toBe(false)
  })
})

describe('a page that is gone', () => {
  it.each(['trash', 'unshared'] as const)('is made anew (%s), and that is said', async (how) => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    Object.assign(only(), how === 'trash' ? { inTrash: true } : { isShared: false })
    const second = await delivery.deliver({ ...request, previous: kept(first) })
    expect(second.place).not.toBe(first.place)
    expect(second).toMatchObject({ changed: true, notes: [expect.stringContaining('so this is a new page')] })
  })
})

describe('looking before creating', () => {
  it.each([
    ['data source', () => inSource()],
    ['data source without the property', () => inSource({ Name: { type: 'title' } })],
    ['page', () => createDelivery({ parent: notion.workspace.addParentPage() })],
  ])('finds the page of a delivery that was never recorded (%s)', async (_, create) => {
    const delivery = create()
    const first = await delivery.deliver(request)
    const second = await delivery.deliver({ ...request, markdown: request.markdown.replace('two', 'three') })
    expect(second.place).toBe(first.place)
    expect(only().markdown).toContain('- three')
  })

  it('looks through more pages than fit one answer', async () => {
    const parent = notion.workspace.addParentPage()
    const delivery = createDelivery({ parent })
    for (let number = 1; number <= 120; number += 1) notion.workspace.addChild(notion.workspace.pages.get(parent)!)
    const first = await delivery.deliver(request)
    expect((await delivery.deliver(request)).place).toBe(first.place)
    only()
  })

  it('keeps apart the two documents, INC-1 and INC-11, and INC-1 of another database', async () => {
    const delivery = createDelivery({ parent: notion.workspace.addParentPage() })
    await delivery.deliver(request)
    await delivery.deliver({ ...request, document: 'product' })
    await delivery.deliver({ ...request, incident: 'INC-11', markdown: '# INC-11\n\nx\n' })
    await delivery.deliver({ ...request, key: '2026-05-05T00:00:00.000Z' })
    expect(notion.workspace.documents()).toHaveLength(4)
  })

  it('does not write over such a page when a person edited it meanwhile', async () => {
    const delivery = inSource()
    await delivery.deliver(request)
    notion.workspace.edit(only(), (text) => `${text}\nA note`)
    await expect(delivery.deliver({ ...request, markdown: '# Other\n' })).rejects.toThrow(ConflictError)
  })

  it('takes the oldest when somebody duplicated the page', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    const copy = structuredClone(only())
    notion.workspace.pages.set('copy', { ...copy, id: 'copy' })
    expect((await delivery.deliver(request)).place).toBe(first.place)
  })

  it.each<Fault['kind']>(['network', 'garbled', 500, 502])(
    'finds the page when the answer to its creation is lost (%s)',
    async (kind) => {
      const delivery = inSource()
      const probe = await requestsOf(() => delivery.deliver(request), 'POST pages')
      notion.workspace.pages.clear()
      const at = notion.workspace.requests.length + probe
      notion.workspace.faults.set(at, { when: 'after', kind })
      expect(await delivery.deliver(request)).toMatchObject({ changed: true })
      only()
    },
  )

  it('says so and creates nothing a second time when the creation failed', async () => {
    const delivery = inSource()
    const probe = await requestsOf(() => delivery.deliver(request), 'POST pages')
    notion.workspace.pages.clear()
    notion.workspace.faults.set(notion.workspace.requests.length + probe, { when: 'before', kind: 500 })
    await expect(delivery.deliver(request)).rejects.toThrow(/may have failed.*looked for first/)
    await delivery.deliver(request)
    only()
  })

  it('makes one page of two deliveries at the same time', async () => {
    const delivery = inSource()
    await Promise.all([delivery.deliver(request), delivery.deliver(request)])
    only()
  })
})

describe('long documents', () => {
  const long = (rows: number) =>
    `# Long\n\n${Array.from({ length: rows }, (_, at) => `Paragraph ${at} with some words.`).join('\n\n')}\n\n| A | B |\n| - | - |\n${Array.from({ length: 250 }, (_, at) => `| r${at} | ${'word '.repeat(at === 7 ? 900 : 3)} |`).join('\n')}\n\n${'Sentence of a very long paragraph. '.repeat(200)}\n`

  it('arrive whole, however many blocks, rows and letters they have', async () => {
    const delivery = inSource()
    const markdown = long(1800)
    const first = await delivery.deliver({ ...request, markdown })
    const plain = readBlocks(only().markdown)
    expect(plain.filter((block) => /^Paragraph \d+ with/.test(block.plain))).toHaveLength(1800)
    expect(plain.filter((block) => block.kind === 'row' && /^r\d+/.test(block.plain))).toHaveLength(250)
    expect(
      plain
        .map((block) => block.plain)
        .join(' ')
        .match(/word/g)!.length,
    ).toBeGreaterThan(900)
    expect(
      plain
        .map((block) => block.plain)
        .join(' ')
        .match(/Sentence of a very long paragraph\./g),
    ).toHaveLength(200)
    const second = await delivery.deliver({ ...request, markdown, previous: kept(first) })
    expect(second.changed).toBe(false)
  })

  it('are waited for when Notion writes them in the background', async () => {
    notion.workspace.state.async = true
    const delivery = inSource()
    const first = await delivery.deliver({ ...request, markdown: long(900) })
    expect(notion.workspace.requests.some(({ path }) => path.startsWith('async_tasks/'))).toBe(true)
    const second = await delivery.deliver({ ...request, markdown: long(901), previous: kept(first) })
    expect(second).toMatchObject({ place: first.place, changed: true })
    expect(only().markdown).toContain('Paragraph 900 ')
  })
})

describe('what Notion refuses', () => {
  it.each([
    ['a token that it does not know', { token: 'ntn_wrong' }, ConfigurationError, /does not know the token.*"Show"/],
    ['no token', { token: null }, ConfigurationError, /no NOTION_TOKEN.*docs\/notion\.md/],
    ['a token with a line break', { token: 'a\nb' }, ConfigurationError, /NOTION_TOKEN is no token/],
    ['no parent', { parent: null }, ConfigurationError, /POSTMORTEM_NOTION_PARENT is not set/],
    ['a parent without an id', { parent: 'https://notion.so/acme' }, ConfigurationError, /holds no id.*Copy link/],
    ['a parent that is not shared', { parent: 'f'.repeat(32) }, ConfigurationError, /•••.*Connections/],
  ] as const)('says what to do about %s', async (_, options, kind, words) => {
    const { source } = notion.workspace.addSource()
    const refused = createDelivery({ parent: source, ...options }).deliver(request)
    await expect(refused).rejects.toThrow(kind)
    await expect(refused).rejects.toThrow(words)
    await expect(refused).rejects.not.toThrow(/ntn_wrong|secret[^ ]*\d/)
  })

  it.each([
    [429, /still asks to wait/, ProviderError],
    [529, /still asks to wait/, ProviderError],
  ] as const)('waits as told (%s), and says so when it never ends', async (kind, words, error) => {
    const delivery = inSource()
    notion.workspace.faults.set(3, { when: 'before', kind })
    await delivery.deliver(request)
    only()
    for (let at = 0; at < 40; at += 1)
      notion.workspace.faults.set(notion.workspace.requests.length + at, { when: 'before', kind })
    const refused = delivery.deliver({ ...request, document: 'product' })
    await expect(refused).rejects.toThrow(words)
    await expect(refused).rejects.toThrow(error)
  })

  it('tries a write that says the same twice again after a conflict or a server error', async () => {
    const delivery = inSource()
    const first = await delivery.deliver(request)
    const from = notion.workspace.requests.length
    const second = { ...request, markdown: '# Other\n\nText\n', previous: kept(first) }
    for (let at = 2; at < 12; at += 2)
      notion.workspace.faults.set(from + at, { when: 'before', kind: at % 4 === 0 ? 409 : 500 })
    expect(await delivery.deliver(second)).toMatchObject({ changed: true })
    expect(only().markdown).toContain('Text')
  })

  it('tells a network that is down from an error of Notion', async () => {
    const delivery = inSource()
    for (let at = 0; at < 10; at += 1) notion.workspace.faults.set(at, { when: 'before', kind: 'network' })
    await expect(delivery.deliver(request)).rejects.toThrow(/could not be reached/)
  })

  it('quotes what Notion says about something that it does not take', () => {
    const said = { code: 'validation_error', status: 400, message: 'Nmae is not a property that exists.\u001b[31m' }
    const explained = explainNotionError(said, 'Creating the page')
    expect(explained).toBeInstanceOf(BadInputError)
    expect(explained.message).toContain('It says: "Nmae is not a property that exists.[31m"')
  })

  it.each([
    ['restricted_resource', /"Insert content" under Capabilities/],
    ['row_limit_exceeded', /limit of its plan/],
    ['conflict_error', /somebody else changed the same thing/],
    ['gateway_timeout', /may have failed.*looked for first/],
    ['notionhq_client_request_timeout', /did not answer in time/],
  ])('has a sentence for %s', (code, words) => {
    expect(explainNotionError({ code, message: 'x' }, 'Creating the page').message).toMatch(words)
  })
})

describe('the health check', () => {
  const look = async (delivery: ReturnType<typeof createDelivery>) => {
    const found: string[] = []
    for (const check of delivery.checks?.() ?? []) {
      found.push(await check.look().catch((error: Error) => `PROBLEM ${error.message}`))
    }
    return found
  }

  it('says whose token it is, where pages go and that all properties are there', async () => {
    expect(await look(inSource())).toEqual([
      'belongs to the connection "Post-mortems" of the workspace "Acme"',
      expect.stringMatching(/^data source "Post-mortems" \(.*\), shared with the connection$/),
      'Incident ID, Severity, Status, Date, Owner, all there',
    ])
  })

  it('names what is missing, and writes nothing', async () => {
    const found = await look(inSource({ Name: { type: 'title' }, Owner: { type: 'people' } }))
    expect(found[2]).toMatch(/PROBLEM.*no property "Incident ID".*"Owner" is of type people/)
    expect(notion.workspace.writes()).toEqual([])
  })

  it('knows that pages below a page have no properties', async () => {
    const found = await look(createDelivery({ parent: notion.workspace.addParentPage() }))
    expect(found[2]).toBe('none, since the parent is a page')
  })
})

/** At which of its requests a delivery does that. */
async function requestsOf(work: () => Promise<unknown>, wanted: string): Promise<number> {
  const from = notion.workspace.requests.length
  await work()
  return notion.workspace.requests.slice(from).findIndex(({ method, path }) => `${method} ${path}` === wanted)
}
