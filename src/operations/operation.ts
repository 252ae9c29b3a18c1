import type { z } from 'zod'
import type { Delivery } from '../delivery/delivery.ts'
import type { TemplateSet } from '../documents/template-set.ts'
import type { DomainContext } from '../domain/context.ts'
import type { Store } from '../store/store.ts'

/** What an operation may touch. Only `compose.ts` and tests put one together. */
export interface Deps {
  readonly store: Store
  /** By name: `chat`, `file`. */
  readonly deliveries: ReadonlyMap<string, Delivery>
  /** Read again whenever the file has changed. @throws ConfigurationError with the line of the mistake. */
  readonly context: () => Promise<DomainContext>
  /** @throws ConfigurationError naming file and line. */
  readonly templates: () => Promise<TemplateSet>
  /** A text of `prompts/`, without its front matter: `prompt('opening')`. */
  readonly prompt: (name: string) => Promise<string>
  readonly now: () => Date
  /** Absolute folders below which an assistant may have post-mortems imported; relative places start at the first. */
  readonly importRoots: readonly string[]
  /** Which face is calling, for the history: "terminal", "mcp (claude-code)". */
  readonly via: string
}

/** One field of a form that a face can show. The key of its answer is `id`. */
export interface FormField {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly choices?: readonly string[]
}

/** Questions that a face may show as a form, if its client can; the answers go to `accept`. */
export interface Form {
  readonly message: string
  readonly fields: readonly FormField[]
}

/** `reads` changes nothing, `writes` changes the record, `delivers` also changes something outside it. */
export type Effect = 'reads' | 'writes' | 'delivers'

export interface Operation<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  /** snake_case, verb_noun; equal to the file's name. */
  readonly name: string
  readonly title: string
  /** For the model that chooses it: what it does, when to use it, what it refuses. Under 2 KB. */
  readonly description: string
  readonly effect: Effect
  readonly input: I
  readonly output: O
  run(input: z.output<I>, deps: Deps): Promise<z.output<O>>
  /** The same facts as the output, as Markdown that a person reads, ending in the next step. */
  present(output: z.output<O>): string
  /** Questions to show as a form; null when there is nothing to ask. */
  form?(output: z.output<O>): Form | null
  /** Takes what was filled in, keyed by field id, and returns the operation's result after it. */
  accept?(input: z.output<I>, filled: Readonly<Record<string, string>>, deps: Deps): Promise<z.output<O>>
}

/** Checks an operation's types where it is written. */
export function defineOperation<I extends z.ZodObject, O extends z.ZodObject>(
  operation: Operation<I, O>,
): Operation<I, O> {
  return operation
}
