import type { Feed } from './feed.ts'
import { AlertmanagerWebhooks, readAlertmanagerWebhooks } from './read-alertmanager.ts'
import { PagerDutyLog, readPagerDutyLog } from './read-pagerduty.ts'
import { readSlackMessages, SlackMessages, type SlackUsers } from './read-slack.ts'

/**
 * Reads an export of a system that is known; null for any other text, which is then notes.
 *
 * @param text the file: JSON, or one JSON value a line
 * @param channel for Slack: the channel's name, which stands in the folder's name only
 */
export function readFeed(text: string, channel: string, users: SlackUsers): Feed | null {
  const json = parseJson(text)
  if (json === undefined) return null
  const webhooks = AlertmanagerWebhooks.safeParse(json)
  if (webhooks.success) return readAlertmanagerWebhooks(webhooks.data)
  const log = PagerDutyLog.safeParse(json)
  if (log.success) return readPagerDutyLog(log.data)
  const messages = SlackMessages.safeParse(json)
  return messages.success ? readSlackMessages(messages.data, channel, users) : null
}

function parseJson(text: string): unknown {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return parseLines(text)
  }
}

function parseLines(text: string): unknown[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    return lines.map((line) => JSON.parse(line))
  } catch {
    return undefined
  }
}
