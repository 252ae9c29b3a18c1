import { describe, expect, it } from 'vitest'
import { Extraction, toDrafts } from '../../src/claude/extraction.ts'

const nothing: Extraction = {
  title: '',
  what_happened: '',
  answers: [],
  events: [],
  whys: [],
  factors: [],
  actions: [],
  lessons: [],
  decisions: [],
  contradictions: [],
}
const event = (excerpt: string, at: string, moments: Extraction['events'][number]['moments'] = []) => ({
  excerpt,
  text: excerpt,
  kind: 'fact' as const,
  at,
  zone: '',
  approximate: false,
  actor: '',
  moments,
})

describe('what was drawn from notes', () => {
  it('becomes drafts without the fields that nobody filled', () => {
    const { drafts, misfits } = toDrafts({
      ...nothing,
      events: [event('10:02 imports hang', '2026-03-04 10:02', ['started'])],
      actions: [
        { excerpt: 'we will cap the queue', text: 'Cap the queue', owner: '', due: '', done_when: '', status: '' },
      ],
    })
    expect(misfits).toEqual([])
    expect(drafts).toEqual([
      {
        type: 'event',
        excerpt: '10:02 imports hang',
        text: '10:02 imports hang',
        kind: 'fact',
        at: '2026-03-04T10:02',
        approximate: false,
        moments: ['started'],
      },
      { type: 'action', excerpt: 'we will cap the queue', text: 'Cap the queue' },
    ])
  })

  it('loses an item that fits no shape, and says which', () => {
    const action = {
      excerpt: 'cap it by soon',
      text: 'Cap it',
      owner: '',
      due: 'soon',
      done_when: '',
      status: '' as const,
    }
    const { drafts, misfits } = toDrafts({ ...nothing, actions: [action] })
    expect(drafts).toEqual([])
    expect(misfits).toMatchObject([{ excerpt: 'cap it by soon', reason: expect.stringContaining('due') }])
  })

  it('keeps what Claude calls contradictory as hypotheses with a check', () => {
    const { drafts, contradictions } = toDrafts({
      ...nothing,
      events: [event('ana: it began at 10', '10:00'), event('leo: no, 10:20', '10:20'), event('11:00 fixed', '11:00')],
      contradictions: [{ about: 'when it began', excerpts: ['ana: it began at 10', 'leo: no, 10:20'] }],
    })
    expect(drafts.map((draft) => [draft.kind, draft.check === undefined])).toEqual([
      ['hypothesis', false],
      ['hypothesis', false],
      ['fact', true],
    ])
    expect(contradictions).toHaveLength(1)
  })

  it('sees by itself that one moment has two times, and one choice two answers', () => {
    const answer = (excerpt: string, value: string) => ({
      excerpt,
      text: excerpt,
      kind: 'fact' as const,
      question: 'data-integrity',
      value,
      who: '',
    })
    const { drafts, contradictions } = toDrafts({
      ...nothing,
      events: [event('down at 9:58', '09:58', ['started']), event('down since 10:05', '10:05', ['started'])],
      answers: [answer('no data lost', 'no'), answer('two rows are gone', 'yes'), answer('none lost', 'no')],
    })
    expect(contradictions.map(({ about }) => about).sort()).toEqual(['data-integrity', 'started'])
    expect(drafts.filter((draft) => draft.kind === 'hypothesis').map((draft) => draft.excerpt)).toEqual([
      'no data lost',
      'two rows are gone',
      'none lost',
      'down at 9:58',
      'down since 10:05',
    ])
  })

  it('is asked for in a form whose every field is required', () => {
    expect(Extraction.safeParse({ ...nothing, title: undefined }).success).toBe(false)
  })
})
