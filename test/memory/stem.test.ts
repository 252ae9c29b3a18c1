import { describe, expect, it } from 'vitest'
import { stem } from '../../src/memory/stem.ts'

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
  operator: 'oper',
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
})
