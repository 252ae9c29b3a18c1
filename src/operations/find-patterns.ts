import { z } from 'zod'
import type { CorrectiveAction, Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { groupings, type Pattern, type PatternLog } from '../memory/patterns/pattern.ts'
import { type Deps, defineOperation } from './operation.ts'

const input = z.strictObject({
  by: z.enum(groupings).optional().describe('Default failure (symptom and cause)'),
  since: z.iso.date().optional().describe('First day'),
  until: z.iso.date().optional().describe('Last day'),
  area: z.string().max(80).optional().describe('Product area'),
  limit: z.number().int().min(1).max(50).optional().describe('Default 10'),
})

const Quote = z.object({ incident: z.string(), words: z.string() })
const Dated = Quote.extend({ day: z.string() })
const Counts = z.object({
  total: z.number(),
  week: z.number(),
  month: z.number(),
  since_fix: z.number().nullable(),
  busiest_month: z.number(),
})
const Member = z.object({
  incident: z.string(),
  day: z.string(),
  title: z.string(),
  severity: z.string().nullable(),
})

const ShownPattern = z.object({
  id: z.string(),
  by: z.enum(groupings),
  status: z.enum(['proposed', 'partly confirmed', 'confirmed']),
  problem: z.string(),
  incidents: z.array(Member),
  because: z.array(z.string()),
  kept_apart: z.array(
    z.object({
      incident: z.string(),
      title: z.string(),
      pattern: z.string().nullable(),
      because: z.string(),
      judged: z.boolean(),
    }),
  ),
  counts: Counts,
  product_problem: z.boolean(),
  weight: z.number(),
  surfaces: z.array(z.string()),
  support_view: z.array(Quote),
  ops_view: z.array(Quote),
  cost: z.object({
    hours: z.number().nullable(),
    tickets: z.number().nullable(),
    money: z.record(z.string(), z.number()).nullable(),
    from: z.array(Quote),
  }),
  last_fix: Dated.nullable(),
  came_back: z.boolean().nullable(),
  smallest_change: Quote.extend({ action: z.string(), status: z.string() }).nullable(),
})
export type ShownPattern = z.infer<typeof ShownPattern>

const output = z.object({
  incidents: z.number(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  by: z.enum(groupings),
  patterns: z.array(ShownPattern),
  total: z.number(),
  possible: z.array(
    z.object({ incidents: z.array(Member), patterns: z.array(z.string()), because: z.array(z.string()) }),
  ),
  possible_total: z.number(),
  named: z.array(
    z.object({
      name: z.string(),
      about: z.string(),
      advice: z.string(),
      incidents: z.array(Dated),
      counts: Counts,
      notes: z.array(z.string()),
    }),
  ),
  weeks: z.array(z.object({ from: z.string(), incidents: z.number(), shares: z.record(z.string(), z.number()) })),
  warning_signs: z.array(z.object({ sign: z.string(), meaning: z.string(), incidents: z.array(Quote) })),
  not_repeated: Member.extend({ weight: z.number() }).nullable(),
  next: z.string(),
})
export type FoundPatterns = z.infer<typeof output>

export const findPatterns = defineOperation({
  name: 'find_patterns',
  title: 'Find patterns',
  description:
    'What keeps coming back over all incidents: groups of the same failure with counts, cost, last fix and what was kept apart; surfaces, assumptions, runaway cost and detection that call for more than a repair; warning signs. Groups are proposals until somebody judges them.',
  effect: 'reads',
  input,
  output,
  async run({ by = 'failure', since, until, area, limit = 10 }, deps) {
    // Reading a whole log takes modules that a server which only starts need not load.
    const [{ findPatterns: find }, context, incidents] = await Promise.all([
      import('../memory/patterns/find-patterns.ts'),
      deps.context(),
      deps.store.list(),
    ])
    const done = await daysDone(incidents, deps)
    const today = deps.now().toISOString().slice(0, 10)
    const doneOn = (incident: Incident, action: CorrectiveAction) =>
      action.doneOn ?? done.get(`${incident.id} ${action.id}`) ?? null
    const log = find(incidents, context, { by, since, until, area, limit, today, doneOn })
    return { by, ...toOutput(log) }
  },
  present(result) {
    return presentPatterns(result)
  },
})

/** The day on which an action became done by the history, where the record does not say; an import only copied that it was. */
async function daysDone(incidents: readonly Incident[], { store }: Deps): Promise<Map<string, string>> {
  const days = new Map<string, string>()
  for (const incident of incidents) {
    if (incident.imported) continue
    const silent = incident.actions.filter(({ status, doneOn }) => status === 'done' && doneOn === undefined)
    if (silent.length === 0) continue
    for (const change of await store.history(incident.id)) {
      const action = silent.find(({ id }) => id === change.item)
      if (action) days.set(`${incident.id} ${action.id}`, change.at.slice(0, 10))
    }
  }
  return days
}

function toOutput(log: PatternLog): Omit<FoundPatterns, 'by'> {
  return {
    incidents: log.incidents,
    from: log.from,
    to: log.to,
    patterns: log.patterns.map(toShown),
    total: log.total,
    possible: log.possible.map(({ members, patterns, because }) => ({
      incidents: [...members],
      patterns: [...patterns],
      because: [...because],
    })),
    possible_total: log.possibleTotal,
    named: log.named.map(({ counts, notes, incidents, ...named }) => ({
      ...named,
      notes: [...notes],
      incidents: [...incidents],
      counts: toCounts(counts),
    })),
    weeks: log.weeks.map((week) => ({ ...week, shares: { ...week.shares } })),
    warning_signs: log.warnings.map((warning) => ({ ...warning, incidents: [...warning.incidents] })),
    not_repeated: log.unrepeated ? { ...log.unrepeated, weight: log.unrepeated.pain } : null,
    next: adviseNext(log),
  }
}

function toShown(pattern: Pattern): ShownPattern {
  return {
    id: pattern.id,
    by: pattern.by,
    status: pattern.status,
    problem: pattern.problem,
    incidents: [...pattern.members],
    because: [...pattern.because],
    kept_apart: pattern.apart.map(({ isJudged, ...apart }) => ({ ...apart, judged: isJudged })),
    counts: toCounts(pattern.counts),
    product_problem: pattern.isProductProblem,
    weight: pattern.pain,
    surfaces: [...pattern.surfaces],
    support_view: [...pattern.support],
    ops_view: [...pattern.ops],
    cost: { ...pattern.cost, money: pattern.cost.money && { ...pattern.cost.money }, from: [...pattern.cost.from] },
    last_fix: pattern.fix,
    came_back: pattern.counts.sinceFix === null ? null : pattern.counts.sinceFix > 0,
    smallest_change: pattern.change,
  }
}

function toCounts({ total, week, month, sinceFix, busiestMonth }: Pattern['counts']): z.infer<typeof Counts> {
  return { total, week, month, since_fix: sinceFix, busiest_month: busiestMonth }
}

function adviseNext({ patterns, possible }: PatternLog): string {
  const open = patterns.find(({ status, by }) => status !== 'confirmed' && by !== 'surface') ?? possible[0]
  if (!open) return 'Take the heaviest pattern into the next review: one action, one owner.'
  const [first, second] = open.members
  return `Read the incidents of each proposed or possible group with show_incident, judge each pair (same mechanism, same surface only, unrelated), and record it: record_answers for ${second?.incident ?? 'the later incident'}, said_by assistant, said your reason, with an item {type: match, to: ${first?.incident ?? 'the earlier one'}, likeness, text: the reason}. What people or you judged wins over the words from then on.`
}

function presentPatterns(result: FoundPatterns): string {
  if (result.incidents === 0) return 'No incident is on record for this. Import past ones, or start a post-mortem.'
  const shown = result.patterns.length
  const head = `${result.incidents} incidents, ${result.from} to ${result.to}. ${result.total === 0 ? 'Nothing repeats, as far as the words tell.' : `${result.total} ${result.total === 1 ? 'group repeats' : 'groups repeat'}${result.by === 'failure' ? '' : ` by ${result.by}`}${shown < result.total ? `; the ${shown} heaviest` : ''}:`}`
  const alone = result.not_repeated
    ? `Not repeated, to compare: ${result.not_repeated.incident}, ${result.not_repeated.severity ?? 'S?'}, ${result.not_repeated.day}, weight ${result.not_repeated.weight}: ${result.not_repeated.title}`
    : ''
  return [
    head,
    ...result.patterns.map(presentPattern),
    presentPossible(result),
    alone,
    presentNamed(result),
    presentWeeks(result),
    presentWarnings(result),
    result.next,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** Incidents named one by one at most, and surfaces. */
const mostNamed = 12
const mostSurfaces = 4

function presentPattern(pattern: ShownPattern, index: number): string {
  const { counts } = pattern
  const sinceFix = pattern.last_fix
    ? `; ${counts.since_fix === 0 ? 'none' : counts.since_fix} since the last fix on ${pattern.last_fix.day} ("${pattern.last_fix.words}", ${pattern.last_fix.incident})${pattern.came_back ? ': it came back' : ''}`
    : '; no fix with a day is on record'
  const rest = pattern.incidents.length - mostNamed
  return [
    `## ${index + 1}. ${pattern.problem}`,
    `${pattern.id}, ${pattern.status}, weight ${pattern.weight}. ${counts.total} in all, ${counts.month} in the last 30 days, ${counts.week} in the last 7${sinceFix}.${pattern.product_problem ? ' A problem of the product: three or more in a month.' : ''}`,
    pattern.incidents
      .slice(-mostNamed)
      .map((one) => `- ${one.day} ${one.incident} ${one.severity ?? 'S?'}: ${one.title}`)
      .join('\n') + (rest > 0 ? `\n- and ${rest} earlier` : ''),
    pattern.because.join(' '),
    pattern.kept_apart.length > 0
      ? `Kept apart:\n${pattern.kept_apart.map((one) => `- ${one.incident}${one.pattern ? ` (${one.pattern})` : ''}, ${one.title}: ${one.judged ? 'judged by ' : ''}${one.because}`).join('\n')}`
      : '',
    presentViews(pattern),
    pattern.smallest_change
      ? `Smallest change on record: "${pattern.smallest_change.words}" (${pattern.smallest_change.incident} ${pattern.smallest_change.action}, ${pattern.smallest_change.status})`
      : 'Smallest change: not recorded.',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Possible groups shown to a reader at most. */
const mostPossible = 5

function presentPossible({ possible, possible_total: total }: FoundPatterns): string {
  if (total === 0) return ''
  const shown = possible.slice(0, mostPossible)
  const groups = shown.map(({ incidents, patterns, because }) => {
    const joined = patterns.length > 0 ? ` (with ${patterns.join(', ')})` : ''
    const lines = incidents.slice(-mostNamed).map((one) => `  ${one.day} ${one.incident}: ${one.title}`)
    return `- ${because.join(' ')}${joined}\n${lines.join('\n')}`
  })
  const left = total > shown.length ? `\n- and ${total - shown.length} more` : ''
  return `## Perhaps the same: read side by side, and judge\n\nThe words agree too little to propose these; they count nowhere above.\n${groups.join('\n')}${left}`
}

function presentViews({ support_view, ops_view, cost }: ShownPattern): string {
  const quotes = (all: readonly z.infer<typeof Quote>[]) =>
    all.length > 0 ? all.map(({ words, incident }) => `"${words}" (${incident})`).join('; ') : 'not recorded'
  const money = cost.money
    ? Object.entries(cost.money)
        .map(([currency, sum]) => `${sum.toLocaleString('en')} ${currency}`)
        .join(' and ')
    : 'money not recorded'
  const hours = cost.hours === null ? 'hours not recorded' : `${cost.hours} hours by hand`
  const tickets = cost.tickets === null ? 'tickets not recorded' : `${cost.tickets} tickets or calls`
  return `Support: ${quotes(support_view)}\nOps: ${quotes(ops_view)}\nCost as far as recorded: ${hours}, ${tickets}, ${money}.`
}

function presentNamed({ named }: FoundPatterns): string {
  if (named.length === 0) return ''
  const surfaces = named.filter(({ name }) => name === 'same surface again')
  const left = surfaces.slice(mostSurfaces)
  const lines = named
    .filter((one) => !left.includes(one))
    .map(({ name, about, advice, incidents, counts, notes }) => {
      const title = `- ${name}${about ? `: ${about}` : ''} (${counts.total} in all, ${counts.month} in the last 30 days)`
      const ids = incidents.slice(-8).map(({ incident, day }) => `${incident} ${day}`)
      const earlier = incidents.length > 8 ? `, and ${incidents.length - 8} earlier` : ''
      return `${title}. ${advice}${notes.map((note) => ` ${note}`).join('')}\n  ${ids.join(', ')}${earlier}`
    })
  if (left.length > 0) lines.push(`- and ${left.length} more surfaces, with fewer`)
  return `## What calls for more than a repair\n\n${lines.join('\n')}`
}

function presentWeeks({ weeks }: FoundPatterns): string {
  if (weeks.every(({ incidents }) => incidents === 0)) return ''
  const names = Object.keys(weeks[0]?.shares ?? {})
  const rows = weeks.map(
    ({ from, incidents, shares }) =>
      `| ${from} | ${incidents} | ${names.map((name) => (incidents === 0 ? '' : `${shares[name] ?? 0} (${Math.round((100 * (shares[name] ?? 0)) / incidents)} %)`)).join(' | ')} |`,
  )
  return `## By week\n\n| Week from | Incidents | ${names.join(' | ')} |\n|---|---|${names.map(() => '---|').join('')}\n${rows.join('\n')}`
}

function presentWarnings({ warning_signs }: FoundPatterns): string {
  if (warning_signs.length === 0) return ''
  const lines = warning_signs.map(({ sign, meaning, incidents }) => {
    const some = incidents
      .slice(0, 5)
      .map(({ incident, words }) => `${incident} ("${readableLine(words).slice(0, 80)}")`)
    const more = incidents.length > some.length ? `, and ${incidents.length - some.length} more` : ''
    return `- ${sign} (${incidents.length}): ${meaning} ${some.join(', ')}${more}`
  })
  return `## Warning signs\n\n${lines.join('\n')}`
}
