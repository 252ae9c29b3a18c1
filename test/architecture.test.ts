import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const top = fileURLToPath(new URL('..', import.meta.url))

/** Which rooms a room may import from, beside itself, `errors.ts` and packages (docs/ARCHITECTURE.md). */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  intake: ['domain', 'review/document', 'review/line'],
  documents: ['domain'],
  memory: ['domain'],
  store: ['domain', 'memory'],
  delivery: ['domain'],
  review: ['domain'],
  operations: ['domain', 'intake', 'documents', 'review', 'memory', 'store/store.ts', 'delivery/delivery.ts'],
  mcp: ['operations', 'compose.ts', 'config.ts', 'domain/readable.ts'],
  claude: ['mcp', 'operations', 'domain'],
  cli: ['operations', 'review', 'intake', 'documents', 'domain', 'mcp', 'claude', 'compose.ts', 'config.ts'],
}

/** Packages that one room alone knows. */
const keptIn: Readonly<Record<string, string>> = {
  handlebars: 'documents',
  'better-sqlite3': 'store',
  'chrono-node': 'intake',
  commander: 'cli',
  '@anthropic-ai/sdk': 'claude',
  '@secretlint': 'claude',
  'libphonenumber-js': 'claude',
  '@modelcontextprotocol/server': 'mcp',
  '@modelcontextprotocol/node': 'mcp',
}

const files = readdirSync(join(top, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)

const imports = files.flatMap((file) => {
  const text = readFileSync(join(top, 'src', file), 'utf8')
  const found = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1]!)
  return found.map((target) => ({ file, target, text }))
})

describe('the house', () => {
  it('has files and imports to look at', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(40)
  })

  it('imports in one direction only', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .map(({ file, target }) => ({ file, target: relative('.', join(dirname(file), target)) }))
      .filter(({ file, target }) => {
        const room = file.split('/')[0]!
        const allowed = mayImport[room]
        if (!allowed || target === 'errors.ts' || target.startsWith(`${room}/`)) return false
        return !allowed.some((place) => target === place || target.startsWith(`${place}/`))
      })
    expect(wrong).toEqual([])
  })

  it('keeps each outside library in its room', () => {
    const wrong = imports.filter(({ file, target }) => {
      const room = keptIn[Object.keys(keptIn).find((name) => target === name || target.startsWith(`${name}/`)) ?? '']
      return room !== undefined && !file.startsWith(`${room}/`)
    })
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  it('has a domain without clock, disk, network and logging', () => {
    const impure = files
      .filter((file) => file.startsWith('domain/'))
      .filter((file) => {
        const text = readFileSync(join(top, 'src', file), 'utf8')
        return /\bnode:|Date\.now\(|new Date\(\)|Math\.random|console\.|fetch\(/.test(text)
      })
    expect(impure).toEqual([])
  })
})
