import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildDist } from '../scripts/build.ts'
import { loadReviewer } from '../src/review/document/review-document.ts'
import { runAlex } from './beside-alex.ts'
import { timeChallenges } from './challenge.ts'
import { median } from './median.ts'

const top = fileURLToPath(new URL('..', import.meta.url))
const limits = { documents_per_second: 40, cold_ms: 600, challenge_ms: 20 }

/**
 * Reviewing all Markdown below `--data DIR`: documents a second on one core after loading, and `postmortem review FILE` from spawn
 * to exit; and `challenge_five_whys` warm. With `--beside alex` also what alex does with the same files, in the same run. Prints;
 * with `--json` as data. `--runs N`, default 5.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: join(top, 'examples') },
      runs: { type: 'string', default: '5' },
      json: { type: 'boolean', default: false },
      beside: { type: 'string' },
    },
  })
  if (values.beside !== undefined && values.beside !== 'alex') {
    process.stderr.write(`Nothing called "${values.beside}" can run beside. Try: --beside alex\n`)
    process.exitCode = 2
    return
  }
  const runs = Number(values.runs)
  const files = readdirSync(values.data, { recursive: true, encoding: 'utf8' })
    .map((file) => join(values.data, file))
    .filter((file) => file.endsWith('.md') && statSync(file).isFile())
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const loading = performance.now()
  const review = await loadReviewer()
  const loaded = performance.now() - loading
  const rates: number[] = []
  const weights: number[] = []
  for (let turn = 0; turn < runs; turn++) {
    const before = performance.now()
    const reviews = texts.map((text) => review(text))
    rates.push((texts.length / (performance.now() - before)) * 1000)
    if (turn === 0)
      weights.push(...reviews.map(({ findings, words }) => (words > 0 ? (findings.length / words) * 1000 : 0)))
  }
  await buildDist()
  const middle = [...files].sort((a, b) => statSync(a).size - statSync(b).size)[Math.floor(files.length / 2)]
  const colds: number[] = []
  for (let turn = 0; turn < runs && middle; turn++) {
    const before = performance.now()
    const { status } = spawnSync(process.execPath, [
      join(top, 'dist', 'main.js'),
      'review',
      middle,
      '--fail-on',
      'never',
    ])
    if (status === 0) colds.push(performance.now() - before)
  }
  const challenge = await timeChallenges()
  const left = 'left out; --beside alex installs it into a temporary folder, from the npm registry'
  const beside = values.beside && middle ? await runAlex(texts, middle, runs) : left
  const result = {
    node: process.version,
    documents: texts.length,
    load_ms: loaded,
    first_turn_documents_per_second: rates[0] ?? 0,
    documents_per_second: median(rates),
    cold_ms: colds.length > 0 ? median(colds) : null,
    findings_per_1000_words: median(weights),
    challenge,
    beside,
    limits,
  }
  if (values.json) {
    process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
    return
  }
  const cold = result.cold_ms === null ? 'not measured: the command did not run' : `${result.cold_ms.toFixed(0)} ms`
  process.stdout.write(
    `${[
      `Reviewing ${result.documents} documents, Node ${result.node}, median of ${runs}`,
      `loading the parser        ${result.load_ms.toFixed(0)} ms`,
      `documents a second        ${result.documents_per_second.toFixed(0)}, first turn ${result.first_turn_documents_per_second.toFixed(0)} (limit ${limits.documents_per_second})`,
      `review FILE, cold         ${cold} (limit ${limits.cold_ms} ms)`,
      `findings per 1,000 words  ${result.findings_per_1000_words.toFixed(1)}, median document`,
      `challenge_five_whys       ${challenge.warm_ms.toFixed(1)} ms warm, slowest ${challenge.slowest_ms.toFixed(1)}, first ${challenge.first_ms.toFixed(0)} (limit ${limits.challenge_ms} ms)`,
      typeof beside === 'string'
        ? `alex                      ${beside}`
        : `${beside.name.padEnd(26)}${beside.documents_per_second.toFixed(0)} documents a second, one file cold ${beside.cold_ms.toFixed(0)} ms, ${beside.messages} messages`,
    ].join('\n')}\n`,
  )
}
