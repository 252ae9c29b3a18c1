import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextFormat } from '../../src/documents/context-format.ts'
import { readContext } from '../../src/documents/read-context.ts'
import { DomainContext } from '../../src/domain/context.ts'
import { defaultContext } from '../../src/domain/default-context.ts'
import { ConfigurationError } from '../../src/errors.ts'
import { writeReference } from './context-reference.ts'

const example = readFileSync(new URL('../../examples/domain-context.md', import.meta.url), 'utf8')
const shipped = readFileSync(new URL('../../domain-context.md', import.meta.url), 'utf8')

function mistakesOf(markdown: string): string {
  try {
    readContext(markdown, 'domain-context.md')
  } catch (error) {
    if (error instanceof ConfigurationError) return error.refusal.happened
    throw error
  }
  return ''
}

function lineOf(markdown: string, text: string): number {
  const index = markdown.split('\n').findIndex((line) => line.includes(text))
  if (index < 0) throw new Error(`not in the file: ${text}`)
  return index + 1
}

describe('the example that ships', () => {
  it('is read without a mistake and fills every part', () => {
    const context = readContext(example, 'domain-context.md')
    expect(DomainContext.parse(context)).toEqual(context)
    expect(context).toMatchObject({ company: 'Tamarisk Learning', currency: 'EUR', timeZone: 'Europe/Berlin' })
    for (const part of [context.personas, context.frameworks, context.areas, context.peaks, context.tags]) {
      expect(part.length).toBeGreaterThan(2)
    }
    expect(context.frameworks[0]).toMatchObject({ name: 'GDPR', notifyWithinHours: 72 })
    expect(context.severityGuide.map((row) => row.share)).toEqual([0.4, 0.03, undefined, undefined])
    expect(context.peaks[0]).toMatchObject({ from: '08-15', to: '09-20' })
  })

  it('names every heading there is', () => {
    for (const { heading } of contextFormat) {
      expect(example).toContain(`## ${heading}\n`)
      expect(shipped).toContain(`## ${heading}\n`)
    }
  })
})

describe('the file that a company edits', () => {
  it('holds the defaults as it ships, so that nobody gets facts of an example by accident', () => {
    expect(readContext(shipped, 'domain-context.md')).toEqual(defaultContext)
  })
})

describe('what is left out', () => {
  it.each(['', '\n\n', '# Domain context\n\nNothing yet.\n', '<!-- nothing -->', '\uFEFF'])(
    'falls back to the defaults: %j',
    (text) => {
      expect(readContext(text, 'domain-context.md')).toEqual(defaultContext)
    },
  )

  it('keeps the defaults of each section that is not there', () => {
    const context = readContext(
      '## Tags\n\n| Tag | Definition |\n|---|---|\n| late data | It came too late |\n',
      'f.md',
    )
    expect(context).toEqual({ ...defaultContext, tags: [{ name: 'late data', definition: 'It came too late' }] })
  })

  it('keeps the default of an empty cell, and takes "none" for none', () => {
    const context = readContext(
      '## Severity guide\n|Severity|From share|Name|\n|-|-|-|\n|S1||Blackout|\n|S2|none||\n\n## Metric targets\n|Metric|Target|\n|-|-|\n|Time to resolve|none|\n|Time to detect||',
      'f.md',
    )
    expect(context.severityGuide[0]).toEqual({ ...defaultContext.severityGuide[0], name: 'Blackout' })
    expect(context.severityGuide[1]).not.toHaveProperty('share')
    expect(context.targets).toEqual({ ...defaultContext.targets, 'time to resolve': null })
  })
})

