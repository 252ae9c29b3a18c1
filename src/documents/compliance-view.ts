import type { DomainContext } from '../domain/context.ts'
import type { Incident } from '../domain/incident.ts'
import { eventAt } from '../domain/metrics.ts'
import { answersTo } from '../domain/questions.ts'
import { readYesNo } from '../domain/yes-no.ts'
import { markdownText } from './markdown-text.ts'
import { instantText } from './shared-view.ts'

export interface ComplianceView {
  readonly isAnswered: boolean
  readonly answer: string | null
  readonly checks: readonly string[]
  readonly deadlines: readonly string[]
}

/** Shown unless somebody said that nothing regulated was touched (requirement E15). */
export function viewCompliance(
  incident: Incident,
  context: DomainContext,
  now: string,
  answer: string | null,
): ComplianceView | null {
  const last = answersTo(incident, 'compliance').at(-1)
  const isAnswered = last !== undefined
  if (last && (last.value ?? readYesNo(last.text)) === 'no') return null
  const detected = eventAt(incident, 'detected')?.at ?? null
  const deadlines = context.frameworks.flatMap((framework) => {
    const hours = framework.notifyWithinHours
    if (hours === undefined) return []
    const whom = framework.notify ? ` ${markdownText(framework.notify)}` : ''
    const by =
      detected === null
        ? `within ${hours} h of detection, whose time is not recorded`
        : `by ${instantText(detected, hours)}${Date.parse(detected) + hours * 3_600_000 < Date.parse(now) ? ' (this has passed)' : ''}`
    return [`${markdownText(framework.name)}: notify${whom} ${by}`]
  })
  if (!isAnswered && deadlines.length === 0) return null
  return { isAnswered, answer, checks: isAnswered ? context.complianceChecklist.map(markdownText) : [], deadlines }
}
