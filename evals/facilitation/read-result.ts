import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compose } from '../../src/compose.ts'
import { packageFolder } from '../../src/config.ts'
import type { Incident } from '../../src/domain/incident.ts'
import { generatePostMortem } from '../../src/operations/generate-post-mortem.ts'
import type { Facilitated } from './score.ts'
import type { Session } from './session.ts'

/** What a session came to: documents of the product from its database, or `document.md` of a model without it; null for neither. */
export async function readResult(session: Session, tokens: number | null): Promise<Facilitated | null> {
  const transcript = session.transcript()
  const own = join(session.folder, 'document.md')
  if (existsSync(own)) {
    const documents = readFileSync(own, 'utf8')
    return { transcript, documents, acceptedWhys: causeLines(documents), given: '', tokens }
  }
  if (!existsSync(session.db)) return null
  const facilitator = await compose({ db: session.db, via: 'eval' })
  try {
    const [latest] = await facilitator.deps.store.list()
    if (!latest) return null
    const { documents } = await generatePostMortem.run({ incident_id: latest.id, allow_gaps: true }, facilitator.deps)
    return {
      transcript,
      documents: documents.map((document) => document.markdown).join('\n\n'),
      acceptedWhys: acceptedLeaves(latest),
      given: [ownTexts(), latest.id, latest.createdAt].join('\n'),
      tokens,
    }
  } finally {
    await facilitator.close()
  }
}

/** Ends of chains that stand as facts. */
function acceptedLeaves({ whys }: Incident): string[] {
  return whys
    .filter((why) => why.kind === 'fact' && !whys.some((other) => other.parent === why.id))
    .map((why) => why.text)
}

function causeLines(markdown: string): string[] {
  return markdown.split('\n').filter((line) => /root cause|contributing|cause:/i.test(line))
}

/** Words of the product's own in every document: targets, the guide, headings. */
function ownTexts(): string {
  const templates = join(packageFolder, 'templates')
  const files = readdirSync(templates, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.hbs'))
  const texts = files.map((name) => readFileSync(join(templates, name), 'utf8'))
  return [...texts, readFileSync(join(packageFolder, 'domain-context.md'), 'utf8')].join('\n')
}
