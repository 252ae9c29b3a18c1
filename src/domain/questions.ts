import type { DomainContext } from './context.ts'
import type { Answer, Incident, Moment, Why, WhyTrack } from './incident.ts'
import type { Asking, PutQuestion, Question } from './question.ts'
import { readableLine } from './readable.ts'

const yesNo = () => ['yes', 'no', 'unknown'] as const

/** Questions that one incident is asked at the most: beyond that people answer to be done with it. */
const mostAsked = 40

/** Said to whoever is asked; nothing for a reader. */
export const enoughHint = '(Say "enough" when the next answer would be a guess.)'

/** How far each track is asked before the question counts as answered; the person may end it earlier or go deeper. */
const depthAsked: Readonly<Record<WhyTrack, number>> = { happened: 3, noticed: 1, ended: 1 }

/**
 * Every question, in the order in which it is asked: what is required first, then what people do not volunteer. People tire, so what
 * every post-mortem needs (what to keep, where luck helped, what will change) stands before what only some have an answer to.
 */
export const questions: readonly Question[] = [
  {
    id: 'date',
    label: 'Date',
    ask: () => 'On which date was that?',
    why: 'Times without a date cannot be put in order or turned into UTC.',
    audience: 'everybody',
    reading: 'date',
    applies: ({ incident }) => incident.timeline.some((event) => event.when.date === null && event.when.clock !== null),
    answered: ({ incident }) =>
      !incident.timeline.some((event) => event.when.date === null && event.when.clock !== null),
  },
  {
    id: 'what-happened',
    label: 'What happened',
    ask: () => 'What happened, in two or three sentences?',
    why: 'Everything else hangs on it; rough words will do.',
    audience: 'everybody',
    reading: 'text',
    requiredFor: 'document',
    answered: ({ incident }) => answersTo(incident, 'what-happened').some((answer) => !isThin(answer.text)),
  },
  {
    id: 'customers-affected',
    label: 'Who was affected',
    ask: () => 'Who was affected: how many customers, or what share of them, of which kind?',
    why: 'Without a number nobody can weigh this incident against another.',
    audience: 'everybody',
    reading: 'text',
    requiredFor: 'document',
  },
  {
    id: 'timeline',
    label: 'Timeline',
    ask: () =>
      'What happened when: first sign, noticed, work began, customers told, cause found, fixed? Rough times are enough ("noticed around 2pm, fixed by 5pm, Berlin time"); one line for each thing works best.',
    why: 'The times to detect, respond, resolve and communicate are computed from it.',
    audience: 'on-call',
    reading: 'timeline',
    requiredFor: 'document',
    answered: ({ incident }) =>
      incident.timeline.filter((event) => event.when.clock !== null || event.at !== null).length >= 2 ||
      answersTo(incident, 'timeline').length > 0,
  },
  {
    id: 'users-saw',
    label: 'What users saw',
    ask: ({ context }) => `What did ${users(context)} see on their screen, in the words they would use?`,
    why: 'The same failure is recognised later by what people saw, not by the name of a service.',
    audience: 'support',
    reading: 'text',
    requiredFor: 'close',
  },
  {
    id: 'blocked-task',
    label: 'Blocked task',
    ask: () => 'At which step of what they were trying to get done did it stop?',
    why: 'A blocked task tells a product manager more than an error code.',
    audience: 'support',
    reading: 'text',
  },
  {
    id: 'workarounds',
    label: 'What users tried',
    ask: ({ context }) => `What did ${users(context)} try, or do instead, to get on with it?`,
    why: 'Workarounds show how long it may have gone on unnoticed, and what a fix has to replace.',
    audience: 'support',
    reading: 'text',
  },
  {
    id: 'started',
    label: 'First confirmed start',
    ask: () => 'When did it really start: the first confirmed sign, even if nobody noticed it then?',
    why: 'The gap between start and notice is the time to detect.',
    audience: 'on-call',
    reading: 'timeline',
    applies: ({ incident }) => incident.timeline.length > 0,
    answered: ({ incident }) => hasMoment(incident, 'started') || answersTo(incident, 'started').length > 0,
  },
  {
    id: 'noticed-by',
    label: 'Noticed by',
    ask: () => 'How did the team first hear of it?',
    why: 'When customers notice before an alert does, detection is a finding of its own.',
    audience: 'on-call',
    reading: 'choice',
    choices: () => ['alert', 'customer', 'support', 'colleague'],
  },
  {
    id: 'communicated',
    label: 'First told to customers',
    ask: () => 'When were customers first told?',
    why: 'The time to communicate is measured from detection to this moment.',
    audience: 'support',
    reading: 'timeline',
    applies: ({ incident }) => incident.timeline.length > 0,
    answered: ({ incident }) => hasMoment(incident, 'communicated') || answersTo(incident, 'communicated').length > 0,
  },
  {
    id: 'data-integrity',
    label: 'Data integrity',
    ask: () => 'Was any data lost, wrong, duplicated or shown to the wrong person?',
    why: 'It decides the severity, and somebody may have to be told by a deadline.',
    audience: 'on-call',
    reading: 'choice',
    choices: yesNo,
  },
  {
    id: 'compliance',
    label: 'Compliance',
    ask: ({ context }) =>
      context.frameworks.length > 0
        ? `Was a legal or contractual duty broken or put at risk (${context.frameworks.map((framework) => framework.name).join(', ')})?`
        : 'Was a legal or contractual duty broken or put at risk: personal data, reporting, payments?',
    why: 'If so, a list of checks and perhaps a deadline for telling somebody follow.',
    audience: 'product',
    reading: 'choice',
    choices: yesNo,
  },
  {
    id: 'first-failed-step',
    label: 'First failed step',
    ask: () => 'What failed first, before the effect that everybody noticed?',
    why: 'The loudest effect is rarely where the work belongs.',
    audience: 'on-call',
    reading: 'text',
    requiredFor: 'close',
  },
  {
    id: 'same-day-changes',
    label: 'Changed that day',
    ask: () =>
      'What changed that day, even if it seems unrelated: deploys, flags, configuration, prices, permissions, a supplier?',
    why: 'Small changes nobody thinks of often explain why a familiar flow broke.',
    audience: 'on-call',
    reading: 'list',
    requiredFor: 'close',
  },
  {
    id: 'manual-work',
    label: 'Manual work',
    ask: () => 'What had to be done by hand, with amounts: resets, refunds, reruns, edits, explanations?',
    why: 'Work by hand is the cost that no dashboard shows.',
    audience: 'support',
    reading: 'list',
    requiredFor: 'close',
  },
  {
    id: 'seen-before',
    label: 'Seen before',
    ask: () =>
      'How often has this come up before, counting reports closed as unclear or as user error (and answered with which standard reply)?',
    why: 'Repeats look small one by one; the count makes them hard to ignore.',
    audience: 'support',
    reading: 'text',
    requiredFor: 'close',
  },
  {
    id: 'why-happened',
    label: 'How it happened',
    ask: ({ incident }) => {
      const last = deepest(incident, 'happened')
      return last
        ? `What made this possible: "${quoted(last.text)}"? ${enoughHint}`
        : `What in the system produced this: "${quoted(symptomOf(incident))}"?`
    },
    why: 'Each link should name a condition that somebody can change, never a person.',
    audience: 'on-call',
    reading: 'why',
    answered: ({ incident }) => isTrackAnswered(incident, 'happened'),
  },
  {
    id: 'why-noticed',
    label: 'How it was noticed',
    ask: () => 'What decided how long it took until somebody noticed?',
    why: 'Detection is kept apart from the cause, since each has its own fix.',
    audience: 'on-call',
    reading: 'why',
    answered: ({ incident }) => isTrackAnswered(incident, 'noticed') || answersTo(incident, 'why-noticed').length > 0,
  },
  {
    id: 'why-ended',
    label: 'How it was ended',
    ask: () => 'What made it end when it did, and not sooner?',
    why: 'Recovery can be made faster even where the cause cannot be removed.',
    audience: 'on-call',
    reading: 'why',
    answered: ({ incident }) => isTrackAnswered(incident, 'ended') || answersTo(incident, 'why-ended').length > 0,
  },
  {
    id: 'root-cause',
    isExtra: true,
    label: 'Root cause statement',
    ask: () => 'In one sentence: which condition let this happen, and would let it happen again tomorrow?',
    why: 'Everybody should be able to repeat it; where the chain has several ends, it says what they have in common.',
    audience: 'on-call',
    reading: 'text',
    applies: ({ incident }) => leaves(incident, 'happened').length > 0,
  },
  {
    id: 'factors',
    label: 'Contributing factors',
    ask: () =>
      'What else had to be true for this to hurt as it did: in process, technology, organisation, or from outside?',
    why: 'Incidents have several conditions; the one nobody mentions comes back.',
    audience: 'everybody',
    reading: 'factors',
    answered: ({ incident }) => incident.factors.length > 0,
  },
  {
    id: 'support-view',
    label: "Support's view",
    ask: () =>
      'What did support see or hear that has not come up yet, for example something many reports had in common?',
    why: 'Support knows the words, the workarounds and the point where trust dropped.',
    audience: 'support',
    reading: 'text',
    requiredFor: 'close',
  },
  {
    id: 'customer-quotes',
    label: 'Customer quotes',
    ask: () => 'What did customers say, word for word (each with its ticket, call or post)?',
    why: 'It is the most valuable part of the product post-mortem and the first to be forgotten.',
    audience: 'support',
    reading: 'quotes',
    applies: isProductDocumentDue,
  },
  {
    id: 'assumption',
    label: 'Wrong assumption',
    ask: () => 'What had we assumed about users, data, cost or a supplier that was not true? ("We assumed…")',
    why: 'The wrong assumption, not the recovery, is what the product learns from.',
    audience: 'product',
    reading: 'list',
    applies: isProductDocumentDue,
  },
  {
    id: 'eval-gap',
    label: 'Eval gap',
    ask: () => 'Why did no test or eval catch this?',
    why: 'Each of the three gaps is closed in a different way.',
    audience: 'product',
    reading: 'choice',
    choices: () => ['case missing', 'rubric did not penalise', 'eval right, production diverged'],
    applies: isProductDocumentDue,
  },
  {
    id: 'went-well',
    label: 'Went well',
    ask: () => 'What went well and kept it from being worse?',
    why: 'What protected you is worth keeping on purpose.',
    audience: 'everybody',
    reading: 'list',
  },
  {
    id: 'lucky',
    label: 'Got lucky',
    ask: ({ context }) =>
      context.peaks.length > 0
        ? `Where were you lucky? For example: what if it had come during ${context.peaks[0]?.name}?`
        : 'Where were you lucky: what would have made it much worse?',
    why: 'Luck is a control that nobody owns.',
    audience: 'everybody',
    reading: 'list',
  },
  {
    id: 'product-fix',
    label: 'Product fix',
    ask: () =>
      'Apart from the repair: what will the product do differently (a default, a fallback, a workflow, a guardrail, a foot-gun removed, a price)? One a line, with owner, date and the sign that it worked.',
    why: 'The repair restores the service; the product fix makes the next user safe.',
    audience: 'product',
    reading: 'actions',
    applies: isProductDocumentDue,
    answered: ({ incident }) => incident.actions.some((action) => action.scope === 'product'),
  },
  {
    id: 'actions',
    label: 'Corrective actions',
    ask: ({ context }) =>
      `Which ${context.policies.minActions} to ${context.policies.maxActions} things will change? One a line, with owner, date, priority (P1 to P3) and the sign that it is done.`,
    why: 'An action without an owner, a date and a check is a wish.',
    audience: 'everybody',
    reading: 'actions',
    answered: ({ incident: { actions }, context }) =>
      actions.length >= context.policies.minActions && actions.some((action) => action.scope === 'engineering'),
  },
  {
    id: 'eval-case',
    label: 'Added eval case',
    ask: () => 'Which case is added to the tests or evals (with its commit or CI run)?',
    why: 'A lesson that runs in CI does not depend on memory.',
    audience: 'product',
    reading: 'list',
    applies: (asking) => isProductDocumentDue(asking) && !isSkipped(asking.incident, 'eval-gap'),
  },
  {
    id: 'went-poorly',
    label: 'Went poorly',
    ask: () => 'What in the system, the tools or the process made it harder than it had to be?',
    why: 'Obstacles, not persons, can be removed.',
    audience: 'everybody',
    reading: 'list',
  },
  {
    id: 'silent-success',
    label: 'Silent success',
    ask: () => 'Did any step report success while its result was empty or wrong?',
    why: 'Failures that look like success hide for weeks.',
    audience: 'on-call',
    reading: 'text',
  },
  {
    id: 'heard-otherwise',
    label: 'Otherwise unheard',
    ask: () => 'What did customers tell us that we would not have heard otherwise? Up to five things, one a line.',
    why: 'An incident is the one day on which silent customers speak.',
    audience: 'support',
    reading: 'list',
    applies: isProductDocumentDue,
  },
  {
    id: 'assumption-elsewhere',
    label: 'Same assumption elsewhere',
    ask: () => 'Where else do we rely on the same assumption?',
    why: 'The next incident is usually the same assumption on another surface.',
    audience: 'product',
    reading: 'list',
    applies: (asking) => isProductDocumentDue(asking) && !isSkipped(asking.incident, 'assumption'),
  },
  {
    id: 'lessons',
    label: 'Lessons',
    ask: () => 'What should a team that was not there take from this (and which teams)?',
    why: 'A lesson that stays in one team is learned again by the next.',
    audience: 'everybody',
    reading: 'lessons',
    answered: ({ incident }) => incident.lessons.length > 0,
  },
  {
    id: 'revenue',
    label: 'Cost',
    ask: ({ context }) =>
      `What did it cost in lost revenue, refunds or credits (${context.currency}), as far as anybody knows?`,
    why: 'A number, or an honest "not known", keeps the discussion about priorities fair.',
    audience: 'product',
    reading: 'text',
  },
  {
    id: 'evidence',
    isExtra: true,
    label: 'Evidence',
    ask: () => 'Which log, graph, ticket or message shows that this is how it was?',
    why: 'A cause that data, logs, users and operators agree on can be relied on.',
    audience: 'on-call',
    reading: 'list',
  },
  {
    id: 'decisions',
    isExtra: true,
    label: 'Decisions',
    ask: () => 'Which decision during the incident had a price (taken on which grounds, accepting what)?',
    why: 'Later readers see the result, not what was known at the time.',
    audience: 'on-call',
    reading: 'decisions',
    answered: ({ incident }) => incident.decisions.length > 0,
  },
  {
    id: 'area',
    isExtra: true,
    label: 'Product area',
    ask: () => 'Which part of the product was it?',
    why: 'Repeats on the same surface become visible only when it always has the same name.',
    audience: 'product',
    reading: 'choice',
    choices: ({ context }) => context.areas.map((area) => area.name),
    applies: ({ context }) => context.areas.length > 0,
  },
  {
    id: 'tag',
    isExtra: true,
    label: 'Tag',
    ask: () => 'Which of these fits best?',
    why: 'A short shared list keeps the counts honest.',
    audience: 'product',
    reading: 'choice',
    choices: ({ context }) => context.tags.map((tag) => tag.name),
    applies: ({ context }) => context.tags.length > 0,
  },
  {
    id: 'summary',
    isExtra: true,
    label: 'Executive summary',
    ask: () => 'How would you tell it in two or three sentences to somebody who is not technical?',
    why: 'Most readers stop after it.',
    audience: 'product',
    reading: 'text',
  },
  {
    id: 'owner',
    label: 'Owner',
    ask: (asking) =>
      isProductDocumentDue(asking)
        ? 'Who owns this post-mortem until its actions are done (and who the product one)?'
        : 'Who owns this post-mortem until its actions are done?',
    why: 'Without one name the note becomes storage.',
    audience: 'everybody',
    reading: 'text',
  },
]

