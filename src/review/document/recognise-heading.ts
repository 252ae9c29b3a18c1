import type { Section } from '../line/line-kind.ts'

// In this order: the first that matches wins. Collected from public post-mortems and from the templates of Google, Atlassian,
// PagerDuty, GitLab, Etsy's and Howie's guides.
const wordings: readonly (readonly [Section, RegExp])[] = [
  ['background', /\bchat logs?\b|\bpostmortem thread\b|^logs?$|^technical elements$|^(?:slack|irc) (?:thread|log)/],
  ['impact', /^(?:customer |user |business |overall )?impacts? (?:analysis|assessment)$/],
  ['resolution', /^(?:immediate )?actions? taken$/],
  [
    'customer-quotes',
    /\b(?:what (?:customers|users|clients|they) (?:told|said|say|tell)|voices? of (?:the )?(?:customers?|users?)|customers?'? (?:quotes?|voices?|feedback|words)|users?'? (?:quotes?|voices?|feedback)|quotes?|verbatims?|testimonials?)\b/,
  ],
  [
    'support',
    /^(?:(?:customer )?support(?: (?:view|impact|perspective|tickets|cases|load|activity|team))?|view (?:of|from) support|tickets|support's view)$/,
  ],
  ['lucky', /\b(?:luck|lucky|fortunate(?:ly)?)\b/],
  [
    'went-poorly',
    /\b(?:went (?:badly|poorly|wrong|less well)|go (?:wrong|badly|poorly)|(?:did not|didn't|not) (?:go|went|work) (?:so )?well|did not go (?:as|to)|could (?:have|be) (?:been |gone )?(?:done )?(?:better|improved)|(?:could|can|should|needs?|to) (?:we )?(?:be )?(?:improve|do better)d?\b(?!.*action)|room for improvement|areas? (?:of|for) improvement|challenges|pain points|difficulties|things that (?:hurt|failed)|the bad|what (?:was|is) (?:bad|hard|difficult)|minuses|negatives?)\b/,
  ],
  [
    'went-well',
    /\b(?:went (?:well|right|good)|worked well|go well|what worked|the good|positives?|pluses|successes|kudos|things (?:that )?(?:went|worked) well|did well|good things)\b/,
  ],
  [
    'actions',
    /\b(?:actions?|action items?|to-?dos?|next steps?|follow[- ]?ups?|remediation(?:s| items| plan| measures)?|remedial (?:measures|actions?)|recommendations?|corrective|preventive|preventative|prevention|preventing|counter-?measures|improvements?|improvement proposals?|proposal improvements?|mitigation steps|tasks?|tickets to|work items?|commitments?|moving forward|going forward|future (?:work|steps|plans|measures|actions|prevention)|what (?:are )?we(?:'re| are|'ll| will)? (?:doing|do|change|changing|going)|what (?:will|is) (?:be )?(?:being )?(?:done|changed|changing)|how (?:do|will|can|are) we (?:prevent|avoid|fix|going)|(?:^|\b(?:action|our|the|remediation|recovery|improvement|mitigation) )plans?$|plan of action|^plans? (?:for|to)|roadmap|short[- ]terms?|mid(?:dle)?[- ]terms?|medium[- ]terms?|long[- ]terms?|product fix|measures(?: taken)?|outstanding|steps (?:taken|to)|further work|changes (?:made|planned))\b/,
  ],
  [
    'timeline',
    /\b(?:time ?lines?|chronolog(?:y|ical)|sequence of events|order of events|key events|event log|events|log of events|what happened when|incident log|course of events|history|play-?by-?play|schedule of events|blow-?by-?blow|narrative)\b/,
  ],
  [
    'detection',
    /\b(?:detect(?:ion|ed|ing)?|discover(?:y|ed)|how (?:was|did|were) (?:it|we|this|the)\b.{0,30}\b(?:notice|noticed|detect|detected|find|found|discovered|learn|caught)|identified|noticed|alert(?:s|ing|ed)?|monitoring|observability|reported by|why (?:it )?(?:wasn't|was not) (?:it )?(?:caught|noticed|detected)|eval gap)\b/,
  ],
  [
    'contributing',
    /\b(?:contribut\w+|conditions|circumstances|enabling|aggravat\w+|compounding|factors|wrongly assumed|assumptions?|context of the failure|risks? and hazards|complicating)\b/,
  ],
  [
    'root-cause',
    /\b(?:root[- ]?causes?(?: analysis| identified)?|rca|causes?|caused|why (?:did )?(?:it|this|the)\b|(?:5 ?|five ?)?whys?|trigger(?:s|ed)?|fault|what (?:was|is) the (?:problem|issue|bug|vulnerability|technical problem)|the (?:bug|vulnerability|problem|issue|technical problem|technical issue|underlying (?:issue|problem)|failure)|technical (?:details?|analysis|explanation|elements|deep[- ]dive|background|summary|description)|analysis|diagnosis|diagnostic|underlying (?:cause|issue)|problem analysis|explanation|investigation(?: findings)?|findings|deep[- ]dive|vulnerability|mechanism)\b/,
  ],
  [
    'impact',
    /\b(?:impact(?:s|ed)?(?: assessment| analysis)?|blast radius|affected|consequences|customer effects?|effects?|scope|damage|severity|who was|user experience|disruptions?|losses|what broke)\b/,
  ],
  [
    'resolution',
    /\b(?:resolution|resolved|recovery|recover(?:ed|ing)?|restoration|mitigation|mitigated|mitigations|response|fix(?:es|ed)?|solutions?|containment|eradication|remedy|repair|workarounds?|rollback|how (?:did|was|we) (?:we )?(?:fix|resolve|solve|it)|action taken|immediate|handling|time to (?:repair|resolve)|ended)\b/,
  ],
  [
    'lessons',
    /\b(?:lessons?|learn(?:ed|t|ing|ings)?|take-?aways?|learnings?|retrospective|reflections?|insights|observations|conclusions?|thoughts|what (?:did )?we learn)\b/,
  ],
  [
    'comms',
    /\b(?:communications?|comms|announcements?|status (?:page|post|updates?)|disclosure|notifications?|public (?:statement|endpoint)|stakeholder|messag(?:es|ing)|updates?|statement)\b/,
  ],
  [
    'summary',
    /\b(?:summary|overview|tl;?dr|abstract|introduction|synopsis|at a glance|executive|incident (?:description|details|report)|description|what happened|issue|issue summary|in (?:short|brief)|problem (?:statement|description)|the (?:incident|outage)|what went down|recap|what broke for users)\b/,
  ],
  [
    'background',
    /\b(?:background|context|leadup|lead-?up|prelude|prerequisites|glossary|terms|definitions|how .{1,40} works?|about|architecture|setup|introduction|system|acknowledge?ments?|thanks|thank you|participants|responders|people|involved|attendees|owners?|authors?|credits|references|links|appendix|appendices|sources?|evidence|supporting|documents?|resources|further reading|see also|questions|faq|hypotheses|unknown|compliance|decisions|status|metrics|metadata|info(?:rmation)?|details|returns|tags|related|attachments|notes|eval case|severity)\b/,
  ],
]

// Only these work as headings when they stand in bold before a text: "**Blocked task:**" names a field, no section.
const labels =
  /^(?:(?:customer |user |business )?impacts?|root causes?|causes?|triggers?|contributing factors?|detection|identified|time ?line|key events|chronology|(?:executive |incident )?summary|tl;?dr|resolution|recovery|mitigation|lessons(?: learn(?:ed|t))?|(?:corrective |preventive |review )?actions?(?: items?| taken)?|follow[- ]?ups?|next steps|remediation|what (?:happened|went (?:well|wrong|poorly|badly))|where we got lucky)$/

/** The section that a label in bold opens; null where it is no heading. */
export function recogniseLabel(label: string): Section | null {
  const plain = label.toLowerCase().trim()
  // What follows "**Context**:" belongs to no section that is judged by its own rules.
  if (/^(?:context|background|details|notes?|time to \p{L}+)$/u.test(plain)) return 'other'
  return labels.test(plain) ? recogniseHeading(label) : null
}

/** Whether a paragraph may begin with such a label, before anything in it is parsed. */
export function mayOpenWithLabel(markdown: string): boolean {
  const label = /^(\*\*|__)(?<words>.{1,100}?)\1/s.exec(markdown)?.groups?.words
  if (label === undefined) return false
  return /[<&\\`[]/.test(label) || recogniseLabel(label.replace(/[*_~]+/g, '').replace(/:\s*$/, '')) !== null
}

/** What a heading says it is about; null where it says nothing that we know. Numbers, marks and times of day do not count. */
export function recogniseHeading(heading: string): Section | null {
  const plain = heading
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[`*_:#]+/g, ' ')
    .replace(/^[\s\d.()–—-]+|\s*\((?!and)[^)]*\)\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain === '') return null
  // A long sentence is a title, whatever words it holds.
  const words = plain.split(' ')
  if (words.length > 11) return null
  for (const [section, wording] of wordings) {
    const match = wording.exec(plain)
    if (!match) continue
    // In a longer heading one loose word is not enough: "Update center flaky due to outage" is no section of updates.
    if (
      words.length > 5 &&
      !/^(?:timeline|time line|actions?|action items?|root cause|summary|impact|lessons|what|how|why|where|things|follow|steps|areas?)\b/.test(
        plain,
      )
    )
      continue
    if (
      (section === 'comms' || section === 'background' || section === 'summary' || section === 'impact') &&
      words.length > 3 &&
      match.index > 0 &&
      !/\b(?:summary|impact|overview|tl;?dr|communication)\b/.test(plain)
    )
      continue
    return section
  }
  return null
}
