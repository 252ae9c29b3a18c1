import { userNoun } from '../line/user-view.ts'
import { hasSection, linesIn, type PlacedLine } from './document-subject.ts'
import type { PostMortemText } from './read-document.ts'

/** What a reader looks for in a post-mortem, told under whatever heading, label or in the opening. */
export interface Told {
  readonly summary: boolean
  readonly impact: boolean
  readonly timeline: boolean
  readonly causes: boolean
  readonly actions: boolean
}

const effect =
  /\b(?:affect\w*|impact\w*|exploit\w*|compromis\w*|unable|could(?:n't| not)|can(?:not|'t| not)|unavailab\w+|outage|down(?:time)?|offline|inaccessible|disrupt\w*|los(?:t|e|ing)|interrupt\w*|degrad\w*|fail(?:s|ed|ing|ures?)?|stall\w*|charged|exposed|leaked|stolen|drained|errors?|broke(?:n)?|delay\w*|stuck|slow\w*|missing|wrong|saw|empty|crash\w*|hang\w*|unusable|unreachable|forbidden|denied|refused|issues|problems)\b/i
const ruledOut =
  /\b(?:no|none|not|never|nobody|without)\b[^.]{0,60}\b(?:affect\w*|impact\w*|exploit\w*|compromis\w*|lost|users?|customers?|evidence)\b|\bno-?op\b|\bharmless\b/i