/** Answers that may be recorded though nobody is asked for them by default. */
const unasked: readonly Question[] = [
  {
    id: 'duration',
    label: 'Duration',
    ask: () => 'How long did it last?',
    why: 'It stands in for a timeline where there is none.',
    audience: 'everybody',
    reading: 'text',
  },
  {
    id: 'product-owner',
    label: 'Owner of the product post-mortem',
    ask: () => 'Who owns the product post-mortem?',
    why: 'The two documents have different owners.',
    audience: 'product',
    reading: 'text',
  },
  {
    id: 'risks',
    label: 'Risks',
    ask: () => 'Which risk remains until the actions are done?',
    why: 'An accepted risk should be accepted by somebody.',
    audience: 'everybody',
    reading: 'list',
  },
  {
    id: 'agreement',
    label: 'Agreement',
    ask: () => 'Who has read the summary and agrees with it?',
    why: 'A summary that everybody can stand behind ends the argument about what happened.',
    audience: 'everybody',
    reading: 'text',
  },
]

const byId = new Map([...questions, ...unasked].map((question) => [question.id, question]))

/** Ids that an answer may name, in the order of asking. */
export const questionIds: readonly string[] = [...byId.keys()]

export function findQuestion(id: string): Question | null {
  return byId.get(id) ?? null
}

