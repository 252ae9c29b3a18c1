import { z } from 'zod'
import { readableLine } from '../../domain/readable.ts'
import { BadInputError, ConfigurationError, ConflictError, type PostMortemError, ProviderError } from '../../errors.ts'

/** Notion did not answer, or not with yes or no: what was asked for may have been done or not. */
export class UncertainOutcome extends ProviderError {
  readonly isPassing = true
}

/** Somebody else wrote at the same moment; nothing of ours was written. */
class WriteConflict extends ConflictError {
  readonly isPassing = true
}

const Failure = z.looseObject({
  code: z.string(),
  message: z.string().default(''),
  status: z.number().optional(),
  headers: z.unknown().optional(),
})

/** What a Notion id does not lead to, for `page`, `database` and `dataSource`, which try one after the other. */
export function isNotFound(cause: unknown): boolean {
  const { data } = Failure.safeParse(cause)
  return (
    data?.code === 'object_not_found' ||
    (data?.code === 'validation_error' && /\bis an? [^.]*\bnot an? /i.test(data.message))
  )
}

/**
 * Whatever Notion, its client or the network said, as a refusal that names what to click. `whatFor` says what was tried:
 * "Creating the page". Notion's own words are quoted, shortened; the token is in none of it.
 */
export function explainNotionError(cause: unknown, whatFor: string): PostMortemError {
  const { data: failure } = Failure.safeParse(cause)
  if (!failure) return explainWithoutCode(cause, whatFor)
  const said = failure.message === '' ? '' : ` It says: "${shortened(failure.message)}"`
  switch (failure.code) {
    case 'unauthorized':
      return new ConfigurationError({
        happened: 'Notion does not know the token in NOTION_TOKEN.',
        expected: 'the secret of a connection that exists and was not revoked.',
        tryThis:
          'notion.so/profile/integrations: open the connection, click "Show" beside the secret, copy it whole into NOTION_TOKEN.',
      })
    case 'object_not_found':
      return new ConfigurationError({
        happened: `${whatFor} failed: Notion shows the connection no such page or database.`,
        expected: 'a page or database that is shared with the connection.',
        tryThis:
          'open it in Notion, click ••• at the top right, then Connections, and add the connection of NOTION_TOKEN; also check POSTMORTEM_NOTION_PARENT.',
      })
    case 'restricted_resource':
      return new ConfigurationError({
        happened: `${whatFor} failed: the connection is not allowed to do that.`,
        expected: 'a connection that may read, insert and update content.',
        tryThis:
          'notion.so/profile/integrations: open the connection, tick "Read content", "Update content" and "Insert content" under Capabilities, and save.',
      })
    case 'validation_error':
    case 'invalid_request':
    case 'invalid_json':
      return explainRefusal(failure.message, whatFor)
    case 'rate_limited':
    case 'service_overload':
      return new ProviderError({
        happened: `${whatFor} failed: Notion still asks to wait after several tries.`,
        expected: 'a connection with requests left.',
        tryThis: `the same again ${waitOf(failure.headers)}. Nothing was sent twice.`,
      })
    case 'conflict_error':
      return new WriteConflict({
        happened: `${whatFor} failed: somebody else changed the same thing in Notion at that moment.`,
        expected: 'a moment without another change.',
        tryThis: 'the same again.',
      })
    case 'row_limit_exceeded':
      return new ConfigurationError({
        happened: `${whatFor} failed: the workspace has reached the limit of its plan.${said}`,
        expected: 'room for another page.',
        tryThis: 'delete pages in Notion, choose another workspace, or deliver to files.',
      })
    default:
      return explainUncertain(failure.status, whatFor)
  }
}

function explainRefusal(message: string, whatFor: string): PostMortemError {
  if (/delete|child (?:page|database)/i.test(message) && /allow_deleting_content|child/i.test(message)) {
    return new ConflictError({
      happened: 'The page in Notion holds pages or databases of its own, which writing it anew would delete.',
      expected: 'a page that holds nothing but the document.',
      tryThis: 'move them elsewhere in Notion (drag them out of the page), then deliver again.',
    })
  }
  return new BadInputError({
    happened: `${whatFor} failed: Notion refused what was sent. It says: "${shortened(message)}"`,
    expected: 'properties of the names and types that the data source has, and a text that Notion takes.',
    tryThis:
      'doctor with --notion names properties that do not fit; names can be given in POSTMORTEM_NOTION_PROPERTIES ("Owner=DRI").',
  })
}

function explainWithoutCode(cause: unknown, whatFor: string): PostMortemError {
  if (cause instanceof z.ZodError || cause instanceof SyntaxError) return explainUncertain(undefined, whatFor)
  const { data } = z.object({ cause: z.object({ code: z.string() }) }).safeParse(cause)
  const reasons: Readonly<Record<string, string>> = {
    ENOTFOUND: 'its name could not be looked up',
    EAI_AGAIN: 'its name could not be looked up',
    ECONNREFUSED: 'the connection was refused',
    ECONNRESET: 'the connection broke',
    CERT_HAS_EXPIRED: 'its certificate is not accepted here',
    SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not accepted here',
  }
  return new UncertainOutcome(
    {
      happened: `${whatFor} failed: Notion could not be reached${data ? ` (${reasons[data.cause.code] ?? 'the network failed'})` : ''}.`,
      expected: 'a connection to api.notion.com.',
      tryThis: 'check the network or the proxy, then the same again: what is there already is looked for first.',
    },
    cause,
  )
}

function explainUncertain(status: number | undefined, whatFor: string): PostMortemError {
  const kind =
    status === undefined ? 'did not answer in time, or not in a way that can be read' : `answered with error ${status}`
  return new UncertainOutcome({
    happened: `${whatFor} may have failed: Notion ${kind}.`,
    expected: 'an answer.',
    tryThis: 'the same again in a minute: what is there already is looked for first, so nothing is doubled.',
  })
}

function waitOf(headers: unknown): string {
  const seconds = headers instanceof Headers ? Number(headers.get('retry-after')) : Number.NaN
  return seconds > 0 ? `in ${Math.ceil(seconds)} s` : 'in a few minutes'
}

function shortened(message: string): string {
  const line = readableLine(message)
  return line.length > 300 ? `${line.slice(0, 299).trimEnd()}…` : line
}
