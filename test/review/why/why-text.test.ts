import { describe, expect, it } from 'vitest'
import { blankReportFrame } from '../../../src/review/why/reported.ts'
import { readWhy } from '../../../src/review/why/why-text.ts'

const read = (answer: string) => readWhy({ context: 'Photos could not be uploaded.', chain: [], answer })
const classesOf = (answer: string, form: string) => read(answer).read.words.find((word) => word.form === form)?.classes

describe('reading an answer', () => {
  it('judges the reported clause, at its own place', () => {
    for (const frame of [
      'Engineering told me ',
      'They said that ',
      'Yes, Deniz explained to me that ',
      'I was told ',
    ]) {
      const { text } = read(`${frame}the disk was full.`)
      expect(text).toBe(`${' '.repeat(frame.length)}the disk was full.`)
    }
  })

  it('keeps what a screen or a supplier said, what was ordered, and what nobody said', () => {
    for (const answer of [
      'The screen said the disk was full.',
      'The vendor told us the limit was gone.',
      'They told me to restart the relay.',
      'Nobody told me the relay was full.',
      'They said no to the patch.',
    ])
      expect(blankReportFrame(answer)).toBe(answer)
  })

  it('takes a program with the name of a person for a thing by its verb', () => {
    expect(classesOf('The writer ignores a short file.', 'writer')).toContain('artefact')
    expect(classesOf('The writer ignores a short file.', 'ignores')).not.toContain('slip')
    expect(classesOf('The firewall forgets idle sockets.', 'forgets')).not.toContain('people-slip')
    expect(classesOf('The writer ignored the file.', 'writer')).toContain('person')
    expect(classesOf('The operator forgets the file.', 'forgets')).toContain('slip')
  })

  it('hears an absence with what was there instead, and a design with what held where it came from', () => {
    expect(read('Counts are only checked at night; by day nothing looks at the table.').hasInstead).toBe(true)
    expect(read('Nothing looks at the table.').hasInstead).toBe(false)
    expect(read('It was copied from the gallery, where an empty photo is fine.').hasOrigin).toBe(true)
    expect(read('It was copied from the gallery.').hasOrigin).toBe(false)
  })
})
