import { readable } from '../domain/readable.ts'

/** Text for a person on stdout, free of terminal escapes. */
export function printText(text: string): void {
  process.stdout.write(`${readable(text).replace(/\n+$/, '')}\n`)
}

/** Notes beside the output, on stderr, so that stdout can be piped. */
export function printNote(text: string): void {
  process.stderr.write(`${readable(text).replace(/\n+$/, '')}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${toJson(value)}\n`)
}

/** JSON in which what a terminal would act on, or what hides text, is written as an escape; the values stay the same. */
export function toJson(value: unknown): string {
  return escapeHidden(JSON.stringify(value, null, 2))
}

/** The same on one line. */
export function toJsonLine(value: unknown): string {
  return escapeHidden(JSON.stringify(value))
}

function escapeHidden(json: string): string {
  return json.replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