const cause =
  /\b(?:root cause|caus(?:e[sd]?|ing)|because|due to|since (?:the|it|we|they|our|this)|result(?:s|ed|ing)? (?:in|from)|led to|lead(?:s|ing)? to|reason|trigger(?:s|ed|ing)?|(?:version|release|update|module) [^.]{0,40}\bchang\w+|identified that|(?:happened|occurred) (?:\p{L}+ly )?(?:after|following|when)|had an outage|hard limit|underlying|bug|misconfigur\w*|incorrect\w*|wrong\w*|accidental\w*|was missing|did not|didn't|failed to|this (?:meant|means|allowed)|allow(?:s|ed|ing)|which meant|so (?:that )?the|reused|expired|exhausted|ran out|destroyed by|deleted by|(?:after|following) (?:an?|the|this) (?:\p{L}+ ){0,2}(?:upgrades?|deploy\p{L}*|changes?|releases?|updates?|migration|merge))\b/iu
const plan =
  /\b(?:we(?:['’]ll| will| plan| intend| are going to|['’]re (?:going to|working on|planning)| are (?:working on|planning|looking|adding))|i will|will (?:also |now |then )?(?:be (?:\p{L}+ed|done)|avoid|add|use|require|continue|ensure)|going forward|in (?:the )?future|to (?:prevent|avoid) (?:this|such|similar|it|future|a repeat|recurrence)|follow[- ]?ups?|next steps?|action items?|lessons? learn\p{L}*|(?:we|i) (?:should|must|need to)|tickets? (?:was |has been |were )?(?:raised|created))\b/iu
const changed =
  /\bno longer\b|\bfix(?:es|ed)?\b[^.]{0,80}\b(?:releas\w+|version|merged|v?\d+\.\d)|\b(?:release[sd]?|version|v\d+\.\d)\b[^.]{0,80}\bfix|\bpermanent|\bfrom now on\b|\bnow (?:require|enforce|reject|check|validat|block|use|monitor|limit)\w*|\b(?:we|have|has|been|also) (?:\p{L}+ly )?(?:added|introduced|implemented|automated|tightened|improved|enforced|hardened|caps?|capped)\b|\breminder to\b/iu
/** Below the resolution: a repair that stays, or work that is still to come. */
const lasting =
  /(?<!\bgot |\baccidentally |\bmistakenly )\b(?:removed?|removing|dropped|retired|decommissioned)\b(?! (?:\p{L}+ ){0,2}(?:pods?|nodes?|files?|locks?|entr(?:y|ies)|records?|instances?|stale|stuck|old|failed|broken|bad|faulty|corrupt\p{L}*|finalizers?|taints?|label)\b)|(?:^\W*|\b(?:we|by|to|then) )(?:migrate|move|switch|upgrade|convert)\b[^.]{0,60}\bto\b|\b(?:moved|moving|migrated|migrating|switched|switching|converted|changed|changing|transitioned)\b[^.]{0,60}\b(?:to|from) (?:an?|another|the new|new|different|larger|bigger|using)\b|\b(?:moved|migrated|switched) (?:\p{L}+ ){0,5}to (?!normal|the (?:old|previous))|\bupgraded\b|\b(?:increased|raised|lowered|reduced|bumped|limited)\b[^.]{0,60}\bto \d|\bfrom \d[\d.,]*\p{L}* to \d|\breplaced\b[^.]{0,50}\b(?:with|by) (?:an?|new|another|the new)\b|\b(?:rewr[io]t\p{L}+|redesigned|refactored|hardened|patched)\b|\b(?:long|longer)[- ]term\b|\bproper (?:fix|solution)\b|\buntil (?:we|the|it|they|a)\b[^.]{0,60}\b(?:can|upgrade\p{L}*|migrat\p{L}+|release\p{L}*|fix\p{L}*|replac\p{L}+)\b|\b(?:does not|doesn't|will not|won't|cannot|can't)\b[^.]{0,40}\b(?:again|any ?more|like before|any longer)\b|\b(?:follow-up|further|ongoing) (?:\p{L}+ )?(?:investigation|work)\b|\bis (?:being )?(?:planned|scheduled)\b|\bnew (?:release|version)\b|\b(?:release[sd]?|version|v)\s?\d+(?:\.\d+)+/iu
const clock =
  /(?<![\d:.])(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d)|\b(?:[01]\d|2[0-3])[0-5]\d (?:hours|hrs|UTC|GMT|[CEPM][SD]?T)\b/
/** "Between 1900 and 2100 UTC", "from 15:30 to 18:10". */
const span =
  /\b(?:between|from)\b[^.]{0,30}\d{1,2}[:h]?\d{2}[^.]{0,12}\b(?:and|to|until|till)\b[^.]{0,12}\d{1,2}[:h]?\d{2}/i
const date =
  /\b\d{4}-\d{2}-\d{2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
const ordinaryWords = 20

/** Looks for the content, not for the heading. */
export function whatIsTold(doc: PostMortemText): Told {
  const lines = linesIn(doc.blocks.filter((block) => !block.isQuoted))
  const prose = lines.filter(({ block }) => block.section !== 'actions')
  const title = { text: doc.title }
  const some = (among: readonly Pick<PlacedLine, 'text'>[], ...patterns: RegExp[]) =>
    among.some(({ text }) => patterns.some((pattern) => pattern.test(text)))
  return {
    summary:
      hasSection(doc, 'summary', 'impact', 'detection') ||
      doc.words <= 300 ||
      openingWords(doc, lines) >= ordinaryWords,
    // The extent is asked for by other rules; here it is enough that the effect stands somewhere.
    impact:
      hasSection(doc, 'impact') ||
      some([title, ...prose.filter(({ block }) => block.section !== 'timeline')], ruledOut, effect) ||
      // "14:10 Users see 504 errors" tells it, too.
      prose.some(({ text }) => userNoun.test(text.toLowerCase()) && effect.test(text)),
    timeline:
      hasSection(doc, 'timeline') ||
      // Half a page about one moment needs no list of moments.
      (doc.words < 250 &&
        (clock.test(doc.text.slice(doc.titleStart)) || doc.parts.some(({ heading }) => date.test(heading)))) ||
      lines.filter(({ text }) => clock.test(text)).length >= 4 ||
      // From when until when, and one moment in between, is a short story with its times.
      (some(lines, span) && lines.filter(({ text }) => clock.test(text)).length >= 2) ||
      lines.filter(({ text }) => clock.test(text) || date.test(text)).length >= 5,
    causes: hasSection(doc, 'root-cause', 'contributing', 'went-poorly') || some([title, ...prose], cause),
    actions:
      hasSection(doc, 'actions') ||
      some(prose, plan, changed) ||
      some(
        prose.filter(({ block }) => block.section === 'resolution'),
        lasting,
      ) ||
      prose.some(
        ({ text, block }) =>
          block.section === 'resolution' && /^\W*(?:publish|file|document|write|introduce|review)\b/i.test(text),
      ) ||
      // "What could be better: resolvers should be typed" proposes.
      prose.some(
        ({ text, block }) => block.section === 'went-poorly' && /\b(?:should|could|must|need)\b(?! have\b)/i.test(text),
      ),
  }
}

/** Words before the first section that is recognised as something else than a summary. */
function openingWords(doc: PostMortemText, lines: readonly PlacedLine[]): number {
  const first = doc.parts.find((part) => part.isRecognised && part.start !== doc.titleStart)
  return lines
    .filter(({ start }) => first === undefined || start < first.start)
    .reduce((sum, { text }) => sum + text.split(/\s+/).length, 0)
}
