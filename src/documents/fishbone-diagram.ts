import type { FactorCategory, Incident } from '../domain/incident.ts'
import { causeNode, rootNode } from './mermaid-node.ts'
import { chainOf } from './why-chains.ts'

const categories: readonly (readonly [FactorCategory | undefined, string])[] = [
  ['technical', 'Technical'],
  ['process', 'Process'],
  ['organizational', 'Organizational'],
  ['external', 'External'],
  [undefined, 'Other factors'],
]

/** One rib: its own lines, and the node that meets the spine. */
interface Bone {
  readonly lines: readonly string[]
  readonly node: string
  readonly line: '---' | '-.-'
}

/**
 * The source of a Mermaid flowchart shaped as a fishbone (Ishikawa): the symptom is the head on the right; on the spine meet the
 * first causes with what lies beneath them, how it was noticed and ended, and the contributing factors by category. A hypothesis
 * has round ends and a dashed line. A flowchart, since the Mermaid of GitHub and Notion knows no fishbone. Null where there are
 * fewer than two causes.
 */
export function drawFishbone(incident: Incident): string | null {
  if (incident.whys.length + incident.factors.length < 2) return null
  const bones = [
    ...firstCauses(incident),
    ...(['noticed', 'ended'] as const).flatMap((track) => trackBone(incident, track)),
    ...factorBones(incident),
  ]
  const joints = Array.from({ length: Math.ceil(bones.length / 2) }, (_, at) => `joint${at + 1}`)
  return [
    'flowchart LR',
    rootNode(incident, 'happened'),
    ...joints.map((joint) => `    ${joint}((" "))`),
    ...joints.map((joint, at) => `    ${joint} ==> ${joints[at + 1] ?? 'happened'}`),
    ...bones.flatMap(({ lines, node, line }, at) => [
      ...lines,
      `    ${node} ${line} ${joints[Math.floor(at / 2)] ?? 'happened'}`,
    ]),
  ].join('\n')
}

function firstCauses(incident: Incident): Bone[] {
  const bones: { lines: string[]; node: string; line: Bone['line'] }[] = []
  const chain = chainOf(incident, 'happened')
  const names = new Map(chain.map(({ why }, at) => [why.id, `cause${at + 1}`]))
  for (const { why, label, explains } of chain) {
    const node = names.get(why.id) ?? ''
    const above = explains && names.get(explains.id)
    const line = lineOf(why.kind)
    if (!above) bones.push({ lines: [causeNode(node, label, why)], node, line })
    else bones.at(-1)?.lines.push(causeNode(node, label, why), `    ${node} ${line} ${above}`)
  }
  return bones
}

function trackBone(incident: Incident, track: 'noticed' | 'ended'): Bone[] {
  const chain = chainOf(incident, track)
  const names = new Map(chain.map(({ why }, at) => [why.id, `${track}${at + 1}`]))
  const lines = chain.flatMap(({ why, label, explains }) => {
    const node = names.get(why.id) ?? ''
    return [
      causeNode(node, label, why),
      `    ${node} ${lineOf(why.kind)} ${(explains && names.get(explains.id)) ?? track}`,
    ]
  })
  return chain.length === 0 ? [] : [{ lines: [rootNode(incident, track), ...lines], node: track, line: '---' }]
}

function factorBones(incident: Incident): Bone[] {
  const factors = incident.factors.map((factor, at) => ({ factor, label: `F${at + 1}`, node: `factor${at + 1}` }))
  return categories.flatMap(([category, title], at) => {
    const own = factors.filter(({ factor }) => factor.category === category)
    const bone = `category${at + 1}`
    const lines = own.flatMap(({ factor, label, node }) => [
      causeNode(node, label, factor),
      `    ${node} ${lineOf(factor.kind)} ${bone}`,
    ])
    return own.length === 0 ? [] : [{ lines: [`    ${bone}["${title}"]`, ...lines], node: bone, line: '---' as const }]
  })
}

function lineOf(kind: string): Bone['line'] {
  return kind === 'hypothesis' ? '-.-' : '---'
}
