import { type AnyItem, type Incident, itemsOf } from '../../domain/incident.ts'
import { documentRole } from './record-past.ts'

/** An imported record after its document has changed, and what is different, each as one line. */
export interface UpdatedRecord {
  readonly incident: Incident
  readonly added: number
  readonly removed: number
  /** Items that people added, edited or confirmed since the import. */
  readonly kept: number
}

/**
 * The record with what its document says now. Items that came from the document and that nobody has touched since follow it:
 * they stay, under their ids, where it still says the same, and go where it does not. Whatever a person added, edited or
 * confirmed stays as it is, and so do links, decisions on the severity and everything else that was recorded by people.
 */
export function updateRecord(before: Incident, read: Incident): UpdatedRecord {
  const old = before.imported
  const fresh = read.imported
  const source = read.sources[0]
  if (old === undefined || fresh === undefined || source === undefined)
    return { incident: before, added: 0, removed: 0, kept: 0 }
  const needed = new Set([
    ...before.whys.flatMap((why) => why.parent ?? []),
    ...before.actions.flatMap((action) => action.answers ?? []),
  ])
  const isOurs = (item: AnyItem) =>
    item.revision === 1 &&
    item.confirmedBy === undefined &&
    item.evidence.every((evidence) => evidence.source === old.source) &&
    !isNeeded(item)
  // A link that somebody else's link or action rests on is theirs too.
  function isNeeded(item: AnyItem): boolean {
    if (!needed.has(item.id)) return false
    const all = [...before.whys, ...before.actions]
    return all.some(
      (other) =>
        ('parent' in other ? other.parent : other.answers) === item.id &&
        !(other.revision === 1 && other.evidence.every((evidence) => evidence.source === old?.source)),
    )
  }
  let sequence = before.sequence + 1
  const added = { ...source, id: `said-${sequence}` }
  const ours = itemsOf(before).filter(isOurs)
  const kept = itemsOf(before).filter((item) => !isOurs(item))
  const free = [...ours]
  const ids = new Map<string, string>()
  let count = 0
  for (const item of itemsOf(read)) {
    const at = free.findIndex((other) => isSame(other, item))
    const same = at < 0 ? undefined : free.splice(at, 1)[0]
    if (same === undefined) {
      // What a person has corrected is not read a second time from the words that they corrected.
      if (kept.some((other) => quotesSame(other, item, old.source))) continue
      sequence += 1
      count += 1
    }
    ids.set(item.id, same?.id ?? `${item.id.slice(0, item.id.lastIndexOf('-'))}-${sequence}`)
  }
  const merge = <T extends AnyItem>(theirs: readonly T[], news: readonly T[]): T[] => [
    ...news.flatMap((item) => {
      const id = ids.get(item.id)
      return id === undefined
        ? []
        : [{ ...item, id, evidence: item.evidence.map((one) => ({ ...one, source: added.id })) }]
    }),
    ...theirs.filter((item) => !isOurs(item)),
  ]
  const whys = merge(before.whys, read.whys).map((why) => ({
    ...why,
    parent: why.parent === null ? null : (ids.get(why.parent) ?? why.parent),
  }))
  const known = new Set(whys.map((why) => why.id))
  const stillQuoted = kept.some((item) => item.evidence.some((evidence) => evidence.source === old.source))
  const { severityOverruled, ...rest } = before
  const overruled =
    severityOverruled !== undefined && severityOverruled.source !== old.source
      ? severityOverruled
      : read.severityOverruled && { ...read.severityOverruled, source: added.id }
  const incident: Incident = {
    ...rest,
    title: read.title,
    ...(overruled ? { severityOverruled: overruled } : {}),
    sources: [
      ...before.sources.map((one) =>
        one.id === old.source && one.role === documentRole && !stillQuoted ? { ...one, retracted: true } : one,
      ),
      added,
    ],
    answers: merge(before.answers, read.answers),
    timeline: merge(before.timeline, read.timeline),
    whys: whys.map((why) => (why.parent !== null && !known.has(why.parent) ? { ...why, parent: null } : why)),
    factors: merge(before.factors, read.factors),
    actions: merge(before.actions, read.actions),
    lessons: merge(before.lessons, read.lessons),
    decisions: merge(before.decisions, read.decisions),
    imported: { ...fresh, source: added.id },
    sequence,
  }
  return { incident, added: count, removed: free.length, kept: kept.length }
}

/** The same in all but its number and the words it is quoted with. */
function isSame(one: AnyItem, other: AnyItem): boolean {
  const bare = (item: AnyItem) => JSON.stringify({ ...item, id: '', evidence: [], parent: null })
  return one.id.split('-')[0] === other.id.split('-')[0] && bare(one) === bare(other)
}

function quotesSame(kept: AnyItem, item: AnyItem, source: string): boolean {
  const words = item.evidence[0]?.excerpt.replace(/\s+/g, ' ').trim()
  return (
    kept.id.split('-')[0] === item.id.split('-')[0] &&
    kept.evidence.some((one) => one.source === source && one.excerpt.replace(/\s+/g, ' ').trim() === words)
  )
}
