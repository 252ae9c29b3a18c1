import type { Span } from './find-private.ts'

export interface RedactorOptions {
  /** The company's own words that never leave: "Never send" of domain-context.md. */
  readonly neverSend: readonly string[]
  /** Nothing is replaced; pastes still have their placeholders. */
  readonly isOff?: boolean
}

/** Puts text back together while it arrives in pieces. */
export interface RestoreStream {
  /** What can be shown by now; the beginning of a placeholder waits for its end. */
  push(piece: string): string
  /** What is left. */
  end(): string
}

/**
 * Replaces what must not leave this machine by placeholders such as ⟦email-1⟧, and puts it back in what comes home. The same
 * words get the same placeholder, numbered as they first appear, so that the same texts in the same order give the same
 * placeholders again. What stands for what is kept in memory only.
 */
export interface Redactor {
  redact(text: string): Promise<string>
  /** Every placeholder becomes what it stands for, letter for letter; what looks like one and is none stays. */
  restore(text: string): string
  /** The same in all texts of a value: the input of a tool. */
  restoreAll(value: unknown): unknown
  /** The same for text that is shown; a whole paste is shown by what it is called. */
  restoreStream(): RestoreStream
  /** A long text that the model may name instead of repeating it: ⟦paste-1⟧. `called` stands in its place where text is shown. */
  hold(text: string, called: string): string
  /** How many different passages were replaced so far, by kind. */
  counts(): ReadonlyMap<Span['kind'], number>
  /** One that goes on from here without changing this one. */
  copy(): Redactor
}

interface Held {
  readonly value: string
  readonly shown: string
}

/** Longest placeholder, in characters. */
const longest = 24

interface Known {
  /** By kind and value. */
  readonly placeholders: Map<string, string>
  readonly numbers: Map<string, { readonly number: number; readonly writings: number }>
  readonly held: Map<string, Held>
  readonly counts: Map<Span['kind'], number>
  /** Everything that was replaced, as it reads. */
  readonly found: { readonly kind: Span['kind']; readonly value: string }[]
  /** The last number of each kind. */
  readonly last: Map<string, number>
}

export function createRedactor(options: RedactorOptions): Redactor {
  return redactorOver(options, {
    placeholders: new Map(),
    numbers: new Map(),
    held: new Map(),
    counts: new Map(),
    found: [],
    last: new Map(),
  })
}

function redactorOver(options: RedactorOptions, known: Known): Redactor {
  const { neverSend, isOff = false } = options
  const { placeholders, numbers, held, counts, found, last } = known

  const next = (kind: string): number => {
    const number = (last.get(kind) ?? 0) + 1
    last.set(kind, number)
    return number
  }

  /** Another way of writing the same name or address gets the same number: ⟦name-1⟧, ⟦name-1.2⟧. */
  function placeholderFor(kind: Span['kind'], value: string, reads: string): string {
    const written = `${kind} ${value}`
    const given = placeholders.get(written)
    if (given !== undefined) return given
    const same = `${kind} ${kind === 'secret' ? reads : reads.toLowerCase().replace(/\s+/g, ' ')}`
    const earlier = numbers.get(same)
    const entry = earlier ? { ...earlier, writings: earlier.writings + 1 } : { number: next(kind), writings: 1 }
    numbers.set(same, entry)
    const placeholder = `⟦${kind}-${entry.number}${entry.writings > 1 ? `.${entry.writings}` : ''}⟧`
    placeholders.set(written, placeholder)
    held.set(placeholder, { value, shown: value })
    counts.set(kind, entry.writings > 1 ? (counts.get(kind) ?? 0) : entry.number)
    if (kind !== 'text' && !earlier) found.push({ kind, value: reads })
    return placeholder
  }

  const restore = (text: string, as: keyof Held): string =>
    text.includes('⟦') ? text.replace(/⟦[a-z]+-[\d.]+⟧/g, (one) => held.get(one)?.[as] ?? one) : text

  const restoreAll = (value: unknown): unknown => {
    if (typeof value === 'string') return restore(value, 'value')
    if (Array.isArray(value)) return value.map(restoreAll)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, restoreAll(one)]))
  }

  return {
    async redact(text) {
      if (isOff || text === '') return text
      const { findPrivate } = await import('./find-private.ts')
      let result = ''
      let from = 0
      for (const { kind, start, end, reads } of await findPrivate(text, { neverSend, found })) {
        result += text.slice(from, start) + placeholderFor(kind, text.slice(start, end), reads)
        from = end
      }
      return result + text.slice(from)
    },
    restore: (text) => restore(text, 'value'),
    restoreAll,
    restoreStream() {
      let waiting = ''
      return {
        push(piece) {
          const text = waiting + piece
          const open = text.lastIndexOf('⟦')
          const isOpen = open >= 0 && !text.slice(open).includes('⟧') && text.length - open < longest
          waiting = isOpen ? text.slice(open) : ''
          return restore(isOpen ? text.slice(0, open) : text, 'shown')
        },
        end() {
          const text = waiting
          waiting = ''
          return restore(text, 'shown')
        },
      }
    },
    hold(text, called) {
      const placeholder = `⟦paste-${next('paste')}⟧`
      held.set(placeholder, { value: text, shown: called })
      return placeholder
    },
    counts: () => counts,
    copy: () =>
      redactorOver(options, {
        placeholders: new Map(placeholders),
        numbers: new Map(numbers),
        held: new Map(held),
        counts: new Map(counts),
        found: [...found],
        last: new Map(last),
      }),
  }
}
