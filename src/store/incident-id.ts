/** `INC-7` for 7. */
export function incidentId(number: number): string {
  return `INC-${number}`
}

/** 7 for `INC-7`; null for anything that is not written exactly so. */
export function incidentNumber(id: string): number | null {
  const match = /^INC-([1-9]\d{0,14})$/.exec(id)
  return match === null ? null : Number(match[1])
}

/** What is further ahead than this is a mistake, and would leave a hole that never closes. */
const furthestAhead = 1_000_000

/** The number that an incident gets after `last`: the one that its id carries where that is ahead of it, else the next. */
export function nextNumber(id: string, last: number): number {
  const carried = incidentNumber(id)
  return carried !== null && carried > last && carried <= last + furthestAhead ? carried : last + 1
}
