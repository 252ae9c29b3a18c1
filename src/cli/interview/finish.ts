import { existsSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve } from 'node:path'
import { PostMortemError } from '../../errors.ts'
import { deliverPostMortem } from '../../operations/deliver-post-mortem.ts'
import { generatePostMortem } from '../../operations/generate-post-mortem.ts'
import { listIncidents } from '../../operations/list-incidents.ts'
import { showIncident } from '../../operations/show-incident.ts'
import { commandLine } from '../invocation.ts'
import type { StartOptions } from '../options.ts'
import { describeError } from '../report-error.ts'
import { runOperation } from '../run-operation.ts'
import { InterviewStopped, listen, type Session } from './session.ts'

/**
 * Makes both documents, brings them where the person wants them, and says what is open, due and where everything is.
 * False when the person went back to the questions instead.
 */
export async function finish(session: Session, options: StartOptions): Promise<boolean> {
  const { screen, deps, incidentId } = session
  if (incidentId === null) return true
  screen.rule('The documents')
  let allow_gaps = options.allowGaps ?? false
  let generated = await runOperation(generatePostMortem, { incident_id: incidentId, allow_gaps }, deps)
  if (generated.refused !== null) {
    screen.say(generated.refused, { style: 'warning' })
    for (const question of generated.questions) screen.say(question.question, { first: '  -', indent: 4 })
    screen.say('Enter = stop here and answer them later. "gaps" = a draft in which the gaps are marked.', {
      style: 'dim',
    })
    const heard = await listen(session, { isLong: false })
    if (heard.kind === 'command' || !/^(?:gaps|draft|yes|y)$/i.test(heard.words)) throw new InterviewStopped('')
    allow_gaps = true
    generated = await runOperation(generatePostMortem, { incident_id: incidentId, allow_gaps }, deps)
  }
  if (!(await bring(session, options.out, allow_gaps))) {
    session.putOff.clear()
    return false
  }
  await sayOpen(session, generated.documents)
  await sayDue(session)
  screen.space()
  screen.say(`Everything is stored in ${session.config.db}.`)
  screen.say(`Add to it or correct it: ${commandLine(`start --resume ${incidentId}`)}`)
  screen.say(`When support has said its view: ${commandLine(`close ${incidentId}`)}`)
  screen.space()
  return true
}

/** Asks where, and asks again when that place cannot be written to. False when the person went back to the questions. */
async function bring(session: Session, out: string | undefined, allow_gaps: boolean): Promise<boolean> {
  const { screen, deps, incidentId } = session
  const sample = { incident: incidentId ?? '', document: 'engineering' as const, place: undefined }
  const usual = dirname((await deps.deliveries.get('file')?.locate(sample)) ?? '')
  let folder = out ?? null
  let force = false
  for (;;) {
    if (folder === null) {
      screen.say(
        `Where should both go? Enter = Markdown files in ${shortPath(usual)}. "chat" = here, on the screen. Or name a folder.`,
      )
      const heard = await listen(session, { isLong: false })
      if (heard.kind === 'command' && heard.command.name === 'back') return false
      if (heard.kind === 'command') {
        screen.say('Enter, chat, or a folder. "stop" leaves without them; they can be made at any time.', {
          style: 'dim',
        })
        continue
      }
      folder = heard.words === '' ? usual : heard.words
      if (!(await isMeant(session, folder))) {
        folder = null
        continue
      }
    }
    const isHere = /^(?:chat|here|screen)$/i.test(folder)
    try {
      const place = isHere ? { to: 'chat' as const } : { to: 'file' as const, folder, force }
      const result = await runOperation(
        deliverPostMortem,
        { incident_id: incidentId ?? '', allow_gaps, ...place },
        deps,
      )
      for (const one of result.delivered) {
        if (one.markdown === undefined) {
          const path = relative(process.cwd(), one.place)
          screen.say(`The ${one.document} post-mortem: ${path}${one.changed ? '' : ' (as it was)'}`, {
            first: '  ✓',
            indent: 4,
          })
        } else {
          screen.space()
          screen.plain(one.markdown)
        }
      }
      return true
    } catch (error) {
      if (!(error instanceof PostMortemError)) throw error
      screen.say(describeError(error), { style: 'warning' })
      const wasEdited = error.refusal.happened.includes('was edited')
      if (!wasEdited) {
        folder = null
        continue
      }
      screen.say('"over" = write over it. Or name another folder.', { style: 'dim' })
      const heard = await listen(session, { isLong: false })
      if (heard.kind === 'words' && /^over$/i.test(heard.words)) force = true
      else {
        const named = heard.kind === 'words' && heard.words !== '' ? heard.words : null
        folder = named !== null && (await isMeant(session, named)) ? named : null
      }
    }
  }
}

