import type { Incident } from '../domain/incident.ts'
import { type KeptLink, repeatsOf, type Standing, standingsOf } from '../domain/links.ts'
import { describePast, type PastIncident, type Repeat } from '../domain/past-incident.ts'
import { readableLine } from '../domain/readable.ts'
import { NotFoundError } from '../errors.ts'
import type { Deps } from './operation.ts'

/** How an incident was judged to stand to another; `past` is null where the other one is not stored any more. */
export interface JudgedIncident extends Standing {
  readonly past: PastIncident | null
}

/** The latest judgement on each pair that the incident is part of, newest first, with what the other one has to tell. */
export async function readJudged(id: string, kept: readonly KeptLink[], deps: Deps): Promise<JudgedIncident[]> {
  return Promise.all(
    standingsOf(id, kept).map(async (standing) => ({ ...standing, past: await readPast(standing.other, deps) })),
  )
}

/** The confirmed repeats of an incident that are still stored, oldest first. */
export async function readRepeats(id: string, kept: readonly KeptLink[], deps: Deps): Promise<Repeat[]> {
  const standings = new Map(standingsOf(id, kept).map((standing) => [standing.other, standing]))
  const found = await Promise.all(
    repeatsOf(id, kept).map(async (other) => {
      const past = await readPast(other, deps)
      const judged = standings.get(other)
      return past && { ...past, reason: judged ? `${readableLine(judged.role)}: ${judged.reason}` : null }
    }),
  )
  return found.filter((past) => past !== null).sort((a, b) => ((a.day ?? '9') < (b.day ?? '9') ? -1 : 1))
}

/** Null where there is no such incident, or none any more. */
export async function loadIfThere(id: string, { store }: Deps): Promise<Incident | null> {
  try {
    return await store.load(id)
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}

async function readPast(id: string, deps: Deps): Promise<PastIncident | null> {
  const incident = await loadIfThere(id, deps)
  return incident && describePast(incident, await deps.context())
}
