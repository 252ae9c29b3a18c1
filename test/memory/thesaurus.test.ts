import { describe, expect, it } from 'vitest'
import { comparingLexicon, findingLexicon, operationsThesaurus } from '../../src/memory/concepts.ts'
import { readMechanisms } from '../../src/memory/patterns/read-mechanisms.ts'
import { readText } from '../../src/memory/read-text.ts'
import { mechanisms } from '../../src/memory/thesaurus/mechanisms.ts'
import { tokenise } from '../../src/memory/tokens.ts'

const groupsIn = (text: string) => [...new Set(readText(text).concepts.map(({ name }) => name))]

describe('the thesaurus', () => {
  it('has groups with different names, each with at least eight forms', () => {
    const names = operationsThesaurus.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(85)
    for (const { name, forms, wider = 'x' } of operationsThesaurus) {
      expect(forms.split(',').length, name).toBeGreaterThanOrEqual(8)
      expect(forms, name).not.toMatch(/,\s*(?:,|$)/)
      expect(wider, name).not.toMatch(/,\s*(?:,|$)/)
    }
  })

  it('names no word more than four times: a word that means everything says nothing', () => {
    const often = [...findingLexicon()].filter(([, { alone }]) => alone.length > 4)
    expect(often.map(([first]) => first)).toEqual([])
  })

  it('finds a group by a word in any inflection, and by a phrase', () => {
    expect(groupsIn('The cert had lapsed')).toEqual(['certificate', 'expiry'])
    expect(groupsIn('We ran out of disk')).toContain('capacity')
    expect(groupsIn('Users were kicked out')).toContain('signing in')
  })

  it('finds records by more words than it compares reports by', () => {
    const text = 'Customers are logged out of Okta after a spoofed invoice.'
    const narrow = readText(text, comparingLexicon()).concepts.map(({ name }) => name)
    expect(groupsIn(text)).toContain('fraud and phishing')
    expect(narrow).not.toContain('fraud and phishing')
    expect(groupsIn('It takes ages.')).toContain('slowness')
    expect(readText('It takes ages.', comparingLexicon()).concepts).toEqual([])
  })

  it.each([
    ['It did not time out.', 'timeout', false],
    ['It timed out.', 'timeout', true],
    ['No customer data was lost.', 'lost data', false],
    ['Not a single crash, but data was lost.', 'lost data', true],
    ['There was no traffic; the site was down.', 'outage', true],
    ['The site could not be reached.', 'machines', false],
    ["It isn't stale", 'stale', false],
    ['It never crashed', 'crash', false],
  ])('reads "%s"', (text, group, is) => {
    expect(groupsIn(text).includes(group)).toBe(is)
  })

  it.each([
    ['New blocks were not produced.', 'chain and node software'],
    ['All edge nodes lost the origin server.', 'content delivery'],
    ['Data was restored from the night before.', 'backup and restore'],
    ['The disk is full.', 'out of space'],
    ['The hall was dark after the power went out.', 'hardware and power'],
    ['The on-call engineer was paged.', 'monitoring'],
    ["I can't get in any more.", 'signing in'],
    ['It ran in the wrong cluster.', 'wrong target'],
  ])('reads "%s" for %s', (text, group) => {
    expect(groupsIn(text)).toContain(group)
  })

  it.each([
    ['The content delivery network served nothing.', 'content delivery'],
    ['Two-step verification codes never came.', 'signing in'],
    ['A certificate of the public key infrastructure.', 'certificate'],
    ['The daylight savings time change came twice.', 'clock and dates'],
    ['A large language model answered.', 'model and prompt'],
    ['Our version control was away.', 'source control'],
  ])('reads the long form of an abbreviation: "%s"', (text, group) => {
    expect(groupsIn(text)).toContain(group)
  })

  it.each([
    ['The loading circle keeps turning, it takes ages to load.', 'slowness'],
    ['All my work is gone.', 'lost data'],
    ['The app closes by itself.', 'crash'],
    ['Customers are logged out of Okta.', 'signing in'],
    ['It still shows the old prices.', 'stale'],
    ['Everybody got the same email twice.', 'duplicates'],
    ['The totals are wrong, the numbers are off.', 'wrong figures'],
    ['The card was declined, I could not pay.', 'unpaid or billing'],
    ['Kinesis shards fell behind.', 'queue'],
    ['Nobody was paged over the public holiday.', 'people not there'],
    ['We never tested it in staging.', 'missing test'],
    ['It asked for a licence that had run out.', 'expiry'],
  ])('reads what users and engineers say: "%s"', (text, group) => {
    expect(groupsIn(text)).toContain(group)
  })

  it.each([
    ['Parents saw the grades of another customer’s pupils.', 'one customer sees another'],
    ['Our mails bounced after DMARC was made strict.', 'mail that does not arrive'],
    ['The chatbot promised a refund that it made up.', 'answers of a model'],
    ['A mail held hidden instructions: a prompt injection.', 'instructions hidden in text'],
    ['The coding agent dropped tables without asking.', 'program that acted by itself'],
    ['A compromised maintainer published a malicious version.', 'tampered software'],
    ['An accountant fell for a spoofed invoice.', 'fraud and phishing'],
    ['The registrar closed our account.', 'locked out by a provider'],
    ['We had locked ourselves out, badges did not open the doors.', 'own tools lost'],
    ['Routes were withdrawn from BGP.', 'internet routing'],
    ['The chiller broke down.', 'cooling'],
    ['The import was in cents instead of euros.', 'units of measure'],
    ['Old clients did not understand the new protocol version.', 'old and new together'],
    ['A flash loan emptied the pool.', 'contract exploit'],
    ['Thumbnails and videos do not show.', 'pictures and media'],
    ['Double bookings in the calendar.', 'bookings and appointments'],
    ['Nobody could dial the hotline.', 'phones and calls'],
  ])('knows kinds of failure of their own: "%s"', (text, group) => {
    expect(groupsIn(text)).toContain(group)
  })

  it.each([
    [
      'The build was fine, and the function returns.',
      'fire, water and weather',
      'law and compliance',
      'orders and stock',
    ],
    ['See the thread for the map of who coordinates.', 'threads and processes', 'place and maps'],
    ['It refused connections and the service was down.', 'model and prompt', 'maintenance'],
  ])('reads into "%s" no kind of failure that is not there', (text, ...groups) => {
    expect(groupsIn(text).filter((group) => groups.includes(group))).toEqual([])
  })
})

