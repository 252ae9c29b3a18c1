/**
 * Words that say nothing about what failed: the small words of English, and the words that every report or question about an
 * incident has, whatever it is about.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `a about above across after afterwards again against all almost alone along already also although always am among an and
   another any anybody anyone anything anyway are aren't around as at away be became because become been before behind being below
   between beyond both but by came can can't cannot come comes could couldn't did didn't do does doesn't doing don't done down
   during each either else enough even ever every everybody everyone everything few first for from further gave get gets getting
   give given gives go goes going gone got had hadn't has hasn't have haven't having he her here hers him his how however i i'd i'll
   i'm i've if in including indeed instead into is isn't it it's its itself just keep keeps kept knew know known last later least
   less let like likely made make makes making many may maybe me meanwhile might more most mostly much must my near neither never
   new next no nobody none nor not nothing now of off often oh ok okay old on once one ones only onto or other others our ours out over own
   per perhaps please possible put quite rather really said same saw say says second see seem seemed seems seen several shall
   she should shouldn't since so some somebody someone something sometimes soon still such take taken takes tell than thank that
   that's the their theirs them themselves then there there's therefore these they they're thing things think this those though
   through throughout thus till to together told too took toward towards tried tries try trying two turned turns under until up upon us
   use used uses using usually various very via want wanted was wasn't way we we're we've well went were weren't what what's
   whatever when whenever where whereas whether which while who who's whole whom whose why will with within without won't would wouldn't
   yes yet you you're your yours yourself

   incident incidents report reported reports reporting issue issues problem problems happen happened happening happens occur
   occurred occurring occurs affect affected affects affecting impact impacted impacts cause caused causes causing root resolve resolved
   resolution timeline summary postmortem post-mortem mortem mortems postmortems retrospective lesson lessons learned action actions item items
   severity status team teams people person day days today yesterday week weeks month months year years hour hours minute minutes
   time times moment morning afternoon evening night monday tuesday wednesday thursday friday saturday sunday january february
   march april june july august september october november december utc gmt cet pst pdt edt est bst am pm investigate investigated
   investigating investigation identified identify fix fixed fixes fixing detect detected detection notice noticed lead leads
   leading led result resulted resulting results due able unable start started starts starting stop stopped begin began begun end
   ended ends help helped need needed needs work worked works working currently number different back certain part whole lot lots bit
   kind sort case cases event events details detail note notes description background context http https www com org html md io`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
