import { blocksIn, defineDocumentRule, linesIn } from '../document-subject.ts'

const heroic =
  /\b(?:(?:worked|stayed|stay|was|were|up) (?:\p{L}+ )?(?:(?:all|through(?:out)?|late into|deep into) the night|all night|around the clock|night and day|tirelessly|until (?:two|three|four|five|2|3|4|5) ?(?:am|in the morning)|(?:the|all) weekend)|around the clock|tireless(?:ly)?|heroi\p{L}+|heroes|saved the day|saved us|rescued|came to the rescue|above and beyond|superhuman|miracle|sleepless|dropped everything|without whom|single-?handed(?:ly)?|valiant(?:ly)?|gave up (?:his|her|their) (?:weekend|holiday|evening|night)|lightning (?:fast|speed)|jumped (?:in|on it) (?:immediately|at once|without))\b/giu

export const heroicNarrative = defineDocumentRule({
  id: 'heroic-narrative',
  kinds: ['substance'],
  why: 'A rescue that needed a hero says that the system needs one. The wrong assumption is the point, not the night shift.',
  source: 'Requirement A29; Howie guide',
  check({ doc }) {
    return (
      linesIn(blocksIn(doc, 'summary', 'went-well', 'resolution', 'lessons', 'timeline', 'root-cause', 'other'))
        // Thanks are due to people; what they had to make up for is asked where it is told.
        .filter(({ text }) => !/\b(?:thank|thanks|grateful|kudos|shout-?out)\b/i.test(text))
        .flatMap((line) =>
          [...line.text.matchAll(heroic)].map((match) => ({
            start: line.start + match.index,
            end: line.start + match.index + match[0].length,
          })),
        )
        .slice(0, 2)
        .map((place) => ({
          ...place,
          wrong: 'This tells of a rescue; what made a rescue necessary is not told.',
          ask: 'What would have let an ordinary person on an ordinary night do the same in ten minutes?',
        }))
    )
  },
  examples: {
    flagged: [
      {
        given: { markdown: '# A\n\n## What went well\n\n- The engineers worked through the night to restore it.\n' },
        words: 'worked through the night',
        kinds: ['substance'],
      },
      {
        given: {
          markdown: '# A\n\n## Resolution\n\nTwo colleagues dropped everything and rebuilt the index by hand.\n',
        },
        words: 'dropped everything',
        kinds: ['substance'],
      },
    ],
    clean: [
      { markdown: '# A\n\n## What went well\n\n- The rollback took four minutes from decision to green.\n' },
      { markdown: '# A\n\n## Lessons\n\nThanks to the provider, who dropped everything to help.\n' },
      { markdown: '# A\n\n## Timeline\n\n- 02:00 The job ran all night on the old host.\n' },
    ],
  },
})
