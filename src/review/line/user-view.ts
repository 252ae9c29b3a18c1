/** People outside who use the product. */
export const userNoun =
  /\b(?:users?|customers?|clients?|shoppers?|shops?|merchants?|sellers?|buyers?|guests?|patients?|students?|pupils?|parents?|teachers?|tenants?|subscribers?|drivers?|riders?|couriers?|hotels?|visitors?|readers?|viewers?|listeners?|players?|partners?|accountants?|bookkeepers?|citizens?|members?|passengers?|travell?ers?|companies|company|firms?|businesses|people|everyone|everybody|anyone|anybody|nobody|no one|schools?|clinics?|doctors?|nurses?|hospitals?|donors?|authors?|maintainers?|contributors?|developers? (?:using|who|calling)|integrators?|agencies|restaurants?|farmers?|employees?|staff|agents|households|residents|publishers?|vendors?|suppliers?|stores?|branches|cashiers?|operators of|organi[sz]ations?|consumers|community|communities|holders?|those who|workers at|warehouses?|recipients?|applicants?|candidates?|borrowers?|investors?|gamers?|fans|audience|participants?|attendees?|landlords?|landlord|owners?|administrators? of|admins at|dispatchers?|pickers?|planners?)\b/
/** What users see, do and get. */
export const userVisible =
  /\b(?:checkout|cart|baskets?|log(?:ging|ged)? ?in|sign(?:ing|ed)?[ -]?in|login|sign-?up|pages?|screens?|buttons?|apps?|website|web site|site|shop front|storefront|search results?|search|e-?mails?|newsletters?|invoices?|bills?|receipts?|orders?|payments?|refunds?|payouts?|bookings?|reservations?|tickets?|parcels?|deliver(?:y|ies)|downloads?|uploads?|reports?|exports?|dashboards?|messages?|chats?|conversations?|answers?|calls?|videos?|photos?|pictures?|images?|files?|documents?|prices?|discounts?|vouchers?|coupons?|subscriptions?|renewals?|appointments?|notifications?|sms|passwords?|profiles?|accounts?|balances?|transfers?|statements?|money|charges?|charged|sold|offered|paid|saw|could not|couldn't|unable to|waited|error message|spinner|blank|articles?|products?|recipes?|maps?|menus?|forms?|registrations?|courses?|exams?|grades?|prescriptions?|packages?|install(?:ing|ation|s|ed)?|builds?)\b/
/** Words that only those who run the system know. One is enough to make a sentence internal. */
const internalWord =
  /\b(?:p\d{2,3}|p99\.\d|[a-z]+ ?p(?:50|90|95|99)|oom(?:killed|s)?|pods?|k8s|kubernetes|kubelet|nodes?|namespaces?|containers?|daemonsets?|statefulsets?|replica ?sets?|replicas?|shards?|sharding|partitions?|offsets?|consumer (?:group|lag)|consumers? lag\w*|brokers?|topics?|kafka|redis|postgres(?:ql)?|mysql|mongo(?:db)?|elasticsearch|rabbitmq|cassandra|dynamodb|s3|rds|ec2|lambda|etcd|consul|vault|nginx|haproxy|envoy|istio|grpc|thread ?pools?|threads?|connection pools?|pool exhaustion|heap|gc|garbage collect\w*|full gc|cpu|iops|i\/o|inodes?|swap|ram|deadlocks?|mutex|semaphores?|lock contention|locks?|rows?|tables?|schema|index(?:es)?|query plan|slow quer(?:y|ies)|replication(?: lag)?|replica lag|lag(?:ged|s|ging)?|wal|binlog|checkpoint|dlq|dead[- ]letter(?: queue)?|queue (?:depth|length|size)|backlog|backpressure|circuit[- ]breaker|breaker|half-open|retr(?:y|ies) storm|thundering herd|(?:liveness|readiness|health) ?(?:probes?|checks?)|probes?|sidecar|ingress|egress|load ?balancers?|target group|upstream|downstream services?|proxy|gateways?|dns|tls|ssl|handshakes?|mtls|certificates?|cert|bgp|nat|vpc|subnet|firewall|sockets?|file descriptors?|ulimit|ttl|cdn|edge cache|cache (?:hit|miss)\w*(?: ratio| rate)?|hit (?:rate|ratio)|cache|evict\w*|cron ?jobs?|cron|jobs?|workers?|daemons?|etl|dag|pipelines?|ingest\w*|webhooks?|endpoints?|rpc|microservices?|services?|deploy(?:ment)?s?|canary|rollbacks?|feature flags?|migration|regression|stack ?traces?|exceptions?|npe|null ?pointer\w*|segfaults?|panic(?:ked|s)?|5xx|4xx|(?:http )?(?:5\d\d|4\d\d)s?(?= (?:errors?|responses?|codes?|rate))|http (?:5\d\d|4\d\d)|error rates?|error budget|slo|sli|saturation|throughput|rps|qps|tps|latenc(?:y|ies)|percentile|crashloop\w*|crash-?loop\w*|embeddings?|vectors?|cosine(?: score| similarity)?|rag|chunks?|retrieval|retriever|reranker|recall@\d+|inference|tokens? per|context window|fpr|tpr|auc|f1|drift|classifier|scorer|model weights|feature store|hyperparameter\w*|gpu|cuda|tensor\w*|batch size|quorum|leader election|leaders?|followers?|raft|paxos|split[- ]brain|failover|primary|standby|raid|controllers?|hypervisor|vms?|ami|terraform|helm|ansible|jenkins|argo ?cd|ci|auto-?scal\w+|scale set|provision\w*|throttl\w+|rate[- ]limit\w*|timeouts?|serializ\w+|deserializ\w+|mapper|parser|cursor|upserts?|foreign key|primary key|constraint|transaction isolation|ledger entries|jwt|oauth|jwks|ldap|saml|scim|cors|csrf|idempotency key|event bus|stream|snapshots?|compaction|tombstones?|memtable|sstables?|bloom filter|cluster|hosts?|instances?|server|servers|backend|middleware|orm|sdk|config ?map|yaml|json|payload|headers?|regex|backtracking|bytes?|duplicate rows?)\b/g
const identifier =
  /\b[a-z][a-z0-9]*(?:[_][a-z0-9]+)+\b|\b[a-z]{2,}(?:-[a-z0-9]+)*-(?:svc|service|api|srv|worker|job|db|idx|index|cluster|prod|queue|proxy|gateway|consumer|producer|\d+)\b|\b[a-z]+\d+[a-z]?-?\d*\b(?=:| (?:went|was|were|is|lost|ran|stopped|crashed|rebooted|failed))|\b[a-z]{2,5}-\d{2,4}\b/g

/** Places of internal words, code and identifiers in a line in small letters. */
export function internalTerms(text: string, plain: string): { start: number; end: number }[] {
  const found = [
    ...plain.matchAll(internalWord),
    ...plain.matchAll(identifier),
    ...text.matchAll(/`[^`\n]{1,120}`/g),
    ...text.matchAll(/\b[a-z]+(?:[A-Z][a-z0-9]+)+\b|\b(?:[A-Z][a-z0-9]+){2,}(?:Exception|Error|Killed)\b/g),
  ]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  return found.filter((one, index) => index === 0 || one.start >= (found[index - 1]?.end ?? 0))
}

const duration =
  /\b(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|half an?|an?|several hundred|a hundred|a thousand)[- ]?(?:and a half )?(?:seconds?|secs?|s|minutes?|mins?|min|hours?|hrs?|h|days?|weeks?|months?|years?|nights?|mornings?|afternoons?|weekends?|working days?)\b/
const span =
  /\b\d{1,2}[:.h]\d{2}(?:\s*(?:am|pm|utc|cet|[a-z]{3,4}))?\s*(?:to|until|till|and|-|–|—)\s*(?:about |around |roughly )?\d{1,2}[:.h]\d{2}|\bfrom\b[^.]{1,40}\b(?:to|until|till)\b[^.]{1,30}\b(?:\d|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight|january|february|march|april|june|july|august|september|october|november|december)|\b(?:since|until|overnight|all (?:day|night|morning|afternoon|weekend)|the whole (?:day|night|morning|weekend)|over(?:night| the weekend)|for the rest of the day)\b/
const numberWord =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|half|third|quarter|both|single|every|each|all|no|none|nobody|no one|nothing|only|entire|whole|any|everyone|everybody|twice|once|zero|neither)\b/
const moment =
  /\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b\d{1,2}\.? (?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\.? \d{1,2}(?:st|nd|rd|th)?\b|\b(?:19|20)\d{2}\b|\b(?:p\d|q[1-4]|v\d[\d.]*|s[1-4]|sev-?\d)\b/g

export function hasDuration(plain: string): boolean {
  return duration.test(plain) || span.test(plain)
}

/** A count, a share, an amount or a duration; dates, clock times and versions count nothing. */
export function hasQuantity(plain: string): boolean {
  return hasDuration(plain) || hasCount(plain)
}

export function hasCount(plain: string): boolean {
  const rest = plain
    .replace(moment, ' ')
    .replace(/\bone of\b|\bone (?:day|more|might|could|can)\b|\b(?:half|single)-\p{L}+/gu, ' ')
  return (
    /\d/.test(rest) ||
    numberWord.test(
      rest.replace(
        /\bonly (?:a|some|few|minor|limited|partial)\b|\b(?:at all|not all|all in all|after all|in all|above all|of all|no (?:longer|further|extra|doubt|idea|real|big|major|way)|any(?: more|more)?|once again|at once|every now|the whole thing)\b/g,
        ' ',
      ),
    )
  )
}