/** As it is put to somebody about this incident. */
export function putQuestion(question: Question, asking: Asking): PutQuestion {
  const choices = question.choices?.(asking)
  return {
    id: question.id,
    label: question.label,
    text: question.ask(asking),
    why: question.why,
    audience: question.audience,
    reading: question.reading,
    ...(choices && choices.length > 0 ? { choices } : {}),
    required: question.requiredFor !== undefined,
  }
}

export function isAnswered(question: Question, asking: Asking): boolean {
  return question.answered?.(asking) ?? answersTo(asking.incident, question.id).length > 0
}

/** What is still to be asked, most important first: not what was answered, what somebody chose to skip, or an extra beyond the most. */
export function openQuestions(asking: Asking): PutQuestion[] {
  const open = unanswered(asking).filter((question) => !isSkipped(asking.incident, question.id))
  const settled = questions.filter(
    (question) => (question.applies?.(asking) ?? true) && !open.includes(question),
  ).length
  const links = asking.incident.whys.filter((why) => why.track === 'happened').length
  // The chain of whys is one question that is put several times.
  const tooMany = settled + open.length + Math.max(depthAsked.happened, links) - 1 - mostAsked
  const leftOut = tooMany > 0 ? open.filter((question) => question.isExtra).slice(-tooMany) : []
  return open.filter((question) => !leftOut.includes(question)).map((question) => putQuestion(question, asking))
}

