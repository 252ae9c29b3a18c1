import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server'
import { z } from 'zod'

type JsonSchema = Record<string, unknown>

const converted = new WeakMap<z.ZodObject, JsonSchema>()

/**
 * An operation's input schema as `tools/list` shows it. It takes everything: the operation's own zod schema judges the input
 * afterwards, so that a mistake is told in our words and as a tool error in every protocol era.
 */
export function listInput(schema: z.ZodObject): StandardSchemaWithJSON<unknown, unknown> {
  return takeAll(() => toSmallJsonSchema(schema))
}

/**
 * What `tools/list` says about a result: an object. The full output schemas would more than double the list (measured: 8 tools,
 * 12 KB) and would forbid the structured form of an error, which 2025-era clients check against them too.
 */
export const listedOutput = takeAll(() => ({ type: 'object' }))

function takeAll(schema: () => JsonSchema): StandardSchemaWithJSON<unknown, unknown> {
  return {
    '~standard': {
      version: 1,
      vendor: 'postmortem-facilitator',
      validate: (value) => ({ value }),
      jsonSchema: { input: schema, output: schema },
    },
  }
}

/**
 * JSON Schema without what a model has no use for: the dialect, the patterns behind named formats, bounds, and that no other
 * fields are taken. A caller that goes beyond is told so, with the bound.
 */
function toSmallJsonSchema(schema: z.ZodObject): JsonSchema {
  const known = converted.get(schema)
  if (known) return known
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern
      delete jsonSchema.maxLength
      delete jsonSchema.maxItems
      delete jsonSchema.minLength
      delete jsonSchema.minimum
      delete jsonSchema.maximum
      delete jsonSchema.additionalProperties
    },
  })
  converted.set(schema, json)
  return json
}
