import { describe, expect, it } from 'vitest'
import { createPerson, questionsIn } from '../../evals/facilitation/person.ts'
import { type Facilitated, scoreFacilitation } from '../../evals/facilitation/score.ts'
import { readScript, scriptNames } from '../../evals/facilitation/script.ts'

describe.each(scriptNames())('the script %s', (name) => {
  const script = readScript(name)

  it('has facts that can all be asked for, and that show in the words they are told in', () => {
    const ids = new Set(script.facts.map((fact) => fact.id))
    for (const fact of script.facts) {
      expect(fact.needs.filter((id) => !ids.has(id))).toEqual([])
      expect(fact.shows.filter((pattern) => !pattern.test(fact.says))).toEqual([])
    }
    expect(script.facts.length).toBeGreaterThan(15)
    expect(script.traps.length).toBeGreaterThan(1)
  })
})

describe('a scripted person', () => {
  const script = readScript('imports-stuck')

  it('tells what was asked for and nothing else', () => {
    const person = createPerson(script)
    expect(person.reply('Which date was that? Thank you.')).toBe('That was Tuesday, 3 March 2026.')
    expect(person.reply('Thank you.')).toBe('Okay.')
    expect(person.told()).toEqual(['date'])
  })

  it('names a person first, and what lies beneath only when asked beneath it', () => {
    const person = createPerson(script)
    expect(person.reply('What did the tool allow?')).not.toContain('empty database')
    expect(person.reply('Why did the imports get stuck?')).toContain('human error')
    expect(person.reply('What did the review or the tool show at that moment?')).toContain('empty database')
  })

  it('corrects a time that is read back wrongly', () => {
    const person = createPerson(script)
    person.reply('When did it start?')
    expect(person.reply('So it began at 9:40?')).toMatch(/9:12/)
  })

  it('says again what it said, and does not know what it does not', () => {
    const person = createPerson(script)
    person.reply('Which day was it?')
    expect(person.reply('Which day was it?')).toBe('As I said: That was Tuesday, 3 March 2026.')
    expect(person.reply('Is the moon made of cheese?')).toBe('I do not know.')
  })

  it('hears each question of a message', () => {
    expect(questionsIn('Thanks. Which day was it? And the time zone?\nAnything else?')).toEqual([
      'Thanks. Which day was it?',
      'And the time zone?',
      'Anything else?',
    ])
  })
})

describe('the score', () => {
  const script = readScript('imports-stuck')
  const score = (documents: string, acceptedWhys: string[] = []) => {
    const person = createPerson(script)
    const asked = ['Which date was that?', 'Which time zone?', 'When did it start?', 'How many customers?']
    const transcript: Facilitated['transcript'] = asked.flatMap((text) => [
      { from: 'facilitator' as const, text },
      { from: 'person' as const, text: person.reply(text) },
    ])
    return scoreFacilitation(script, { transcript, documents, acceptedWhys, given: '', tokens: null })
  }

  it('counts facts that reached the document, and claims that nobody made', () => {
    const result = score(
      'On 2026-03-03, 214 of 1,900 schools (11 %) waited from 08:40 UTC, 9:40 in Berlin. It cost €5,000.',
    )
    expect(result.facts.missing).not.toContain('date')
    expect(result.facts.missing).not.toContain('customers')
    expect(result.facts.missing).toContain('noticed')
    expect(result.unsupported).toEqual(['€5,000'])
    expect(result.traps.failed).toContain('no cost was invented')
    expect(result.questions).toBe(4)
  })

  it('sees a shallow why that was let through', () => {
    expect(score('', ['It was human error, Jonas forgot it.', 'No index']).shallowAccepted).toHaveLength(1)
  })
})
