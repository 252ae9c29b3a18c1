import { z } from 'zod'
import { readableLine } from '../../domain/readable.ts'
import { type Candidate, type Feed, sortedOnce, toInstant } from './feed.ts'

const Texts = z.record(z.string(), z.string()).nullish()

/** An alert in a webhook of Alertmanager or Grafana, version 4 (prometheus/alertmanager, docs/configuration.md). */
const Alert = z.object({
  status: z.string().optional(),
  labels: Texts,
  annotations: Texts,
  startsAt: z.string(),
  endsAt: z.string().nullish(),
  fingerprint: z.string().nullish(),
})

const Webhook = z.object({ version: z.union([z.string(), z.number()]).nullish(), alerts: z.array(z.unknown()) })

/** One payload, or a list of payloads as somebody collected them. */
export const AlertmanagerWebhooks = z.union([Webhook.transform((one) => [one]), z.array(Webhook).min(1)])

/** The same alert comes again with each webhook while it fires: it is told apart by its fingerprint and its start. */
export function readAlertmanagerWebhooks(webhooks: z.output<typeof AlertmanagerWebhooks>): Feed {
  const candidates: Candidate[] = []
  const passedOver = new Map<string, number>()
  for (const one of webhooks.flatMap((webhook) => webhook.alerts)) {
    const alert = Alert.safeParse(one).data
    const startedAt = alert ? toInstant(alert.startsAt) : null
    if (!alert || startedAt === null) {
      const reason = 'not an alert as Alertmanager sends it'
      passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1)
      continue
    }
    const name = readableLine(alert.labels?.alertname ?? '') || 'alert'
    const fingerprint = alert.fingerprint || labelsOf(alert.labels)
    const about = readableLine(
      alert.annotations?.summary || alert.annotations?.description || alert.annotations?.message || '',
    )
    const where = ['service', 'job', 'instance', 'severity']
      .flatMap((label) => {
        const value = readableLine(alert.labels?.[label] ?? '')
        return value === '' ? [] : [`${label} ${value}`]
      })
      .join(', ')
    const id = `alert ${fingerprint}/${startedAt}`
    const details = [about, where === '' ? '' : `[${where}]`].filter((part) => part !== '').join(' ')
    const actor = 'Alertmanager'
    candidates.push({ id, at: startedAt, actor, text: `${name} fires${details === '' ? '' : `: ${details}`}` })
    const endedAt = alert.endsAt ? toInstant(alert.endsAt) : null
    // While it fires, Grafana and some senders give an end in the future; only a resolved alert has ended.
    if (endedAt !== null && alert.status === 'resolved') {
      candidates.push({ id: `${id}/end`, at: endedAt, actor, text: `${name} no longer fires` })
    }
  }
  return { system: 'Alertmanager', place: '', candidates: sortedOnce(candidates), passedOver }
}

function labelsOf(labels: z.infer<typeof Texts>): string {
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => readableLine(`${name}=${value}`))
    .join(',')
}