/** What the record does not hold, skipped or not: the document shows these as unknown. */
export function unknownQuestions(asking: Asking): PutQuestion[] {
  return unanswered(asking).map((question) => putQuestion(question, asking))
}

function unanswered(asking: Asking): Question[] {
  return questions.filter((question) => (question.applies?.(asking) ?? true) && !isAnswered(question, asking))
}

function isSkipped(incident: Incident, question: string): boolean {
  return incident.skippedQuestions.some((skipped) => skipped.question === question)
}

export function answersTo(incident: Incident, question: string): Answer[] {
  return incident.answers.filter((answer) => answer.question === question)
}

/** The product post-mortem is required from a severity on (requirement A02), and offered while the severity is unknown. */
export function isProductDocumentDue({ context, severity }: Asking): boolean {
  return severity === null || severity <= context.policies.bothDocumentsFrom
}

/** Too short to understand later without guessing ("login issue resolved", requirement B11). */
export function isThin(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]{2,}/gu) ?? []).length < 6
}

/** The observable symptom: what users saw, if they saw anything, else what happened. */
export function symptomOf(incident: Incident): string {
  const seen = answersTo(incident, 'users-saw').find((answer) => !sawNothing.test(answer.text))
  return seen?.text ?? answersTo(incident, 'what-happened')[0]?.text ?? incident.title
}

