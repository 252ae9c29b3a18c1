import { buildDist } from '../scripts/build.ts'

/** Vitest's global set-up: child-process tests run the built entry. */
export default async function build(): Promise<void> {
  await buildDist().catch((error: unknown) => process.stderr.write(`build failed: ${String(error).slice(0, 300)}\n`))
}
