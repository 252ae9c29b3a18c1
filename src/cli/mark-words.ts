/**
 * How words that match are marked in a line: bold and underlined on a terminal, between asterisks where there is no terminal or
 * no paint is wanted (NO_COLOR, no-color.org; TERM=dumb).
 */
export function markWords(
  output: Pick<NodeJS.WriteStream, 'isTTY'>,
  env: NodeJS.ProcessEnv,
): (line: string, words: readonly string[]) => string {
  const isPainted = output.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
  const [before, after] = isPainted ? ['\u001b[1;4m', '\u001b[22;24m'] : ['*', '*']
  return (line, words) => {
    const alternatives = words
      .filter((word) => word.trim() !== '')
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+'))
    if (alternatives.length === 0) return line
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
    return line.replace(pattern, (word) => `${before}${word}${after}`)
  }
}
