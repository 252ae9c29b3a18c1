import { documentRules } from '../document/document-rules.ts'
import { recordRules } from '../document/record-rules.ts'
import { ruleSettings } from '../document/rule-settings.ts'
import { lineRules } from '../line/line-rules.ts'
import type { Report } from './reviewed-file.ts'

const sarifLevels = { error: 'error', warning: 'warning', info: 'note' } as const

/** SARIF 2.1.0, as code scanning on GitHub and most CI systems read it. */
export const reportAsSarif: Report = (files, { version }) => {
  const whys = new Map([...lineRules, ...documentRules, ...recordRules].map((rule) => [rule.id, rule.why]))
  const ids = Object.keys(ruleSettings)
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'postmortem review',
            version,
            rules: ids.map((id) => ({
              id,
              shortDescription: { text: whys.get(id) ?? 'A comment that switches rules off gives its reason.' },
              defaultConfiguration: { level: sarifLevels[ruleSettings[id]?.level ?? 'warning'] },
              properties: { group: ruleSettings[id]?.group },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ path, review }) =>
          review.findings.map((finding) => ({
            ruleId: finding.rule,
            ruleIndex: ids.indexOf(finding.rule),
            level: sarifLevels[finding.level],
            message: { text: `${finding.wrong} ${finding.ask}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(path) },
                  region: {
                    startLine: finding.line,
                    startColumn: finding.column,
                    endLine: finding.endLine,
                    endColumn: finding.endColumn,
                  },
                },
              },
            ],
          })),
        ),
      },
    ],
  }
  return `${JSON.stringify(log, null, 2)}\n`
}
