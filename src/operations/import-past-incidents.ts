import { resolve } from 'node:path'
import { z } from 'zod'
import { readableLine } from '../domain/readable.ts'
import { BadInputError } from '../errors.ts'
import { type ImportResult, importFiles } from './import-files.ts'
import { defineOperation } from './operation.ts'
import { visibleText } from './situation.ts'

/** Longest lists in a result; counts are always whole. */
const mostListed = 50

const input = z.strictObject({
  place: z.string().min(1).max(4000).describe("On the server's machine, below its allowed folders"),
  dry_run: z.boolean().optional(),
  imported_by: visibleText(80).optional().describe('Role'),
})

const output = z.object({
  files: z.number(),
  new: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  moved: z.number(),
  failed: z.number(),
  fields: z.number(),
  unplaced: z.number(),
  incidents: z.array(
    z.object({ incident_id: z.string().nullable(), what: z.string(), title: z.string(), file: z.string() }),
  ),
  problems: z.array(z.object({ file: z.string(), reason: z.string(), try_this: z.string() })),
  notes: z.array(z.string()),
  dry_run: z.boolean(),
  next: z.string(),
})
export type ImportSummary = z.infer<typeof output>

export const importPastIncidents = defineOperation({
  name: 'import_past_incidents',
  title: 'Import past post-mortems',
  description:
    'Existing post-mortems (Markdown, Confluence HTML, Notion) from a folder into records. Guesses nothing; what fits no field stays as notes. Again: only what has changed. Ask for the folder.',
  effect: 'writes',
  input,
  output,
  async run({ place, dry_run = false, imported_by = 'team' }, deps) {
    const roots = deps.importRoots
    const path = resolve(roots[0] ?? '.', place)
    const result = await importFiles({ places: [path], dryRun: dry_run, role: imported_by, within: roots }, deps)
    const [only] = result.failed
    if (result.files === 0 && only !== undefined && result.failed.length === 1) {
      throw new BadInputError({
        happened: `${readableLine(path)} ${only.reason}.`,
        expected: `a folder or file below ${roots.join(' or ')}.`,
        tryThis: only.tryThis === '' ? 'name another place.' : only.tryThis,
      })
    }
    return summarise(result, dry_run)
  },
  present: presentImport,
})

/** Counts, and the first of each list. */
export function summarise(result: ImportResult, isDry: boolean): ImportSummary {
  const { incidents, failed, notes, files } = result
  const count = (what: string) => incidents.filter((one) => one.what === what).length
  const touched = incidents.filter(({ what }) => what === 'new' || what === 'updated' || what === 'moved')
  return {
    files,
    new: count('new'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    moved: count('moved'),
    failed: failed.length,
    fields: incidents.reduce((sum, { fields }) => sum + fields, 0),
    unplaced: incidents.reduce((sum, { unplaced }) => sum + unplaced, 0),
    incidents: touched.slice(0, mostListed).map(({ id, what, title, file, part }) => ({
      incident_id: id,
      what,
      title,
      file: part > 1 ? `${file} (${part})` : file,
    })),
    problems: failed.slice(0, mostListed).map(({ file, reason, tryThis }) => ({ file, reason, try_this: tryThis })),
    notes: notes.slice(0, mostListed).map(({ file, note }) => `${file}: ${note}`),
    dry_run: isDry,
    next: isDry
      ? 'Nothing was saved. Without dry_run it is.'
      : touched.length > 0
        ? 'show_incident shows one of them; the notes it keeps hold what fitted no field.'
        : 'Nothing has changed since the last import.',
  }
}

export function presentImport(result: ImportSummary): string {
  const would = result.dry_run ? 'Would import' : 'Imported'
  const counts = [
    `${result.new} new`,
    `${result.updated} updated`,
    `${result.unchanged} unchanged`,
    ...(result.moved > 0 ? [`${result.moved} moved`] : []),
    `${result.failed} failed`,
  ]
  const listed = result.incidents.map(
    ({ incident_id, what, title, file }) =>
      `- ${incident_id ?? 'would be'} ${what}: ${readableLine(title) || 'same words'} (${readableLine(file)})`,
  )
  const more = result.new + result.updated + result.moved - result.incidents.length
  return [
    `${would} from ${result.files} ${result.files === 1 ? 'file' : 'files'}: ${counts.join(', ')}. ${result.fields} fields filled; ${result.unplaced} passages fitted no field and stay as notes.`,
    [...listed, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    result.problems.length > 0
      ? `Failed:\n${result.problems.map(({ file, reason, try_this }) => `- ${readableLine(file)} ${reason}. Try: ${try_this}`).join('\n')}`
      : '',
    result.notes.length > 0 ? `Notes:\n${result.notes.map((note) => `- ${readableLine(note)}`).join('\n')}` : '',
    result.next,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}
