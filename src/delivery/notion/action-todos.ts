import type { PhrasingContent, Table } from 'mdast'
import type { Inline } from './notion-inline.ts'

/** Whether a table lists actions: its columns say who and by when. */
export function isOfActions(table: Table, inline: Inline): boolean {
  const headings = columnsOf(table, inline).map((name) => name.toLowerCase())
  return headings.includes('owner') && headings.includes('due') && table.children.length > 1
}

/** One to-do for each row: what is to be done first, the other columns behind it by name, ticked where it is done. */
export function todosOf(table: Table, inline: Inline): string[] {
  const columns = columnsOf(table, inline)
  const at = (name: string) => columns.findIndex((column) => column.toLowerCase() === name)
  const [numberAt, statusAt] = [at('#'), at('status')]
  const subjectAt = columns.findIndex((_, index) => index !== numberAt)
  const todos = table.children.slice(1).flatMap((row) => {
    const cells = row.children.map((cell) => cell.children)
    const number = inline.plain(cells[numberAt] ?? []).trim()
    const details = columns.flatMap((name, index) => {
      const cell = cells[index] ?? []
      const isDetail = index !== numberAt && index !== subjectAt && inline.plain(cell).trim() !== ''
      return isDetail ? [[bold(`${name}:`), text(' '), ...cell]] : []
    })
    const words = [
      ...(number === '' ? [] : [bold(`${number}.`), text(' ')]),
      ...(cells[subjectAt] ?? []),
      ...details.flatMap((detail, index) => [text(index === 0 ? ' ' : '; '), ...detail]),
    ]
    const isDone = /^done$/i.test(inline.plain(cells[statusAt] ?? []).trim())
    const [first = '', ...more] = inline.texts(words)
    return [`- [${isDone ? 'x' : ' '}] ${first}`, ...more.map((line) => `\t- ${line}`)]
  })
  const subject = columns[subjectAt] ?? ''
  const lead = /^actions?$/i.test(subject) ? [] : inline.texts([text(`${subject}:`)])
  return [...lead, todos.join('\n')]
}

function columnsOf(table: Table, inline: Inline): string[] {
  return (table.children[0]?.children ?? []).map((cell) => inline.plain(cell.children).trim())
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}

function bold(value: string): PhrasingContent {
  return { type: 'strong', children: [{ type: 'text', value }] }
}
