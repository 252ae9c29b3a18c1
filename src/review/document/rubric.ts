import { hasCount, hasDuration, userNoun } from '../line/user-view.ts'
import { isWeakAction, typeOfAction } from './action-type.ts'
import { actionsIn } from './actions-in.ts'
import { blocksIn, countPlainWords, hasSection, linesIn, proseIn } from './document-subject.ts'
import type { PostMortemText } from './read-document.ts'
import type { ReviewFinding } from './review-finding.ts'
import { missingSections } from './rules/missing-section.ts'

/** One item of the rubric. */
export interface RubricItem {
  readonly item: string
  readonly score: 0 | 1 | 2
  /** Why this score, naming what stands or does not stand in the text. */
  readonly evidence: string
}

export interface RubricScore {
  readonly items: readonly RubricItem[]
  /** 0 to 24. */
  readonly total: number
  /** Below 14, or nothing for the depth of the cause or for the language: back to the author. */
  readonly isBackToAuthor: boolean
}

const passing = 14

/**
 * Scores a post-mortem by twelve items, 0 to 2 each (notes on facilitation, section 5; close to the Learning Response Review and
 * Improvement Tool of HSSIB). The limits are a first guess and not calibrated; the evidence says what each score stands on.
 */
export function scoreRubric(doc: PostMortemText, findings: readonly ReviewFinding[]): RubricScore {
  const count = (...rules: readonly string[]) => findings.filter(({ rule }) => rules.includes(rule)).length
  const items = [
    scoreSymptom(doc),
    scoreTimeline(doc, count),
    scoreEvidence(doc, count),
    scoreCauseDepth(doc, count),
    scoreFactors(doc),
    scoreLocalView(doc, count),
    scoreLanguage(count),
    scoreDetection(doc, count),
    scoreActions(doc),
    scoreStrength(doc),
    scoreLearning(doc),
    scoreSections(doc),
  ]
  const total = items.reduce((sum, { score }) => sum + score, 0)
  const isZero = (name: string) => items.some(({ item, score }) => item === name && score === 0)
  return { items, total, isBackToAuthor: total < passing || isZero('Cause depth') || isZero('Language') }
}

type Count = (...rules: readonly string[]) => number

function scored(item: string, score: 0 | 1 | 2, evidence: string): RubricItem {
  return { item, score, evidence }
}

function scoreSymptom(doc: PostMortemText): RubricItem {
  const plain = `${proseIn(doc, 'summary', 'impact')} ${doc.blocks
    .filter((block) => doc.parts[block.part]?.level === 0 || block.part === 1)
    .map((block) => block.plain)
    .join(' ')}`.toLowerCase()
  const user = userNoun.exec(plain)
  if (!user) return scored('Symptom', 0, 'Summary and impact name nobody who used the product.')
  const isCounted = hasCount(plain)
  const isTimed = hasDuration(plain)
  if (isCounted && isTimed) return scored('Symptom', 2, `Tells of "${user[0]}", with a count and a duration.`)
  return scored(
    'Symptom',
    1,
    `Tells of "${user[0]}", without ${isCounted ? 'a duration' : isTimed ? 'a count' : 'count or duration'}.`,
  )
}

function scoreTimeline(doc: PostMortemText, count: Count): RubricItem {
  const all = blocksIn(doc, 'timeline')
  const rows = all.filter((block) => block.kind === 'row')
  const entries = rows.length > 0 ? rows : all
  if (entries.length < 2 && missingSections(doc).some(({ name }) => name === 'timeline'))
    return scored('Timeline', 0, 'There is no timeline.')
  if (count('timeline-without-times') > 0) return scored('Timeline', 0, 'The timeline has no times.')
  if (count('timeline-starts-at-alert') > 0) return scored('Timeline', 1, 'It starts when somebody noticed.')
  const isSourced = entries.some((block) =>
    /https?:|#\d|said-\d|\blog\b|\bgraph\b|dashboard/i.test(doc.text.slice(block.start, block.end)),
  )
  return isSourced
    ? scored('Timeline', 2, `It begins before anybody noticed: ${entries.length} entries, some with a source.`)
    : scored('Timeline', 1, `${entries.length} entries, none with a source.`)
}

