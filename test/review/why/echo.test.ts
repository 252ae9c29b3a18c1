import { describe, expect, it } from 'vitest'
import { readEcho } from '../../../src/review/why/echo.ts'
import { readWhy } from '../../../src/review/why/why-text.ts'

const echo = (answer: string, chain: string[] = []) =>
  readEcho(readWhy({ context: 'Photos could not be uploaded from phones.', chain, answer }))
const words = (list: readonly { readonly form: string }[]) => list.map(({ form }) => form)

describe('readEcho', () => {
  it('tells what repeats the incident, in whatever words, from what is new', () => {
    const { repeated, added, kinds } = echo('Pictures from phones went through a proxy.')
    expect(words(repeated)).toEqual(['pictures', 'phones'])
    expect(words(added)).toEqual(['proxy'])
    expect(kinds).toEqual(['restates-symptom'])
  })

  it('names the link that is said again, and whether it is the one right above', () => {
    const chain = ['The relay closed idle sockets.', 'The client sends nothing while it sleeps.']
    expect(echo('The relay shut its idle sockets.', chain)).toMatchObject({ added: [], kinds: ['circular'] })
    expect(echo('The client was asleep and sent nothing.', chain).kinds).toEqual(['circular', 'tautology'])
  })

  it('finds nothing repeated in an answer of new words', () => {
    expect(echo('Disk quota.')).toMatchObject({ repeated: [], kinds: [] })
  })
})
