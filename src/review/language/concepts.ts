import { stemOf } from './word-forms.ts'

// Words that mean the same when people tell a symptom again. One line, one concept; the first word names it.
const groups = `
late delay delayed slow slowly slowness slower long longer lag lagging latency overdue behind queued backlog hung waiting wait tardy postponed
down fail failed failing failure failures break broke broken crash crashed outage unavailable unavailability error errors erroring unreachable inaccessible offline downtime dead unresponsive unusable disrupted disruption malfunction malfunctioned died
lost lose loss missing disappear disappeared vanish vanished gone delete deleted deletion remove removed removal erase erased wipe wiped dropped
twice double doubled duplicate duplicated duplicates duplication repeated again
get receive received receiving arrive arrived reach reached deliver delivered delivery deliveries send sent sending dispatch dispatched mailed
show showed shown display displayed see saw seen appear appeared visible list listed present presented
user users customer customers shopper shoppers people client clients person visitor visitors subscriber subscribers tenant tenants member members patient patients guest guests passenger passengers
wrong incorrect false incorrectly wrongly inaccurate bad mistaken mismatch mismatched invalid off
empty blank nothing zero none void null
charge charged bill billed billing invoice invoiced payment payments paid pay paying debit debited card cards
block blocked reject rejected declined decline refuse refused deny denied rejection
work works worked working function functioned functioning
open access accessed login log sign signed logon log-in signin
stop stopped stuck freeze froze hang halt halted stalled
show price priced pricing cost
mail mails email emails e-mail message messages notification notifications
site website page pages shop store webshop
order orders purchase purchases booking bookings
many lots several numerous number
time times period duration hour hours minute minutes day days week weeks night morning
leak leaked expose exposed exposure disclosed
expire expired expires expiry lapse lapsed validity valid renew renewed renewal ended
full filled space capacity room exhausted
connect connected connection connections disconnect disconnected dropped
grow grew grown growth bigger larger increased increase rise rose
change changed changes changing different
mix mixed confused swapped exchanged interchanged
start started starting begin began restart restarted restarting boot launch launched
handle handled handling process processed processing execute executed treat treated
shut closed close closing
choose chose chosen pick picked select selected
answer answered reply replied respond responded response quote quoted say said tell told
ask asked question questioned request requested query queried enquiry
old stale outdated obsolete
keep kept stay stayed remain remained retain retained
make made build built create created produce produced generate generated
picture photo image
machine server host node box
book booked reserve reserved reservation
finish finished complete completed
save saved store stored
update updated refresh refreshed
join joined merge merged combine combined
use used using
`

const conceptByStem = new Map<string, string>()
for (const line of groups.trim().split('\n')) {
  const words = line.trim().split(/\s+/)
  for (const word of words) {
    const stem = stemOf(word)
    if (!conceptByStem.has(stem)) conceptByStem.set(stem, words[0] ?? word)
  }
}

/** What two words must share to count as saying the same: a synonym of symptoms, else the stem. Takes a stem. */
export function conceptOf(stem: string): string {
  return conceptByStem.get(stem) ?? stem
}

const prefixes = /^(?:over|under|un|re|mis|out|pre|in|dis)(?=\p{L}{4})/u

/** Whether the stem, a synonym of it, or a word of the same family (`configure`, `configuration`) is among the known concepts. */
export function isKnownConcept(stem: string, known: ReadonlySet<string>): boolean {
  if (known.has(conceptOf(stem))) return true
  const bare = stem.replace(prefixes, '')
  if (bare !== stem && known.has(conceptOf(bare))) return true
  for (const one of known) if (one.length > stem.length && one.endsWith(stem) && prefixes.test(one)) return true
  if (stem.length < 5) return false
  const family = stem.slice(0, Math.max(5, stem.length - 3))
  for (const one of known)
    if (one.length >= 5 && (one.startsWith(family) || stem.startsWith(one.slice(0, Math.max(5, one.length - 3)))))
      return true
  return false
}
