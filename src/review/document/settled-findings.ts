import type { Incident } from '../../domain/incident.ts'
import type { RawFinding } from './raw-finding.ts'
import { ruleSettings } from './rule-settings.ts'

// Beside those of language: rules that judge a line by its words, not the document by what it lacks.
const readsWords = new Set(['shallow-cause', 'detection-as-cause', 'vague-action', 'no-owner', 'no-date', 'no-success'])

/**
 * Whether a finding in a document that was generated from a record is settled there: it stands on a gap that is marked as one, on
 * what was told of an earlier incident in somebody's own words, or on a link of the whys that was challenged and accepted. What is
 * missing altogether, and what the record rules say, is never settled by this.
 */
export function createSettled(incident: Incident, text: string): (finding: RawFinding) => boolean {
  const accepted = incident.whys
    .filter(({ challenge }) => challenge?.state === 'accepted' || challenge?.state === 'overruled')
    .map((why) => bareWords(why.text))
  return ({ rule, start, end }) => {
    const group = ruleSettings[rule]?.group
    const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, lineEnd(text, start))
    const isAboutWords = group === 'language' || readsWords.has(rule)
    if (/\*Unknown\.\*/.test(line)) return isAboutWords
    if (/^(?:- )?\*\*Seen before:\*\*/.test(line)) return isAboutWords || rule === 'finding-without-action'
    const words = bareWords(text.slice(start, end))
    return group === 'language' && accepted.some((link) => bareWords(line).includes(link) && link.includes(words))
  }
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** Without the marks, capitals and line breaks that a document adds. */
function bareWords(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
}
