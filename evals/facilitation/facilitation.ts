import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { playRules } from './play-rules.ts'
import { readResult } from './read-result.ts'
import { type Score, scoreFacilitation } from './score.ts'
import { scriptNames } from './script.ts'
import { openSession } from './session.ts'

/** Scores of several incidents, added up. */
interface Summary {
  readonly incidents: number
  /** Share of the hidden facts that reached the documents. */
  readonly facts: number
  readonly unsupported: number
  readonly shallowAccepted: number
  readonly trapsPassed: string
  /** Per incident. */
  readonly questions: number
  readonly words: number
  readonly tokens: number | null
}

/**
 * Facilitations of scripted people, scored. With `sessions`: those that some MCP client led (see README.md beside this file). With a
 * key: a model leads them now, through the MCP server and with a prompt alone. Otherwise only the harness is tried.
 */
export async function measureFacilitation(options: {
  readonly sessions?: string
  readonly model?: string
  readonly json: boolean
}): Promise<void> {
  const { sessions, model, json } = options
  const report: Record<string, Summary> = {}
  const print = (line: string) => {
    if (!json) process.stdout.write(`${line}\n`)
  }
  if (sessions !== undefined) {
    report['as led'] = await scoreAll(sessions, new Map(), print)
  } else if (process.env.ANTHROPIC_API_KEY) {
    const { leadWithModel } = await import('./lead-with-model.ts')
    for (const isAlone of [false, true]) {
      const folder = mkdtempSync(join(tmpdir(), 'facilitation-'))
      const label = isAlone ? 'the model with a prompt alone' : 'the model through the MCP server'
      print(`\n${label} (${folder})`)
      const tokens = new Map<string, number>()
      for (const name of scriptNames()) {
        tokens.set(name, await leadWithModel(openSession(folder, name), { model, isAlone }))
      }
      report[label] = await scoreAll(folder, tokens, print)
    }
  } else {
    print('No ANTHROPIC_API_KEY and no --sessions: a synthetic facilitator without a model tries the harness only.')
    print('These figures say nothing about how good a facilitation is.\n')
    const folder = mkdtempSync(join(tmpdir(), 'facilitation-'))
    for (const name of scriptNames()) await playRules(openSession(folder, name))
    report['synthetic, harness only'] = await scoreAll(folder, new Map(), print)
  }
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
}

async function scoreAll(
  folder: string,
  tokens: ReadonlyMap<string, number>,
  print: (line: string) => void,
): Promise<Summary> {
  const scores: Score[] = []
  for (const name of scriptNames()) {
    const session = openSession(folder, name)
    const result = await readResult(session, tokens.get(name) ?? null)
    if (result === null) {
      print(`${name}: not led`)
      continue
    }
    const score = scoreFacilitation(session.script, result)
    scores.push(score)
    print(describeScore(name, score))
  }
  const sum = (pick: (score: Score) => number) => scores.reduce((total, score) => total + pick(score), 0)
  const mean = (pick: (score: Score) => number) => Math.round(sum(pick) / Math.max(1, scores.length))
  const summary: Summary = {
    incidents: scores.length,
    facts: Number(
      (
        sum(({ facts }) => facts.shown) /
        Math.max(
          1,
          sum(({ facts }) => facts.hidden),
        )
      ).toFixed(3),
    ),
    unsupported: sum((score) => score.unsupported.length),
    shallowAccepted: sum((score) => score.shallowAccepted.length),
    trapsPassed: `${sum(({ traps }) => traps.passed)} of ${sum(({ traps }) => traps.all)}`,
    questions: mean((score) => score.questions),
    words: mean((score) => score.words),
    tokens: tokens.size > 0 ? mean((score) => score.tokens ?? 0) : null,
  }
  print(
    `\n${summary.incidents} incidents: ${summary.facts} of the hidden facts reached the documents; ${summary.unsupported} unsupported claims; ` +
      `${summary.shallowAccepted} shallow whys let through; traps passed ${summary.trapsPassed}; ` +
      `${summary.questions} questions and ${summary.words} words an incident${summary.tokens === null ? '' : `; ${summary.tokens} tokens`}`,
  )
  return summary
}

function describeScore(name: string, score: Score): string {
  const { facts, unsupported, shallowAccepted, traps } = score
  const lists = [
    facts.missing.length > 0 ? `missing: ${facts.missing.join(', ')}` : '',
    unsupported.length > 0 ? `unsupported: ${unsupported.join(' | ')}` : '',
    shallowAccepted.length > 0 ? `shallow: ${shallowAccepted.join(' | ')}` : '',
    traps.failed.length > 0 ? `traps: ${traps.failed.join(' | ')}` : '',
  ].filter((list) => list !== '')
  const head = `${name}: ${facts.shown} of ${facts.hidden} facts, ${score.questions} questions, ${score.words} words`
  return [head, ...lists.map((list) => `  ${list}`)].join('\n')
}
