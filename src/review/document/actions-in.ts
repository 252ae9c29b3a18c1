import { type ActionSlots, readAction } from '../line/action-slots.ts'
import {
  hasChangeRequest,
  isAdviceToOthers,
  isCommitment,
  isNoteOfTicket,
  isReportedDone,
  isTrackedElsewhere,
  opensNoPlan,
} from './action-state.ts'
import { ownerGroupIn, ownerInCell, periodIn } from './action-times.ts'
import { blocksIn, countPlainWords } from './document-subject.ts'
import type { Block, PostMortemText } from './read-document.ts'

export interface ReadAction {
  readonly block: Block
  readonly slots: ActionSlots
  /** Done already, by its own mark or words or those of an item below it. */
  readonly isDone: boolean
  /** Something is nested below it that says more. */
  readonly isDetailed: boolean
  /** A ticket is linked or named here or in an item below. */
  readonly isTracked: boolean
}

/** The actions: rows and outermost items of the action sections; items below one that only opens a list count, not it. */
export function actionsIn(doc: PostMortemText): ReadAction[] {
  const blocks = blocksIn(doc, 'actions')
  // A list beside a table of actions explains it.
  const tabled = new Set(blocks.filter((block) => block.columns?.includes('task')).map((block) => block.part))
  const found: ReadAction[] = []
  // An item that only says that a ticket was raised says it of the items before it.
  const ticketed = new Set<number>()
  let leadDepth = -1
  let isPlan = true
  let isPartTracked = false
  // "Long term (Q4 2025)", "In progress (next two weeks):" hold for what stands below.
  let partDue: string | null = null
  let listDue: string | null = null
  for (const [index, block] of blocks.entries()) {
    if (block.part !== blocks[index - 1]?.part) {
      const part = doc.parts[block.part]
      const heading = doc.text.slice(part?.start, part?.end).split('\n')[0] ?? ''
      isPartTracked = isTrackedElsewhere(heading)
      partDue = periodIn(heading)
      listDue = null
    }
    if (block.kind === 'paragraph') listDue = /:\W*$/.test(block.plain) ? periodIn(block.plain) : null
    if (block.kind === 'paragraph' || block.part !== blocks[index - 1]?.part) isPlan = !opensNoPlan(block.plain)
    // "We follow these up in [#12]:" holds for the whole list.
    if (
      block.kind === 'paragraph' &&
      block.isTracked &&
      /\b(?:track|follow|progress|project|board|milestone)/i.test(block.plain)
    )
      isPartTracked = true
    if (block.kind === 'paragraph' || !isPlan) continue
    if (block.kind === 'row') {
      // A table without a column for what is to be done lists something else.
      if (block.columns === undefined || block.columns.includes('task'))
        found.push(read(block, doc.text.slice(block.start, block.end), []))
      continue
    }
    if (tabled.has(block.part)) continue
    if (block.depth <= leadDepth) leadDepth = -1
    if (block.isLead) {
      if (leadDepth < 0 || block.depth <= leadDepth + 1) leadDepth = block.depth
      if (opensNoPlan(block.plain) || isAdviceToOthers(block.plain)) isPlan = false
      listDue = periodIn(block.plain)
      continue
    }
    const isOutermost = block.depth === 0 || (leadDepth >= 0 && block.depth === leadDepth + 1)
    if (!isOutermost || countPlainWords(block.plain) < 3 || block.isQuoted) continue
    if (isNoteOfTicket(block.plain)) ticketed.add(block.part)
    // "Or move it to a queue" is another way to do the one above.
    if (/^\W*(?:or|alternatively)\b/i.test(block.plain)) continue
    if (!isCommitment(block.plain) || isAdviceToOthers(block.plain)) continue
    found.push(read(block, block.plain, below(blocks, index)))
  }
  return found.map((one) => (ticketed.has(one.block.part) ? { ...one, isTracked: true } : one))

  function read(block: Block, text: string, inner: readonly Block[]): ReadAction {
    const sources = inner.map((one) => doc.text.slice(one.start, one.end))
    const slots = readAction(text, block.columns)
    const whole = [text, ...inner.map(({ plain }) => plain)]
    const column = block.columns?.indexOf('owner') ?? -1
    return {
      block,
      slots: {
        ...slots,
        owner: slots.owner ?? (column < 0 ? ownerGroupIn(text) : ownerInCell(text, column)),
        due: slots.due ?? whole.map(periodIn).find((found) => found !== null) ?? listDue ?? partDue,
      },
      isDone:
        block.isDone ||
        hasChangeRequest(doc.text.slice(block.start, block.end)) ||
        sources.some(hasChangeRequest) ||
        inner.some((one, at) => one.depth > 0 && isNoteOfEnd(sources[at] ?? '', one.plain)),
      isDetailed: inner.length > 0,
      isTracked: isPartTracked || block.isTracked || sources.some(isTrackedElsewhere),
    }
  }
}

/** "This has been done: …" below an action; a detail in the past tense is none. */
function isNoteOfEnd(source: string, plain: string): boolean {
  return /^\W*(?:this|it|done|completed|fixed|merged)\b/i.test(plain) && isReportedDone(source, plain)
}

/** What is nested below an item, and its further paragraphs. */
function below(blocks: readonly Block[], index: number): Block[] {
  const own = blocks[index]
  const found: Block[] = []
  for (const block of blocks.slice(index + 1)) {
    if (!own || block.kind !== 'item' || block.part !== own.part || block.depth <= own.depth) break
    found.push(block)
  }
  return found
}

/** Actions that are not done yet. */
export function openActionsIn(doc: PostMortemText): ReadAction[] {
  return actionsIn(doc).filter(
    ({ block, isDone }) =>
      !isDone &&
      !/\b(?:completed?|done|taken|implemented|already|shipped)\b/i.test(doc.parts[block.part]?.heading ?? ''),
  )
}
