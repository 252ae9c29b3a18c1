import { basename } from 'node:path'

/** How the caller starts this program, as far as the environment tells: `npm start --`, `postmortem`, `npx -y …`. */
export function invocationPrefix(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  if (env.npm_lifecycle_event === 'start') return 'npm start --'
  if (env.npm_command === 'exec') return 'npx -y postmortem-facilitator'
  const script = argv[1] ?? ''
  return basename(script).startsWith('postmortem') ? 'postmortem' : `node ${script === '' ? 'dist/main.js' : script}`
}

/** A command as the caller can type it: `commandLine('show INC-7')` is `npm start -- show INC-7` in a checkout. */
export function commandLine(command: string): string {
  return `${invocationPrefix(process.argv, process.env)} ${command}`
}

const commandOfOperation: Readonly<Record<string, string>> = {
  start_post_mortem: 'start',
  ask_clarifying_questions: 'ask',
  record_answers: 'record',
  show_incident: 'show',
  list_incidents: 'list',
  find_past_incidents: 'search',
  find_patterns: 'patterns',
  generate_post_mortem: 'generate',
  deliver_post_mortem: 'deliver',
  draft_customer_update: 'update',
  close_incident: 'close',
}

/** Our own advice names operations; here they read as the commands that run them. */
export function inCommandWords(advice: string): string {
  return advice
    .replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (name) => {
      const command = commandOfOperation[name]
      return command === undefined ? name : `"${commandLine(command)}"`
    })
    .replace('set allow_gaps', 'add --allow-gaps')
    .replace('with force;', 'with --force;')
    .replace('doctor with --notion', `"${commandLine('doctor --notion')}"`)
}
