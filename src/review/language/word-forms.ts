const irregular: Readonly<Record<string, string>> = {
  be: 'is are am was were been being',
  have: 'has had having',
  do: 'does did done doing',
  go: 'goes went gone going',
  break: 'broke broken',
  bring: 'brought',
  build: 'built',
  buy: 'bought',
  catch: 'caught',
  choose: 'chose chosen',
  come: 'came',
  cut: 'cutting',
  draw: 'drew drawn',
  drive: 'drove driven',
  eat: 'ate eaten',
  fall: 'fell fallen',
  feed: 'fed',
  find: 'found',
  fit: 'fitted',
  forget: 'forgot forgotten forgetting',
  freeze: 'froze frozen',
  get: 'got gotten getting',
  give: 'gave given',
  grow: 'grew grown',
  hang: 'hung hanged',
  hide: 'hid hidden',
  hit: 'hitting',
  hold: 'held',
  keep: 'kept',
  know: 'knew known',
  lead: 'led',
  leave: 'left',
  let: 'letting',
  lie: 'lay lain lying',
  lose: 'lost',
  make: 'made',
  mean: 'meant',
  misread: 'misread',
  mistake: 'mistook mistaken',
  misunderstand: 'misunderstood',
  overlook: 'overlooked',
  override: 'overrode overridden',
  overwrite: 'overwrote overwritten',
  pay: 'paid',
  put: 'putting',
  read: 'read',
  rewrite: 'rewrote rewritten',
  ride: 'rode ridden',
  ring: 'rang rung',
  rise: 'rose risen',
  run: 'ran running',
  say: 'said',
  see: 'saw seen',
  sell: 'sold',
  send: 'sent',
  set: 'setting',
  shrink: 'shrank shrunk',
  shut: 'shutting',
  sit: 'sat sitting',
  sleep: 'slept',
  spend: 'spent',
  spin: 'spun',
  split: 'splitting',
  spread: 'spread',
  stand: 'stood',
  stick: 'stuck',
  swap: 'swapped',
  take: 'took taken',
  tell: 'told',
  think: 'thought',
  throw: 'threw thrown',
  understand: 'understood',
  wake: 'woke woken',
  win: 'won',
  withdraw: 'withdrew withdrawn',
  write: 'wrote written',
}

// Short verbs that double their last consonant, and longer ones stressed at the end.
const doubling =
  /^[^aeiou]*[aeiou][bdgklmnprtv]$|^(?:re|un|over|in)[^aeiou]+[aeiou][bdgklmnpt]$|^(?:re)?(?:commit|submit|permit|omit|admit|refer|transfer|occur|defer|infer|format|control|cancel|equip|quit)$/

/** Every form of a verb given in its base form: `drop` gives drop, drops, dropped, dropping. */
export function verbForms(base: string): string[] {
  const stem = base.replace(/e$/, '')
  const forms = new Set([base])
  const known = irregular[base]
  if (base === 'be') return [base, ...(known ?? '').split(' ')]
  forms.add(/(?:s|x|z|ch|sh|o)$/.test(base) ? `${base}es` : base.replace(/([^aeiou])y$/, '$1ie').concat('s'))
  for (const form of known?.split(' ') ?? []) forms.add(form)
  const doubled = doubling.test(base) ? base + base.slice(-1) : base
  if (!known) forms.add(/e$/.test(base) ? `${base}d` : doubled.replace(/([^aeiou])y$/, '$1i').concat('ed'))
  forms.add(/(?:[^aeiouy]|u)e$/.test(base) ? `${stem}ing` : `${doubled}ing`)
  return [...forms]
}

/** A noun and its plural. */
export function nounForms(base: string): string[] {
  if (/(?:s|x|z|ch|sh)$/.test(base)) return [base, `${base}es`]
  return [base, base.replace(/([^aeiou])y$/, '$1ie').concat('s')]
}

const stems = new Map<string, string>()
for (const [base, forms] of Object.entries(irregular)) for (const form of forms.split(' ')) stems.set(form, base)

/** `went`, `built`, `took`: surely a verb, as it is no base form. */
export function isIrregularForm(form: string): boolean {
  const base = stems.get(form)
  return base !== undefined && base !== form && !/^(?:be|have|do|mean)$/.test(base)
}

/**
 * What is left of a word when inflection and common endings are gone, so that `delayed`, `delays` and `delay` are one. For comparing, not for showing. Small letters in, small letters out.
 */
export function stemOf(word: string): string {
  const known = stems.get(word)
  if (known) return known
  if (word.length < 4 || /\d/.test(word)) return word
  const plain = word
    .replace(/'s$/, '')
    .replace(/(?:ies|ied)$/, 'y')
    .replace(/(?:sses)$/, 'ss')
    .replace(/([^s])s$/, '$1')
  const bare = plain
    .replace(
      /(?:ations?|itions?|ution|ments?|ness|ings?|edly|ed|ely|ly|ers?|able|ably|ance|ency|ence|ancy|ive|al|ion)$/,
      '',
    )
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    .replace(/[eiy]$/, '')
  return bare.length >= 3 ? bare : plain
}
