import { hasSection } from './document-subject.ts'
import type { PostMortemText } from './read-document.ts'

const noticeTitle =
  /\b(?:vulnerabilit\p{L}+|malware|phish\p{L}*|advisor(?:y|ies)|disclosures?|prohibit\p{L}*|cve-\d+|security (?:release|update|notice)|attack analysis|follow-up)\b/iu
const flaw =
  /\b(?:vulnerabilit\p{L}+|bug ?bounty|bugcrowd|hacker ?one|cve-\d+|responsible disclosure|(?:a|the|security) researchers?|malware|malicious|attackers?|exploit\p{L}*|security (?:issue|flaw|bug))\b/giu

/**
 * Whether a text tells the public of a flaw, an attack or a rule rather than a team of its own incident. Readers of such a notice
 * look for what it is, whom it concerns and what to do; nobody expects owners, luck or what went well in it.
 */
export function isNotice(doc: PostMortemText): boolean {
  if (hasSection(doc, 'went-poorly', 'went-well', 'contributing')) return false
  if (noticeTitle.test(doc.title)) return true
  const told = (doc.text.match(flaw) ?? []).length
  const isReleased = hasSection(doc, 'resolution') && /\b(?:version|release) v?\d|\bv?\d+\.\d+\.\d/i.test(doc.text)
  return !hasSection(doc, 'actions', 'root-cause') && told >= (isReleased ? 1 : 2)
}
