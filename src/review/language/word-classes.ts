import { nounForms, verbForms } from './word-forms.ts'

/** Word classes of incident language. Lists are general knowledge of how people talk about incidents, not of one document. */
const lists = {
  // Somebody in particular or in general, by role.
  person: {
    nouns: `person engineer developer dev programmer coder operator admin administrator sysadmin dba analyst manager lead architect
      designer tester clerk technician colleague coworker employee worker intern junior trainee apprentice contractor freelancer
      newcomer newbie newhire rookie student temp consultant reviewer approver committer maintainer responder supervisor director
      boss chief teammate nurse doctor pharmacist accountant bookkeeper moderator trader teller guy man woman human member
      janitor caretaker installer fitter cleaner guard porter receptionist librarian foreman captain cook waiter cashier merchant
      specialist expert owner-person author editor writer caller intern-engineer officer inspector auditor lawyer translator photographer
      picker packer dispatcher controller planner scientist electrician mechanic plumber pilot driver assistant secretary teacher`,
    words: `people staff somebody someone anybody anyone everybody everyone nobody no-one noone whoever he she we i you ops devops
      sre sres qa oncall on-call management leadership marketing sales finance legal hr infra devs cto ceo cfo ciso pm dbas others
      folks myself himself herself themselves`,
  },
  // Groups that act.
  group: {
    nouns: 'team squad crew department dept shift workforce helpdesk facility reception',
    words:
      'ops devops sre qa marketing sales engineering finance legal hr support management leadership accounting procurement logistics compliance security data-engineering',
  },
  // Given names in common use in many countries, for "Dave deleted …".
  'given-name': {
    words: `adam ahmed alex alexander ali alice amanda amir amy ana andrea andreas andrew andy angela anita anja anna anne anton antonio
      arjun aisha barbara ben benjamin bernd bob boris brian bruno carl carla carlos carol caroline chen chloe chris christian
      christina claire clara claudia dan daniel daniela dave david deepa denise diana diego dirk dmitri elena eli elias elif emily emma
      eric erik eva fatima felix fernando florian frank fred gabriel george giulia greg hans harry heike helen henry hiroshi igor
      ines ingrid irene isabel ivan jack jake james jan jana jane jason javier jean jennifer jens jessica jim joanna joe joel johan john
      jonas jorge jose juan julia julian karen karim karl kate katja kevin kim klaus kumar lars laura lea lena leo li linda lisa
      louis lucas lucia luis lukas maja marco marcus maria mario mark marta martin mary mateo matt matthew max mei mia michael mike
      mohammed monika nadia natalie nick nicole nikhil nina noah nora olga oliver olivia omar pablo paolo patricia patrick paul pavel
      pedro peter petra philip pierre priya rachel rafael rahul raj ralf raul ravi rebecca ricardo rita rob robert rosa ryan sabine sam
      samuel sandra sara sarah scott sean sergei sofia sonja sophie stefan stephanie steve sunil susan sven tanja tariq ted thomas tim
      tina tobias tom tomas tony uwe vera victor vijay viktor walter wei werner yan yasmin yuki yusuf zoe`,
  },
  // Ranks that carry a judgement when they are named as the reason.
  rank: {
    nouns: 'junior intern trainee newbie rookie apprentice newcomer temp novice beginner newhire student',
    words: 'new-hire',
  },
  pronoun: { words: 'he she they somebody someone nobody no-one noone we i you' },
  nobody: { words: 'nobody no-one noone none neither' },
  third: {
    nouns: `vendor supplier provider partner customer bank telco carrier isp registrar government authority regulator attacker hacker
      spammer criminal fraudster processor acquirer hoster subcontractor manufacturer courier landlord utility ministry competitor
      kid outsider bidder wholesaler dealer franchisee integrator outsourcer implementer consultancy firm agency maker contractor carrier council parliament legislator reseller guest shopper patient passenger visitor subscriber tenant buyer resident citizen borrower insurer broker airline airport publisher advertiser distributor retailer embassy
      court bureau promoter organiser organizer custodian notary botnet scraper troll exchange clearing-house police post-office tax-office`,
    words: `third-party aws amazon azure microsoft google gcp cloudflare apple stripe paypal github gitlab okta twilio akamai fastly
      oracle sap salesforce visa mastercard dhl fedex telekom vodafone adyen sendgrid mailchimp datadog shopify heroku digitalocean
      hetzner ovh npm pypi docker-hub dockerhub letsencrypt digicert godaddy ionos
      equinix comcast verizon o2 bt swisscom klarna mollie braintree worldpay plaid dpd gls datev zendesk hubspot
      bloomberg reuters auth0 atlassian slack meta facebook openai anthropic users user upstream schufa swift`,
  },
  ours: { words: 'our we us ours' },
  // Verbs of slips: what a person did wrong, with the judgement inside the word.
  slip: {
    verbs: `forget miss overlook neglect omit mistype misread misclick confuse ignore botch bungle misconfigure mishandle misjudge
      misplace mislabel miscalculate misunderstand misinterpret mistake blunder err disregard fumble fat-finger fatfinger mis-click
      misuse mis-type mess screw`,
    words: 'mixed mixing misspelled misspelt mis-typed typoed goofed',
  },
  // The ones that only people can do.
  'people-slip': {
    verbs: 'forget mistype misread misclick overlook neglect misunderstand botch fumble misjudge misremember',
    words: 'fat-fingered fatfingered mis-typed mis-clicked goofed',
  },
  'slip-noun': {
    nouns: `slip mistake typo oversight blunder mix-up mixup lapse carelessness misunderstanding misconfiguration fat-finger pebkac
      inattention negligence miscommunication forgetfulness sloppiness mishap slip-up`,
  },
  'slip-adverb': { words: 'accidentally inadvertently mistakenly unintentionally erroneously wrongly unknowingly' },
  wrong: { words: 'wrong incorrect bad false mistaken incorrectly wrongly faulty erroneous invalid outdated' },
  // Things that people do to systems.
  act: {
    verbs: `deploy push merge release ship commit run execute start restart stop kill delete remove drop change modify edit update
      upgrade enable disable toggle switch turn click press type enter select choose pick paste copy upload load import send approve
      configure set move migrate rename install unplug pull close mark rotate renew apply put use make schedule flip activate
      deactivate test check verify validate review read restart reboot truncate revoke add cut roll sign do leave tick book order
      rush hurry assume think believe decide raise lower patch wipe format plug scan hand take skip bypass rewrite rework refactor`,
  },
  // Change words: what set it off.
  trigger: {
    nouns: `deploy deployment release rollout roll-out migration upgrade update change patch reboot restart rotation switchover cutover
      failover maintenance refactor refactoring rewrite hotfix spike surge peak load traffic volume rush campaign newsletter promotion
      launch sale holiday weekend outage partition blip storm attack ddos leap-year clock expiry expiration bump merge push config
      configuration weather wind snow rain frost ice closure vacation heat lightning flood fire power-cut blackout backlog demand growth increase import`,
    words: `dst black-friday daylight summertime wintertime y2k leap year-end month-end quarter-end monday friday
      expired expiring renewal`,
  },
  much: {
    words:
      'more many much most too high higher heavy heavier huge massive unusual unusually extra extreme double triple sudden unexpected big large record',
  },
  // Names of defects that explain nothing by themselves.
  defect: {
    nouns: `bug defect race deadlock leak overflow underflow crash panic exception misconfiguration drift regression glitch timeout
      regex typo corruption bottleneck hiccup fault malfunction flaw null npe segfault oom loop failure error mismatch collision
      conflict exhaustion starvation incompatibility inconsistency hallucination contention saturation flap hang`,
    words:
      'off-by-one null-pointer nullpointer race-condition stale buggy broken faulty flaky defective unstable malfunctioning misconfigured corrupt corrupted misbehaved misbehaving glitchy hallucinated',
  },
  // Where a defect is said to be, which adds nothing to its name.
  place: {
    nouns: `code software system service server backend frontend app application database db network config script job pipeline module
      component tool platform program logic query api shop store portal checkout site website machine hardware device host node cluster cache cloud infrastructure
      interface integration function model data side part area layer environment production prod version release stack`,
  },
  // Verbs of breaking, which name the symptom and do nothing.
  'broke-down': {
    verbs: `fail crash break stop hang freeze disappear die suffer malfunction stall misbehave experience lose collapse
      degrade deteriorate`,
  },
  // Words for "it did not work", in whose terms a symptom is told again.
  symptom: {
    verbs: `display fail crash break stop hang freeze disappear work go come happen occur appear show see return get have do experience receive
      suffer affect impact lose become respond load arrive be`,
    nouns: `error failure outage problem issue incident downtime trouble disruption unavailability delay slowness latency user customer
      number consequence result impact effect duration period symptom interruption degradation`,
    words: `down unavailable unreachable offline slow slower late delayed broken empty blank wrong missing incorrect inaccessible
      unresponsive dead impossible possible unable properly correctly anymore longer time times hour hours minute minutes day days second seconds
      week weeks night morning long until again could couldn't cannot can't able stopped gone instead only normal usual usually
      everything everyone everybody all entire whole completely actually really basically simply just so therefore thus hence`,
  },
  // Nouns so wide that anything could be meant.
  vague: {
    nouns: `interplay interaction cooperation landscape digitalisation digitalization relationship foresight haste responsibility complexity legacy culture communication coordination ownership governance process organization organisation quality
      alignment mindset pressure priority visibility transparency debt architecture infrastructure bureaucracy politics silo handover
      hand-off teamwork collaboration discipline planning management resource budget workload deadline strategy maturity
      accountability responsibility scale scalability robustness resilience reliability technology tooling stakeholder expectation
      misalignment fragmentation dependency entropy requirement compliance overload stress fatigue hygiene bandwidth staffing
      understaffing turnover miscommunication chaos mess historical history reason circumstance situation nature monolith
      heterogeneity intransparency setup structure reorg re-org rush urgency timing environment information`,
    words:
      'cultural organizational organisational systemic historical historically legacy technical understaffed overworked siloed',
  },
  // Judgements of people or of their work.
  judging: {
    words: `careless carelessly sloppy sloppily lazy laziness incompetent incompetence irresponsible irresponsibly negligent
      negligently stupid stupidly dumb idiot idiots idiotic clueless reckless recklessly hasty hastily amateur amateurs amateurish
      unprofessional half-hearted ignorant arrogant stubborn useless shoddy overconfident impatient inexperienced unqualified
      incapable blindly thoughtlessly thoughtless naive naively sloppiness carelessness negligence foolish foolishly inept
      complacent complacency disorganized disorganised lousy embarrassing inexcusable unacceptable cowboy slacking selfish lax
      half-asleep distracted unmotivated uninterested inattentive overwhelmed`,
  },
  poor: {
    words:
      'poor poorly bad badly weak insufficient insufficiently inadequate inadequately terrible terribly awful suboptimal deficient horrible complicated complex confusing difficult hard tricky slow ugly outdated ageing aging old chaotic jungle mess messy nightmare spaghetti jumble zoo patchwork disaster catastrophe crappy shitty messy immature fragile brittle unclear convoluted scattered fragmented opaque tangled muddled cumbersome unwieldy clumsy inefficient disjointed inconsistent intransparent',
  },
  // Numbers with what they count, clock times: given by readText to every word with a digit.
  figure: {
    words:
      'two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty twice thrice half hundred hundreds thousand thousands million millions dozen dozens',
  },
  // Absence.
  absent: {
    words:
      'no lack lacks lacked lacking missing absence absent without never none nothing insufficient inadequate nonexistent non-existent zero shortage neither',
  },
  not: {
    words: `not never didn't didnt don't dont doesn't doesnt wasn't wasnt weren't werent isn't isnt aren't arent hasn't hasnt haven't
      havent hadn't hadnt won't wont couldn't couldnt cannot can't cant nobody no-one noone nothing neither nor`,
  },
  'did-not': {
    words:
      "didn't didnt don't dont doesn't doesnt hasn't hasnt haven't havent hadn't hadnt never wasn't wasnt weren't werent",
  },
  // Things that would have caught or stopped it.
  countermeasure: {
    nouns: `bound alert alerting alarm monitor monitoring test testing check checking validation verification review limit cap quota guard
      guardrail safeguard backup redundancy failover fallback documentation doc runbook playbook checklist procedure policy process
      approval automation dashboard warning rollback staging canary eval evaluation limiter limiting throttle throttling
      lock locking confirmation protection control sanity-check healthcheck health-check observability logging metric rule sla
      standard guideline constraint sandbox rehearsal drill plan retry timeout breaker circuit-breaker tracing audit linter
      coverage replica replication capacity-planning dry-run notification reminder threshold isolation
      safety precaution measure mechanism pen-test load-test`,
    words: 'tests two-person four-eyes peer-review',
  },
  // Knowing, noticing, minding: what training is asked for.
  attention: {
    nouns: `training awareness attention knowledge care experience expertise diligence concentration focus skill competence competency
      vigilance education onboarding familiarity understanding know-how awareness caution carefulness proficiency qualification`,
    words:
      'careful carefully attentive trained untrained undertrained aware unaware familiar unfamiliar experienced inexperienced knowledgeable vigilant cautious diligent knowhow',
  },
  // Rules that somebody could follow.
  rule: {
    nouns: `rule procedure process policy checklist runbook playbook sop guideline protocol instruction standard step handbook manual
      guide regulation agreement convention practice workflow sign-off signoff approval four-eyes freeze change-freeze requirement`,
  },
  broke: {
    verbs: 'skip bypass ignore violate circumvent breach disregard omit break override disobey forget neglect shortcut',
    words: 'unapproved unauthorized unauthorised',
  },
  followed: {
    verbs:
      'follow observe respect adhere stick comply apply use obey do perform complete execute tick consult carry honour honor run',
  },
  hedge: {
    words: `probably maybe perhaps possibly presumably apparently supposedly likely guess guessing suspect suspects suspected seemingly
      imo afaik iirc imho assume assumes guesses speculate speculation hunch`,
  },
  // How a guess is tested.
  testing: {
    verbs: `check test verify replay reproduce measure confirm compare examine query bisect prove rerun inspect validate investigate
      look analyse analyze disprove trace profile capture`,
  },
  day: {
    words: `monday tuesday wednesday thursday friday saturday sunday tomorrow tonight today noon mon tue wed thu fri sat sun january
      february march april may june july august september october november december eod eow`,
  },
  soon: {
    words: `monday tuesday wednesday thursday friday saturday sunday tomorrow tonight today noon christmas easter spring summer autumn winter year month quarter mon tue wed thu fri january february
      march april june july august september october november december eod eow week next by`,
  },
  luck: {
    words:
      'unlucky luck freak coincidence coincidental fluke one-off oneoff misfortune unfortunate unfortunately chance murphy bad-luck rare random randomly unforeseeable unpredictable once-in-a-lifetime anomaly black-swan',
  },
  always: { words: 'always inevitable inevitably unavoidable unpreventable natural naturally normal nature' },
  // Detection, recovery, talking about it.
  detection: {
    nouns: `alert alerting alarm monitoring pager page dashboard notification`,
    verbs: 'notice detect page alert escalate alarm',
    words: 'monitored undetected unnoticed on-call oncall',
  },
  recovery: {
    nouns:
      'rollback roll-back recovery restore restoration fix mitigation response escalation revert war-room bridge hotfix',
    verbs:
      'revert restore recover mitigate respond react escalate troubleshoot diagnose debug communicate inform answer repair',
    words: 'rolled rolling statuspage status-page',
  },
  // A thing of ours or of others that behaves.
  artefact: {
    nouns: `service job script queue cache index table column field file endpoint api server node host cluster pod container database
      db replica router switch proxy balancer gateway client helper library module function method handler worker scheduler cron
      pipeline build test check validator parser importer exporter loader form button screen page app dashboard panel alert config
      flag setting default limit timeout ttl retry key token certificate cert header payload message event log record row query
      regex template report model ranker sensor valve pump printer scanner label sheet spreadsheet runbook checklist contract tool
      wrapper trigger lock thread process pool connection socket disk volume partition bucket object image layer package dependency
      version branch migration schema constraint transaction batch feed export import sync webhook callback cookie session browser
      parameter argument variable constant counter threshold rule policy role permission credential account licence license
      prompt shell terminal command editor dialog menu dropdown toggle checkbox autocomplete link address zone timezone clock timer
      calendar currency unit rounding format encoding charset delimiter separator hash checksum signature firmware driver kernel
      agent daemon controller operator-pod sidecar mesh ingress dns resolver load-balancer breaker firewall cable fuse battery ups
      generator shelf barcode badge ledger invoice mapping lookup fallback interface adapter plugin sdk framework compiler
      interpreter analyzer tokenizer embedding ranking classifier dataset training-set feature pick-list dump snapshot backup standby
      primary leader follower consumer producer broker topic offset subscriber cdn edge mirror registry repository repo renderer
      engine grep search-index list path payload response request call code stage step drill suite`,
  },
  // What systems do: read, keep, drop, treat as…
  behaviour: {
    verbs: `read write skip treat keep count honour honor fold match swallow overwrite return retry lock scan sort route block wait cache
      parse drop default evict hash store send queue accept reject convert round truncate copy inherit share hold carry serve fill
      compare expand resolve refresh rebuild re-read recompute buffer batch merge append split trim strip escape encode decode
      ignore assume take map key label log print show say display ask list name call fetch poll listen bind mount sit live belong
      depend allow permit grant deny need require expect trust validate check count cover measure filter group join cap limit throttle
      restart reload reuse recycle spawn exceed outrank rank score weigh send forward redirect rewrite translate
      interpret ignore follow point refer reference include exclude contain mean stand apply run fire trigger publish emit consume
      ack acknowledge commit flush sync replicate promote elect revoke rotate sign verify authenticate back switch
      close open release allocate free leak pin tag version ship bundle vendor compile load unload start stop sleep wake
      exclude subtract add multiply divide sum wrap overflow fall rise drift jam stick close block exit
      hide gray grey disable pre-fill prefill autofill autocomplete suggest offer sort order number look differ
      duplicate deduplicate dedupe shadow mask override apply bypass feed drain spill backtrack eat double halve render draw
      charge bill book calculate compute derive escalate time jump rename repeat remove delete clear reset mark set turn know see find build make drive flush come go use arrive reply respond demand produce generate create emerge grow shrink double span reach touch stay remain start end begin finish sort differ belong lack omit tolerate ignore tell look offer open hit miss pick grab select choose vary multiply repeat hash page prefer favour favor learn score infer guess answer assign allocate own lock unlock swap pass cross carry transform migrate reorder overtake outrun outlive live die wait sleep retain persist survive discard purge prune archive restore propagate`,
  },
  // How things came about: for the history gate.
  made: {
    verbs: `build write design make add introduce inherit create migrate split merge choose plan size relax raise copy import adopt
      intend acquire outgrow retire archive move replace remove drop configure decide agree ask want postpone freeze revisit switch
      turn come grow predate disable mute`,
  },
} as const satisfies Record<string, { nouns?: string; verbs?: string; words?: string }>

