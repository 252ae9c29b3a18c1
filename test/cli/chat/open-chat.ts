import { type Script, startMessagesApi } from '../../claude/messages-api.ts'
import { createPlace } from '../run-cli.ts'
import { Terminal } from '../terminal.ts'

/** The real program in a pseudo-terminal, talking to a service of ours. */
export async function openChat(script: Script, { args = [] as string[], env = {} as NodeJS.ProcessEnv } = {}) {
  const api = await startMessagesApi(script)
  const place = createPlace()
  const whole = {
    ...place.env,
    ANTHROPIC_API_KEY: 'sk-ant-test',
    ANTHROPIC_AUTH_TOKEN: '',
    ANTHROPIC_BASE_URL: api.url,
    ...env,
  }
  const open = (more: readonly string[] = []) =>
    new Terminal(['chat', ...args, ...more], { cwd: place.folder, env: whole })
  return { api, ...place, env: whole, terminal: open(), open }
}

/** Bytes of a terminal that marks what is pasted. */
export function pasted(text: string): string {
  return `\u001b[200~${text.replace(/\n/g, '\r')}\u001b[201~`
}
