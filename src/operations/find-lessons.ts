import { z } from 'zod'
import { dayOf } from '../domain/day-of.ts'
import { ActionStatus, type Incident } from '../domain/incident.ts'
import { answersTo } from '../domain/questions.ts'
import { readable, readableLine } from '../domain/readable.ts'
import type { Recall } from '../memory/recall.ts'
import type { Extent } from '../store/store.ts'
import type { LookBack } from './look-back.ts'
import type { Deps } from './operation.ts'
import { loadIfThere } from './past-incidents.ts'

/** One thing that an incident taught, in the words of its record. */
export const Learned = z.object({
  incident_id: z.string(),
  title: z.string(),
  day: z.string().nullable(),
  kind: z.enum(['lesson', 'wrong assumption', 'same assumption elsewhere', 'product fix']),
  text: z.string(),
  /** Of a product fix that was recorded as an action. */
  status: ActionStatus.nullable(),
  matched: z.array(z.string()),
})
export type Learned = z.infer<typeof Learned>

/** Recall answers with 15 incidents at a time, many of which taught nothing; past these rounds the rest is too far off. */
const mostRounds = 4

/** Words of the question, without their endings, that say only that it is one. */
const asking = new Set(['learn', 'learnt', 'lesson', 'know', 'known', 'plan', 'build', 'tel'])

/** Lessons, wrong assumptions and product fixes of the incidents that the question is nearest to; those that share its words first. */
export async function findLessons(
  { query, also, filters, most }: LookBack,
  deps: Deps,
): Promise<{ learned: Learned[]; looked: Pick<Recall, 'band' | 'uncovered'> & { searched: Extent } }> {
  const [{ recall }, contentOf, context, searched] = await Promise.all([
    import('../memory/recall.ts'),
    loadContentOf(),
    deps.context(),
    deps.store.extent(),
  ])
  const stems = (texts: readonly string[]) =>
    [...new Set(texts.flatMap((text) => contentOf(text).map(({ stem }) => stem)))].filter((stem) => !asking.has(stem))
  const asked = stems([query])
  const terms = new Set(stems([query, ...also]))
  const shared = (text: string) => contentOf(text).filter(({ stem }) => terms.has(stem))
  const seen: string[] = []
  const learned: (Learned & { rank: number })[] = []
  let first: Recall | null = null
  for (let round = 0; round < mostRounds && learned.length < most; round += 1) {
    const found = await recall({ query, also, without: seen, filters }, deps.store, context)
    first ??= found
    if (found.matches.length === 0) break
    for (const match of found.matches) {
      seen.push(match.incident)
      const incident = await loadIfThere(match.incident, deps)
      if (incident === null) continue
      // A lesson without a word of the question counts where its incident is about the question by its title.
      const inTitle = new Set(shared(incident.title).map(({ stem }) => stem)).size
      const isAbout = inTitle > 0 && (match.band === 'strong' || inTitle * 2 >= asked.length)
      for (const one of learnedFrom(incident)) {
        const matched = [...new Set(shared(one.text).map(({ word }) => word))]
        if (matched.length === 0 && !isAbout) continue
        learned.push({ ...one, matched, rank: matched.length + match.score })
      }
    }
  }
  learned.sort((a, b) => b.rank - a.rank)
  const { band, uncovered } = first ?? { band: 'nothing close', uncovered: [] }
  return {
    learned: learned.slice(0, most).map(({ rank: _, ...one }) => one),
    looked: { band: learned.length === 0 ? 'nothing close' : band, uncovered, searched },
  }
}

function learnedFrom(incident: Incident): Learned[] {
  const base = { incident_id: incident.id, title: readableLine(incident.title), day: dayOf(incident), matched: [] }
  const said = (question: string, kind: Learned['kind']): Learned[] =>
    answersTo(incident, question)
      .flatMap(({ text }) => readable(text).split('\n').map(readableLine))
      .filter((text) => text !== '')
      .map((text) => ({ ...base, kind, text, status: null }))
  return [
    ...incident.lessons.map(
      ({ text }): Learned => ({ ...base, kind: 'lesson', text: readableLine(text), status: null }),
    ),
    ...said('lessons', 'lesson'),
    ...said('assumption', 'wrong assumption'),
    ...said('assumption-elsewhere', 'same assumption elsewhere'),
    ...incident.actions
      .filter(({ scope }) => scope === 'product')
      .map(({ text, status }): Learned => ({ ...base, kind: 'product fix', text: readableLine(text), status })),
    ...said('product-fix', 'product fix'),
  ]
}

/** The words of a text that say what it is about, as they stand there and without their endings. */
async function loadContentOf(): Promise<(text: string) => { word: string; stem: string }[]> {
  const [{ isStopWord }, { stemOf }] = await Promise.all([
    import('../review/language/stop-words.ts'),
    import('../review/language/word-forms.ts'),
  ])
  return (text) =>
    (text.match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length > 1 && !isStopWord(word.toLowerCase()))
      .map((word) => ({ word, stem: stemOf(word.toLowerCase()) }))
}