export type WordClass = keyof typeof lists

export function isWordClass(name: string): name is WordClass {
  return Object.hasOwn(lists, name)
}

const none: ReadonlySet<WordClass> = new Set()
const figures: ReadonlySet<WordClass> = new Set(['figure'])
let classesByWord: Map<string, Set<WordClass>> | null = null

/** The classes of a word in small letters, inflected or not. A word may stand in several. */
export function classesOf(form: string): ReadonlySet<WordClass> {
  classesByWord ??= readLists()
  return (
    classesByWord.get(form) ??
    classesByWord.get(form.replace(/'(?:s|ve|re|d|ll|m)$/, '')) ??
    (/^\d/.test(form) ? figures : none)
  )
}

function readLists(): Map<string, Set<WordClass>> {
  const byWord = new Map<string, Set<WordClass>>()
  for (const [name, list] of Object.entries(lists)) {
    if (!isWordClass(name)) continue
    const given: { nouns?: string; verbs?: string; words?: string } = list
    const forms = [
      ...split(given.nouns).flatMap(nounForms),
      ...split(given.verbs).flatMap(verbForms),
      ...split(given.words),
    ]
    for (const form of forms) {
      const known = byWord.get(form)
      if (known) known.add(name)
      else byWord.set(form, new Set([name]))
    }
  }
  return byWord
}

function split(list: string | undefined): string[] {
  return list?.split(/\s+/).filter((word) => word !== '') ?? []
}
