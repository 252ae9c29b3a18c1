import { compose, type Facilitator } from '../compose.ts'
import type { Globals } from './options.ts'

/** Opens the database, does the work, and lets go of it again whatever happens. `via` stands in the history. */
export async function withFacilitator<T>(
  globals: Globals,
  via: string,
  work: (facilitator: Facilitator) => Promise<T>,
): Promise<T> {
  const { db, context, templates } = globals
  const facilitator = await compose({ db, context, templates, via })
  try {
    return await work(facilitator)
  } finally {
    await facilitator.close()
  }
}
