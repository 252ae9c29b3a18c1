/** What every refusal says: what happened, what was expected, and what to try. */
export interface Refusal {
  readonly happened: string
  readonly expected: string
  readonly tryThis: string
}

/** Base of the errors that a face shows as they are; anything else that reaches a face is a defect of ours. */
export abstract class PostMortemError extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal, cause?: unknown) {
    super(`${refusal.happened} Expected: ${refusal.expected} Try: ${refusal.tryThis}`, { cause })
    this.refusal = refusal
    this.name = new.target.name
  }
}

/** The caller gave something that cannot be taken. */
export class BadInputError extends PostMortemError {}

/** The named incident, item or file is not there. */
export class NotFoundError extends PostMortemError {}

/** The installation is wrong: domain context, template, database file, folder, permission. */
export class ConfigurationError extends PostMortemError {}

/** A system outside this process (disk, database, network) did not do what it was asked to. */
export class ProviderError extends PostMortemError {}

/** Somebody else changed the same thing first; `refusal.happened` says what stands there now. */
export class ConflictError extends PostMortemError {}
