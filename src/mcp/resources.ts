import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceNotFoundError,
  ResourceTemplate,
} from '@modelcontextprotocol/server'
import { NotFoundError } from '../errors.ts'
import { generatePostMortem } from '../operations/generate-post-mortem.ts'
import { listIncidents } from '../operations/list-incidents.ts'
import type { Deps } from '../operations/operation.ts'
import { showIncident } from '../operations/show-incident.ts'
import { refusalOf, toSentences } from './failure.ts'

const scheme = 'postmortem:'
const documents = ['engineering', 'product'] as const

/** Newest incidents that `resources/list` names; older ones are read by their address, or found with list_incidents. */
const mostListed = 50

/** Ids that a completion returns at most (the protocol's limit). */
const mostCompleted = 100

/** Incidents, their documents, the domain context and the severity guide, for reading. */
export function registerResources(server: McpServer, deps: () => Promise<Deps>): void {
  const complete = completeIncident(deps)
  const markdown = (uri: URL, read: () => Promise<string>) => answer(uri, 'text/markdown', read)

  server.registerResource(
    'incident',
    new ResourceTemplate(`${scheme}//incident/{id}`, {
      list: async () => ({
        resources: (await newest(deps)).map(({ incident_id, title }) => ({
          uri: `${scheme}//incident/${incident_id}`,
          name: incident_id,
          title: `${incident_id}: ${title}`,
        })),
      }),
      complete: { id: complete },
    }),
    { description: 'What is recorded about one incident, with the source of each item', mimeType: 'text/markdown' },
    (uri, { id }) =>
      markdown(uri, async () => {
        return showIncident.present(await showIncident.run({ incident_id: String(id) }, await deps()))
      }),
  )

  server.registerResource(
    'post-mortem',
    new ResourceTemplate(`${scheme}//incident/{id}/{document}`, {
      list: async () => ({
        resources: (await newest(deps)).flatMap(({ incident_id, title }) =>
          documents.map((document) => ({
            uri: `${scheme}//incident/${incident_id}/${document}`,
            name: `${incident_id} ${document}`,
            title: `${incident_id}, ${document} post-mortem: ${title}`,
          })),
        ),
      }),
      complete: { id: complete, document: (typed) => documents.filter((document) => document.startsWith(typed)) },
    }),
    { description: 'A post-mortem document as it stands; gaps are marked', mimeType: 'text/markdown' },
    (uri, { id, document }) =>
      markdown(uri, async () => {
        const kind = documents.find((one) => one === document)
        if (!kind) throw new ResourceNotFoundError(uri.href)
        const input = { incident_id: String(id), document: kind, allow_gaps: true }
        const { documents: generated } = await generatePostMortem.run(input, await deps())
        return generated.map((one) => one.markdown).join('\n')
      }),
  )

  server.registerResource(
    'domain-context',
    `${scheme}//domain-context`,
    {
      title: 'Domain context',
      description: 'What the facilitator knows about the company: product, people, rules, targets',
      mimeType: 'application/json',
    },
    (uri) =>
      answer(uri, 'application/json', async () => {
        // Words that must not reach a model are not listed to one.
        const { neverSend: _, ...context } = await (await deps()).context()
        return JSON.stringify(context, null, 2)
      }),
  )

  server.registerResource(
    'severity-guide',
    `${scheme}//severity-guide`,
    {
      title: 'Severity guide',
      description: 'What S1 to S4 mean here, with examples',
      mimeType: 'text/markdown',
    },
    (uri) =>
      markdown(uri, async () => {
        const { severityGuide } = await (await deps()).context()
        return severityGuide
          .map(({ severity, name, definition, examples }) =>
            [`## ${severity}: ${name}`, '', definition, ...examples.map((example) => `- ${example}`)].join('\n'),
          )
          .join('\n\n')
      }),
  )
}

/** Incident ids that begin with what was typed, newest first; letter case and a missing `INC-` do not matter. */
export function completeIncident(deps: () => Promise<Deps>): (typed: string) => Promise<string[]> {
  return async (typed) => {
    const wanted = typed.trim().toUpperCase()
    const incidents = await (await deps()).store.list()
    return incidents
      .map((incident) => incident.id)
      .filter((id) => id.startsWith(wanted) || id.replace(/^INC-/, '').startsWith(wanted))
      .slice(0, mostCompleted)
  }
}

async function newest(deps: () => Promise<Deps>) {
  try {
    return (await listIncidents.run({ limit: mostListed }, await deps())).incidents
  } catch (error) {
    throw new ProtocolError(ProtocolErrorCode.InternalError, toSentences(refusalOf(error)))
  }
}

async function answer(uri: URL, mimeType: string, read: () => Promise<string>): Promise<ReadResourceResult> {
  try {
    return { contents: [{ uri: uri.href, mimeType, text: await read() }] }
  } catch (error) {
    if (error instanceof ResourceNotFoundError) throw error
    if (error instanceof NotFoundError) throw new ResourceNotFoundError(uri.href, toSentences(error.refusal))
    throw new ProtocolError(ProtocolErrorCode.InternalError, toSentences(refusalOf(error)))
  }
}
