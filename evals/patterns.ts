import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { compose } from '../src/compose.ts'
import type { Incident } from '../src/domain/incident.ts'
import { compareLog, findGroups } from '../src/memory/patterns/find-patterns.ts'
import { importFiles } from '../src/operations/import-files.ts'
import { shuffled } from './seeded.ts'

const Labels = z.object({ groups: z.array(z.object({ id: z.string(), members: z.array(z.string()) })) })
type Half = 'developed on' | 'held out'

/** Two incidents by their ids. */
interface Pair {
  readonly a: Incident
  readonly b: Incident
  readonly score: number
  readonly isProposed: boolean
}

interface Options {
  readonly data: string
  readonly json: boolean
  /** Where to write a sheet for somebody who judges pairs without knowing which were proposed; the key goes beside it. */
  readonly sheet?: string | undefined
  readonly seed?: string | undefined
  /** Only pairs of the half that the thresholds were set on. */
  readonly half?: string | undefined
}

/** How the proposed groups of the reports in `data` agree with the labelled ones; precision is a lower bound, since nobody labelled every pair. */
export async function measurePatterns({ data, json, sheet, seed, half }: Options): Promise<void> {
  const incidents = await importReports(data)
  const fileOf = new Map(incidents.map(({ id, imported }) => [id, imported?.file ?? id]))
  const { groups: labelled } = Labels.parse(JSON.parse(readFileSync(join(data, 'labels.json'), 'utf8')))

  const labels = new Map<string, Half>()
  for (const { id, members } of labelled) {
    for (const pair of pairsOf(members)) if (labels.get(pair) !== 'developed on') labels.set(pair, halfOf(id))
  }
  const started = performance.now()
  const { proposed: groups, possible } = findGroups(incidents)
  const seconds = (performance.now() - started) / 1000
  const pairsIn = (all: readonly (readonly string[])[]) =>
    new Set(all.flatMap((group) => pairsOf(group.map((id) => fileOf.get(id) ?? id))))
  const proposed = pairsIn(groups)
  const score = (pairs: ReadonlySet<string>, which?: Half) => {
    const of = (pair: string) => which === undefined || (labels.get(pair) ?? halfOf(pair)) === which
    const ours = [...pairs].filter(of)
    const theirs = [...labels.keys()].filter(of)
    const hits = ours.filter((pair) => labels.has(pair)).length
    const theirGroups = labelled.filter(({ id }) => which === undefined || halfOf(id) === which)
    const found = theirGroups.filter(({ members }) => pairsOf(members).some((pair) => pairs.has(pair))).length
    return {
      proposed: ours.length,
      labelled: theirs.length,
      precisionAtLeast: rounded(hits / ours.length),
      pairRecall: rounded(hits / theirs.length),
      groupRecall: rounded(found / theirGroups.length),
    }
  }
  const result = {
    incidents: incidents.length,
    groups: groups.length,
    largest: Math.max(0, ...groups.map((group) => group.length)),
    seconds: rounded(seconds),
    all: score(proposed),
    developedOn: score(proposed, 'developed on'),
    heldOut: score(proposed, 'held out'),
    withPossible: score(new Set([...proposed, ...pairsIn(possible)])),
    shortLogs: shortLogs.map((size) =>
      measureShortLogs(size, incidents, (a, b) => labels.has(pairOf(fileOf.get(a) ?? a, fileOf.get(b) ?? b))),
    ),
  }
  console.log(json ? JSON.stringify(result) : tell(result))
  if (sheet !== undefined) {
    const wanted = half === 'develop' ? ('developed on' as const) : undefined
    const isWanted = (pair: string) => wanted === undefined || (labels.get(pair) ?? halfOf(pair)) === wanted
    writeSheet(sheet, Number(seed ?? 1), incidents, groups, (a, b) =>
      isWanted(pairOf(fileOf.get(a) ?? a, fileOf.get(b) ?? b)),
    )
  }
}

/** Most teams begin with few reports. */
const shortLogs = [5, 10, 20, 40]
const draws = 60

/** What is proposed in logs of `size` reports drawn at random: `wrong` counts the pairs a log that nobody labelled. */
function measureShortLogs(size: number, incidents: readonly Incident[], isLabelled: (a: string, b: string) => boolean) {
  let [proposed, hits, labelled] = [0, 0, 0]
  for (let draw = 0; draw < draws; draw += 1) {
    const log = shuffled(incidents, 1000 * size + draw).slice(0, size)
    const count = (all: readonly (readonly string[])[]) =>
      all.flatMap((ids) => ids.flatMap((a, at) => ids.slice(at + 1).map((b) => isLabelled(a, b))))
    const found = count(findGroups(log).proposed)
    proposed += found.length
    hits += found.filter(Boolean).length
    labelled += count([log.map(({ id }) => id)]).filter(Boolean).length
  }
  return {
    size,
    proposed: rounded(proposed / draws),
    wrong: rounded((proposed - hits) / draws),
    labelled: rounded(labelled / draws),
    found: rounded(hits / labelled),
  }
}

