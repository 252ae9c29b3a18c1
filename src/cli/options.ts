/** What every command takes. */
export interface Globals {
  readonly db?: string
  readonly context?: string
  readonly templates?: string
  readonly json?: boolean
}

export interface StartOptions extends Globals {
  readonly resume?: string
  readonly as?: string
  readonly from?: string
  readonly example?: boolean
  readonly allowGaps?: boolean
  readonly out?: string
}
