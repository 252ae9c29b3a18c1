import { z } from 'zod'
import type { LeftOut } from '../documents/update-view.ts'
import { type CustomerUpdate, UpdateAudience, UpdateKind } from '../domain/customer-update.ts'
import type { Incident } from '../domain/incident.ts'
import { readableLine } from '../domain/readable.ts'
import { isFollowedUp, missedEstimates, ownerOfUpdates, updatesDue } from '../domain/updates-due.ts'
import { BadInputError } from '../errors.ts'
import type { Change, Changed } from '../store/store.ts'
import { type Deps, defineOperation } from './operation.ts'
import { clipped, incidentId, visibleText } from './situation.ts'

/** Minutes until the next update that a message promises (requirement A16). */
const nextUpdateMinutes = 30

const names = z.array(visibleText(200)).max(200).optional()

const input = z.strictObject({
  incident_id: incidentId,
  kind: UpdateKind.optional().describe('note: afterwards. None: only shows'),
  audience: UpdateAudience.optional().describe('Default external'),
  estimate: z.string().max(40).optional().describe('If a person named one: HH:MM, ISO'),
  customer: visibleText(200).optional().describe('For personal'),
  affected: names.describe('Customers to follow up'),
  reporters: names.describe('Those who told us'),
  sent_by: visibleText(80).optional().describe('Role that sent the draft'),
  sent_to: visibleText(200).optional().describe('Where it went'),
})
type Request = z.output<typeof input>

/** Messages, customers and what is owed to them. */
export const CommsState = z.object({
  updates: z.array(
    z.object({
      id: z.string(),
      kind: UpdateKind,
      audience: UpdateAudience,
      customer: z.string().nullable(),
      drafted: z.string(),
      sent: z.object({ at: z.string(), by: z.string(), where: z.string() }).nullable(),
    }),
  ),
  customers: z.array(z.object({ name: z.string(), reported: z.boolean(), followed_up: z.boolean() })),
  due: z.array(z.object({ what: z.string(), due: z.string().nullable(), overdue: z.boolean() })),
})
type CommsState = z.infer<typeof CommsState>

const output = z.object({
  incident_id: z.string(),
  owner: z.string(),
  draft: z.object({ id: z.string(), markdown: z.string(), next_update_by: z.string().nullable() }).nullable(),
  guidance: z.array(z.string()),
  findings: z.array(z.object({ rule: z.string(), words: z.string(), wrong: z.string(), ask: z.string() })),
  notes: z.array(z.string()),
  ...CommsState.shape,
  next: z.string(),
})
type Output = z.output<typeof output>