describe('how tolerant it is', () => {
  const plain = '## Product areas\n\nProse.\n\n| Area | Other names |\n|---|---|\n| Sign-in | login, SSO |\n'
  const read = readContext(plain, 'f.md')

  it.each([
    ['Windows line endings', plain.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${plain}`],
    ['other case', plain.replace('Product areas', 'PRODUCT AREAS:').replace('| Area |', '| aREA |')],
    ['another name', plain.replace('Product areas', 'Surfaces').replace('Other names', 'Also called')],
    ['another order', '## Product areas\n| Other names | Area |\n|---|---|\n| login, SSO | Sign-in |'],
    ['comments', plain.replace('Prose.', '<!-- ## Nonsense\n| a |\n|---|\n-->').replace('login', 'login<!-- old -->')],
    ['Markdown inside cells', plain.replace('| Sign-in |', '| **Sign-in** |').replace('SSO', '`SSO`')],
    ['code blocks', `${plain}\n\`\`\`\n## Nonsense\n| x |\n\`\`\`\n`],
    ['a list beside the table', `${plain}\n- a remark\n`],
  ])('takes %s', (_what, text) => {
    expect(readContext(text, 'f.md')).toEqual(read)
  })

  it('reads values as people write them', () => {
    const context = readContext(
      `## Policies\n|Policy|Value|\n|-|-|\n|Product post-mortem due within|2 days|\n|Meeting within|1 week|\n|Both documents from|Sev-3|\n|Corrective actions|2–4|\n|Length of the product post-mortem|1,000 words|
## Metric targets\n|Metric|Target (minutes)|\n|-|-|\n|Time to resolve|4 h|\n|TTD|< 5|
## Peak periods\n|Period|From|To|\n|-|-|-|\n|Turn of the year|Dec 20th|01-06|
## Company\n|Setting|Value|\n|-|-|\n|Currency|usd|\n|Timezone|america/new_york|\n`,
      'f.md',
    )
    expect(context.policies).toMatchObject({
      productDocumentHours: 48,
      meetingWithinDays: 7,
      bothDocumentsFrom: 'S3',
      minActions: 2,
      maxActions: 4,
      productDocumentWords: 1000,
    })
    expect(context.targets).toMatchObject({ 'time to resolve': 240, 'time to detect': 5 })
    expect(context.peaks[0]).toMatchObject({ from: '12-20', to: '01-06', why: '' })
    expect(context).toMatchObject({ currency: 'USD', timeZone: 'America/New_York' })
  })

  it('takes the words that are never sent as a table or as a list', () => {
    expect(readContext('## Never send\n\n- Acme Corp\n- Jane Doe\n', 'f.md').neverSend).toEqual([
      'Acme Corp',
      'Jane Doe',
    ])
    expect(readContext('## Never send\n|Words|\n|-|\n|Acme Corp|\n|none|\n', 'f.md').neverSend).toEqual(['Acme Corp'])
  })

  it('takes the file as data: syntax of templates and terminals stays text or goes', () => {
    const context = readContext(
      '## Company\n|Setting|Value|\n|-|-|\n|Company|{{evil}} \u001b[31mred\u202e & <b>x</b> a\\|b|\n',
      'f.md',
    )
    expect(context.company).toBe('{{evil}} [31mred & <b>x</b> a|b')
  })
})

