import { defineLineRule } from '../line-rule.ts'
import { matchesOf } from '../matches.ts'

const cues: readonly RegExp[] = [
  /\b(?:berserk|madhouse|haywire|bonkers|ballistic|(?:a|the|was a|like a) zoo|museum pieces?|dinosaurs?|frankenstein\p{L}*|stone age|dark ages|prehistoric|house of horrors|hellhole|god forgot|forgotten by god|laughing stock|freak(?:ed|ing)? out|(?:went|goes|gone|going) (?:crazy|mad|wild|nuts|bananas|off the rails|rogue|completely wrong)|tsunami|avalanche of|so much for|bravo|hooray|hurray|plot twist|spoiler|drum ?roll|sorry excuse|pain in the|wonder of wonders|what a (?:day|night|week|mess|surprise|joy|start|morning|weekend)|deafening|doom(?:ed)?(?= (?:script|job|project))|evil|villain|slaughter|graveyard|rotten|rubbish|garbage code|junk(?= (?:code|script))|joke of an?)\b/gu,
  /!{2,}|!\?|\?!/g,
  /\b(?:nightmares?|bloodbath|fiasco|debacle|shambles|train ?wreck|dumpster fire|car crash|clusterfuck|shitshow|circus|carnage|mayhem|pandemonium|armageddon|apocalypse|doomsday|massacre|bloody mess|horror (?:story|show)|perfect storm|black (?:friday )?day for|catastrophe|tragedy|tragic(?:ally)?|drama(?:tic(?:ally)?)?(?= (?:night|hours?|day|turn|scenes?|rescue|events?))|hectic|panick(?:ed|ing) (?:engineers?|team|people|calls?))\b/g,
  /\b(?:total|complete|utter|sheer|absolute|pure|outright) (?:chaos|disaster|failure of|mess|madness|panic|insanity|joke|nonsense|disgrace|horror|shame|hell|catastrophe|luck(?= and))\b/g,
  /\b(?:all hell|hell broke|breaks? loose|living hell|from hell|went to hell|hellish)\b/g,
  /\b(?:a|the|real|big|huge|this|what a|our) (?:disaster|chaos|mess|joke|embarrassment|disgrace|tragedy)\b(?![ -](?:recovery|response|relief|plan|planning|preparedness|scenarios?|drills?|exercises?|management|site|test))/g,
  /\b(?:in|into|with|was|were|descended into|of) (?:chaos|panic)\b(?! (?:mesh|monkey|test|engineer|mode))|\b(?:chaos|panic) (?:broke|reigned|ensued|spread|set in|everywhere|and)\b/g,
  /\b(?:ridiculous(?:ly)?|unbelievabl[ey](?! (?:amount|number|lot|fast))|incredibl[ey](?! (?:amount|number|lot|fast|useful|helpful|detail|small|large|rare|long|high|low))|insane(?:ly)?|crazy|absurd(?:ly)?|laughabl[ey]|pathetic(?:ally)?|shocking(?:ly)?|shameful(?:ly)?|embarrassing(?:ly)?|disgraceful|horrif(?:ic|ying|ied)|horribl[ey]|horrendous(?:ly)?|terribl[ey]|terrifying|awful(?:ly)?|ghastly|dreadful(?:ly)?|appalling(?:ly)?|abysmal(?:ly)?|atrocious|outrageous(?:ly)?|scandalous|hilarious(?:ly)?|ludicrous(?:ly)?|infamous(?:ly)?|notorious(?:ly)?|hideous|monstrous|cursed|godforsaken|dreaded|idiotic|stupid(?:ly|ity)?|dumb|moronic|silly|braindead|brain-dead|insult(?:ing)?|farcical|bizarre(?:ly)?|mind-?boggling|jaw-?dropping|heart-?breaking|gut-?wrenching|nerve-?wracking|excruciating(?:ly)?|agoni[sz]ing(?:ly)?|devastating(?:ly)?|devastated|catastrophic(?:ally)?(?! backtracking))\b/g,
  /\b(?:miraculous(?:ly)?|heroic(?:ally)?|hero(?:es)?|legendary|epic|glorious(?:ly)?|brilliant(?:ly)? (?:idea|plan|decision|script|team)|genius|beloved|wonderful(?:ly)?|lovely|magnificent|our dear|dear old|trusty|mighty|famous last words|masterpiece|our friends? (?:at|from|in)|so-called|supposed(?:ly)? ["']?(?:experts?|best|stable|safe|foolproof))\b/g,
  /\b(?:(?:went|goes|going|was|were|burst|bursts) up in (?:flames|smoke)|in flames|on fire(?! drill)|blew up in|blows up in|exploded in (?:our|their)|imploded|melted down|meltdown|burned? to the ground|crashed and burned|died (?:a|an) \w+ death|gave up the ghost|kicked the bucket|fell flat on|fell off a cliff|brought? (?:us |the \w+ |everything )?to (?:our|its|their) knees|on its knees|bit the dust|bleeding to death|dropped dead|to its death|mass grave|drown(?:ed|ing) in|hell-?bent|sank like|house of cards|went nuclear|war zone|battlefield|bloody|blood(?:y)? (?:night|morning)|pulled (?:our|their) hair|tore (?:our|their) hair|headless chickens?|running around like|ran around like|scrambl(?:ed|ing) (?:desperately|madly|frantically)|frantic(?:ally)?|desperate(?:ly)?|hysteri(?:a|cal(?:ly)?)|in tears|cried|crying|screamed|screaming|sweat(?:ed|ing)?(?: blood)?|sleepless|heart attack|spectacular(?:ly)?|magically|stabbed)\b/g,
  /\b(?:surprise,? surprise|lo and behold|believe it or not|you guessed it|guess what|oh,? (?:the irony|dear|no|well|boy)|ironically|wtf|omg|lol|rofl|facepalm|face-?palm|oops|whoops|yikes|ouch|argh+|ugh|sigh|duh|damn(?:ed)?|shit(?:ty)?|crap(?:py)?|hell(?= of)|bullshit|fuck\w*|screw(?:ed)? (?:up|us)|cock-?up|murphy(?:'s law)?|kudos to nobody|to (?:our|my|everyone's|everybody's) (?:horror|dismay|disbelief|shame|great shame)|adding insult|insult to injury|cherry on (?:top|the cake)|icing on the cake|rude awakening|what could (?:possibly )?go wrong|how hard can|happily (?:deleted|dropped|ignored|overwrote|wrote|wiped|sent|kept|charged|ate|went|marched|retried)|merrily|cheerfully|gleefully|blissfully|sadly|shamefully|mercifully|thank (?:god|goodness|heavens?)|thankfully,? nobody|for (?:god|heaven|christ)'s sake|good luck with|once more with feeling|christmas came|like a bad|bad joke|sick joke|comedy of|tragicom\w+|stroke of genius|sheer (?:stupidity|luck and))\b/g,
  /\b(?:has|have) to die\b|\b(?:must|should|needs? to|deserves? to|can) (?:die|burn|rot)\b|\bhat(?:e|ed|es) (?:this|that|the|it|our)\b|\b(?:sick|tired|fed up) (?:and tired )?(?:of|with)\b|\bworst (?:night|day|hours?|week|outage|incident|morning|script|system|release|thing|monday|friday|possible)\b|\bof all (?:days|times|people|things|places)\b/g,
  /[\u{1F600}-\u{1F64F}\u{1F621}-\u{1F62D}\u{1F480}\u{1F525}\u{1F4A9}\u{1F926}\u{1F92F}\u{1F631}]/gu,
]
const exclamation = /!(?=\s|$|["')])/g

export const emotive = defineLineRule({
  id: 'emotive',
  kinds: ['emotive'],
  why: 'Drama, sarcasm and jokes tell how it felt to one person, invite defence, and take the place of what could be measured.',
  source: 'Google, Site Reliability Workbook, chapter 10: "animated language"',
  check(line) {
    if (line.isCustomerQuote) return []
    const hits = cues.flatMap((cue) => matchesOf(line.unquoted, cue))
    const isProud = line.section === 'went-well' || line.section === 'other' || line.section === 'background'
    if (hits.length === 0 && !isProud && line.section !== 'comms') hits.push(...matchesOf(line.unquoted, exclamation))
    return hits
      .filter(({ start }) => !/[=!]\s*$|\bnot $/.test(line.unquoted.slice(Math.max(0, start - 4), start)))
      .sort((a, b) => a.start - b.start)
      .slice(0, 1)
      .map(({ start, end }) => ({
        start,
        end,
        wrong: 'This is a feeling or a joke where a plain fact would serve the reader.',
        ask: 'What happened, in a plain verb and with a number?',
      }))
  },
  examples: {
    flagged: [
      {
        given: { section: 'summary', text: 'What a fiasco: two hours without a single sale.' },
        words: 'fiasco',
        kinds: ['emotive'],
      },
      {
        given: { section: 'went-poorly', text: 'Our beloved importer ate the night, of all days before the audit.' },
        words: 'beloved',
        kinds: ['emotive'],
      },
    ],
    clean: [
      { section: 'customer-quotes', text: '"This is a nightmare, I cannot pay my staff!!!" (ticket 88)' },
      { section: 'lessons', text: 'The disaster recovery plan names both regions.' },
    ],
  },
})
