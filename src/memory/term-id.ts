const conceptBit = 0x8000_0000

/** The number that stands for a word in indexes, from its stem: 1 to 2^31-1. Two words share one by chance once in a billion. */
export function wordId(stem: string): number {
  return (hashText(stem) & 0x7fff_ffff) >>> 0 || 1
}

/** The number that stands for a group of the thesaurus: above 2^31. */
export function conceptId(name: string): number {
  return (hashText(name) | conceptBit) >>> 0
}

export function isConcept(id: number): boolean {
  return id >= conceptBit
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
export function hashText(text: string): number {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return hash >>> 0
}
