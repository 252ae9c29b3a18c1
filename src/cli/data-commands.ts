import { once } from 'node:events'
import { BadInputError } from '../errors.ts'
import { isConfirmed } from './confirm.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printNote, printText, toJsonLine } from './print.ts'
import { exitCodes } from './report-error.ts'
import { toIncidentId } from './run-operation.ts'
import { withFacilitator } from './with-facilitator.ts'

export async function exportIncidents(ids: readonly string[], options: Globals & { jsonl?: boolean }): Promise<number> {
  return withFacilitator(options, 'command line', async ({ deps: { store } }) => {
    const [only] = ids
    if (options.jsonl !== true && (only === undefined || ids.length > 1)) {
      throw new BadInputError({
        happened: only === undefined ? 'No incident was named.' : `${ids.length} incidents were named.`,
        expected: 'one id, or --jsonl for many, one on each line.',
        tryThis: 'add --jsonl.',
      })
    }
    const named = ids.map(toIncidentId)
    const incidents = named.length > 0 ? await Promise.all(named.map((id) => store.load(id))) : await store.list()
    // Oldest first, so that an empty database gives them their ids again.
    if (named.length === 0) incidents.reverse()
    for (const incident of incidents) {
      const whole = { incident, history: await store.history(incident.id) }
      if (options.jsonl) await printLine(`${toJsonLine(whole)}\n`)
      else printJson(whole)
    }
    return exitCodes.done
  })
}

/** Waits where the reader is slower than we are. */
async function printLine(line: string): Promise<void> {
  if (!process.stdout.write(line)) await once(process.stdout, 'drain')
}

export async function deleteIncident(
  id: string,
  options: Globals & { purge?: boolean; yes?: boolean; as?: string },
): Promise<number> {
  return withFacilitator(options, 'command line', async ({ deps, config }) => {
    const incidentId = toIncidentId(id)
    const purge = options.purge ?? false
    // A purge also takes what an earlier delete only hid.
    const title = purge ? incidentId : `${incidentId}: ${(await deps.store.load(incidentId)).title}`
    const effect = purge
      ? 'Its record and its history are gone from the file, for good, and so are the chats in which it comes up.'
      : 'It is hidden everywhere; its history stays in the file.'
    if (!options.yes && !(await isConfirmed(`Delete ${title}? ${effect}`, 'delete it'))) {
      printNote('Nothing was deleted.')
      return exitCodes.refused
    }
    await deps.store.remove(incidentId, {
      purge,
      change: {
        at: deps.now().toISOString(),
        role: options.as ?? 'team',
        via: deps.via,
        operation: 'delete',
        what: 'removed',
        summary: purge ? 'purged' : 'deleted',
      },
    })
    if (purge) {
      const { chatFolder, forgetChats } = await import('../claude/transcript.ts')
      await forgetChats(chatFolder(config.db), incidentId)
    }
    if (options.json) printJson({ incident_id: incidentId, deleted: true, purged: purge })
    else printText(`${incidentId} is deleted. ${effect}`)
    return exitCodes.done
  })
}

export async function backup(file: string, options: Globals): Promise<number> {
  return withFacilitator(options, 'command line', async ({ deps }) => {
    await deps.store.backup(file)
    if (options.json) printJson({ file })
    else printText(`Everything is copied to ${file}. To use the copy: ${commandLine(`list --db ${file}`)}`)
    return exitCodes.done
  })
}
