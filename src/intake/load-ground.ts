import { rememberLast } from '../domain/remember-last.ts'
import type { Taking } from '../domain/taking.ts'

/** The part of `Taking` that reads words. */
export type Ground = Pick<
  Taking,
  'instantOf' | 'holdsExcerpt' | 'unsupportedClaims' | 'wordsNotIn' | 'zoneIn' | 'zonesIn' | 'dayIn'
>

/** What drafts are held against words with; loaded when something is first recorded, since the date libraries are heavy. */
export async function loadGround(): Promise<Ground> {
  const [{ instantOf }, { zoneNamed, zonesNamed }, { dayNamed, safeZone, todayIn }, claims] = await Promise.all([
    import('./instant-of.ts'),
    import('./zone-named.ts'),
    import('./day-named.ts'),
    import('../domain/claims.ts'),
  ])
  const { holdsExcerpt, unsupportedClaims, wordsNotIn } = claims
  return {
    instantOf,
    holdsExcerpt,
    unsupportedClaims,
    wordsNotIn,
    zoneIn: rememberLast((text) => zoneNamed(text)?.zone ?? null),
    zonesIn: rememberLast(zonesNamed, 100),
    dayIn: (text, zone, now) =>
      dayNamed(text.slice(0, 4000), todayIn(safeZone(zone), new Date(now)), 'past')?.date ?? null,
  }
}
