import { hasSection } from './document-subject.ts'
import type { PostMortemText } from './read-document.ts'

const noticeTitle =
  /\b(?:vulnerabilit\p{L}+|malware|phish\p{L}*|advisor(?:y|ies)|disclosures?|prohibit\p{L}*|cve-\d+|security (?:release|update|notice)|attack analysis|follow-up)\b/iu
const flaw =
  /\b(?:vulnerabilit\p{L}+|bug ?bounty|bugcrowd|hacker ?one|cve-\d+|responsible disclosure|(?:a|the|security) researchers?|malware|malicious|attackers?|exploit\p{L}*|security (?:issue|flaw|bug))\b/giu

const statusWords = 200

/** A few lines about what is down, without sections: an entry of a status log. */
export function isStatusEntry(doc: PostMortemText): boolean {
  const hasSections = doc.parts.some((part) => part.isRecognised && part.start !== doc.titleStart)
  return !doc.isPostMortem && !hasSections && doc.words <= statusWords
}

const released =
  /\b(?:fix(?:es|ed)?|patch(?:es|ed)?|addressed|resolved|mitigated|releas\w+)\b[^.]{0,80}(?:\bversion\b|\bv?\d+\.\d)|(?:\bversion\b|\bv?\d+\.\d+)[^.]{0,120}\b(?:fix\w*|releas\w+|patch\w*)\b/i

/** Whether it tells of a flaw in one's own software and the version in which it was mended, and of no team at work. */
export function isReleasedFix(doc: PostMortemText): boolean {
  return (
    hasSection(doc, 'resolution') &&
    !hasSection(doc, 'impact', 'detection', 'actions', 'root-cause', 'contributing', 'went-poorly', 'lessons') &&
    released.test(doc.blocks.map(({ plain }) => plain).join('\n'))
  )
}

/**
 * Whether a text tells the public of a flaw, an attack or a rule rather than a team of its own incident. Readers of such a notice
 * look for what it is, whom it concerns and what to do; nobody expects owners, luck or what went well in it.
 */
export function isNotice(doc: PostMortemText): boolean {
  if (hasSection(doc, 'went-poorly', 'went-well', 'contributing')) return false
  if (noticeTitle.test(doc.title) || isReleasedFix(doc)) return true
  return !hasSection(doc, 'actions', 'root-cause') && (doc.text.match(flaw) ?? []).length >= 2
}
