import { type ActionSlots, readAction } from '../line/action-slots.ts'
import { isAdviceToOthers, isCommitment, isReportedDone, isTrackedElsewhere, opensNoPlan } from './action-state.ts'
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
  let leadDepth = -1
  let isPlan = true
  let isPartTracked = false
  for (const [index, block] of blocks.entries()) {
    if (block.part !== blocks[index - 1]?.part) {
      const part = doc.parts[block.part]
      isPartTracked = isTrackedElsewhere(doc.text.slice(part?.start, part?.end).split('\n')[0] ?? '')
    }
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
      continue
    }
    const isOutermost = block.depth === 0 || (leadDepth >= 0 && block.depth === leadDepth + 1)
    if (!isOutermost || countPlainWords(block.plain) < 3 || block.isQuoted) continue
    if (!isCommitment(block.plain) || isAdviceToOthers(block.plain)) continue
    found.push(read(block, block.plain, below(blocks, index)))
  }
  return found

  function read(block: Block, text: string, inner: readonly Block[]): ReadAction {
    const sources = inner.map((one) => doc.text.slice(one.start, one.end))
    return {
      block,
      slots: readAction(text, block.columns),
      isDone: block.isDone || inner.some((one, at) => one.depth > 0 && isNoteOfEnd(sources[at] ?? '', one.plain)),
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
