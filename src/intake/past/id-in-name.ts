/** Notion ends the names of exported files with the id of the page, 32 hexadecimal digits. */
export function nameWithoutId(name: string): string {
  return name.replace(/[ _-]?[0-9a-f]{32}$/i, '')
}

/** The id itself; null where the name has none. */
export function idInName(name: string): string | null {
  return /[ _-]?([0-9a-f]{32})(?:_all)?(?:\.\w+)?$/i.exec(name)?.[1]?.toLowerCase() ?? null
}
