import { z } from 'zod'
import { readableLine } from '../../domain/readable.ts'
import { type Candidate, type Feed, sortedOnce, toInstant } from './feed.ts'

/** A message of a Slack export (`#channel/YYYY-MM-DD.json`), as far as it is read. */
const SlackMessage = z.object({
  type: z.string().optional(),
  subtype: z.string().optional(),
  ts: z.string().regex(/^\d{9,11}\.\d{1,9}$/),
  user: z.string().optional(),
  username: z.string().optional(),
  user_profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  bot_profile: z.object({ name: z.string().optional() }).optional(),
  text: z.string().optional(),
  attachments: z
    .array(
      z.object({
        title: z.string().optional(),
        pretext: z.string().optional(),
        text: z.string().optional(),
        fallback: z.string().optional(),
      }),
    )
    .optional(),
  files: z.array(z.object({ name: z.string().nullish(), title: z.string().nullish() })).optional(),
})

const SlackUser = z.object({
  id: z.string(),
  name: z.string().optional(),
  real_name: z.string().optional(),
  profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
})

export const SlackMessages = z
  .array(z.unknown())
  .refine((list) => list.some((one) => SlackMessage.safeParse(one).success))

/** Who stands behind an id: `users.json` of the export. */
export type SlackUsers = ReadonlyMap<string, string>

/** Entries that say nothing of the incident. */
const housekeeping =
  /^(?:channel_|group_)(?:join|leave|archive|unarchive|name|convert|posting)|^(?:bot_add|bot_remove|pinned_item|reminder_add)$/

/** Reads `users.json`; an id that is not in it stays an id. */
export function readSlackUsers(json: unknown): SlackUsers {
  const users = new Map<string, string>()
  for (const one of Array.isArray(json) ? json : []) {
    const user = SlackUser.safeParse(one).data
    if (!user) continue
    const names = [user.profile?.display_name, user.profile?.real_name, user.real_name, user.name]
    const name = names.map((known) => readableLine(known ?? '')).find((known) => known !== '')
    if (name !== undefined) users.set(user.id, name)
  }
  return users
}

/**
 * Reads the messages of one channel. Joins, topics and other housekeeping are passed over and counted; so is what has no words.
 *
 * @param channel without `#`; it is part of each message's id, since Slack's time stamps are unique within a channel only
 */
export function readSlackMessages(messages: readonly unknown[], channel: string, users: SlackUsers): Feed {
  const passedOver = new Map<string, number>()
  const passOver = (reason: string) => passedOver.set(reason, (passedOver.get(reason) ?? 0) + 1)
  const candidates: Candidate[] = []
  for (const one of messages) {
    const parsed = SlackMessage.safeParse(one)
    if (!parsed.success) {
      passOver('not a message as Slack exports it')
      continue
    }
    const message = parsed.data
    if (housekeeping.test(message.subtype ?? '')) {
      passOver('joins, topics and the like')
      continue
    }
    const at = toInstant(Math.floor(Number(message.ts)) * 1000)
    const text = wordsOf(message, users)
    if (text === '' || at === null) {
      passOver('no words')
      continue
    }
    candidates.push({ id: `slack #${channel}/${message.ts}`, at, actor: authorOf(message, users), text })
  }
  return { system: 'Slack', place: `#${channel}`, candidates: sortedOnce(candidates), passedOver }
}

function authorOf(message: z.infer<typeof SlackMessage>, users: SlackUsers): string {
  const { user, user_profile, bot_profile, username } = message
  const names = [
    user === undefined ? undefined : users.get(user),
    user_profile?.display_name,
    user_profile?.real_name,
    username,
    bot_profile?.name,
    user,
  ]
  return names.map((name) => readableLine(name ?? '')).find((name) => name !== '') ?? 'unknown'
}

function wordsOf({ text, attachments, files }: z.infer<typeof SlackMessage>, users: SlackUsers): string {
  const attached = (attachments ?? []).map((one) => {
    const parts = [one.pretext, one.title, one.text].filter((part) => part !== undefined && part !== '')
    return parts.length > 0 ? parts.join(' ') : (one.fallback ?? '')
  })
  const named = (files ?? []).map((file) => `[file: ${file.title || file.name || 'unnamed'}]`)
  return readableLine(toPlainText([text ?? '', ...attached, ...named].join('\n'), users))
}

/** Slack's marks for people, channels and links as a person reads them (https://docs.slack.dev/messaging/formatting-message-text). */
function toPlainText(text: string, users: SlackUsers): string {
  return text
    .replace(
      /<@([A-Z0-9]+)(?:\|([^>]*))?>/g,
      (_all, id: string, label?: string) => `@${users.get(id) ?? (label || id)}`,
    )
    .replace(/<#([A-Z0-9]+)(?:\|([^>]*))?>/g, (_all, id: string, label?: string) => `#${label || id}`)
    .replace(/<!subteam\^[A-Z0-9]+(?:\|([^>]*))?>/g, (_all, label?: string) => label || '@group')
    .replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1')
    .replace(/<!([a-z]+)(?:\|[^>]*)?>/g, '@$1')
    .replace(/<((?:https?|mailto):[^|>]*)(?:\|([^>]*))?>/g, (_all, link: string, label?: string) =>
      label && label !== link ? `${label} (${link})` : link,
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
