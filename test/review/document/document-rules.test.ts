import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { unsupportedClaims } from '../../../src/domain/claims.ts'
import { documentRules } from '../../../src/review/document/document-rules.ts'
import {
  type DocumentSubject,
  defaultLimits,
  type GivenDocument,
} from '../../../src/review/document/document-subject.ts'
import { loadParser } from '../../../src/review/document/parse-markdown.ts'
import { readDocument } from '../../../src/review/document/read-document.ts'
import { ruleSettings } from '../../../src/review/document/rule-settings.ts'
import { lineRules } from '../../../src/review/line/line-rules.ts'
import { findingsOf } from '../../../src/review/rule.ts'

const parse = await loadParser()

function subjectOf({ markdown, record }: GivenDocument): DocumentSubject {
  const doc = readDocument(markdown, parse)
  const unsupported = record === undefined ? null : (text: string) => unsupportedClaims(text, record)
  return { text: doc.text, doc, limits: defaultLimits, unsupported }
}

describe.each(documentRules)('$id', (rule) => {
  it('has two examples on each side', () => {
    expect(rule.examples.flagged.length).toBeGreaterThanOrEqual(2)
    expect(rule.examples.clean.length).toBeGreaterThanOrEqual(2)
  })

  it.each(rule.examples.flagged)('flags $words', ({ given, words, kinds }) => {
    const findings = findingsOf(rule, subjectOf(given))
    expect(findings.map((finding) => ({ words: finding.words, kinds: finding.kinds }))).toContainEqual({ words, kinds })
  })

  it.each(rule.examples.clean)('leaves the near miss alone: $markdown', (given) => {
    expect(findingsOf(rule, subjectOf(given))).toEqual([])
  })
})

describe('the document rules', () => {
  it('are one to a file, named after it', () => {
    const folder = fileURLToPath(new URL('../../../src/review/document/rules', import.meta.url))
    const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''))
    expect(files.sort()).toEqual(documentRules.map((rule) => rule.id).sort())
  })

  it('each have a family and a level', () => {
    const missing = [...documentRules, ...lineRules].map((rule) => rule.id).filter((id) => !(id in ruleSettings))
    expect(missing).toEqual([])
  })
})