describe('the mechanisms of failure', () => {
  const told = (text: string) => readMechanisms(text, tokenise(text))
  const formsOf = (forms: string) => forms.split(',').map((form) => form.trim().replace(/\s+/g, ' '))

  it('have different names and say how each is told', () => {
    expect(new Set(mechanisms.map(({ name }) => name)).size).toBe(mechanisms.length)
    expect(mechanisms.length).toBeGreaterThanOrEqual(60)
    for (const { name, said = [], alone } of mechanisms) expect(said.length + (alone ? 1 : 0), name).toBeGreaterThan(0)
  })

  it('are read wherever one of their things stands beside what happened to it', () => {
    const missed = mechanisms.flatMap(({ name, said = [] }) =>
      said.flatMap(([things, happened]) => {
        const [thing = ''] = formsOf(things)
        return formsOf(happened)
          .map((event) => `The ${thing} there ${event}.`)
          .filter((text) => !told(text).has(name))
      }),
    )
    expect(missed).toEqual([])
  })

  it('are read from every phrase that tells them by itself', () => {
    const missed = mechanisms.flatMap(({ name, alone }) =>
      alone === undefined ? [] : formsOf(alone).filter((phrase) => !told(`They found ${phrase}.`).has(name)),
    )
    expect(missed).toEqual([])
  })
})
