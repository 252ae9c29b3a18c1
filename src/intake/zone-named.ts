import { sentencesOf } from '../domain/sentences.ts'

/** A time zone that somebody named: an IANA name or an offset (`+02:00`), and their words for it. */
export interface NamedZone {
  readonly zone: string
  readonly said: string
}

/**
 * Abbreviations as the offsets that they stand for. Those that several countries use are read as the most common one (CST as in
 * Chicago, IST as in India, BST as in Britain). PST, MST, CST, EST and CET are what people write in summer, too, when their clocks
 * show daylight time, so they are the clocks of their region (of three public reports that give a second time for an event, two
 * mean that, one the letter). The reading is always shown.
 */
const abbreviations: Readonly<Record<string, string>> = {
  UTC: 'UTC',
  GMT: 'UTC',
  WET: '+00:00',
  BST: '+01:00',
  CET: 'Europe/Berlin',
  MEZ: 'Europe/Berlin',
  CEST: '+02:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  IST: '+05:30',
  SGT: '+08:00',
  HKT: '+08:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  BRT: '-03:00',
  EDT: '-04:00',
  EST: 'America/New_York',
  CDT: '-05:00',
  CST: 'America/Chicago',
  MDT: '-06:00',
  MST: 'America/Denver',
  PDT: '-07:00',
  PST: 'America/Los_Angeles',
  ET: 'America/New_York',
  CT: 'America/Chicago',
  MT: 'America/Denver',
  PT: 'America/Los_Angeles',
}

/** What people call a zone before "time", beside the cities that IANA names zones after. */
const places: Readonly<Record<string, string>> = {
  eastern: 'America/New_York',
  'us eastern': 'America/New_York',
  central: 'America/Chicago',
  'us central': 'America/Chicago',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
  'us pacific': 'America/Los_Angeles',
  'central european': 'Europe/Berlin',
  uk: 'Europe/London',
  british: 'Europe/London',
  irish: 'Europe/Dublin',
  german: 'Europe/Berlin',
  french: 'Europe/Paris',
  spanish: 'Europe/Madrid',
  swiss: 'Europe/Zurich',
  dutch: 'Europe/Amsterdam',
  polish: 'Europe/Warsaw',
  indian: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  japan: 'Asia/Tokyo',
  china: 'Asia/Shanghai',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  california: 'America/Los_Angeles',
  boston: 'America/New_York',
  washington: 'America/New_York',
  austin: 'America/Chicago',
  dallas: 'America/Chicago',
  munich: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  barcelona: 'Europe/Madrid',
  milan: 'Europe/Rome',
  geneva: 'Europe/Zurich',
  kyiv: 'Europe/Kyiv',
  montreal: 'America/Toronto',
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  'tel aviv': 'Asia/Jerusalem',
}

let cities: ReadonlyMap<string, string> | undefined

function cityZone(name: string): string | undefined {
  cities ??= new Map(
    Intl.supportedValuesOf('timeZone')
      .filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
      .map((zone) => [
        zone
          .slice(zone.lastIndexOf('/') + 1)
          .replaceAll('_', ' ')
          .toLowerCase(),
        zone,
      ]),
  )
  return places[name] ?? cities.get(name)
}

