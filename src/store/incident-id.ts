/** `INC-7` for 7. */
export function incidentId(number: number): string {
  return `INC-${number}`
}

/** 7 for `INC-7`; null for anything that is not written exactly so. */
export function incidentNumber(id: string): number | null {
  const match = /^INC-([1-9]\d{0,14})$/.exec(id)
  return match === null ? null : Number(match[1])
}
