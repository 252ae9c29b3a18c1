import { parseArgs } from 'node:util'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    assessments: { type: 'string' },
    sessions: { type: 'string' },
    model: { type: 'string' },
    also: { type: 'string' },
    sheet: { type: 'string' },
    seed: { type: 'string' },
    half: { type: 'string' },
    json: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
  },
})
const { data } = values

const usage = `Usage:
  npm run eval -- language --data DIR [--assessments FILE] [--json] [--misses]
  npm run eval -- recall --data DIR [--also FILE] [--json]
  npm run eval -- patterns --data DIR [--json] [--sheet FILE --seed N]
  npm run eval -- facilitation [--sessions DIR] [--model NAME] [--json]`

if (positionals[0] === 'language' && data) {
  const { measureLanguage } = await import('./language.ts')
  await measureLanguage({ ...values, data })
} else if (positionals[0] === 'recall' && data) {
  const { measureRecall } = await import('./recall.ts')
  await measureRecall({ ...values, data })
} else if (positionals[0] === 'patterns' && data) {
  const { measurePatterns } = await import('./patterns.ts')
  await measurePatterns({ ...values, data })
} else if (positionals[0] === 'facilitation') {
  const { measureFacilitation } = await import('./facilitation/facilitation.ts')
  await measureFacilitation(values)
} else {
  console.error(usage)
  process.exitCode = 2
}
