import { rememberLast } from '../domain/remember-last.ts'
import type { Taking } from '../domain/taking.ts'

/** The part of `Taking` that reads words. */
export type Ground = Pick<Taking, 'instantOf' | 'holdsExcerpt' | 'unsupportedClaims' | 'wordsNotIn' | 'zoneIn'>

/** What drafts are held against words with; loaded when something is first recorded, since the date libraries are heavy. */
export async function loadGround(): Promise<Ground> {
  const [{ instantOf }, { zoneNamed }, { holdsExcerpt, unsupportedClaims, wordsNotIn }] = await Promise.all([
    import('./instant-of.ts'),
    import('./zone-named.ts'),
    import('../domain/claims.ts'),
  ])
  const zoneIn = rememberLast((text) => zoneNamed(text)?.zone ?? null)
  return { instantOf, holdsExcerpt, unsupportedClaims, wordsNotIn, zoneIn }
}
