import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const top = fileURLToPath(new URL('..', import.meta.url))
const dist = join(top, 'dist')
const stamp = join(dist, '.built')

/**
 * Bundles our own code into dist/: fewer files to find and read each time an assistant starts the server. Does nothing while
 * nothing has changed, and takes old files away only after the new ones stand, since a server may be running from here.
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
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node22.12',
    metafile: true,
    logLevel: 'warning',
  })
  const written = new Set(Object.keys(metafile.outputs).map((file) => basename(file)))
  const old = (await readdir(dist)).filter((file) => file.endsWith('.js') && !written.has(file))
  await Promise.all(old.map((file) => rm(join(dist, file), { force: true })))
  await writeFile(stamp, '')
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

if (import.meta.main) await buildDist()
