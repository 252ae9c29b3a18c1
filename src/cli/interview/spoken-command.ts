/** What can be typed instead of an answer, at any prompt. */
export type SpokenCommand =
  | { readonly name: 'skip'; readonly reason: string }
  | { readonly name: 'later' | 'back' | 'show' | 'stop' | 'done' | 'help' }
  | { readonly name: 'fix'; readonly item: string }
  | { readonly name: 'role'; readonly role: string }

const words: Readonly<Record<string, 'later' | 'back' | 'show' | 'stop' | 'done' | 'help'>> = {
  later: 'later',
  back: 'back',
  undo: 'back',
  show: 'show',
  stop: 'stop',
  quit: 'stop',
  exit: 'stop',
  done: 'done',
  help: 'help',
  '?': 'help',
}

export const commandHelp: readonly (readonly [string, string])[] = [
  ['skip', 'nobody knows it; "skip, nobody measured it" keeps the reason. It stays visibly unknown'],
  ['later', 'not now; it is asked again when you come back'],
  ['back', 'take the last answer back and answer again'],
  ['fix 12', 'say item 12 anew, or remove it; the numbers stand before what was understood'],
  ['show', 'what is recorded so far'],
  ['role support', 'somebody else answers from here on'],
  ['done', 'go to the documents'],
  ['stop', 'leave; everything is kept. Ctrl-C does the same'],
]

/** Reads a line as a command; null when it is an answer. A leading slash is taken and never needed. */
export function parseCommand(line: string): SpokenCommand | null {
  const text = line.trim().replace(/^\//, '').replace(/[’‘]/g, "'")
  const lower = text.toLowerCase().replace(/[.!]+$/, '')
  const word = words[lower]
  if (word !== undefined) return { name: word }
  if (/^(?:(?:i )?(?:don't|dont|do not) know|no idea|idk|pass)$/.test(lower)) return { name: 'skip', reason: text }
  const skip = /^skip(?:\s*[,:;]\s*(?:because\s+)?|\s+because\s+|$)(.*)$/i.exec(text)
  if (skip) return { name: 'skip', reason: skip[1]?.trim() ?? '' }
  const fix = /^(?:fix|edit)(?:\s+#?((?:[a-z]+-)?\d+))?$/i.exec(text)
  if (fix) return { name: 'fix', item: fix[1]?.toLowerCase() ?? '' }
  const role = /^role\s*[:\s]\s*([\p{L}][\p{L} -]{1,40})$/iu.exec(text)
  if (role?.[1] && role[1].split(/\s+/).length <= 2) return { name: 'role', role: role[1].trim().toLowerCase() }
  return null
}