function scoreEvidence(doc: PostMortemText, count: Count): RubricItem {
  const guesses = count('guess-as-fact')
  const isMarked = /\b(?:hypothes[ie]s|unverified|unconfirmed|assumption|open questions?|still unknown)\b/i.test(
    doc.text,
  )
  const cause = blocksIn(doc, 'root-cause', 'contributing', 'detection', 'impact')
  const isShown = cause.some(
    (block) =>
      block.isTracked ||
      /https?:|\b(?:logs?|query|graph|dashboard|trace|reproduced|measured|plan attached|screenshot)\b|`/i.test(
        doc.text.slice(block.start, block.end),
      ),
  )
  if (guesses > 1 && !isMarked) return scored('Evidence', 0, `${guesses} guesses stand among the findings.`)
  if (isShown && guesses === 0)
    return scored(
      'Evidence',
      isMarked ? 2 : 1,
      isMarked
        ? 'Evidence is named, and what is not known is marked.'
        : 'Evidence is named; facts and hypotheses are not told apart.',
    )
  if (isMarked) return scored('Evidence', 1, 'Hypotheses are marked; evidence for the cause is thin.')
  return scored(
    'Evidence',
    guesses > 0 ? 0 : 1,
    guesses > 0
      ? 'A guess stands among the findings, and no evidence is named.'
      : 'No guess was found, and no evidence is named.',
  )
}

function scoreCauseDepth(doc: PostMortemText, count: Count): RubricItem {
  const blocks = blocksIn(doc, 'root-cause', 'contributing')
  const words = blocks.reduce((sum, block) => sum + countPlainWords(block.plain), 0)
  if (words === 0) return scored('Cause depth', 0, 'No section tells how it came about.')
  const shallow = count('shallow-cause', 'one-cause-only', 'human-error', 'cause-unknown-without-check')
  if (shallow > 0 && words < 60) return scored('Cause depth', 0, 'The cause stops at a label, a person or an unknown.')
  const plain = proseIn(doc, 'root-cause', 'contributing').toLowerCase()
  const conditions =
    plain.match(
      /\b(?:because|since|although|even though|until|only when|so that|which meant|as a result|assum\w+|designed|by default|was not|were not|no longer|had been)\b/g,
    )?.length ?? 0
  if (conditions >= 2 && words >= 60)
    return scored('Cause depth', 2, 'A mechanism is told, with conditions that let it through.')
  return scored('Cause depth', 1, 'A mechanism is told; what let it through is thin.')
}

function scoreFactors(doc: PostMortemText): RubricItem {
  const listed =
    blocksIn(doc, 'contributing').length +
    blocksIn(doc, 'root-cause').filter((block) => block.kind === 'item' && block.depth === 0).length
  const paragraphs = blocksIn(doc, 'root-cause').filter((block) => block.kind === 'paragraph').length
  const isTied =
    /\b(?:contribut\w+|combin\w+|together|both|compound\w*|in addition|also|additionally|at the same time|factors?)\b/i.test(
      proseIn(doc, 'root-cause', 'contributing', 'summary'),
    )
  if (listed + paragraphs === 0) return scored('Several factors', 0, 'No factors are told.')
  if (listed + paragraphs < 2)
    return scored('Several factors', isTied ? 1 : 0, isTied ? 'Several conditions in one paragraph.' : 'One cause.')
  return scored(
    'Several factors',
    isTied ? 2 : 1,
    isTied ? `${listed + paragraphs} parts, tied to the outcome.` : `${listed + paragraphs} parts, not tied together.`,
  )
}

function scoreLocalView(doc: PostMortemText, count: Count): RubricItem {
  const lines = linesIn(doc.blocks.filter((block) => block.section !== 'actions' && block.section !== 'background'))
  const sense = lines.find(({ text }) =>
    /\b(?:(?:we|they|on-?call|team|engineers?|operator|developers?|everyone) (?:\p{L}+ )?(?:thought|assumed|believed|expected|understood|interpreted|suspected|were under the impression)|assumption|looked like|appeared to be|seemed (?:reasonable|like|to)|at the time|under the impression|as (?:the|our) (?:runbook|docs|guide|documentation)|reasonable|was considered|we expected|usually|normally|is the usual)\b/iu.test(
      text,
    ),
  )
  if (sense) return scored('Local view', 2, `Says how it looked then: "${shortened(sense.text)}".`)
  if (count('counterfactual', 'hindsight', 'blame') > 0)
    return scored('Local view', 0, 'Acts are judged from what is known now.')
  return scored('Local view', 1, 'Acts are told neutrally; how they made sense then is not told.')
}

function scoreLanguage(count: Count): RubricItem {
  const grave = count('blame', 'human-error')
  const slips = grave + count('counterfactual', 'hindsight', 'emotive')
  if (slips === 0) return scored('Language', 2, 'No blame, counterfactual or hindsight was found.')
  return scored(
    'Language',
    grave > 1 || slips > 3 ? 0 : 1,
    `${slips === 1 ? 'One slip' : `${slips} slips`}, ${grave} of them blame or human error.`,
  )
}

function scoreDetection(doc: PostMortemText, count: Count): RubricItem {
  if (hasSection(doc, 'detection')) {
    const plain = proseIn(doc, 'detection').toLowerCase()
    return /\d/.test(plain) && plain.length > 60
      ? scored('Detection', 2, 'A section of its own, with figures.')
      : scored('Detection', 1, 'A section of its own; the gap is not measured.')
  }
  if (count('cause-and-detection-mixed', 'detection-as-cause') > 0)
    return scored('Detection', 0, 'Told inside the cause.')
  const isTold = /\b(?:detect(?:ed|ion)|noticed|alert(?:ed|s)?|discovered|reported)\b/i.test(
    proseIn(doc, 'summary', 'timeline', 'impact', 'went-poorly', 'went-well'),
  )
  return isTold
    ? scored('Detection', 1, 'Told, without a section of its own.')
    : scored('Detection', 0, 'How it was noticed is not told.')
}

function scoreActions(doc: PostMortemText): RubricItem {
  const actions = actionsIn(doc)
  if (actions.length === 0)
    return scored(
      'Actions',
      0,
      blocksIn(doc, 'actions').length > 0 ? 'Actions are told in prose, none listed.' : 'There are no actions.',
    )
  const share = (has: (one: (typeof actions)[number]) => boolean) => actions.filter(has).length / actions.length
  const owned = share(({ slots, block }) => slots.owner !== null || block.isTracked || block.isDone)
  const dated = share(({ slots, block }) => slots.due !== null || block.isTracked || block.isDone)
  const checked = share(({ slots, block }) => slots.check !== null || block.isDone)
  const told = `${actions.length} listed: ${Math.round(owned * 100)} % with owner or ticket, ${Math.round(dated * 100)} % with date or ticket, ${Math.round(checked * 100)} % with a check.`
  if (owned >= 0.8 && dated >= 0.8 && checked >= 0.6 && actions.length >= 2) return scored('Actions', 2, told)
  return scored('Actions', owned >= 0.5 || dated >= 0.5 ? 1 : 0, told)
}

function scoreStrength(doc: PostMortemText): RubricItem {
  const tasks = actionsIn(doc).map(({ slots }) => slots.task.text)
  if (tasks.length === 0) return scored('Action strength', 0, 'There are no actions.')
  const strong = tasks.filter((task) => !isWeakAction(task)).length
  const types = new Set(tasks.map(typeOfAction).filter((type) => type !== null))
  if (strong === 0) return scored('Action strength', 0, 'All rely on people remembering.')
  return types.size >= 2 && strong >= 2
    ? scored('Action strength', 2, `${strong} change the system; types are mixed (${[...types].join(', ')}).`)
    : scored('Action strength', 1, `${strong} of ${tasks.length} change the system; types are not mixed.`)
}

function scoreLearning(doc: PostMortemText): RubricItem {
  const well = hasSection(doc, 'went-well')
  const poorly = hasSection(doc, 'went-poorly')
  const lucky = hasSection(doc, 'lucky')
  const lessons = hasSection(doc, 'lessons') && blocksIn(doc, 'lessons').length > 0
  const has = [well && 'what went well', poorly && 'what went poorly', lucky && 'luck', lessons && 'lessons'].filter(
    (one) => one !== false,
  )
  if (has.length === 0) return scored('Learning', 0, 'Neither what went well nor lessons are told.')
  return scored('Learning', has.length >= 3 ? 2 : 1, `Tells ${has.join(', ')}.`)
}

function scoreSections(doc: PostMortemText): RubricItem {
  const missing = missingSections(doc).map(({ name }) => name)
  if (missing.length === 0) return scored('Sections', 2, 'All are there.')
  return scored('Sections', missing.length > 2 ? 0 : 1, `Missing: ${missing.join(', ')}.`)
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text
}
