import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { initTemplates, loadTemplates } from '../../src/documents/load-templates.ts'
import { renderDocument } from '../../src/documents/render-document.ts'
import { ConfigurationError } from '../../src/errors.ts'
import { fullIncident } from './full-incident.ts'
import { inputFor, ourTemplates } from './render.ts'

const ours = path.resolve(import.meta.dirname, '../../templates')

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'own templates '))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function renderWith(text: string, partials: Record<string, string> = {}): string {
  const own = Object.entries(partials).map(([name, part]) => [name, { file: `partials/${name}.md.hbs`, text: part }])
  const templates = {
    ...ourTemplates,
    documents: { ...ourTemplates.documents, engineering: { file: 'own/engineering.md.hbs', text } },
    partials: { ...ourTemplates.partials, ...Object.fromEntries(own) },
  }
  return renderDocument('engineering', { ...inputFor('engineering', fullIncident), templates }).markdown
}

function refusalOf(work: () => unknown): ConfigurationError {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
  throw new Error('it was not refused')
}

describe('a template', () => {
  it.each([
    ['a missing variable', 'one\ntwo\n{{nobody}}', 'line 3', 'no variable "nobody"'],
    [
      'a missing variable inside a list',
      '{{#each actions}}\n{{text}}\n{{wrong}}\n{{/each}}',
      'line 3',
      'no variable "wrong"',
    ],
    ['a missing variable of an object', '{{impact.affected.nope}}', 'line 1', 'no variable "nope"'],
    ['an unknown helper', '\n{{shout title "x"}}', 'line 2', 'no helper "shout"'],
    ['the helper that would write to stdout', '{{log "x" title}}', 'line 1', 'no helper "log"'],
    ['an unknown partial', '\n\n\n{{> footer}}', 'line 4', 'the partial "footer" is not there'],
    ['a block that is not closed', '{{#if title}}\nx', 'line 2', 'syntax is broken'],
    ['a broken expression', 'x\n{{title', 'line 2', 'syntax is broken'],
    ['a block closed by another name', '{{#if title}}x{{/each}}', 'line 1', "if doesn't match each"],
  ])('with %s is refused with its file, its line and what is wrong', (_, text, line, what) => {
    const { refusal } = refusalOf(() => renderWith(text))
    expect(refusal.happened).toContain('own/engineering.md.hbs')
    expect(refusal.happened).toContain(line)
    expect(refusal.happened).toContain(what)
    expect(refusal.tryThis).toContain('rootCause')
  })

  it('with a mistake in a part of it names the part', () => {
    const { refusal } = refusalOf(() => renderWith('{{> mine}}', { mine: 'x\n{{nobody}}' }))
    expect(refusal.happened).toContain('partials/mine.md.hbs, line 2')
  })

  it('that includes itself without end is refused', () => {
    const { refusal } = refusalOf(() => renderWith('{{> mine}}', { mine: '{{> mine}}' }))
    expect(refusal.happened).toContain('includes itself')
  })

  it('cannot reach what is not in its view', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'constructor.constructor']) {
      expect(() => expect(renderWith(`[{{${name}}}]`)).toBe('[]\n')).not.toThrow(TypeError)
    }
  })

  it('may define parts of its own inline', () => {
    expect(renderWith('{{#*inline "head"}}# {{id}}{{/inline}}\n{{> head}}')).toBe('# INC-7\n')
  })
})

describe('loadTemplates', () => {
  it('reads ours after they were copied, also with Windows line endings', async () => {
    await initTemplates(ours, folder)
    const file = path.join(folder, 'engineering.md.hbs')
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
    const loaded = await loadTemplates(folder)
    expect(loaded.documents.engineering.text).toBe(ourTemplates.documents.engineering.text)
    expect(Object.keys(loaded.partials)).toEqual(Object.keys(ourTemplates.partials))
  })

  it('names the file that is missing', async () => {
    await expect(loadTemplates(folder)).rejects.toThrow(/engineering\.md\.hbs could not be read \(ENOENT\)/)
  })

  it('names a folder that is not there', async () => {
    await expect(loadTemplates(path.join(folder, 'nowhere'))).rejects.toThrow(ConfigurationError)
  })

  it.each([
    ['bytes that are no UTF-8', new Uint8Array([0x23, 0xff, 0xfe, 0x00])],
    ['bytes that are no text', new Uint8Array([0x23, 0x00, 0x01])],
  ])('refuses %s', async (_, bytes) => {
    await initTemplates(ours, folder)
    await writeFile(path.join(folder, 'product.md.hbs'), bytes)
    await expect(loadTemplates(folder)).rejects.toThrow(/product\.md\.hbs could not be read \(it is not/)
  })
})

describe('initTemplates', () => {
  it('keeps what is there already, and says so', async () => {
    const mine = path.join(folder, 'product.md.hbs')
    await writeFile(mine, 'mine')
    const { written, kept } = await initTemplates(ours, folder)
    expect(kept).toEqual([mine])
    expect(written).toContain(path.join(folder, 'engineering.md.hbs'))
    expect(written).toContain(path.join(folder, 'partials', 'chain.md.hbs'))
    expect(await readFile(mine, 'utf8')).toBe('mine')
  })

  it('refuses a place that is a file', async () => {
    await writeFile(path.join(folder, 'file'), '')
    await expect(initTemplates(ours, path.join(folder, 'file'))).rejects.toThrow(/could not be copied/)
  })
})
