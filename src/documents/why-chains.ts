import type { Incident, Why, WhyTrack } from '../domain/incident.ts'

/** One link in reading order: every branch runs to its end before the next begins. */
export interface ChainLink {
  readonly why: Why
  /** H3, or H3a and H3b where the chain has branched; N for noticed, E for ended. */
  readonly label: string
  /** The link that it explains; null for a first link, which explains the symptom. */
  readonly explains: Why | null
}

const letters: Readonly<Record<WhyTrack, string>> = { happened: 'H', noticed: 'N', ended: 'E' }

/** The links of one track. A link whose parent is gone counts as a first link; none is left out, none comes twice. */
export function chainOf(incident: Incident, track: WhyTrack): ChainLink[] {
  const links = incident.whys.filter((why) => why.track === track)
  const ids = new Set(links.map((why) => why.id))
  const placed = new Set<string>()
  const chain: ChainLink[] = []
  const place = (siblings: readonly Why[], explains: Why | null, depth: number, branch: string) => {
    const fresh = siblings.filter((why) => !placed.has(why.id))
    fresh.forEach((why, at) => {
      if (placed.has(why.id)) return
      placed.add(why.id)
      const own = fresh.length > 1 ? `${branch}${branchLetter(at)}` : branch
      chain.push({ why, explains, label: `${letters[track]}${depth}${own}` })
      place(
        links.filter((other) => other.parent === why.id),
        why,
        depth + 1,
        own,
      )
    })
  }
  place(
    links.filter((why) => why.parent === null || !ids.has(why.parent)),
    null,
    1,
    '',
  )
  for (const why of links) place([why], null, 1, '')
  return chain
}

function branchLetter(at: number): string {
  return at < 26 ? String.fromCharCode(97 + at) : `z${at}`
}
