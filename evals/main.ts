import { parseArgs } from 'node:util'
import { measureLanguage } from './language.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    assessments: { type: 'string' },
    json: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
  },
})

const usage = 'Usage: npm run eval -- language --data DIR [--assessments FILE] [--json] [--misses]'

if (positionals[0] !== 'language' || !values.data) {
  console.error(usage)
  process.exitCode = 2
} else {
  await measureLanguage({ ...values, data: values.data })
}
