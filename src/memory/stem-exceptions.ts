/**
 * Words that the rules of the stemmer would take for words of another meaning: "exception" for "except", "ups" for "up".
 * A line is one word in its forms; all have the first for their stem. Found by going through the words of English that
 * share a stem with a word of the thesaurus.
 */
const apart = `
  accessibility
  accountable accountability
  accounting accountant accountants accountancy
  activate activated activates activating activation activations
  assistant assistants
  authenticator authenticators
  authority authorities
  authorize authorized authorizes authorizing authorization authorizations
  awful
  aws
  bus buses
  business businesses
  certification certifications certified certify
  commandment commandments
  commitment commitments
  communication communications communicate communicated communicates communicating
  community communities
  connectivity
  consistent consistency consistently
  consumer consumers
  container containers
  contention contentions
  controller controllers
  conversation conversations conversational
  cores
  cors
  credits
  customer customers
  department departments
  dependency dependencies
  directory directories
  documentation
  dos
  emergency emergencies
  excellent excellence
  exception exceptions
  exceptional exceptionally
  executive executives
  expensive
  experience experienced experiences experiencing
  expression expressions
  extension extensions
  finality
  flagged flagging
  gas
  general generally generals generalize generalized
  generator generators
  generic generics generically
  generous generously
  https
  identical identically
  important importantly importance
  inference inferences
  installment installments instalment instalments
  integral integrals
  integrity
  interactive interactively
  international internationally
  invalidate invalidated invalidates invalidating invalidation invalidations
  ios
  lately
  leaked
  liveness
  majority majorities
  manifested manifesting manifestation manifestations
  memorial memorials
  mineral minerals
  minority minorities
  mobilize mobilized mobilizing mobilization
  nats
  nightly
  objective objectives
  observability
  operator operators
  original originals originally originality
  originate originated originates originating originator
  paged paging
  paste pasted pastes pasting
  performance performances performant
  periodic periodically periodical
  personal personally personalize personalized personalization
  position positions positioned positioning
  powerful
  production productions
  promotion promotions promotional
  prompted
  provider providers
  publication publications
  readiness
  referral referrals
  responsible responsibly responsibility responsibilities
  retrieval
  rights
  ses
  settings
  several
  successive successively succession
  terminal terminals
  transit transits
  transition transitions transitioned transitioning transitional
  universe universal universally
  university universities
  unused
  ups
  validate validated validates validating validation validations
  validator validators
  validity
  windows`

/** The first word of its line, by the others. */
function firstByWord(lines: string): ReadonlyMap<string, string> {
  const firsts = new Map<string, string>()
  for (const line of lines.trim().split('\n')) {
    const [first = '', ...others] = line.trim().split(' ')
    for (const word of [first, ...others]) firsts.set(word, first)
  }
  return firsts
}

export const wordsApart = firstByWord(apart)
