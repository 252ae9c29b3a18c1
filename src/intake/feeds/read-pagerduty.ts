import { z } from 'zod'
import { readableLine } from '../../domain/readable.ts'
import { type Candidate, type Feed, sortedOnce, toInstant } from './feed.ts'

/** A log entry of PagerDuty's API (`GET /incidents/{id}/log_entries`), as far as it is read. */
const LogEntry = z.object({
  id: z.string().min(1),
  type: z.string().regex(/_log_entry(?:_reference)?$/),
  created_at: z.string(),
  summary: z.string().nullish(),
  note: z.string().nullish(),
  agent: z.object({ summary: z.string().nullish() }).nullish(),
  channel: z.object({ summary: z.string().nullish(), type: z.string().nullish() }).nullish(),
  service: z.object({ summary: z.string().nullish() }).nullish(),
})

export const PagerDutyLog = z.union([
  z.object({ log_entries: z.array(z.unknown()) }).transform((log) => log.log_entries),
  z.array(z.unknown()).refine((list) => list.some((one) => LogEntry.safeParse(one).success)),
])

/** Which phone rang when says nothing of the incident; who was paged stands in the assignment before. */
const noise: Readonly<Record<string, string>> = {
  notify_log_entry: 'notifications to a phone or mailbox',
  reach_trigger_limit_log_entry: 'trigger limits',
}

export function readPagerDutyLog(entries: readonly unknown[]): Feed {
  const passedOver = new Map<string, number>()
  const passOver = (reason: string) => passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1)
  const candidates: Candidate[] = []
  let service = ''
  for (const one of entries) {
    const entry = LogEntry.safeParse(one).data
    const at = entry ? toInstant(entry.created_at) : null
    if (!entry || at === null) {
      passOver('not a log entry as PagerDuty writes it')
      continue
    }
    service ||= readableLine(entry.service?.summary ?? '')
    const type = entry.type.replace(/_reference$/, '')
    const reason = noise[type]
    if (reason !== undefined) {
      passOver(reason)
      continue
    }
    const said = [entry.summary, entry.channel?.summary, entry.note].map((part) => readableLine(part ?? ''))
    const parts = [...new Set(said.filter((part) => part !== ''))]
    candidates.push({
      id: `pagerduty ${entry.id}`,
      at,
      actor: readableLine(entry.agent?.summary ?? '') || 'PagerDuty',
      text: parts.join(' · ') || type.replace(/_log_entry$/, '').replaceAll('_', ' '),
    })
  }
  return { system: 'PagerDuty', place: service, candidates: sortedOnce(candidates), passedOver }
}
