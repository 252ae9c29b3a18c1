import { readAction } from '../line/action-slots.ts'
import type { Section } from '../line/line-kind.ts'
import { readLine } from '../line/read-line.ts'
import { noDate } from '../line/rules/no-date.ts'
import { noOwner } from '../line/rules/no-owner.ts'
import { noSuccess } from '../line/rules/no-success.ts'
import { vagueAction } from '../line/rules/vague-action.ts'
import { findingsOf } from '../rule.ts'
import { isAdviceToOthers, isOpenOrConditional } from './action-state.ts'
import { ownerGroupIn, periodIn } from './action-times.ts'
import { actionsIn, openActionsIn, type ReadAction } from './actions-in.ts'
import { isNotice, isStatusEntry } from './document-form.ts'
import { blocksIn, type DocumentSubject, hasSection, linesIn, type PlacedLine } from './document-subject.ts'
import type { RawFinding } from './raw-finding.ts'
import type { PostMortemText } from './read-document.ts'

const slotRules = { owner: noOwner, due: noDate, check: noSuccess }
/** One action in ten without an owner is a slip of the pen; one in three is a habit. */
const worthTelling = 0.3

/** What the open actions lack: at most one finding about owner, date and check, and one about vague ones. */
export function findInActions({ doc }: Pick<DocumentSubject, 'doc'>): RawFinding[] {
  // A notice tells what is being done; whom to ask for it is the business of its authors.
  if (isNotice(doc)) return []
  const open = openActionsIn(doc)
  if (open.length === 0) return unownedProse(doc)
  const vague = vagueOnes(doc.text, open)
  // Beside a list, more may be promised in sentences; if those have owners or dates, the list may lean on them.
  const beside = promisesIn(doc)
  if (open.length === 1 && beside.some(({ isSaid }) => isSaid)) return vague
  return [...vague, ...missingSlots(doc.text, open, vague.length > 0, beside.length > 0)]
}

