import { readableLine } from '../../domain/readable.ts'
import { countLevels, type Report, type ReviewedFile, tellLevels } from './reviewed-file.ts'

/** For a pull request, a page or an assistant: the questions by place, then the score with its evidence. */
export const reportAsMarkdown: Report = (files) => {
  const counts = countLevels(files)
  const head = counts.error + counts.warning + counts.info === 0 ? 'Nothing found.' : `${tellLevels(counts)}.`
  return `${[head, ...files.map(tellFile)].filter((part) => part !== '').join('\n\n')}\n`
}

function tellFile({ path, review }: ReviewedFile): string {
  const { findings, rubric } = review
  if (findings.length === 0 && !rubric) return ''
  const list = findings.map(
    ({ line, column, level, rule, words, wrong, ask }) =>
      `- **${line}:${column}** ${level} \`${rule}\` ${quoted(words)}: ${wrong}\n  *${ask}*`,
  )
  const score = rubric
    ? [
        `**Score: ${rubric.total} of 24**${rubric.isBackToAuthor ? ' (back to the author)' : ''}`,
        [
          '| Item | Score | Evidence |',
          '|---|---|---|',
          ...rubric.items.map(({ item, score, evidence }) => `| ${item} | ${score} | ${escaped(evidence)} |`),
        ].join('\n'),
      ]
    : []
  return [`## ${escaped(path)}`, list.join('\n'), ...score].filter((part) => part !== '').join('\n\n')
}

/** Words of a document are data: they close no quotation and open no link. */
function quoted(words: string): string {
  const line = readableLine(words)
  const shown = line.length > 100 ? `${line.slice(0, 99)}…` : line
  return `"${escaped(shown)}"`
}

function escaped(text: string): string {
  return readableLine(text).replace(/[\\`*_[\]<>|!#~]/g, '\\$&')
}