/** From the working folder where it lies below it. */
function shortPath(folder: string): string {
  const path = relative(process.cwd(), folder)
  return path.startsWith('..') || isAbsolute(path) ? folder : `./${path}`
}

/** A single word may be meant for us: it names a folder when one of that name is there, or when the person says so. */
async function isMeant(session: Session, folder: string): Promise<boolean> {
  const { screen, config } = session
  if (/[/\\]/.test(folder) || /^(?:chat|here|screen)$/i.test(folder)) return true
  if (existsSync(resolve(config.deliveryRoots[0] ?? '.', folder))) return true
  if (/^(?:y|yes|yep|ok|okay|n|no|gaps|draft|file|files|both|markdown|md|sure)[.!]?$/i.test(folder)) {
    screen.say('Enter, chat, or a folder, please.', { style: 'dim' })
    return false
  }
  screen.say(`There is no folder "${folder}" yet. Make it? y/n`, { style: 'warning' })
  const heard = await listen(session, { isLong: false })
  return heard.kind === 'words' && /^(?:y|yes|yep|ja|ok)[.!]?$/i.test(heard.words)
}

async function sayOpen(
  { screen, deps, incidentId }: Session,
  documents: readonly {
    document: string
    status: string
    draft_reasons: readonly string[]
    warnings: readonly string[]
  }[],
): Promise<void> {
  const { questions } = await showIncident.run({ incident_id: incidentId ?? '', part: 'questions' }, deps)
  screen.space()
  for (const { document, status, draft_reasons, warnings } of documents) {
    for (const warning of warnings) screen.say(warning, { style: 'warning' })
    if (draft_reasons.length === 0) {
      screen.say(`The ${document} post-mortem (${status}) lacks nothing.`, { style: 'good' })
      continue
    }
    screen.say(`The ${document} post-mortem is a draft; to make it final:`, { style: 'bold' })
    sayFew(screen, draft_reasons, 6)
  }
  if (questions.length === 0) screen.say('No question is open; what was skipped reads as unknown.')
  else {
    screen.say(`Still unknown, and marked so where it matters (${questions.length}):`, { style: 'bold' })
    sayFew(
      screen,
      questions.map((question) => question.question),
      5,
    )
  }
}

function sayFew(screen: Session['screen'], lines: readonly string[], most: number): void {
  for (const line of lines.slice(0, most)) screen.say(line, { first: '  -', indent: 4 })
  if (lines.length > most) screen.say(`and ${lines.length - most} more`, { indent: 4, style: 'dim' })
}

async function sayDue({ screen, deps, incidentId }: Session): Promise<void> {
  const { incidents } = await listIncidents.run({ due_only: true, limit: 50 }, deps)
  const due = incidents.find((listed) => listed.incident_id === incidentId)?.due ?? []
  if (due.length === 0) return
  screen.space()
  const waiting = due.filter((one) => one.due === null).map((one) => one.document)
  if (waiting.length > 0) {
    screen.say(
      `At this severity the ${waiting.join(' and the ')} post-mortem must become final; the time for it runs from the day the incident is closed.`,
    )
  }
  for (const one of due) {
    if (one.due === null) continue
    screen.say(
      `The ${one.document} post-mortem is ${one.overdue ? 'overdue since' : 'due by'} ${one.due.slice(0, 16).replace('T', ' ')} UTC.`,
    )
  }
}
