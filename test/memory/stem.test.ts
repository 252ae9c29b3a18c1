import { describe, expect, it } from 'vitest'
import { stem } from '../../src/memory/stem.ts'
import { wordsApart } from '../../src/memory/stem-exceptions.ts'

// From the examples in M. F. Porter's paper.
const examples: Readonly<Record<string, string>> = {
  caresses: 'caress',
  ponies: 'poni',
  cats: 'cat',
  feed: 'feed',
  agreed: 'agre',
  plastered: 'plaster',
  motoring: 'motor',
  sing: 'sing',
  conflated: 'conflat',
  troubled: 'troubl',
  sized: 'size',
  hopping: 'hop',
  falling: 'fall',
  hissing: 'hiss',
  failing: 'fail',
  filing: 'file',
  happy: 'happi',
  sky: 'sky',
  relational: 'relat',
  conditional: 'condit',
  vietnamization: 'vietnam',
  triplicate: 'triplic',
  formative: 'form',
  electrical: 'electr',
  hopeful: 'hope',
  goodness: 'good',
  revival: 'reviv',
  allowance: 'allow',
  adjustable: 'adjust',
  replacement: 'replac',
  adoption: 'adopt',
  probate: 'probat',
  rate: 'rate',
  cease: 'ceas',
  controll: 'control',
  roll: 'roll',
}

describe('stem', () => {
  it.each(Object.entries(examples))('takes %s for %s', (word, expected) => {
    expect(stem(word)).toBe(expected)
  })

  it('leaves alone what is no English word', () => {
    expect(['k8s', 'zertifikäte', 'os', ''].map(stem)).toEqual(['k8s', 'zertifikäte', 'os', ''])
  })

  it.each([
    'content contention',
    'contain container',
    'consume consumer',
    'provided provider',
    'custom customer',
    'operation operator',
    'valid validator validity validated',
    'import important',
    'experiment experienced',
    'except exception',
    'perform performance',
    'observed observability',
    'product production',
    'account accounting',
    'integration integrity',
    'invalid invalidated',
    'generate generator general generic',
    'up ups',
    'http https',
    'nat nats',
    'set settings',
    'terminated terminal',
    'author authorized authority',
  ])('keeps apart %s', (words) => {
    const stems = words.split(' ').map(stem)
    expect(new Set(stems).size).toBe(stems.length)
  })

  it.each(['container containers', 'authorized authorization authorizing', 'install installer installed'])(
    'takes for one word %s',
    (words) => {
      expect(new Set(words.split(' ').map(stem)).size).toBe(1)
    },
  )

  it('has no first word with the stem of another line among the exceptions', () => {
    const firsts = [...new Set(wordsApart.values())]
    expect(new Set(firsts.map(stem)).size).toBe(firsts.length)
  })
})
