import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIncident } from '../../src/domain/incident.ts'
import { describeIncident, splitPassages } from '../../src/memory/describe-incident.ts'
import { createFingerprint, measureFingerprint, passageEnd } from '../../src/memory/fingerprint.ts'

const at = '2026-03-03T13:00:00.000Z'
const source = (text: string) =>
  ({ id: 'said-1', kind: 'document', role: 'document', text, recordedAt: at, retracted: false }) as const

describe('describing an incident for recall', () => {
  it('takes title, sources and the items that say it in other words', () => {
    const item = { id: 'lesson-1', revision: 1, evidence: [], inferred: [], kind: 'fact' as const }
    const incident = {
      ...createIncident('Export failed', at),
      sources: [source('---\nowner: x\n---\n\n# Export failed\n\nIt wrote blank files.')],
      lessons: [
        { ...item, text: 'It wrote  blank files.' },
        { ...item, text: 'Check size before sending.' },
      ],
    }
    expect(describeIncident(incident)).toEqual({
      title: 'Export failed',
      passages: ['It wrote blank files.\n\nCheck size before sending.'],
    })
  })

  it('puts first what happened in short, where no source says it in these words', () => {
    const answer = {
      id: 'answer-1',
      revision: 1,
      evidence: [],
      inferred: [],
      kind: 'fact' as const,
      question: 'summary',
    }
    const incident = {
      ...createIncident('Export failed', at),
      sources: [source('At nine all was well.\n\nSummary: files were blank.')],
      answers: [
        { ...answer, text: 'Files were  blank' },
        { ...answer, id: 'answer-2', text: 'Exports held nothing.' },
      ],
    }
    expect(describeIncident(incident).passages).toEqual([
      'Exports held nothing.\n\nAt nine all was well.\n\nSummary: files were blank.',
    ])
  })

  it('cuts any text into passages that lose no word and stand in it letter for letter', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('word', 'End.', '\n', '\n\n', 'a!', '  ', 'é', '- x')), (parts) => {
        const text = parts.join(' ').repeat(30)
        const passages = splitPassages(text)
        for (const passage of passages) expect(text).toContain(passage)
        expect(passages.join(' ').split(/\s+/)).toEqual(text.trim().split(/\s+/))
      }),
    )
  })

  it('keeps passages near 80 words', () => {
    const passages = splitPassages('One two three four five six seven eight nine ten. '.repeat(100))
    expect(
      passages
        .map((passage) => passage.split(/\s+/).length)
        .slice(0, -1)
        .every((count) => count === 80),
    ).toBe(true)
  })

  it('makes the same fingerprint of the same record, with an end for title and passages', () => {
    const made = () => createFingerprint({ title: 'Disk full', passages: ['The disk was full on 2026-01-01.', ''] })
    expect(made()).toEqual(made())
    expect(made().filter((id) => id === passageEnd)).toHaveLength(3)
    expect(measureFingerprint(made())).toMatchObject({ incidents: 1, words: 8, passages: 2 })
  })
})
