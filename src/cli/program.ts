import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, CommanderError, Option } from 'commander'
import { packageFolder } from '../config.ts'
import { readableLine } from '../domain/readable.ts'
import { commandLine, invocationPrefix } from './invocation.ts'
import { toJson } from './print.ts'
import { exitCodes } from './report-error.ts'

/** Options that every command takes. */
const parts = ['all', 'answers', 'timeline', 'whys', 'actions', 'matches', 'updates', 'sources', 'questions', 'history']
const documentOption = () =>
  new Option('--document <kind>', 'which document').choices(['engineering', 'product', 'both']).default('both')

/** Runs one command and returns the exit code. `typed` is what stood after the program's name. */
export async function runProgram(typed: readonly string[]): Promise<number> {
  let code: number = exitCodes.done
  const isJson = typed.includes('--json')
  const heard: string[] = []
  // One that is empty counts as not set, as everywhere; an empty value on the command line does not.
  for (const name of ['POSTMORTEM_DB', 'POSTMORTEM_CONTEXT', 'POSTMORTEM_TEMPLATES', 'POSTMORTEM_MODEL']) {
    if (process.env[name] === '') delete process.env[name]
  }
  const program = createProgram((result) => {
    code = result
  })
  for (const command of allCommands(program)) {
    command.exitOverride()
    command.configureOutput({ writeErr: (text) => heard.push(text), outputError: (text) => heard.push(text) })
    command.showSuggestionAfterError(true)
  }
  try {
    await program.parseAsync(withDefaultCommand(typed, program), { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return exitCodes.done
    const named = program.commands.find((one) => one.name() === typed[0])?.name()
    const isUnfinished = error.code === 'commander.help'
    reportUsage(isUnfinished ? `${typed.join(' ')} does nothing by itself` : heard.join(''), named ?? null, isJson)
    return exitCodes.badInput
  }
}

function createProgram(setCode: (code: number) => void): Command {
  const program = new Command()
    .name(invocationPrefix(process.argv, process.env))
    .description('Runs a blameless post-mortem: asks before it writes, and invents nothing.')
    .usage('[command] [options]')
    .addOption(new Option('--db <file>', 'the database').env('POSTMORTEM_DB'))
    .addOption(new Option('--context <file>', "the company's domain-context.md").env('POSTMORTEM_CONTEXT'))
    .addOption(new Option('--templates <folder>', 'templates of your own').env('POSTMORTEM_TEMPLATES'))
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nWithout a command: start. Ids may be typed as 7 for INC-7.')
  const command = (name: string, description: string) => program.command(name).description(description)
  const json = (one: Command) => one.option('--json', 'the result, or the error, as JSON')

  json(command('start', 'begin or resume a post-mortem: the guided interview, or the answers of a file'))
    .option('--resume <id>', 'go on with an incident')
    .option('--as <role>', 'who answers: on-call, support, product…')
    .option('--from <file>', 'answers as YAML, - for stdin; see --example')
    .option('--example', 'play a complete invented incident in a throwaway database')
    .option('--allow-gaps', 'generate though required answers are missing; gaps are marked')
    .option('--out <folder>', 'write the documents as Markdown files below this folder')
    .action(async (_options, one: Command) => {
      const { start } = await import('./start.ts')
      setCode(await start(one.optsWithGlobals()))
    })

  json(command('draft', 'make a record of raw notes: chats, mails, tickets, exports of Slack, PagerDuty, Alertmanager'))
    .requiredOption('--from <file...>', 'files, folders, - for stdin')
    .option('--resume <id>', 'add them to an incident')
    .option('--what-happened <text>', 'begin with these words instead of words of the notes')
    .option('--title <text>', 'of a new incident')
    .option('--as <role>', 'who says what happened')
    .option('--channel <name>', 'only this channel of a Slack export')
    .option('--since <time>', 'of exports, only what is not earlier (UTC)')
    .option('--until <time>', 'of exports, only what is not later (UTC)')
    .option('--take <which>', 'entries of exports for the timeline: all, none, 1-5,9')
    .option('--model <name>', 'which Claude reads the notes')
    .option('--show-outgoing', 'print what would be sent to Claude, and send nothing')
    .option('--no-ask', 'do not go on with the interview')
    .action(async (_options, one: Command) => {
      const { draft } = await import('./draft/draft.ts')
      setCode(await draft(one.optsWithGlobals()))
    })

  command('chat', 'talk it through with Claude; needs ANTHROPIC_API_KEY')
    .option('--resume <id>', 'go on with an incident')
    .addOption(new Option('--model <name>', 'which Claude').env('POSTMORTEM_MODEL'))
    .option('--show-outgoing', 'show what goes to Claude before it goes')
    .option('--no-redaction', 'send e-mail addresses, phone numbers, IP addresses and secrets as they are')
    .action(async (_options, one: Command) => {
      const { chat } = await import('./chat/chat.ts')
      setCode(await chat(one.optsWithGlobals()))
    })

  command('serve', 'serve assistants over MCP: on stdio, or with --http on this machine')
    .option('--http', 'Streamable HTTP on 127.0.0.1')
    .option('--port <number>', 'port for --http; 0 picks a free one', '3333')
    .action(async (_options, one: Command) => {
      const { serve, toServeOptions } = await import('./serve.ts')
      setCode(await serve(toServeOptions(one.optsWithGlobals())))
    })

  json(command('list', 'all incidents, newest first, with what is due or missing'))
    .option('--limit <number>', 'how many, at most 50', toNumber)
    .option('--offset <number>', 'how many to pass over', toNumber)
    .action(async (_options, one: Command) => {
      const { list } = await import('./incident-commands.ts')
      setCode(await list(one.optsWithGlobals()))
    })

  json(command('due', 'documents that are due or missing, and overdue actions')).action(
    async (_options, one: Command) => {
      const { due } = await import('./incident-commands.ts')
      setCode(await due(one.optsWithGlobals()))
    },
  )

  json(command('show', 'what is recorded about an incident').argument('<id>'))
    .addOption(new Option('--part <part>', 'only this part').choices(parts))
    .addOption(new Option('--view <view>', 'draw the whys in Mermaid').choices(['chain', 'fishbone', 'fault-tree']))
    .action(async (id: string, _options, one: Command) => {
      const { show } = await import('./incident-commands.ts')
      setCode(await show(id, one.optsWithGlobals()))
    })

  json(command('history', 'who recorded what, when and from which words').argument('<id>')).action(
    async (id: string, _options, one: Command) => {
      const { show } = await import('./incident-commands.ts')
      setCode(await show(id, { ...one.optsWithGlobals(), part: 'history' }))
    },
  )

  json(command('ask', 'the next open questions').argument('<id>'))
    .addOption(new Option('--of <role>', 'only for this role').choices(['on-call', 'support', 'product']))
    .option('--count <number>', 'one to three', toNumber)
    .action(async (id: string, _options, one: Command) => {
      const { ask } = await import('./incident-commands.ts')
      setCode(await ask(id, one.optsWithGlobals()))
    })

  json(command('record', 'record one answer, verbatim').argument('<id>'))
    .option('--said <text>', 'the words')
    .option('--said-file <file>', 'the words, from a file; - for stdin')
    .requiredOption('--as <role>', 'who said it')
    .option('--question <question>', 'id of the question it answers, as ask prints it')
    .option('--check <item>', 'instead: id of the guess that the words say how to check, by whom, by when')
    .option('--reference <where>', 'where the words stand: address, ticket')
    .action(async (id: string, _options, one: Command) => {
      const { record } = await import('./incident-commands.ts')
      setCode(await record(id, one.optsWithGlobals()))
    })

  json(command('search', 'have we seen this before? or, with --lessons, what have we learned about it?'))
    .argument('[question...]', 'in your words; --incident asks in those of an incident')
    .option(
      '--also <wording>',
      'the same in other words: as an engineer, likely causes, as a user; up to three',
      collect,
    )
    .option('--incident <id>', 'the incident that asks: left out, and its look-alikes too')
    .option('--lessons', 'lessons, wrong assumptions and product fixes instead of incidents')
    .option('--area <area>', 'only this product area')
    .addOption(new Option('--severity <severity>', 'only this one').choices(['S1', 'S2', 'S3', 'S4']))
    .option('--from <day>', 'from this day on, YYYY-MM-DD')
    .option('--to <day>', 'up to this day')
    .option('--tag <tag>', 'only with this tag')
    .option('--limit <number>', 'how many, at most 15', toNumber)
    .action(async (question: string[], _options, one: Command) => {
      const { search } = await import('./search.ts')
      setCode(await search(question, one.optsWithGlobals()))
    })

  json(command('patterns', 'what keeps coming back, with counts, cost and what was kept apart'))
    .addOption(new Option('--by <what>', 'what makes them alike').choices(['failure', 'symptom', 'cause', 'surface']))
    .option('--since <day>', 'only incidents from this day on, YYYY-MM-DD')
    .option('--until <day>', 'only up to this day, and counted back from it')
    .option('--area <area>', 'only this product area')
    .option('--limit <number>', 'how many, at most 50', toNumber)
    .action(async (_options, one: Command) => {
      const { patterns } = await import('./patterns.ts')
      setCode(await patterns(one.optsWithGlobals()))
    })

  json(command('link', 'say how alike two incidents are, with the reason').argument('<id>').argument('<other>'))
    .requiredOption('--as <role>', 'who judges')
    .requiredOption('--likeness <likeness>', 'same-mechanism, same-surface-only or unrelated', toSpaced)
    .requiredOption('--because <reason>', 'why, in your words')
    .action(async (id: string, other: string, _options, one: Command) => {
      const { link } = await import('./link.ts')
      setCode(await link(id, other, one.optsWithGlobals()))
    })

  json(command('generate', 'print the documents as Markdown').argument('<id>'))
    .addOption(documentOption())
    .option('--allow-gaps', 'though required answers are missing; gaps are marked')
    .addOption(new Option('--status <status>', 'set it first').choices(['draft', 'in review', 'final']))
    .option('--as <role>', 'who sets the status')
    .action(async (id: string, _options, one: Command) => {
      const { generate } = await import('./incident-commands.ts')
      setCode(await generate(id, one.optsWithGlobals()))
    })

  json(command('deliver', 'deliver the documents').argument('<id>'))
    .addOption(documentOption())
    .addOption(new Option('--to <place>', 'where').choices(['chat', 'file', 'notion']).default('chat'))
    .option('--folder <folder>', 'for --to file, below the working folder')
    .option('--allow-gaps', 'though required answers are missing; gaps are marked')
    .option('--force', 'write over a file or page of ours that was edited since')
    .option('--yes', 'for --to notion: without asking')
    .action(async (id: string, _options, one: Command) => {
      const { deliver } = await import('./incident-commands.ts')
      setCode(await deliver(id, one.optsWithGlobals()))
    })

  json(command('update', 'draft what customers or colleagues are told; note that it was sent').argument('<id>'))
    .addOption(
      new Option('--kind <kind>', 'which message; without it, what was sent and what is owed is shown').choices([
        'acknowledgement',
        'update',
        'resolved',
        'note',
        'personal',
      ]),
    )
    .addOption(new Option('--audience <audience>', 'for whom').choices(['external', 'internal']).default('external'))
    .option('--estimate <time>', 'when it will work again, only where somebody dares to say: HH:MM or ISO')
    .option('--customer <name>', 'for --kind personal: to whom')
    .option('--affected <name...>', 'list customers who were materially affected')
    .option('--reporters <name...>', 'the same, who told us')
    .option('--sent', 'the draft of this kind was sent')
    .option('--by <role>', 'with --sent: who sent it')
    .option('--where <place>', 'with --sent: status page, mail…')
    .action(async (id: string, _options, one: Command) => {
      const { update } = await import('./update.ts')
      setCode(await update(id, one.optsWithGlobals()))
    })

  json(command('close', 'close an incident, so that its documents become due').argument('<id>'))
    .option('--as <role>', 'who decides')
    .option('--no-post-mortem-because <reason>', 'close without a post-mortem; the reason is kept')
    .option('--reopen', 'open it again')
    .action(async (id: string, _options, one: Command) => {
      const { close } = await import('./incident-commands.ts')
      setCode(await close(id, one.optsWithGlobals()))
    })

  json(command('review', 'review post-mortems: Markdown files, folders, - for stdin, or a stored incident'))
    .argument('[what...]', 'files, folders, - or an id')
    .addOption(
      new Option('--format <format>', 'how findings are written').choices([
        'terminal',
        'json',
        'sarif',
        'github',
        'markdown',
      ]),
    )
    .addOption(
      new Option('--fail-on <level>', 'from which level on the exit code is 1').choices([
        'error',
        'warning',
        'info',
        'never',
      ]),
    )
    .option('--off <rule...>', 'leave these rules out')
    .option('--only <rule...>', 'run only these rules')
    .option('--config <file>', 'instead of the nearest .postmortemrc.yaml')
    .action(async (what: string[], _options, one: Command) => {
      const { review } = await import('./review.ts')
      setCode(await review(what, one.optsWithGlobals()))
    })

  json(command('import', 'existing post-mortems into records: Markdown, Confluence, Notion, or an export'))
    .argument('<path...>', 'files and folders; a .jsonl file of export --jsonl')
    .option('--dry-run', 'only say what would happen')
    .option('--as <role>', 'who imports')
    .action(async (places: string[], _options, one: Command) => {
      const { importPast } = await import('./import.ts')
      setCode(await importPast(places, one.optsWithGlobals()))
    })

  command('export', 'the whole record and its history, as JSON')
    .argument('[id...]', 'one id; with --jsonl any number, or none for all')
    .option('--jsonl', 'one incident on each line, for import')
    .option('--json', 'always')
    .action(async (ids: string[], _options, one: Command) => {
      const { exportIncidents } = await import('./data-commands.ts')
      setCode(await exportIncidents(ids, one.optsWithGlobals()))
    })

  json(command('delete', 'delete an incident').argument('<id>'))
    .option('--purge', 'its record and history too, for good')
    .option('--yes', 'without asking')
    .option('--as <role>', 'who decides')
    .action(async (id: string, _options, one: Command) => {
      const { deleteIncident } = await import('./data-commands.ts')
      setCode(await deleteIncident(id, one.optsWithGlobals()))
    })

  json(command('backup', 'write a consistent copy of the database to a new file').argument('<file>')).action(
    async (file: string, _options, one: Command) => {
      const { backup } = await import('./data-commands.ts')
      setCode(await backup(file, one.optsWithGlobals()))
    },
  )

  json(command('doctor', 'check Node, the database, the domain context and the templates'))
    .option('--notion', 'the token, the parent and the properties of Notion too')
    .option('--claude', 'also the key for Claude and the model of the chat, by asking Anthropic')
    .action(async (_options, one: Command) => {
      const { doctor } = await import('./doctor.ts')
      setCode(await doctor(one.optsWithGlobals()))
    })

  const templates = command('templates', 'templates of your own')
  json(templates.command('init').description('copy ours, as a start').argument('<folder>')).action(
    async (folder: string, _options, one: Command) => {
      const { initTemplateFolder } = await import('./init-commands.ts')
      setCode(await initTemplateFolder(folder, one.optsWithGlobals()))
    },
  )
  const context = command('context', "the company's domain context")
  json(context.command('init').description('copy the commented domain-context.md').argument('[file]')).action(
    async (file: string | undefined, _options, one: Command) => {
      const { initContextFile } = await import('./init-commands.ts')
      setCode(await initContextFile(file ?? 'domain-context.md', one.optsWithGlobals()))
    },
  )
  // Not commander's own version option: the package is read only when somebody asks.
  command('version', 'which version this is').action(printVersion)
  return program
}

async function printVersion(): Promise<void> {
  const { version }: { version: string } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'))
  process.stdout.write(`${version}\n`)
}

/** `start` where no command was typed. */
function withDefaultCommand(typed: readonly string[], program: Command): string[] {
  const takesValue = new Set(['--db', '--context', '--templates'])
  let index = 0
  while (index < typed.length && typed[index]?.startsWith('-')) index += takesValue.has(typed[index] ?? '') ? 2 : 1
  const word = typed[index]
  if (word === undefined) {
    if (typed.some((one) => one === '--help' || one === '-h')) return [...typed]
    if (typed.some((one) => one === '--version' || one === '-V')) return ['version']
    return ['start', ...typed]
  }
  const names = [...program.commands.map((command) => command.name()), 'help']
  const precededBy = typed
    .slice(0, index)
    .find((one) => one.startsWith('--') && !takesValue.has(one.split('=')[0] ?? ''))
  if (precededBy && !names.includes(word)) return ['start', ...typed]
  return [...typed]
}

/** What is no number is refused with the others, by the operation. */
function toNumber(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text)
}

function toSpaced(text: string): string {
  return text.replaceAll('-', ' ')
}

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)]
}

function reportUsage(heard: string, command: string | null, isJson: boolean): void {
  const lines = heard
    .split('\n')
    .map(readableLine)
    .filter((line) => line !== '')
  const happened = sentence((lines[0] ?? 'the command line cannot be read').replace(/^error: /, ''))
  const nearest = /Did you mean (?:one of )?(.+?)\?/.exec(lines[1] ?? '')?.[1]
  const help = commandLine(command === null ? '--help' : `${command} --help`)
  const expected = 'a command and options that it takes.'
  const tryThis = nearest ? `${nearest}; or ${help}` : help
  process.stderr.write(
    isJson
      ? `${toJson({ error: { kind: 'usage', happened, expected, try: tryThis } })}\n`
      : `${happened}\nExpected: ${expected}\nTry: ${tryThis}\n`,
  )
}

function sentence(text: string): string {
  const line = text.endsWith('.') ? text : `${text}.`
  return line.charAt(0).toUpperCase() + line.slice(1)
}
