import { z } from 'zod'
import type { Incident, Why } from '../domain/incident.ts'
import { drawChain } from './chain-diagram.ts'
import { drawFaultTree } from './fault-tree-diagram.ts'
import { drawFishbone } from './fishbone-diagram.ts'
import { chainOf } from './why-chains.ts'

/** Three ways to look at one tree of whys; the fishbone has the contributing factors too. */
export const WhyView = z.enum(['chain', 'fishbone', 'fault-tree'])
export type WhyView = z.infer<typeof WhyView>

/** The source of a Mermaid diagram, or null where there are too few causes to draw. */
export function drawWhys(incident: Incident, view: WhyView): string | null {
  return { chain: drawChain, fishbone: drawFishbone, 'fault-tree': drawFaultTree }[view](incident)
}

export interface FittingView {
  readonly view: WhyView
  /** Which facts call for it, in one sentence. */
  readonly because: string
}

/** The views that the facts call for beside the chain, the one that says most first; empty where the chain says it all. */
export function fittingViews(incident: Incident): FittingView[] {
  const meetings = causesByEvent(incident)
  const meeting = meetings.find((causes) => causes.length > 1 && causes.some((why) => why.gate !== undefined))
  const first = meetings[0]?.length ?? 0
  const categories = new Set(incident.factors.flatMap(({ category }) => category ?? []))
  const views: FittingView[] = []
  if (meeting) {
    const isJoint = meeting.some((why) => why.gate === 'and')
    views.push({
      view: 'fault-tree',
      because: isJoint
        ? 'Several causes had to be true at once: a fault tree shows which barriers failed together.'
        : 'One of several causes was enough: a fault tree shows each way to the failure.',
    })
  }
  if (first > 2) {
    views.push({
      view: 'fishbone',
      because: `${first} first causes explain one symptom: a fishbone shows them side by side.`,
    })
  } else if (categories.size > 1 && incident.factors.length > 2) {
    views.push({
      view: 'fishbone',
      because: `The contributing factors are of ${categories.size} kinds: a fishbone shows them beside the whys.`,
    })
  }
  return views
}

/** The causes of each event of the track "happened"; those of the symptom come first. */
function causesByEvent(incident: Incident): Why[][] {
  const causes = new Map<string | null, Why[]>([[null, []]])
  for (const { why, explains } of chainOf(incident, 'happened')) {
    const event = explains?.id ?? null
    causes.set(event, [...(causes.get(event) ?? []), why])
  }
  return [...causes.values()]
}
