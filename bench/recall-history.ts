import { createIncident, type Incident } from '../src/domain/incident.ts'

/** A question about one failure, in two lengths, and which incidents it is about. */
export interface BenchQuestion {
  readonly query: string
  readonly also: readonly string[]
  /** Failures are numbered; an incident has one. */
  readonly failure: number
}

interface Wordings {
  /** As reports say it. */
  readonly told: readonly string[]
  /** As somebody asks for it. */
  readonly asked: readonly string[]
}

const failures: readonly Wordings[] = [
  { told: ['requests timed out', 'calls exceeded their deadline'], asked: ['everything hangs', 'timeouts'] },
  { told: ['the disk filled up', 'no space was left on the volume'], asked: ['out of disk space', 'storage is full'] },
  {
    told: ['the certificate expired', 'TLS handshakes failed since the cert had lapsed'],
    asked: ['browser warns about an expired cert'],
  },
  {
    told: ['workers were killed for lack of memory', 'a leak used up the heap'],
    asked: ['processes die, out of memory'],
  },
  {
    told: ['messages were delivered twice', 'duplicate rows were written'],
    asked: ['customers get everything double'],
  },
  {
    told: ['the pool of connections was exhausted', 'too many connections were open'],
    asked: ['cannot get a database connection'],
  },
  {
    told: ['users could not sign in', 'the identity provider refused logins'],
    asked: ['login is broken', 'people are locked out'],
  },
  {
    told: ["pages showed yesterday's figures", 'the cache served stale content'],
    asked: ['old data is shown', 'numbers do not update'],
  },
  {
    told: ['names did not resolve', 'the nameserver returned no records'],
    asked: ['hosts cannot be found by name', 'dns is failing'],
  },
  { told: ['the export wrote empty files', 'reports came out blank'], asked: ['downloaded file has nothing in it'] },
  {
    told: ['the queue grew without limit', 'consumers fell behind'],
    asked: ['jobs are piling up', 'events arrive hours late'],
  },
  {
    told: ['mails were sent to the wrong recipients', 'notifications went to other tenants'],
    asked: ['somebody else got our messages'],
  },
  { told: ['prices were rounded down', 'totals were miscalculated'], asked: ['invoice amounts are wrong'] },
  { told: ['nodes were evicted again and again', 'pods restarted in a loop'], asked: ['containers keep crashing'] },
  { told: ['rows vanished from the table', 'records were overwritten'], asked: ['data is missing since this morning'] },
  { told: ['search returned nothing', 'the index was empty'], asked: ['search finds no results'] },
]
const causes: readonly Wordings[] = [
  {
    told: ['a cleanup script ran in the wrong account', 'a destroy was applied to production instead of staging'],
    asked: ['something was deleted by mistake'],
  },
  {
    told: ['a migration held a lock for minutes', 'an alter table blocked all writes'],
    asked: ['schema change blocks the database'],
  },
  {
    told: ['a new release dropped a header', 'the deploy contained a regression'],
    asked: ['since the last rollout', 'after an update'],
  },
  {
    told: ['the provider lowered a rate limit', 'the vendor throttled our account'],
    asked: ['third party is limiting us'],
  },
  {
    told: ['a token was not renewed', 'the API key had been rotated in one place only'],
    asked: ['credentials no longer work'],
  },
  { told: ['retries multiplied the load', 'clients retried without backoff'], asked: ['a storm of repeated requests'] },
  { told: ['a setting had a typo', 'the configuration pointed at an old host'], asked: ['misconfigured service'] },
  { told: ['a crawler opened thousands of pages', 'a customer imported a huge file'], asked: ['unusual traffic'] },
  { told: ['the replica lagged and was promoted', 'failover chose a stale follower'], asked: ['after the failover'] },
  {
    told: ['the clock of one host was wrong', 'daylight saving moved the schedule'],
    asked: ['times are off by an hour'],
  },
  {
    told: ['a dependency published a breaking version', 'an unpinned package changed'],
    asked: ['upstream library changed'],
  },
  {
    told: ['network rules were edited by hand', 'a firewall rule blocked the subnet'],
    asked: ['no connection between services'],
  },
]
const filler = [
  'The on-call engineer looked at dashboards for the $w service and saw nothing unusual at first.',
  'Support had received $n tickets from customers in $w by then.',
  'We compared the graphs of $w and $w and found that both changed at the same moment.',
  'A second team joined the call since $w depends on the component that they own.',
  'The runbook for $w had not been changed since it was written and named a host that no longer exists.',
  'Traffic to $w was moved to the other region while the investigation went on.',
  'Nobody had looked at the limit of $w since it was introduced for the $w project.',
  'The change had been reviewed, but the test data did not contain an entry like $w.',
  'After a restart of $w the error rate fell, and it rose again twenty minutes later.',
  'The alert on $w did not fire because its threshold is an average over an hour.',
  'Logs of $w were kept for three days only, so the first occurrence could not be looked up.',
  'We told customers of the $w plan on the status page and by mail.',
  'The team of $w will add a check to the pipeline that refuses such a change.',
  'A workaround was to open $w in a second window and to upload the document there.',
  'The same happened on a smaller scale in $w, where it went unnoticed.',
  'Finance counted $n affected bookings, all of them in the area of $w.',
]
const areas =
  'checkout billing timetable gradebook import export login search mailing payroll inventory calendar chat upload reporting onboarding'.split(
    ' ',
  )

