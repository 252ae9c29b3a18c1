/** The mechanisms that a text tells of, by name; what was done about it is left out. */
export interface Mechanisms {
  readonly anywhere: ReadonlySet<string>
  /** In its title, its opening, or where it gives the cause. */
  readonly atFront: ReadonlySet<string>
}

/** Whether two texts tell of the same mechanism, both at the front; of none in common; or too little to say. */
export type Agreement = 'the same' | 'others' | 'unsaid'

export function compareMechanisms(a: Mechanisms | undefined, b: Mechanisms | undefined): Agreement {
  if (!a || !b || a.anywhere.size === 0 || b.anywhere.size === 0) return 'unsaid'
  if (haveCommon(a.atFront, b.atFront)) return 'the same'
  return haveCommon(a.anywhere, b.anywhere) ? 'unsaid' : 'others'
}

function haveCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true
  return false
}
