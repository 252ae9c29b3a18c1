import { ConfigurationError } from '../errors.ts'
import { createClaude } from './create-claude.ts'
import { explainClaudeError } from './explain-claude-error.ts'

/**
 * Looks at the key without sending it anywhere: what was pasted with its quotes or cut short is seen at once.
 *
 * @throws ConfigurationError
 */
export function checkKeyShape(key: string): string {
  const bare = key.trim()
  const wrong = /^["'].*["']$/.test(bare)
    ? 'has quotes around it'
    : /\s/.test(bare)
      ? 'has white space in it'
      : !bare.startsWith('sk-ant-')
        ? 'does not begin with sk-ant-'
        : bare.length < 40
          ? 'is too short'
          : null
  if (wrong === null) return 'ANTHROPIC_API_KEY has the shape of a key'
  throw new ConfigurationError({
    happened: `ANTHROPIC_API_KEY ${wrong}.`,
    expected: 'a key from platform.claude.com; it begins with sk-ant-.',
    tryThis: 'copy it once more. `postmortem start` works without one.',
  })
}

/**
 * Asks the service for the model that a chat would use: whether the key is taken, and how long the model stays.
 *
 * @throws ConfigurationError, ProviderError
 */
export async function checkClaude(env: NodeJS.ProcessEnv): Promise<string> {
  const { client, model } = await createClaude({ env, maxRetries: 1 })
  const info = await client.models.retrieve(model).catch(async (error: unknown) => {
    throw (await explainClaudeError(error, { model })).error
  })
  const until = info.retires_at ? `, until ${info.retires_at.slice(0, 10)}` : ''
  if (info.lifecycle !== 'active') {
    throw new ConfigurationError({
      happened: `The model ${model} is ${info.lifecycle}${until}.`,
      expected: 'a model that stays.',
      tryThis: 'another one with POSTMORTEM_MODEL, or leave it out.',
    })
  }
  return `the key is taken, ${info.display_name} (${model}) is active${until}`
}
