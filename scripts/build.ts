import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const top = fileURLToPath(new URL('..', import.meta.url))
const dist = join(top, 'dist')
const stamp = join(dist, '.built')

/** Milliseconds for which the files of an earlier build stay: a server that runs from them still loads its parts when needed. */
const keptFor = 24 * 3_600_000

/**
 * Bundles our own code into dist/: fewer files to find and read each time an assistant starts the server. Does nothing while
 * nothing has changed.
 */
export async function buildDist(): Promise<void> {
  if (await isFresh()) return
  const { metafile } = await build({
    absWorkingDir: top,
    entryPoints: ['src/main.ts', 'index.ts'],
    entryNames: '[name]',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    external: await packagesLeftOutside(),
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    metafile: true,
    logLevel: 'warning',
  })
  const written = new Set(Object.keys(metafile.outputs).map((file) => basename(file)))
  const others = (await readdir(dist)).filter((file) => file.endsWith('.js') && !written.has(file))
  for (const file of others)
    if ((await timeOf(join(dist, file))) < Date.now() - keptFor) await rm(join(dist, file), { force: true })
  await writeLicences(Object.keys(metafile.inputs))
  await writeFile(stamp, '')
}

/**
 * Bundled too, since an assistant waits for them at every start: together they are 90 files (measured: a third of the time from
 * spawn to `initialize`). Their licences go along.
 */
const bundledPackages = ['zod', '@modelcontextprotocol/server', '@modelcontextprotocol/node']

async function packagesLeftOutside(): Promise<string[]> {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    await readFile(join(top, 'package.json'), 'utf8'),
  )
  return Object.keys(dependencies).filter((name) => !bundledPackages.includes(name))
}

/** The licence of each package that is inside the bundle, as its own terms ask for. */
async function writeLicences(inputs: readonly string[]): Promise<void> {
  const folders = new Set(inputs.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []))
  const texts = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const file = (await readdir(join(top, folder))).find((name) => /^licen[cs]e/i.test(name))
      const text = file ? await readFile(join(top, folder, file), 'utf8') : 'See the package.'
      return `${folder.replace(/^.*node_modules\//, '')}\n\n${text.trim()}\n`
    }),
  )
  await writeFile(join(dist, 'third-party-licences.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`))
}

async function isFresh(): Promise<boolean> {
  const built = await timeOf(stamp)
  if (built === 0) return false
  const sources = await readdir(join(top, 'src'), { recursive: true, withFileTypes: true })
  const files = sources.map((entry) => join(entry.parentPath, entry.name))
  const times = await Promise.all(
    [...files, join(top, 'index.ts'), join(top, 'package.json'), fileURLToPath(import.meta.url)].map(timeOf),
  )
  return times.every((time) => time < built)
}

async function timeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

if (import.meta.main) {
  // A package holds this build and no other.
  if (process.argv.includes('--clean')) await rm(dist, { recursive: true, force: true })
  await buildDist()
}