// "Nothing loaded" is a symptom, "nothing that we know of" is none.
const sawNothing =
  /^\W*(?:none|n\/?a|no ?(?:one|body)|nothing (?:that|as far|visible|unusual|special|at all)|(?:i |we )?(?:don['’]?t|do not) know)\b/i

/** Links of a track that no other link explains further. */
export function leaves(incident: Incident, track: WhyTrack): Why[] {
  const links = incident.whys.filter((why) => why.track === track)
  return links.filter((link) => !links.some((other) => other.parent === link.id))
}

function deepest(incident: Incident, track: WhyTrack): Why | null {
  return leaves(incident, track).at(-1) ?? null
}

function isTrackAnswered(incident: Incident, track: WhyTrack): boolean {
  return incident.whys.filter((why) => why.track === track).length >= depthAsked[track]
}

/** The people in question by the company's own names for them. */
function users({ personas }: DomainContext): string {
  return personas.length > 0 ? `users (${personas.map((persona) => persona.name).join(', ')})` : 'users'
}

function hasMoment(incident: Incident, moment: Moment): boolean {
  return incident.timeline.some((event) => event.moments.includes(moment))
}

function quoted(text: string): string {
  const line = readableLine(text).replace(/"/g, "'")
  return line.length > 160 ? `${line.slice(0, 157).trimEnd()}…` : line
}
