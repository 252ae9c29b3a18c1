import { type Incident, WhyTrack } from '../domain/incident.ts'
import { causeNode, rootNode } from './mermaid-node.ts'
import { chainOf } from './why-chains.ts'

/**
 * The source of a Mermaid flowchart of the whys, each track from its symptom down; a hypothesis has round ends and a dashed
 * line. Null where there are fewer than two links.
 */
export function drawChain(incident: Incident): string | null {
  if (incident.whys.length < 2) return null
  const lines = ['flowchart TD']
  for (const track of WhyTrack.options) {
    const chain = chainOf(incident, track)
    if (chain.length === 0) continue
    lines.push(rootNode(incident, track))
    const names = new Map(chain.map(({ why }, at) => [why.id, `${track}${at + 1}`]))
    for (const { why, label, explains } of chain) {
      const node = names.get(why.id) ?? track
      lines.push(causeNode(node, label, why))
      lines.push(
        `    ${(explains && names.get(explains.id)) ?? track} ${why.kind === 'hypothesis' ? '-.->' : '-->'} ${node}`,
      )
    }
  }
  return lines.join('\n')
}
