import { type Incident, itemsOf, type Likeness, type Link } from './incident.ts'

/** A judgement with the incident that keeps it. */
export interface KeptLink extends Link {
  readonly from: string
}

/** How one incident stands to another by the latest judgement on the two, from whichever side it was made. */
export interface Standing {
  readonly other: string
  readonly likeness: Likeness
  readonly reason: string
  readonly role: string
  /** UTC instant. */
  readonly at: string
}

/** The latest judgement on each pair that the incident is part of, newest first. */
export function standingsOf(id: string, kept: readonly KeptLink[]): Standing[] {
  const latest = new Map<string, Standing>()
  for (const { from, to, likeness, reason, role, at } of kept) {
    if ((from !== id && to !== id) || from === to) continue
    const other = from === id ? to : from
    const known = latest.get(other)
    if (known === undefined || known.at <= at) latest.set(other, { other, likeness, reason, role, at })
  }
  return [...latest.values()].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/**
 * Ids of the other incidents with the same mechanism: confirmed with this one, or with one that is. Whatever was judged to be
 * something else than this one is left out, with what only it leads to.
 */
export function repeatsOf(id: string, kept: readonly KeptLink[]): string[] {
  const apart = new Set(lookAlikes(id, kept))
  const found = new Set([id])
  for (const at of found) {
    for (const { other, likeness } of standingsOf(at, kept)) {
      if (likeness === 'same mechanism' && !apart.has(other)) found.add(other)
    }
  }
  found.delete(id)
  return [...found]
}

/** Sources that hold reasons of judgements and nothing else. They tell of another incident, so this one is not found by them. */
export function judgingSources(incident: Incident): Set<string> {
  const quoted = new Set(itemsOf(incident).flatMap(({ evidence }) => evidence.map(({ source }) => source)))
  return new Set(incident.links.flatMap(({ source }) => (source === undefined || quoted.has(source) ? [] : source)))
}

function lookAlikes(id: string, kept: readonly KeptLink[]): string[] {
  return standingsOf(id, kept)
    .filter(({ likeness }) => likeness !== 'same mechanism')
    .map(({ other }) => other)
}
