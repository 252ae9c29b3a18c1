import { countLevels, type Report } from './reviewed-file.ts'

/** For programs: `{ version, files: [{ path, words, disabled, findings, rubric }], counts }`. */
export const reportAsJson: Report = (files, { version }) => {
  const result = {
    version,
    files: files.map(({ path, review }) => ({ path, ...review })),
    counts: countLevels(files),
  }
  // What a terminal would act on is written as an escape; the values stay the same.
  const text = JSON.stringify(result, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
  return `${text}\n`
}
