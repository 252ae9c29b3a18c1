import type { ChatEvents } from '../../claude/conversation.ts'
import { readableLine } from '../../domain/readable.ts'
import { createScreen, type Screen } from '../interview/screen.ts'
import { createMarkdownStream, type MarkdownStream, renderMarkdown } from './markdown-stream.ts'

/** The terminal of a chat: what Claude says as it comes, its calls as one quiet line each, and a sign while nothing comes. */
export interface ChatScreen {
  readonly screen: Screen
  readonly events: Omit<ChatEvents, 'confirm'>
  /** Markdown of ours: documents, the record. */
  show(markdown: string): void
  /** The person waits from here on. */
  wait(): void
  /** The terminal belongs to the person again. */
  rest(): void
}

const documents = 'generate_post_mortem'

const kindNames: Readonly<Record<string, readonly [one: string, several: string]>> = {
  email: ['e-mail address', 'e-mail addresses'],
  phone: ['phone number', 'phone numbers'],
  ip: ['IP address', 'IP addresses'],
  secret: ['secret', 'secrets'],
  name: ['name of your list', 'names of your list'],
  text: ['placeholder of somebody else', 'placeholders of somebody else'],
}

const frames = ['·  ', '·· ', '···', ' ··', '  ·', '   ']
/** Milliseconds after which the sign appears, and at which it moves. */
const signAfter = 500
const signStep = 250

export function createChatScreen(
  output: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
  showsOutgoing: boolean,
): ChatScreen {
  const screen = createScreen(output, env)
  const isColoured = output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const canMove = output.isTTY === true && env.TERM !== 'dumb'
  const options = { write: (text: string) => void output.write(text), width: () => screen.width, isColoured }
  const text = createMarkdownStream(options)
  const thoughts = createMarkdownStream({ ...options, isDim: true })
  let current: MarkdownStream | null = null
  let timer: NodeJS.Timeout | null = null
  let isSignOn = false
  let doing = ''

  function wait(what = 'thinking'): void {
    hideSign()
    doing = what
    if (!canMove) return
    const since = Date.now()
    let step = 0
    const draw = () => {
      isSignOn = true
      const seconds = Math.floor((Date.now() - since) / 1000)
      const sign = `  ${frames[step % frames.length]} ${doing}${seconds >= 3 ? ` ${seconds} s` : ''}`
      output.write(`\r${screen.paint('dim', sign)}\u001b[K`)
      step += 1
      timer = setTimeout(draw, signStep)
    }
    timer = setTimeout(draw, signAfter)
  }

  function hideSign(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (isSignOn) output.write('\r\u001b[K')
    isSignOn = false
  }

  function switchTo(stream: MarkdownStream | null): void {
    hideSign()
    if (current === stream) return
    current?.end()
    current = stream
    if (stream) output.write('\n')
  }

  const line = (first: string, words: string, style: 'dim' | 'warning') => {
    switchTo(null)
    screen.say(words, { first, indent: 4, style })
  }

  return {
    screen,
    show(markdown) {
      switchTo(null)
      screen.space()
      renderMarkdown(markdown, options)
    },
    wait: () => wait(),
    rest: () => switchTo(null),
    events: {
      onText(piece) {
        switchTo(text)
        text.push(piece)
      },
      onThinking(piece) {
        switchTo(thoughts)
        thoughts.push(piece)
      },
      onPassageEnd() {
        switchTo(null)
        wait()
      },
      onToolStart: ({ title }) => wait(title.toLowerCase()),
      onToolEnd({ name, title }, { failed, text: told }, result) {
        // A document is shown as it is, not as somebody repeats it.
        if (name === documents && !failed) {
          switchTo(null)
          renderMarkdown(`\n${told}\n`, options)
        }
        const why = failed ? `: ${readableLine(told.split('\n')[0] ?? '')}` : briefOf(result)
        line(failed ? '  ×' : '  ✓', `${title}${why}`, 'dim')
        wait()
      },
      onKept(counts) {
        const kept = [...counts].map(([kind, count]) => `${count} ${kindNames[kind]?.[count === 1 ? 0 : 1] ?? kind}`)
        line('  ·', `${kept.join(', ')} stayed here.`, 'dim')
      },
      onNotice(words) {
        line('  !', words, 'warning')
        wait()
      },
      onOutgoing(outgoing) {
        if (!showsOutgoing) return
        switchTo(null)
        screen.rule('goes to Claude')
        screen.say(outgoing, { style: 'dim' })
        screen.rule('end')
        wait()
      },
    },
  }
}

/** What came of a call, in a few words. */
function briefOf(result: Readonly<Record<string, unknown>> | null): string {
  if (!result) return ''
  const count = (key: string) => (Array.isArray(result[key]) ? result[key].length : 0)
  const parts = [
    typeof result.incident_id === 'string' ? result.incident_id : '',
    'taken' in result ? `${count('taken')} taken` : '',
    count('refused') > 0 ? `${count('refused')} refused` : '',
    typeof result.status === 'string' ? result.status : '',
    count('findings') > 0 ? `${count('findings')} found` : '',
    count('documents') > 0 ? `${count('documents')} written` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? `: ${parts.map((part) => readableLine(part)).join(', ')}` : ''
}
