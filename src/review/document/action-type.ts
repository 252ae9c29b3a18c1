/** What an action is for, by its words; null where they do not tell. */
export function typeOfAction(text: string): 'prevent' | 'detect' | 'mitigate' | 'process' | null {
  // To delete old logs is to make room, not to see more.
  const plain = text
    .toLowerCase()
    .replace(/\b(?:delet\w+|remov\w+|rotat\w+|clean\w*|trim\w*|prun\w+|truncat\w+)\b[^.;]{0,20}\blogs?\b/g, 'delete')
  const detect =
    /\b(?:alerts?|alerting|alarms?|monitor(?:s|ing)?|dashboards?|metrics?|logging|logs?|notif\w+|page(?:s|r)?|observability|visibility|detect\w*|health ?checks?|probes?|canary|canaries|tracing)\b/.test(
      plain,
    )
  const process =
    /\b(?:documentation|document|runbooks?|playbooks?|checklists?|train(?:ing)?|process|procedure|policy|guidelines?|communicat\w+|rota|on-?call|meeting|review(?:s|ing)?|remind\w*|onboarding|handover|escalation|drills?|exercise|discuss|educate)\b/.test(
      plain,
    )
  const mitigate =
    /\b(?:rollback|roll back|fallback|fail-?over|backups?|restore|circuit breaker|rate limit|kill switch|feature flag|graceful\w*|retry|retries|timeouts?|degrad\w+|redundan\w+|recover\w*|compensat\w+|refund)\b/.test(
      plain,
    )
  const prevent =
    /\b(?:prevent|block|reject|require|valid\w+|enforce|remove|delete|replace|refactor|rewrite|upgrade|update|fix|limit|cap|isolate|separate|automat\w+|tests?|testing|lint|default|restrict|pin|disable|migrate|split|lock|guard|stop|add|use|implement|make|change|move|increase|set)\b/.test(
      plain,
    )
  if (detect && !process && !mitigate) return 'detect'
  if (process && !detect && !mitigate) return 'process'
  if (mitigate && !detect && !process) return 'mitigate'
  return prevent && !detect && !process && !mitigate ? 'prevent' : null
}

/** The VA/IHI action hierarchy in software: training, reminders, documents, new rules and double checks are weak. */
export function isWeakAction(text: string): boolean {
  const plain = text.toLowerCase()
  const weak =
    /\b(?:train(?:s|ing|ed)?|educat\w+|remind\w*|awareness|be (?:more |extra )?(?:careful|mindful|aware|vigilant|cautious)|document(?:s|ation|ing|ed)?|docs|runbooks?|playbooks?|guidelines?|policy|policies|rule|process|procedure|communicat\w+|discuss\w*|meeting|emphasi[sz]e|discourag\w+|encourag\w+|reiterat\w+|double[- ]check\w*|review(?:s|ing)?|consider|investigate|look into|talk|share|note|warn(?:ing)?|inform|announce|make sure|ensure|checklist|stress|reinforce)\b/.test(
      plain,
    )
  const strong =
    /\b(?:automat\w+|tests?|ci|alerts?|alerting|monitor\w*|limit|cap|remove|delete|replace|block|reject|enforce|redundan\w+|fail-?over|backups?|default|interlock|validat\w+|isolate|separate|upgrade|migrate|implement|build|deploy|script|tool|pin|lock|circuit|rate|timeouts?|retry|cache|scale|increase|split|refactor|rewrite|fix|patch|disable|feature|api|config\w*|code|bot|lint\w*|isolat\w+|suspend\w*|safeguards?|guardrails?|technical|tooling|prevent(?:ing|s)? \w+ from|locking|gates?|gating)\b/.test(
      plain,
    )
  return weak && !strong
}
