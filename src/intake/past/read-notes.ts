import type { Chapter, Passage } from './passages.ts'
import type { PastItem } from './past-incident.ts'
import { isBlank, plainWords } from './plain-words.ts'
import { type Calendar, readLead } from './written-lead.ts'

const bracketed = /^[ \t]*(?:\*\*)?\[(?<name>\p{Lu}[^\]\n]{2,60})\](?:\*\*)?[ \t]*$/gmu

/**
 * Notes of a status page, newest first, each below its name in brackets: "[Initial message]", "[Update - 2023-03-29 15h50 UTC]",
 * "[Final message]".
 */
export function readNotes(
  text: string,
  chapters: readonly Chapter[],
  calendar: Calendar,
): { items: PastItem[]; used: Set<Passage> } {
  const items: PastItem[] = []
  const used = new Set<Passage>()
  for (const { part, passages } of chapters) {
    const first = passages[0]
    const last = passages.at(-1)
    if (part.isRecognised || first === undefined || last === undefined) continue
    const heads = [...text.slice(first.start, last.end).matchAll(bracketed)]
    if (heads.length === 0) continue
    for (const [index, head] of heads.entries()) {
      const start = first.start + head.index + head[0].length
      const end = first.start + (heads[index + 1]?.index ?? last.end - first.start)
      const body = text.slice(start, end).trim()
      const from = text.indexOf(body, start)
      if (body === '' || isBlank(plainWords(body))) continue
      const item = toItem(
        head.groups?.name ?? '',
        text.slice(first.start + head.index, from + body.length),
        body,
        calendar,
      )
      if (item === null) continue
      items.push(item)
      for (const passage of passages)
        if (passage.start >= first.start + head.index && passage.end <= end) used.add(passage)
    }
  }
  return { items, used }
}

function toItem(name: string, excerpt: string, body: string, calendar: Calendar): PastItem | null {
  const words = plainWords(body)
  if (/^(?:initial|opening|open|first|start)\b/i.test(name))
    return { draft: { type: 'answer', question: 'what-happened', excerpt: body, text: words } }
  if (/^(?:final|closing|closed?|end|resolved|resolution)\b/i.test(name))
    return { draft: { type: 'why', track: 'ended', excerpt: body, text: words } }
  const update = /^(?:update|edit|monitoring|investigating|identified)d?\b[\s:,–-]*(?:on\s)?/i.exec(name)
  if (update === null) return null
  const lead = readLead(name.slice(update[0].length), calendar)
  const at = lead === null ? undefined : [lead.date, lead.clock].filter((one) => one !== null).join('T') || undefined
  return {
    draft: {
      type: 'event',
      excerpt,
      text: words,
      approximate: false,
      ...(at === undefined ? {} : { at }),
      ...(lead?.zone && lead.clock ? { zone: lead.zone } : {}),
    },
  }
}