export const draftCustomerUpdate = defineOperation({
  name: 'draft_customer_update',
  title: 'Draft a customer update',
  description:
    'Drafts what customers or colleagues are told, from the record alone; needs no cause. Keeps what was sent and who is owed a follow-up. Sends nothing: show the draft word for word.',
  effect: 'writes',
  input,
  output,
  async run(request, deps) {
    const at = deps.now().toISOString()
    refuseIncomplete(request)
    let incident = await listCustomers(request, at, deps)
    let drafted: Drafted | null = null
    if (request.sent_by !== undefined) incident = await markSent(request, at, deps)
    else if (request.kind) {
      drafted = await draft(request, request.kind, incident, at, deps)
      incident = drafted.incident
    }
    const guidance = drafted ? sectionOf(await deps.prompt('customer-updates'), request.audience ?? 'external') : []
    return {
      incident_id: incident.id,
      owner: ownerOfUpdates(incident),
      draft: drafted
        ? { id: drafted.update.id, markdown: drafted.update.text, next_update_by: drafted.update.nextBy ?? null }
        : null,
      guidance,
      findings: drafted?.findings ?? [],
      notes: notesOn(incident, at),
      ...stateOf(incident, at),
      next: drafted
        ? 'Show the draft word for word and ask what reads wrong; put the questions of the findings to the person, record the answers and draft again. A person sends it; then call this with sent_by and sent_to.'
        : 'Draft the next message with its kind.',
    }
  },
  present(result) {
    const findings = result.findings.map(({ words, wrong, ask }) => `- "${readableLine(words)}": ${wrong} ${ask}`)
    const sections: [string, string[]][] = [
      ['Not for this audience as it was said', findings],
      ['Mind', result.notes.map((note) => `- ${note}`)],
      ['What to disclose, and how', result.guidance.map((line) => `- ${line}`)],
      ['Messages so far', result.updates.map(presentUpdate)],
      ['Affected customers', result.customers.map(presentCustomer)],
      ['Owed', result.due.map(presentDue)],
    ]
    return [
      ...(result.draft ? [`Draft ${result.draft.id}, not sent:`, result.draft.markdown.trim(), '---'] : []),
      `Customer messages belong to the ${readableLine(result.owner)}.`,
      ...sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}:\n${lines.join('\n')}`),
      result.next,
    ].join('\n\n')
  },
})

interface Drafted {
  readonly incident: Incident
  readonly update: CustomerUpdate
  readonly findings: Output['findings']
}

/** Messages, customers and what is owed, as show_incident has them too. */
export function stateOf(incident: Incident, now: string): CommsState {
  return {
    updates: incident.customerUpdates.map(({ id, kind, audience, customer, draftedAt, sent }) => ({
      id,
      kind,
      audience,
      customer: customer ?? null,
      drafted: draftedAt,
      sent: sent ?? null,
    })),
    customers: incident.affectedCustomers.map(({ name, reported }) => ({
      name,
      reported,
      followed_up: isFollowedUp(incident, name),
    })),
    due: updatesDue(incident, now).map(({ what, due, isOverdue }) => ({ what, due, overdue: isOverdue })),
  }
}

/** `- update-4 acknowledgement, external: sent 2026-03-04 09:05 UTC by product manager, status page` */
export function presentUpdate(one: CommsState['updates'][number]): string {
  const to = one.customer === null ? '' : ` to ${readableLine(one.customer)}`
  const state = one.sent
    ? `sent ${minute(one.sent.at)} by ${readableLine(one.sent.by)}, ${readableLine(one.sent.where)}`
    : `drafted ${minute(one.drafted)}, not sent`
  return `- ${one.id} ${one.kind}${to}, ${one.audience}: ${state}`
}

export function presentCustomer({ name, reported, followed_up }: CommsState['customers'][number]): string {
  return `- ${readableLine(name)}${reported ? ', reported it' : ''}: ${followed_up ? 'followed up' : 'not followed up yet'}`
}

export function presentDue({ what, due, overdue }: CommsState['due'][number]): string {
  return `- ${what}: ${due === null ? 'not sent yet' : `${overdue ? 'OVERDUE since' : 'due'} ${minute(due)}`}`
}

function minute(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`
}

function refuseIncomplete({ kind, sent_by, sent_to, customer, estimate }: Request): void {
  const isOpen = kind === 'acknowledgement' || kind === 'update'
  const wrong =
    (sent_by === undefined) !== (sent_to === undefined)
      ? 'Only one of sent_by and sent_to was given.'
      : sent_by !== undefined && !kind
        ? 'Nothing says which message was sent.'
        : kind === 'personal' && customer === undefined
          ? 'Nothing says to whom the personal note goes.'
          : estimate !== undefined && !isOpen
            ? 'There is an estimate, but nothing is awaited any more in a message of this kind.'
            : null
  if (wrong === null) return
  throw new BadInputError({
    happened: wrong,
    expected: 'kind with sent_by and sent_to, customer with kind personal, estimate with acknowledgement or update.',
    tryThis: 'add what is missing, or leave out what does not belong.',
  })
}

/** Adds the customers that were named; one who is listed already and told us becomes a reporter. */
async function listCustomers(
  { incident_id, affected = [], reporters = [], customer }: Request,
  at: string,
  deps: Deps,
): Promise<Incident> {
  const named = new Map<string, boolean>()
  for (const name of [...affected, ...(customer ? [customer] : [])]) named.set(readableLine(name), false)
  for (const name of reporters) named.set(readableLine(name), true)
  if (named.size === 0) return deps.store.load(incident_id)
  const { incident } = await deps.store.update(incident_id, (before): Changed<null> => {
    const known = before.affectedCustomers.map((one) => ({
      ...one,
      reported: one.reported || named.get(one.name) === true,
    }))
    const added = [...named]
      .filter(([name]) => !known.some((one) => one.name === name))
      .map(([name, reported]) => ({ name, reported }))
    const customers = [...known, ...added]
    if (JSON.stringify(customers) === JSON.stringify(before.affectedCustomers))
      return { incident: before, changes: [], result: null }
    const summary = `affected customers: ${[...named.keys()].join(', ')}`
    return {
      incident: { ...before, affectedCustomers: customers },
      changes: [change(at, 'team', deps, 'added', summary)],
      result: null,
    }
  })
  return incident
}

async function draft(request: Request, kind: UpdateKind, incident: Incident, at: string, deps: Deps): Promise<Drafted> {
  const [context, templates, { renderUpdate }, { isFitForCustomers, reviewUpdate }] = await Promise.all([
    deps.context(),
    deps.templates(),
    import('../documents/render-document.ts'),
    import('../review/update/review-update.ts'),
  ])
  const audience = request.audience ?? 'external'
  const isOpen = kind === 'acknowledgement' || kind === 'update'
  const estimate = request.estimate === undefined ? null : await readEstimate(request.estimate, context.timeZone, at)
  const nextBy = isOpen ? new Date(Date.parse(at) + nextUpdateMinutes * 60_000).toISOString() : null
  const customer = incident.affectedCustomers.find((one) => one.name === readableLine(request.customer ?? '')) ?? null
  const missed = missedEstimates(incident, at).at(-1)?.estimate ?? null
  const { markdown, leftOut } = renderUpdate(
    { incident, context, kind, audience, customer, estimate, nextBy, missed, isFit: isFitForCustomers },
    templates,
  )
  const { incident: after, result: update } = await deps.store.update(
    incident.id,
    (before): Changed<CustomerUpdate> => {
      const old = before.customerUpdates.find((one) => !one.sent && isSame(one, kind, audience, customer?.name))
      const sequence = old ? before.sequence : before.sequence + 1
      const fresh: CustomerUpdate = {
        id: old?.id ?? `update-${sequence}`,
        kind,
        audience,
        text: markdown,
        draftedAt: at,
        ...(customer ? { customer: customer.name } : {}),
        ...(estimate ? { estimate } : {}),
        ...(nextBy ? { nextBy } : {}),
      }
      const others = before.customerUpdates.filter((one) => one !== old)
      const logged = change(at, 'team', deps, old ? 'edited' : 'added', `drafted ${titleOf(fresh)}`, fresh.id)
      return {
        incident: { ...before, sequence, customerUpdates: [...others, fresh] },
        changes: [old && old.text !== fresh.text ? { ...logged, before: old.text } : logged],
        result: fresh,
      }
    },
  )
  // Gaps that the template marks are said in our words, so only what stands between them is looked at.
  const written = audience === 'external' ? markdown.replace(/\*[^*\n]+\*/g, ' ') : ''
  return {
    incident: after,
    update,
    findings: [...leftOut.flatMap((one) => findingsOn(one, reviewUpdate)), ...reviewUpdate(written)],
  }
}

function findingsOn({ words, because }: LeftOut, review: (text: string) => Output['findings']): Output['findings'] {
  if (because === 'words') return review(words)
  const isGuess = because === 'guess'
  return [
    {
      rule: isGuess ? 'guess-as-fact' : 'not-confirmed',
      words: clipped(words),
      wrong: isGuess ? 'This is a guess so far.' : 'This holds something that nobody said and nobody confirmed.',
      ask: isGuess ? 'What would show whether it is true, and who looks?' : 'Is it so?',
    },
  ]
}

async function markSent(
  { incident_id, kind, audience = 'external', customer, sent_by, sent_to }: Request,
  at: string,
  deps: Deps,
): Promise<Incident> {
  const { incident } = await deps.store.update(incident_id, (before): Changed<null> => {
    const all = before.customerUpdates.filter((one) => isSame(one, kind, audience, customer && readableLine(customer)))
    const open = all.find((one) => !one.sent)
    const by = readableLine(sent_by ?? '')
    const where = readableLine(sent_to ?? '')
    const isRepeated = !open && all.some((one) => one.sent?.by === by && one.sent.where === where)
    if (isRepeated) return { incident: before, changes: [], result: null }
    if (!open) {
      throw new BadInputError({
        happened: `No draft of kind ${kind} for ${audience === 'external' ? 'customers' : 'colleagues'} waits to be sent.`,
        expected: 'a draft of that kind and audience.',
        tryThis: 'draft it first, without sent_by.',
      })
    }
    const summary = `${titleOf(open)} sent by ${by}: ${where}`
    const customerUpdates = before.customerUpdates.map((one) =>
      one === open ? { ...one, sent: { at, by, where } } : one,
    )
    return {
      incident: { ...before, customerUpdates },
      changes: [change(at, by, deps, 'delivered', summary, open.id)],
      result: null,
    }
  })
  return incident
}

/** What whoever writes to customers should know (requirement A17). */
function notesOn(incident: Incident, now: string): string[] {
  const missed = missedEstimates(incident, now).map((one) => minute(one.estimate ?? ''))
  const stale = incident.customerUpdates.filter((one) => !one.sent && one.nextBy !== undefined && one.nextBy < now)
  return [
    missed.length === 1
      ? `Customers were told ${missed[0]}, and it passed. Say so; "we don't know yet" is better than another guess.`
      : '',
    missed.length > 1
      ? `${missed.length} estimates were missed (${missed.join(', ')}). Each one more costs more trust than the incident: give none, say "we don't know yet", and keep to the time of the next update.`
      : '',
    ...stale.map(
      (one) =>
        `The draft ${one.id} promises an update by ${minute(one.nextBy ?? '')}, which has passed; draft it again before it is sent.`,
    ),
  ].filter((note) => note !== '')
}

/**
 * The next time that the clock shows that time in the company's zone, or the instant itself.
 * @throws BadInputError for what is past, or no time.
 */
async function readEstimate(given: string, zone: string, now: string): Promise<string> {
  const { instantOf } = await import('../intake/instant-of.ts')
  const clock = /^([01]?\d|2[0-3]):[0-5]\d$/.exec(given.trim())?.[0].padStart(5, '0')
  const on = (days: number) => {
    const day = new Date(Date.parse(now) + days * 86_400_000)
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(day)
    return clock
      ? instantOf({ said: given, date, clock, zone, zoneAssumed: false, dateAsked: false, approximate: false })
      : null
  }
  const named = /T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(given.trim()) ? Date.parse(given) : Number.NaN
  const times = [named, Date.parse(on(0) ?? ''), Date.parse(on(1) ?? '')]
  const estimate = times.find((time) => time > Date.parse(now))
  if (estimate !== undefined) return new Date(estimate).toISOString()
  throw new BadInputError({
    happened: `The estimate "${readableLine(given)}" is no time that is still to come.`,
    expected: `HH:MM in ${zone}, or an ISO time with its zone, later than now.`,
    tryThis: 'leave it out: the message then says that we do not know yet.',
  })
}

function isSame(
  one: CustomerUpdate,
  kind: UpdateKind | undefined,
  audience: UpdateAudience,
  customer: string | undefined,
): boolean {
  return one.kind === kind && one.audience === audience && one.customer === customer
}

function titleOf({ kind, audience, customer }: CustomerUpdate): string {
  return `${kind} ${customer ? `to ${customer}` : audience === 'external' ? 'to customers' : 'to colleagues'}`
}

function change(at: string, role: string, deps: Deps, what: Change['what'], summary: string, item?: string): Change {
  return { at, role, via: deps.via, operation: 'draft_customer_update', what, summary, ...(item ? { item } : {}) }
}

/** The points below one heading of a text of ours. */
function sectionOf(text: string, heading: string): string[] {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^- (.+)$/gm)].map((match) => match[1] ?? '')
}
