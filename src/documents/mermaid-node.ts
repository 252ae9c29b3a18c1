import type { Incident, WhyTrack } from '../domain/incident.ts'
import { symptomOf } from '../domain/questions.ts'
import type { Statement } from '../domain/statement.ts'
import { shorten } from './markdown-text.ts'
import { mermaidText } from './mermaid-text.ts'

const roots: Readonly<Record<WhyTrack, string>> = {
  happened: 'Symptom',
  noticed: 'How it was noticed',
  ended: 'How it was ended',
}

/** A cause as a node of a Mermaid flowchart; a hypothesis says so and has round ends. */
export function causeNode(node: string, label: string, cause: Pick<Statement, 'kind' | 'text'>): string {
  const isGuess = cause.kind === 'hypothesis'
  const text = mermaidText(`${label} ${isGuess ? 'hypothesis: ' : ''}${shorten(cause.text, 50)}`)
  return `    ${node}${isGuess ? `(["${text}"])` : `["${text}"]`}`
}

/** What the first links of a track explain, as a node that has the track's name. */
export function rootNode(incident: Incident, track: WhyTrack): string {
  const label = track === 'happened' ? `${roots[track]}: ${symptomOf(incident)}` : roots[track]
  return `    ${track}["${mermaidText(shorten(label, 50))}"]`
}