describe('a mistake is reported with its line', () => {
  // What is changed in the example, and what the message says beside the line.
  const mutations: readonly (readonly [string, string, string, RegExp])[] = [
    ['unknown heading', '## Personas', '## Persons', /no heading "Persons"; did you mean "Personas"\?.*Severity guide/],
    ['heading twice', '## Personas', '## Tags', /"Tags" stands here a second time/],
    ['unknown column', '| Persona ', '| Parsona', /no column "Parsona"; did you mean "Persona"/],
    ['missing column', '| Tag  ', '| Definition', /twice|needs a column "Tag"/],
    ['unknown time zone', 'Europe/Berlin', 'Europe/Berlim', /"Europe\/Berlim".*no time zone.*perhaps Europe\/Berlin/],
    ['a city for a zone', 'Europe/Berlin', 'Berlin       ', /perhaps Europe\/Berlin/],
    ['an offset for a zone', 'Europe/Berlin', '+02:00       ', /no time zone/],
    ['unknown currency', '| EUR ', '| EUX ', /"EUX".*no currency code.*perhaps EUR/],
    ['sign for a currency', '| EUR ', '| €   ', /no currency code.*perhaps EUR/],
    ['bad share', '40 % ', 'lots ', /"lots" \(From share\) is no share; write it like 25 %/],
    ['share without sign', '40 % ', '40   ', /if you mean 40 %/],
    ['share of everybody and more', '40 % ', '140 %', /more than everybody/],
    ['shares upside down', '40 % ', '2 %  ', /S2 begins at 3 % and S1 at 2 %/],
    ['bad hours', '72 hours', 'soon    ', /"soon" \(Notify within\) is no number of hours; write it like 48 hours/],
    ['no hours', '72 hours', '0 hours ', /more than nothing/],
    ['unknown severity', '| S3 ', '| S5 ', /"S5" \(Severity\) is no severity; there are S1, S2, S3 and S4/],
    ['severity twice', '| S3 ', '| S2 ', /S2 stands here a second time; it was in line \d+ already/],
    ['duplicate row', '| weak UX ', '| Bad Data', /"Bad Data" stands here a second time/],
    ['duplicate setting', '| Industry ', '| Currency ', /"Currency" stands here a second time/],
    ['unknown setting', '| Industry ', '| Industri ', /no row "Industri"; did you mean "Industry"/],
    ['unknown metric', '| Time to respond ', '| Time to be happy', /no row "Time to be happy".*Time to communicate/],
    ['bad target', '15 minutes |', 'fifteen |', /"fifteen" \(Target\) is no number of minutes/],
    ['no such day', '| 15 August ', '| 31 September', /"31 September" \(From\) is no day of the year/],
    ['a year in a peak', '| 15 August ', '| 2026-08-15', /leave it out/],
    ['empty needed cell', '| 15 August ', '|           ', /cell "From" is empty/],
    [
      'one name for two areas',
      'schedule, lesson',
      'register, lesson',
      /"register" already stands for the area "Attendance"/,
    ],
    ['range upside down', '3 to 5', '5 to 3', /upside down; write it like 3 to 5/],
    ['no words', '600 words', 'one page ', /no number of words/],
  ]

  it.each(mutations)('%s', (name, before, after, message) => {
    const broken = example.replace(before, after)
    expect(broken).not.toBe(example)
    const shown = mistakesOf(broken)
    const line = name === 'heading twice' ? lineOf(broken, '## Tags') : lineOf(example, before)
    const expected =
      name === 'heading twice' ? '' : `domain-context.md:${name === 'shares upside down' ? line + 1 : line}: `
    expect(shown).toContain(expected)
    expect(shown).toMatch(message)
  })

  it('a row with too few cells, and one with too many', () => {
    const few = example.replace(/^\| weak UX .*$/m, '| weak UX |')
    expect(mistakesOf(few)).toContain(
      `domain-context.md:${lineOf(example, '| weak UX')}: This row has too few cells: 1`,
    )
    const many = example.replace(/^\| weak UX .*$/m, '| weak UX | a | b |')
    expect(mistakesOf(many)).toContain(
      `domain-context.md:${lineOf(example, '| weak UX')}: This row has too many cells: 3`,
    )
  })

  it('a table under no heading, a list in place of a table, a table without its line of dashes', () => {
    expect(mistakesOf('| Tag | Definition |\n|---|---|\n| a | b |')).toContain(
      'domain-context.md:1: This table stands under no heading',
    )
    expect(mistakesOf('## Tags\n\n- bad data\n')).toContain(
      'domain-context.md:3: "Tags" is a table with the columns Tag, Definition',
    )
    expect(mistakesOf('## Tags\n\n| Tag | Definition |\n| a | b |\n')).toContain(
      'domain-context.md:3: This looks like a table',
    )
  })

  it('all at once, in the order of the lines, also with Windows line endings', () => {
    const broken = example.replace('Europe/Berlin', 'Mars').replace('40 % ', 'lots ').replace('72 hours', 'soon')
    const lines = (text: string) =>
      [...mistakesOf(text).matchAll(/domain-context\.md:(\d+):/g)].map((match) => Number(match[1]))
    expect(lines(broken)).toEqual(['Europe/Berlin', '72 hours', '40 % '].map((text) => lineOf(example, text)))
    expect(lines(broken.replaceAll('\n', '\r\n'))).toEqual(lines(broken))
    expect(mistakesOf(broken)).toContain('has 3 mistakes')
  })

  it('and a file that is no domain context is refused as a whole', () => {
    expect(mistakesOf('x'.repeat(200_001))).toContain('too long to be a domain context')
    expect(mistakesOf('## a\n'.repeat(2000))).toContain('and 1950 more')
  })
})

describe('whatever the file holds', () => {
  const pieces = fc.constantFrom(
    ...contextFormat.flatMap((section) => [
      `\n## ${section.heading}\n\n`,
      ...section.columns.map((column) => `| ${column.name} `),
    ]),
    '|\n|---|---|\n',
    '|---|',
    '| S1 ',
    '| 5 % ',
    '\n- ',
    '\n',
    '\r\n',
    '| none |',
    '<!--',
    '-->',
    '> ',
    '\\|',
    '`',
    '\u202e',
  )
  const markdown = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 60 }).map((parts) => parts.join('')),
  )

  it('a valid context comes back, or a ConfigurationError that names a line', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        try {
          const context = readContext(text, 'f.md')
          expect(DomainContext.parse(context)).toEqual(context)
        } catch (error) {
          if (!(error instanceof ConfigurationError)) throw error
          expect(error.refusal.happened).toMatch(/f\.md:\d+: /)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('deep nesting ends in a refusal or the defaults, not in a crash', () => {
    const shown = mistakesOf('> '.repeat(20_000))
    expect(['', 'domain-context.md could not be read as Markdown.']).toContain(shown)
  })
})

it('docs/domain-context.md lists every heading, column and default', async () => {
  await expect(writeReference()).toMatchFileSnapshot('../../docs/domain-context.md')
})