/** Through the product's own importer and store; what lies in no folder is no report. */
async function importReports(data: string): Promise<Incident[]> {
  const folder = await mkdtemp(join(tmpdir(), 'eval-patterns-'))
  const facilitator = await compose({ db: join(folder, 'reports.db'), via: 'eval' })
  try {
    const request = { places: [resolve(data)], dryRun: false, role: 'eval', within: null }
    const { failed } = await importFiles(request, facilitator.deps)
    for (const { file, reason } of failed) console.error(`${file} ${reason}`)
    return (await facilitator.deps.store.list()).filter(({ imported }) => imported?.file.includes('/'))
  } finally {
    await facilitator.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** 60 pairs drawn from the proposed, 15 from all others, 15 from the others that came nearest. */
function writeSheet(
  file: string,
  seed: number,
  incidents: readonly Incident[],
  groups: readonly (readonly string[])[],
  isWanted: (a: string, b: string) => boolean,
): void {
  const groupOf = new Map(groups.flatMap((group, at) => group.map((id) => [id, at] as const)))
  const { sorted, scoreOf } = compareLog(incidents)
  const pairs: Pair[] = sorted.flatMap((a, i) =>
    sorted.slice(i + 1).flatMap((b, j) => {
      if (!isWanted(a.id, b.id)) return []
      const isProposed = groupOf.has(a.id) && groupOf.get(a.id) === groupOf.get(b.id)
      return [{ a, b, score: scoreOf(i, i + 1 + j), isProposed }]
    }),
  )
  const others = pairs.filter(({ isProposed }) => !isProposed)
  const near = [...others].sort((x, y) => y.score - x.score).slice(0, 150)
  const nearPairs = shuffled(near, seed + 2).slice(0, 15)
  const drawn = [
    ...shuffled(
      pairs.filter(({ isProposed }) => isProposed),
      seed,
    ).slice(0, 60),
    ...shuffled(
      others.filter((pair) => !near.includes(pair)),
      seed + 1,
    ).slice(0, 15),
    ...nearPairs,
  ]
  const order = shuffled(drawn, seed + 3)
  const head =
    '# Do these belong together?\n\nFor each pair: did the same failure mode come back (yes), or not (no)? The same product alone is not enough; two records of one event count as yes.\n'
  const text = order.map(({ a, b }, at) => `## Pair ${at + 1}\n\n${tellIncident('A', a)}\n\n${tellIncident('B', b)}\n`)
  writeFileSync(file, [head, ...text].join('\n'))
  const key = order.map((pair, at) => ({
    pair: at + 1,
    kind: pair.isProposed ? 'proposed' : nearPairs.includes(pair) ? 'near miss' : 'random',
    a: pair.a.imported?.file,
    b: pair.b.imported?.file,
  }))
  writeFileSync(join(file, '..', 'key.json'), `${JSON.stringify(key, null, 1)}\n`)
}

function tellIncident(name: string, { title, imported, sources }: Incident): string {
  const body = (sources[0]?.text ?? '')
    .replace(/^---\r?\n[\s\S]*?\r?\n---\r?\n/, '')
    .replace(/^\s*#+ .*\n/, '')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const words = body.split(' ')
  const cause = /\b(?:root cause|cause|why)\b/i.exec(body.slice(600))
  const opening = words.slice(0, cause ? 80 : 120).join(' ')
  const later = cause
    ? body
        .slice(600 + cause.index)
        .split(' ')
        .slice(0, 45)
        .join(' ')
    : ''
  return `**${name}. ${title}** (${imported?.day})\n\n${opening}${words.length > 120 ? ' …' : ''}${later ? ` ${later} …` : ''}`
}

function tell({
  incidents,
  groups,
  largest,
  seconds,
  shortLogs: short,
  ...scores
}: Record<string, unknown> & {
  all: object
  developedOn: object
  heldOut: object
  withPossible: object
  shortLogs: readonly object[]
}): string {
  const row = (name: string, score: object) =>
    `${name.padEnd(14)}${Object.entries(score)
      .map(([key, value]) => `${key} ${value}`)
      .join(', ')}`
  return [
    `${incidents} incidents, ${groups} proposed groups, the largest of ${largest}, in ${seconds} s. Precision is a lower bound: not every pair is labelled.`,
    row('all', scores.all),
    row('developed on', scores.developedOn),
    row('held out', scores.heldOut),
    row('with possible', scores.withPossible),
    'A log of reports drawn at random, on average:',
    ...short.map((one) => row('', one)),
  ].join('\n')
}

function pairsOf(members: readonly string[]): string[] {
  // Labels name files; what two incidents of one file have to do with each other they cannot say.
  return members.flatMap((a, at) => members.slice(at + 1).flatMap((b) => (a === b ? [] : [pairOf(a, b)])))
}

function pairOf(a: string, b: string): string {
  return [a, b].sort().join('|')
}

function halfOf(name: string): Half {
  return Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 6), 16) % 2 === 0
    ? 'developed on'
    : 'held out'
}

function rounded(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1000) / 1000 : 0
}
