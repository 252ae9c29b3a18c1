import { type Incident, type Why, WhyTrack } from '../domain/incident.ts'
import { causeNode, rootNode } from './mermaid-node.ts'
import { type ChainLink, chainOf } from './why-chains.ts'

const gates = {
  and: '{{"AND: all had to be true"}}',
  or: '(["OR: one was enough"])',
  unsaid: '["AND or OR? Nobody has said whether one was enough"]',
} as const

/**
 * The source of a Mermaid flowchart of the whys as fault trees, each track from its top event down: causes that meet under one
 * event hang on a gate. A gate nobody has named asks for its name; a hypothesis has round ends and a dashed line. Null where there
 * are fewer than two links.
 */
export function drawFaultTree(incident: Incident): string | null {
  if (incident.whys.length < 2) return null
  const lines = ['flowchart TD']
  for (const track of WhyTrack.options) {
    const chain = chainOf(incident, track)
    if (chain.length > 0) lines.push(rootNode(incident, track), ...drawTree(track, chain))
  }
  return lines.join('\n')
}

function drawTree(track: WhyTrack, chain: readonly ChainLink[]): string[] {
  const lines: string[] = []
  const names = new Map(chain.map(({ why }, at) => [why.id, `${track}${at + 1}`]))
  let count = 0
  const hang = (above: string, causes: readonly ChainLink[]) => {
    for (const { why, label } of causes) {
      const node = names.get(why.id) ?? track
      lines.push(causeNode(node, label, why), `    ${above} ${why.kind === 'hypothesis' ? '-.-' : '---'} ${node}`)
    }
  }
  const hangOnGate = (above: string, gate: keyof typeof gates): string => {
    count += 1
    lines.push(`    ${track}Gate${count}${gates[gate]}`, `    ${above} --- ${track}Gate${count}`)
    return `${track}Gate${count}`
  }
  for (const event of [null, ...chain.map(({ why }) => why)]) {
    const causes = chain.filter(({ explains }) => (explains?.id ?? null) === (event?.id ?? null))
    const above = (event && names.get(event.id)) ?? track
    const needed = causes.filter(({ why }) => why.gate === 'and')
    const others = causes.filter(({ why }) => why.gate !== 'and')
    const isMixed = needed.length > 0 && others.some(({ why }) => why.gate === 'or')
    if (causes.length < 2) hang(above, causes)
    else if (!isMixed) hang(hangOnGate(above, gateOf(causes.map(({ why }) => why))), causes)
    else {
      const all = hangOnGate(above, 'and')
      hang(all, needed)
      hang(others.length > 1 ? hangOnGate(all, 'or') : all, others)
    }
  }
  return lines
}

/** One cause that says how it stands to its siblings says it of them too. */
function gateOf(causes: readonly Why[]): keyof typeof gates {
  return causes.find((why) => why.gate !== undefined)?.gate ?? 'unsaid'
}