const promise =
  /\b(?:we(?:['’]ll| will| plan to| intend to| are (?:going|planning) to| need to| should(?! have)| must)|(?:will|shall|should|must|needs? to) (?:also |then |now )?be \p{L}+(?:ed|en|t|n)|(?:we|team) plans? to)\b(?! have\b)/iu
/** In other sections "we need to restore it" may be a step of a guide and "should be used" advice: only intentions count. */
const own = /\b(?:we|i)(?:['’]ll| will| plan to| intend to| are (?:going|planning) to)\b(?! have\b)/i
const duty = /\b(?:we|i) (?:need to|should(?! have)|must)\b(?! have\b)/i
const regret = /\b(?:have|lacked|without thinking|flawed)\b/i
const wish = /\b(?:should|must|needs? to)\b(?! (?:have|not have)\b)/i
/** "We will be making several changes" and "we will do the following" only open what is promised. */
const opening =
  /:\W*$|\b(?:several|some|a number of|the following|these) (?:changes|steps|things|measures|improvements)\b|\bthe following\b/i

const courtesy =
  /\b(?:continue|keep (?:you|everyone|on)|update you|post (?:an )?update|share|(?:will|shall) communicat\w+|be (?:available|able|back|posted|sorry)|apolog\w+|sorry|let (?:you|everyone) know|we should (?:note|mention|say|point out)|strive|hope|if (?:we|you|any))\b/i
/** Below "1. Update the go version" or "How to …" stand the steps of a guide. */
const guide = /^\W*(?:\d+[.)]\s|step\b|how to\b)/i

interface Promise extends PlacedLine {
  readonly isSaid: boolean
}

/** What is promised in sentences, outside lists; `isSaid` where who, when or a ticket stands in or beside it. */
function promisesIn(doc: PostMortemText): Promise[] {
  // Without a section for them, promises stand among the lessons, or wherever the text ends.
  const sections: readonly Section[] = hasSection(doc, 'actions')
    ? ['actions']
    : ['lessons', 'resolution', 'went-poorly', 'other']
  const blocks = blocksIn(doc, ...sections).filter(
    (block) =>
      !block.isQuoted &&
      !guide.test(doc.parts[block.part]?.heading ?? '') &&
      (block.kind === 'paragraph' || (block.section === 'went-poorly' && block.kind === 'item' && block.depth === 0)),
  )
  return linesIn(blocks)
    .filter(
      ({ text, block }) =>
        (own.test(text) ||
          (block.section === 'lessons' && duty.test(text)) ||
          (block.section === 'actions' && promise.test(text)) ||
          (block.section === 'went-poorly' && wish.test(text) && !regret.test(text))) &&
        !courtesy.test(text) &&
        !/^\W*(?:(?:this|that|it) (?:means|is|was)|because|since)\b/i.test(text) &&
        !isOpenOrConditional(text) &&
        !isAdviceToOthers(text) &&
        !/\byou\b/i.test(text),
    )
    .map((line) => {
      const { owner, due } = readAction(line.text)
      const isSaid =
        (owner ?? due ?? ownerGroupIn(line.text) ?? periodIn(line.block.plain)) !== null ||
        line.block.isTracked ||
        /\balready\b/i.test(line.block.plain)
      return { ...line, isSaid }
    })
}

/** Where no list of actions is given, what is promised in sentences: one finding for all, if none says who or when. */
function unownedProse(doc: PostMortemText): RawFinding[] {
  if (actionsIn(doc).length > 0 || isStatusEntry(doc)) return []
  const found = promisesIn(doc)
  const promises = found.filter(({ text }) => !opening.test(text))
  const [opener] = found
  // "Going forward, we will do the following:" opens the list that is meant.
  const first =
    promises[0] ??
    (opener && /:\W*$/.test(opener.text) ? linesIn(doc.blocks).find(({ start }) => start > opener.start) : undefined)
  if (!first || found.some(({ isSaid }) => isSaid)) return []
  // What could be better is a thought; several such thoughts and no plan are worth a question.
  if (found.length < 2 && found[0]?.block.section === 'went-poorly') return []
  return [
    {
      rule: 'no-owner',
      start: first.start + (/^(?!we)|$/i.test(promise.exec(first.text)?.[0] ?? '') ? 0 : first.text.search(promise)),
      end: first.end,
      wrong:
        promises.length > 1
          ? 'Several things are planned or wished for here, this one first, and none has an owner or a date.'
          : 'What is planned here has neither an owner nor a date.',
      ask: 'Who, by name or role, will tell us that it is done, and by which day?',
    },
  ]
}

function missingSlots(text: string, open: readonly ReadAction[], isVague: boolean, hasMore: boolean): RawFinding[] {
  const loose = open.filter(({ isTracked }) => !isTracked)
  const ownerless = loose.filter(({ slots }) => slots.owner === null)
  if (ownerless.length > 0 && ownerless.length >= open.length * worthTelling) {
    const bare = ownerless.filter(({ slots }) => slots.due === null)
    return bare.length > ownerless.length / 2
      ? tell(
          'owner',
          bare,
          loose.length < open.length ? 'no owner, date or ticket' : 'neither an owner nor a date',
          'Who, by name or role, will tell us that it is done, and by which day?',
        )
      : tell('owner', ownerless, 'no owner')
  }
  const dateless = loose.filter(({ slots }) => slots.due === null)
  if (dateless.length > 0 && dateless.length > open.length / 2) return tell('due', dateless, 'no date')
  // A check is asked for where owner and date are there, where nobody thought of any, and where nothing vaguer is.
  const isChecked = open.some(({ slots, isTracked }) => isTracked || slots.check !== null)
  const isDayGiven = loose.every(({ block }) => readAction(wordsOf(text, { block }), block.columns).due !== null)
  return isVague || isChecked || !isDayGiven || dateless.length > 0 || loose.length < 2
    ? []
    : tell('check', loose, 'nothing that says when it is enough')

  function tell(
    slot: keyof typeof slotRules,
    actions: readonly ReadAction[],
    what: string,
    ask?: string,
  ): RawFinding[] {
    const [first] = actions
    if (!first) return []
    const [hit] = findingsOf(slotRules[slot], readLine({ section: 'actions', text: wordsOf(text, first) }))
    if (!hit) return []
    // What all of them lack needs no count; lists break in ways that would make it wrong.
    const isAll = actions.length === open.length
    const { length } = actions
    const who =
      length === 1
        ? isAll || hasMore
          ? 'This action'
          : `1 of ${open.length} open actions`
        : hasMore
          ? `This action and ${length - 1} more of the list`
          : `${isAll ? 'The open actions' : `${length} of ${open.length} open actions`}, this one first,`
    return [
      {
        rule: hit.rule,
        start: first.block.start + hit.start,
        end: first.block.start + hit.end,
        wrong: `${who} ${length === 1 ? 'has' : 'have'} ${what}.`,
        ask: ask ?? hit.ask,
      },
    ]
  }
}

/** A vague verb before a named deliverable is how people write; one that is all there is has no end. */
function vagueOnes(text: string, open: readonly ReadAction[]): RawFinding[] {
  const hits = open.flatMap((action) => {
    if (action.isTracked || action.isDetailed) return []
    const line = readLine({ section: 'actions', text: wordsOf(text, action) })
    return findingsOf(vagueAction, line)
      .filter((hit) => !isSpelledOut(line.plain, hit.start, hit.end))
      .slice(0, 1)
      .map((hit) => ({
        rule: hit.rule,
        start: action.block.start + hit.start,
        end: action.block.start + hit.end,
        wrong: hit.wrong,
        ask: hit.ask,
      }))
  })
  const [first] = hits
  if (!first || hits.length < 2) return hits
  const words = hits.slice(0, 4).map(({ start, end }) => `"${text.slice(start, end).replace(/\s+/g, ' ')} …"`)
  return [
    {
      ...first,
      wrong: `${hits.length} actions have no end that anybody could see: ${words.join(', ')}.`,
      ask: 'What will exist afterwards that does not exist today, and what shows that it works?',
    },
  ]
}

function isSpelledOut(plain: string, start: number, end: number): boolean {
  // "Review actions:" is a label.
  if (/^\W*(?:\p{L}+ )?actions?\W*:/u.test(plain.slice(start, end + 12).replace(/^review/, ''))) return true
  const rest = plain.slice(end).replace(/\s+/g, ' ')
  const isStudy =
    /^(?:investigat|explor|evaluat|assess|look|research|think|discuss|consider|analy|brainstorm|re-?eval)/.test(
      plain.slice(start, end),
    )
  // A study ends where its outcome is decided on: "… whether it is needed, then remove it".
  if (isStudy)
    return /\b(?:then|and (?:then )?(?:fix|remove|add|replace|apply|implement|reproduce|disable|set))\b/.test(rest)
  if (/^(?:be|pay|keep|more|review|monitor|watch|try|aim|remind|train|educat|communicat)/.test(plain.slice(start, end)))
    return false
  return (
    /(?::|;|\s[–—-])\s*\S+(?: \S+){3}/.test(rest) ||
    /\b(?:by \p{L}+ing|so that|such as|to ensure that|e\.g\.|including|for example|when|instead of)\b/u.test(rest) ||
    /\bto (?!be\b|the\b|our\b|a\b|all\b|avoid|prevent|ensure|reduce|make|better|improve|help|handle)\p{L}+ (?:\S+ ){2}/u.test(
      rest,
    )
  )
}

function wordsOf(text: string, { block }: Pick<ReadAction, 'block'>): string {
  return block.kind === 'row' ? text.slice(block.start, block.end) : block.plain
}
