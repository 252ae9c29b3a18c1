const benches = ['start', 'store', 'review', 'recall', 'patterns', 'import'] as const

const [name, ...rest] = process.argv.slice(2)
const bench = benches.find((one) => one === name)
if (!bench) {
  process.stderr.write(
    `There is no bench "${name ?? ''}". Expected one of: ${benches.join(', ')}. Try: npm run bench -- start\n`,
  )
  process.exitCode = 2
} else {
  const { run } = await import(`./${bench}.ts`)
  await run(rest)
}
