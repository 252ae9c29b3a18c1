import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isToldAfter } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const faults = phrases(`
  {defect}
  ^^^ ~4 problem|problems|issue|issues|error|errors|trouble|malfunction|defect $
  {symptom} of|in ~3 {place|artefact}
  {place|artefact} ~2 failed|crashed|broke|died|hung|froze|stopped|fails|crashes|errored|misbehaved
  {place|artefact} ~3 made|makes|making|gave|took ~2 {poor|wrong}
  {poor|wrong} ~2 {place|artefact|act}
  {place|artefact} ~1 issue|issues|problem|problems|trouble|troubles|error|errors|failure|bug $
  ^^^ it|this|that? was|is? a|an|some classic|typical|nasty|weird|strange|common|well-known
  something|sth ~2 {wrong|defect|symptom}
  {place|artefact} ~2 was|is|were|are|got ~1 {poor|wrong|symptom}|full|exhausted|out|stuck|overloaded|overwhelmed|expired
`)

const decided = phrases(`
  {place|artefact} ~3 made|makes|making|took ~2 {poor|wrong}
`)

const labels = phrases(`
  ^^^ there was|is|were|are a|an|some|the ~2 {defect}
  ^^^ a|an|the|some|it's ~2 {defect} in|of|with|inside
  ^^^ it|this|that was|is a|an ~1 case|matter|question|kind|sort|form|instance? of? ~2 {defect}
  ^^^ we|they had|have|hit|got a|an|some ~2 {defect}
  ^^^ the|an|a {defect} was|lay|sat|is in|inside|with|within ~4
  ^^^ the|our|a ~3 broke|crashed|died|froze|malfunctioned
  ^^^ the|our|a ~3 has|had|contains|contained a|an|some ~1 {defect}
  ^^^ there's a|an|some ~2 {defect}
  ^^^ a|an|some ~1 {defect} ~1 came|crept|slipped|got|went|was|had
`)

const label = {
  wrong: 'This names a class of defect, not how it came about.',
  ask: 'How does it come about, step by step, and what let it through to users?',
}

export const faultOnly = defineWhyRule({
  id: 'fault-only',
  kinds: ['fault-only'],
  why: 'The name of a class of defect is a label; how it comes about step by step, and what let it through, is a cause.',
  source: 'Allspaw, The Infinite Hows (2014); notes on facilitation, kind "fault-only"',
  check(why) {
    const named = firstMatch(why, labels)
    if (named && !isToldAfter(why, named)) {
      return [hitAt(why, named, label)]
    }
    if ((why.mechanisms.length > 0 && !firstMatch(why, decided)) || why.hasCondition || why.hasHistory || why.hasPlan)
      return []
    if (why.substance.length > 3 || why.figures.length > 1) return []
    const match = firstMatch(why, faults)
    if (!match) return []
    return [hitAt(why, match, label)]
  },
  examples: {
    flagged: [
      {
        given: answered('There was a bug in the label job; it was reported in May and fixed at 15:40.'),
        words: 'There was a bug',
        kinds: ['fault-only'],
      },
      { given: answered('A race condition in the address form.'), words: 'race', kinds: ['fault-only'] },
      { given: answered('The lookup was buggy.'), words: 'buggy', kinds: ['fault-only'] },
      { given: answered('Logistics told me the disk was full.'), words: 'disk was full', kinds: ['fault-only'] },
    ],
    clean: [
      answered('Race: the form reads the count, then writes it, and forty requests read zero.'),
      answered('The lookup falls back to the town when the street is empty.'),
    ],
  },
})
