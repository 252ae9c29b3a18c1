import { describe, expect, it } from 'vitest'
import { readMechanisms } from '../../../src/memory/patterns/read-mechanisms.ts'
import { tokenise } from '../../../src/memory/tokens.ts'

const told = (text: string) => [...readMechanisms(text, tokenise(text))].sort()

describe('the mechanism that a sentence tells of', () => {
  it.each([
    ['The service principal that the pipeline signs in with had lapsed.', 'a credential was no longer valid'],
    ['Its access token is no longer valid', 'a credential was no longer valid'],
    ['Nobody had renewed the wildcard certificate.', 'a certificate expired'],
    ['Pods hung, since the volume could not be mounted on the new node.', 'a volume could not be mounted'],
    ['The log partition filled up overnight.', 'a disk was full'],
    ['Our CDN was degraded across Europe.', 'the content delivery network failed'],
    ['An engineer accidentally dropped the orders table.', 'something needed was deleted'],
    ['The script ran against the wrong cluster.', 'the right act met the wrong place'],
    ['The migration held an exclusive lock for ten minutes.', 'a change of the schema held up or broke the database'],
    ['All database connections were used up by the importer.', 'connections, threads or files ran out'],
    ['A deploy key was committed to the public repository.', 'a secret got out'],
    ['Negative amounts were accepted: the amount overflowed.', 'a number left its bounds'],
  ])('is read from "%s"', (text, name) => {
    expect(told(text)).toContain(name)
  })

  it.each([
    ['it is denied', 'The certificate had not expired.'],
    ['it was ruled out', 'We ruled out that the disk was full.'],
    ['it was thought at first', 'At first we suspected that the disk was full.'],
    ['it might have been', 'A month later the certificate would have expired.'],
    ['it is to be prevented', 'Add an alert to prevent that the disk is full.'],
    ['the two stand in different sentences', 'We looked at the certificate. The trial had expired the day before'],
    [
      'the two stand far apart',
      'The certificate was what the people on call looked at long before the deadline for the answer had expired',
    ],
    ['only the thing is named', 'The certificate is kept beside the token.'],
  ])('is none where %s', (_, text) => {
    expect(told(text)).not.toContain('a certificate expired')
    expect(told(text)).not.toContain('a disk was full')
  })

  it('is told by what could not be done', () => {
    expect(told('The certificate could not be renewed and expired.')).toEqual(['a certificate expired'])
  })

  it('is told by the lines of a list each for itself, and by a sentence over two lines', () => {
    expect(told('- the volume\n- full of hope')).toEqual([])
    expect(told('The volume was\nfull.')).toEqual(['a disk was full'])
  })

  it('is none in a text of no words', () => {
    expect(told('')).toEqual([])
    expect(told('—')).toEqual([])
  })
})