/** True for an IANA name that this machine knows. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function offset(sign: string, hours: string, minutes = '00'): string | null {
  if (Number(hours) > 14 || Number(minutes) > 59) return null
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`
}

const named = /(?<![\p{L}\p{N}])(?:UTC|GMT)\s?([+−-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)/iu
// A bare minus may also join two times, so it counts only after an ISO time, in brackets or alone.
const bare =
  /(?:(?<![\p{L}\p{N}])|(?<=\d))(\+)(\d{2}):?(\d{2})(?!\d)|(?<=T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?|\(|^)([−-])(\d{2}):(\d{2})(?!\d)/u
const iana = /(?<![\p{L}\p{N}/])[A-Z][A-Za-z]{1,14}(?:\/[A-Z][A-Za-z_-]{1,30}){1,2}(?![\p{L}\p{N}/])/u
const zulu = /(?<=\d)Z(?![\p{L}\p{N}])/u
const upper = new RegExp(
  `(?<![\\p{L}\\p{N}_-])(${Object.keys(abbreviations)
    .filter((name) => name.length > 2)
    .join('|')})(?![\\p{L}\\p{N}_-])`,
  'u',
)
const lower = /(?<![\p{L}\p{N}_-])(utc|gmt|cet|cest|pst|pdt|edt)(?![\p{L}\p{N}_-])/u
const afterClock = '(?<=\\d[\\s]?(?:[ap]m|[ap]\\.m\\.)?\\s)'
const short = new RegExp(`${afterClock}(ET|CT|MT|PT)(?![\\p{L}\\p{N}_-])`, 'u')
const region = new RegExp(`${afterClock}(eastern|pacific)(?![\\p{L}\\p{N}_-])`, 'iu')
const placeTime =
  /(?<![\p{L}\p{N}])((?:\p{L}{2,20}[\s-]){1,3})(?:(?:standard|daylight|summer|local)\s)?time(?![\p{L}\p{N}])/giu
const inBrackets = /\d\s?(?:[ap]m)?\s?\((\p{L}{2,20}(?:\s\p{L}{2,20})?)\)/giu

/**
 * The zone that the words name: "berlin time", "PST", "UTC", "GMT+2", "+02:00", "Europe/London", "eastern", "UK time". An
 * offset wins over a name beside it ("PST (UTC-7)"). A city counts only where it is said as a zone ("Berlin time", "14:00
 * (Berlin)", or nothing else): "customers in Paris" names none. Null where no zone is named.
 */
export function zoneNamed(text: string): NamedZone | null {
  const withName = named.exec(text)
  if (withName) {
    const [said, sign = '', hours = '', minutes] = withName
    const zone = offset(sign, hours, minutes)
    if (zone !== null) return { zone, said }
  }
  const isoOffset = bare.exec(text)
  if (isoOffset) {
    const [said, plus, plusHours, plusMinutes, , hours, minutes] = isoOffset
    const zone = plus === undefined ? offset('-', hours ?? '', minutes) : offset('+', plusHours ?? '', plusMinutes)
    if (zone !== null) return { zone, said }
  }
  const full = iana.exec(text)?.[0]
  if (full !== undefined && isZone(full)) return { zone: full, said: full }
  const abbreviated = (upper.exec(text) ?? lower.exec(text) ?? short.exec(text))?.[0]
  if (abbreviated !== undefined) return { zone: abbreviations[abbreviated.toUpperCase()] ?? 'UTC', said: abbreviated }
  if (zulu.test(text)) return { zone: 'UTC', said: 'Z' }
  return placeNamed(text)
}

/** Each zone that the words name, sentence by sentence and each once; beyond the first 20,000 characters nothing is read. */
export function zonesNamed(text: string): string[] {
  return [...new Set(sentencesOf(text).flatMap((sentence) => zoneNamed(sentence)?.zone ?? []))]
}

function placeNamed(text: string): NamedZone | null {
  for (const match of text.matchAll(placeTime)) {
    const words = (match[1] ?? '').trim().split(/[\s-]+/)
    for (let from = 0; from < words.length; from += 1) {
      const zone = cityZone(words.slice(from).join(' ').toLowerCase())
      if (zone !== undefined) {
        const start = match[0].indexOf(words[from] ?? '')
        return { zone, said: match[0].slice(start) }
      }
    }
  }
  for (const match of text.matchAll(inBrackets)) {
    const zone = cityZone((match[1] ?? '').toLowerCase())
    if (zone !== undefined) return { zone, said: match[1] ?? '' }
  }
  const alone = text.length < 60 ? text.trim() : ''
  const whole = cityZone(alone.toLowerCase())
  if (whole !== undefined) return { zone: whole, said: alone }
  const said = region.exec(text)?.[0]
  return said === undefined ? null : { zone: cityZone(said.toLowerCase()) ?? 'UTC', said }
}
