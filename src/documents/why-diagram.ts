import type { Incident, WhyTrack } from '../domain/incident.ts'
import { symptomOf } from '../domain/questions.ts'
import { shorten } from './markdown-text.ts'
import { mermaidText } from './mermaid-text.ts'
import { chainOf } from './why-chains.ts'

const roots: Readonly<Record<WhyTrack, string>> = {
  happened: 'Symptom',
  noticed: 'How it was noticed',
  ended: 'How it was ended',
}

/**
 * The source of a Mermaid flowchart of the whys, each track from its symptom down; a hypothesis has round ends and a dashed
 * line. Null where there are fewer than two links.
 */
export function drawWhys(incident: Incident): string | null {
  if (incident.whys.length < 2) return null
  const lines = ['flowchart TD']
  for (const track of ['happened', 'noticed', 'ended'] as const) {
    const chain = chainOf(incident, track)
    if (chain.length === 0) continue
    const label = track === 'happened' ? `${roots[track]}: ${symptomOf(incident)}` : roots[track]
    lines.push(`    ${track}["${mermaidText(shorten(label, 50))}"]`)
    const names = new Map(chain.map(({ why }, at) => [why.id, `${track}${at + 1}`]))
    for (const { why, label: name, explains } of chain) {
      const isGuess = why.kind === 'hypothesis'
      const text = mermaidText(`${name} ${isGuess ? 'hypothesis: ' : ''}${shorten(why.text, 50)}`)
      const node = names.get(why.id) ?? track
      lines.push(`    ${node}${isGuess ? `(["${text}"])` : `["${text}"]`}`)
      lines.push(`    ${(explains && names.get(explains.id)) ?? track} ${isGuess ? '-.->' : '-->'} ${node}`)
    }
  }
  return lines.join('\n')
}
