import type { CorrectiveAction } from '../domain/incident.ts'
import { lacksOf } from '../domain/readiness.ts'
import { type Claims, join } from './claim-text.ts'
import { labelOf } from './finding-labels.ts'
import { markdownText } from './markdown-text.ts'

export interface ActionView {
  readonly number: number
  readonly text: string
  readonly type: string | null
  readonly strength: string | null
  readonly owner: string | null
  readonly due: string | null
  readonly priority: string | null
  readonly doneWhen: string | null
  readonly answers: string | null
  readonly status: string
  readonly lacks: string | null
}

/** One row of the table; `labels` are those of the findings. */
export function actionView(
  action: CorrectiveAction,
  number: number,
  labels: ReadonlyMap<string, string>,
  claims: Claims,
): ActionView {
  const text = (value: string | undefined) => (value ? markdownText(value) : null)
  const lacks = action.status === 'dropped' ? [] : lacksOf(action)
  return {
    number,
    text: join(claims.text(action), action.rollback ? `Rollback: ${markdownText(action.rollback)}` : ''),
    type: action.type ?? null,
    strength: action.strength ?? null,
    owner: text(action.owner),
    due: action.due ?? null,
    priority: action.priority ?? null,
    doneWhen: text(
      [action.doneWhen, action.metric && `moves ${action.metric}`].filter(Boolean).join('; ') || undefined,
    ),
    answers: action.answers ? labelOf(labels.get(action.answers)) || null : null,
    status: action.status,
    lacks: lacks.length > 0 ? lacks.join(', ') : null,
  }
}

/** Whether its type, its strength or its kind of fix is a reading of the words rather than one of them. */
export function isClassified({ type, strength, fix, evidence }: CorrectiveAction): boolean {
  const said = evidence.map(({ excerpt }) => excerpt.toLowerCase()).join('\n')
  return [type, strength, fix].some((reading) => reading !== undefined && !said.includes(reading.slice(0, 6)))
}

/** What actions lack, those that lack the same in one sentence. */
export function lacksText(actions: readonly ActionView[]): string[] {
  const groups = new Map<string, number[]>()
  for (const { lacks, number } of actions) if (lacks !== null) groups.set(lacks, [...(groups.get(lacks) ?? []), number])
  return [...groups].map(([lacks, numbers]) => {
    const last = numbers.at(-1)
    if (numbers.length === 1) return `Action ${last} still lacks ${lacks}.`
    if (numbers.length === actions.length) return `All still lack ${lacks}.`
    return `Actions ${numbers.slice(0, -1).join(', ')} and ${last} still lack ${lacks}.`
  })
}
