import { matchesOf, type Span } from './find-private.ts'

/**
 * Keys, tokens and passwords: the rules that secretlint keeps for the formats of known services, and the shapes that it leaves
 * to others (assignments, headers, addresses with a password). A false alarm costs nothing, since each comes home unchanged.
 */
export async function findSecrets(text: string): Promise<Span[]> {
  return [
    ...(await findKnownFormats(text)),
    ...shapes.flatMap((shape) => matchesOf(text, 'secret', shape)),
    ...findAssigned(text),
  ]
}

const shapes: readonly RegExp[] = [
  // secretlint asks for the exact length of each; what was cut or masked in the middle is still a secret.
  /\b(?:sk-(?:ant-|proj-)?|pk-lf-|(?:sk|pk|rk)_(?:live|test)_|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|xapp-|ntn_|npm_|hf_|dop_v1_|shpat_|AIza|ya29\.)[\w./+~-]{12,512}/g,
  /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,4096}\.[\w-]{4,8192}(?:\.[\w-]{0,4096})?/g,
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,20000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  /(?<=\b(?:bearer|basic|token)\s)[\w.~+/-]{16,4096}={0,2}/gi,
  // The password of an address: scheme://user:password@host
  /(?<=\b[a-z][\w+.-]{1,30}:\/\/[^\s/:@]{0,100}:)[^\s/@]{1,200}(?=@)/gi,
  /https:\/\/hooks\.slack\.com\/[\w/]{10,200}/g,
]

const secretName =
  '[\\w.-]{0,60}(?:password|passwd|passphrase|passwort|pwd|secret|api[_-]?key|apikey|access[_-]?key|private[_-]?key|auth[_-]?key|account[_-]?key|token|credentials?|signature|session[_-]?id|sessionid|jsessionid|phpsessid)[\\w.-]{0,30}'
const value = `(?:"[^"\\n]{3,400}"|'[^'\\n]{3,400}'|[^\\s"'\`,;&<>(){}]{3,400})`
const assigned = new RegExp(`(?<![\\w])["']?${secretName}["']?\\s{0,4}(?:=>|:=|=|:)\\s{0,4}(${value})`, 'gi')
const spoken = new RegExp(`\\b(?:password|passphrase|pin|api key|secret|token) (?:is|was|=|were) (${value})`, 'gi')
const signedUrl =
  /[?&](?:sig|key|code|auth|x-amz-(?:signature|credential|security-token)|x-goog-signature)=([^\s&"'<>]{8,600})/gi

/** `password=…`, `"api_key": "…"`, "the password was …". Where prose may follow the colon, the value must look like no word. */
function findAssigned(text: string): Span[] {
  return [assigned, spoken, signedUrl].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): Span[] => {
      const written = match[1] ?? ''
      const bare = written.replace(/^["']|["']$/g, '').replace(/[.:!?]+$/, '')
      const isQuoted = /^["']/.test(written)
      const operator = match[0].slice(0, match[0].length - written.length).trimEnd()
      const isSaid = pattern === assigned ? operator.endsWith('=') || operator.endsWith('>') : pattern === signedUrl
      if (isNoSecret(bare) || !(isQuoted || isSaid ? bare.length >= 3 : looksMade(bare))) return []
      const start = match.index + match[0].length - written.length + (isQuoted ? 1 : 0)
      return [{ kind: 'secret', start, end: start + bare.length }]
    }),
  )
}

/** What stands where a secret would: a variable, a mask, a word for nothing. */
function isNoSecret(bare: string): boolean {
  return /^(?:\$|<|\[|%\(?\w|\{\{|\*+$|•+$|x{3,}$|(?:null|none|nil|undefined|true|false|yes|no|empty|unset|redacted|masked|hidden|expired|invalid|missing|required|rotated|revoked|wrong)$)/i.test(
    bare,
  )
}

/** Six characters or more, among them a digit or a sign that words do not have. */
function looksMade(bare: string): boolean {
  return (
    bare.length >= 6 && /\d|[^\p{L}\p{N}'’.-]/u.test(bare) && !/^\d{1,2}:\d\d/.test(bare) && !/^https?:\/\//.test(bare)
  )
}

/** Loaded with the first text, about 40 ms. */
let known: Promise<(text: string) => Promise<Span[]>> | null = null

async function findKnownFormats(text: string): Promise<Span[]> {
  known ??= loadKnownFormats()
  return (await known)(text)
}

async function loadKnownFormats(): Promise<(text: string) => Promise<Span[]>> {
  const [{ lintSource }, { rules }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  // The one that lets a comment in the text switch the others off would let a pasted log do so.
  const kept = rules.filter((rule) => !rule.meta.id.includes('filter'))
  const config = { rules: kept.map((rule) => ({ id: rule.meta.id, rule, options: {} })) }
  return async (content) => {
    const { messages } = await lintSource({
      source: { filePath: 'text.txt', content, ext: '.txt', contentType: 'text' },
      options: { config, noPhysicFilePath: true },
    })
    return messages.map(({ range: [start, end] }) => ({ kind: 'secret' as const, start, end }))
  }
}