/** Invented histories, the same for the same seed: text of the length and the spread of vocabulary that real reports have. */
export function createHistoryMaker(size: number) {
  const random = createRandom(7)
  // Every failure comes back about five times, as in the corpus that recall was measured on.
  const kinds = Math.max(20, Math.round(size / 5))
  const parts = (failure: number) => {
    const own = createRandom(failure + 1000)
    return {
      failure: pick(failures, own),
      cause: pick(causes, own),
      area: pick(areas, own),
      service: inventWord(Math.floor(own() * Math.max(40, kinds / 3))),
    }
  }
  const sayAll = (of: (from: Wordings) => readonly string[], failure: number) => {
    const { failure: what, cause, area, service } = parts(failure)
    return { what: pick(of(what), random), cause: pick(of(cause), random), area, service }
  }

  return {
    createIncident(): { incident: Incident; failure: number } {
      const failure = Math.floor(random() * kinds)
      const { what, cause, area, service } = sayAll(({ told }) => told, failure)
      const day = new Date(Date.UTC(2015, 0, 1) + Math.floor(random() * 4000) * 86_400_000).toISOString()
      const title = random() < 0.5 ? `${capital(area)}: ${what}` : `${capital(service)} incident in ${area}`
      const lines = [`In ${area}, ${what}. It came from ${service}: ${cause}.`]
      for (let count = 6 + Math.floor(random() * 26); count > 0; count -= 1)
        lines.push(fill(pick(filler, random), random))
      // Other failures are mentioned too, as in life.
      const other = sayAll(({ told }) => told, Math.floor(random() * kinds))
      lines.splice(3, 0, `At first it was taken for the case in which ${other.what} in ${other.area}.`)
      const text = `# ${title}\n\n${lines.join('\n')}\n`
      const incident = {
        ...createIncident(title, day),
        sources: [
          { id: 'said-1', kind: 'document' as const, role: 'document', text, recordedAt: day, retracted: false },
        ],
        sequence: 1,
      }
      return { incident, failure }
    },

    createQuestion(): BenchQuestion {
      const failure = Math.floor(random() * kinds)
      const asked = sayAll((wordings) => wordings.asked, failure)
      const told = sayAll((wordings) => wordings.told, failure)
      return {
        query: `${capital(asked.what)} in ${asked.area} at ${asked.service}, ${asked.cause}; customers complain since this morning`,
        also: [
          `${told.what} in ${told.area} of ${told.service}, error rate and latency of the service are high`,
          `probably ${told.cause}, or ${pick(causes, random).told[0]}`,
          `I open ${asked.area} and ${asked.what}, the page never loads`,
        ],
        failure,
      }
    },
  }
}

function createRandom(seed: number): () => number {
  let state = (seed * 7919 + 13) % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

function pick<T>(all: readonly T[], random: () => number): T {
  return all[Math.floor(random() * all.length)]!
}

function fill(sentence: string, random: () => number): string {
  // Zipf's law over 60,000 invented names: a few everywhere, most of them once or twice.
  return sentence
    .replace(/\$w/g, () => inventWord(Math.floor(Math.exp(random() * Math.log(60_000)))))
    .replace(/\$n/g, () => String(2 + Math.floor(random() * 400)))
}

const syllables = 'ba ce di fo gu ka le mi no pu ra se ti vo zu bre cla dro fli gra pli sto tre vin'.split(' ')

/** Always the same name for the same number. */
function inventWord(number: number): string {
  let word = ''
  for (let rest = number + 24; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length]
  return word
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
