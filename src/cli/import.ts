import { extname, resolve } from 'node:path'
import type { ImportResult } from '../operations/import-files.ts'
import { commandLine } from './invocation.ts'
import type { Globals } from './options.ts'
import { printJson, printText } from './print.ts'
import { exitCodes } from './report-error.ts'
import { withFacilitator } from './with-facilitator.ts'

type ImportOptions = Globals & { dryRun?: boolean; as?: string }

/** Imports files and folders that the user names, wherever they are. Exit code 1 where something failed; the rest is imported. */
export async function importPast(places: readonly string[], options: ImportOptions): Promise<number> {
  const [{ importFiles }, { restoreExport }, { presentImport, summarise }] = await Promise.all([
    import('../operations/import-files.ts'),
    import('../operations/restore-export.ts'),
    import('../operations/import-past-incidents.ts'),
  ])
  const dryRun = options.dryRun ?? false
  const isExport = (place: string) => ['.jsonl', '.ndjson'].includes(extname(place).toLowerCase())
  const progress = showProgress()
  return withFacilitator(options, 'command line', async ({ deps }) => {
    const results: ImportResult[] = []
    try {
      for (const place of places.filter(isExport))
        results.push(await restoreExport(resolve(place), { dryRun, onFile: progress.show }, deps))
      const others = places.filter((place) => !isExport(place))
      if (others.length > 0) {
        const role = options.as ?? 'team'
        results.push(await importFiles({ places: others, dryRun, role, within: null, onFile: progress.show }, deps))
      }
    } finally {
      progress.clear()
    }
    const result: ImportResult = {
      incidents: results.flatMap(({ incidents }) => incidents),
      failed: results.flatMap(({ failed }) => failed),
      notes: results.flatMap(({ notes }) => notes),
      files: results.reduce((sum, { files }) => sum + files, 0),
    }
    const summary = summarise(result, dryRun)
    const first = summary.incidents.find(({ incident_id }) => incident_id !== null)?.incident_id
    const next = dryRun
      ? 'Nothing was saved; without --dry-run it is.'
      : first
        ? `Look at one: ${commandLine(`show ${first}`)}`
        : 'Nothing has changed.'
    if (options.json)
      printJson({ ...summary, incidents: result.incidents, problems: result.failed, notes: result.notes })
    else printText(presentImport({ ...summary, next }))
    return result.failed.length > 0 ? exitCodes.refused : exitCodes.done
  })
}

/** One line on a terminal that counts while it runs, and is gone when it is done. */
function showProgress(): { show: (done: { files: number; incidents: number }) => void; clear: () => void } {
  const isTerminal = process.stderr.isTTY === true
  const began = Date.now()
  let shownAt = 0
  return {
    show({ files, incidents }) {
      const now = Date.now()
      if (!isTerminal || now - began < 500 || now - shownAt < 100) return
      shownAt = now
      process.stderr.write(`\r${files} files read, ${incidents} incidents found\u001b[K`)
    },
    clear() {
      if (shownAt > 0) process.stderr.write('\r\u001b[K')
    },
  }
}
