#!/usr/bin/env node
// Nothing native may load before the version is known: better-sqlite3 13 crashes on Node 20 instead of saying why.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `postmortem needs Node 22.12 or newer; this is Node ${process.versions.node}. Install a current Node from nodejs.org and run the command again.\n`,
  )
  process.exitCode = 3
} else {
  const { runCli } = await import('./cli/main.ts')
  process.exitCode = await runCli(process.argv)
}
