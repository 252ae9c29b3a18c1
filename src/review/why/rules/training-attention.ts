import { phrases } from '../../language/phrase.ts'
import { firstMatch, hitAt, isExplainedAfter, isLeading } from '../find-hits.ts'
import { answered, defineWhyRule } from '../why-rule.ts'

const wants = phrases(`
  {absent|not|poor|much} ~5 {attention}
  {attention} ~4 {absent|not|poor}
  {person|group|given-name} ~4 {attention}
  {person|group|given-name} ~4 {not} ~2 know|knew|understand|understood|realise|realised|realize|realized|learn|learned
  {person|group|given-name} ~3 not|n't ~2 know|understand|aware
  low|little|more|better|enough|limited|missing|weak ~3 {attention}
  new to|in the|this|our job|team|company|role|system
  too new
  new|recent|recently|newly|just ~1 hired|joined|arrived|onboarded
  {person|group|given-name} ~3 joined|started
  {person|group|given-name} ~2 never ~1 seen|used|worked|done|had
  half-day|short|brief introduction|induction|handover
  no|little|any|not ~2 idea|clue|notion|background|grasp
  aren't|isn't|weren't|wasn't|not|no ~3 people|experts|expert|specialists|specialist|engineers|professionals
  {nobody} ~1 explained|showed|shown|taught|trained|introduced ~3
  {nobody} ~3 knew|know|knows|understood|understands
  have|has|had no sense|feeling|feel
  first day|week|shift|time on|in|at|doing
  paid|pay|paying ~2 attention
  ^^^ ~2 {attention} ~3 $
  {attention} issue|problem|gap|gaps|need|needs
`)

const machineLearning =
  /training[- ](?:set|data|window|run|job|split|never|sees|sample|pipeline|loss|cut|only|uses|ran|reads|starts|takes)/i

export const trainingAttention = defineWhyRule({
  id: 'training-attention',
  kinds: ['training-attention', 'human-error'],
  why: 'Lack of training or care leads to more training: of 760 hospital recommendations 61 % did, and most were weak.',
  source: 'Kwok et al., BMC Health Serv Res 2020;20:507; RCA2, action hierarchy',
  check(why) {
    if (machineLearning.test(why.text)) return []
    const match = firstMatch(
      why,
      wants,
      (found) => isLeading(why, found) && !isExplainedAfter(why, found) && !why.hasPlan,
    )
    if (!match) return []
    return [
      hitAt(why, match, {
        wrong: 'Training or attention is named as what was missing.',
        ask: 'What would a trained and careful person have had to notice, and where would they have seen it?',
      }),
    ]
  },
  examples: {
    flagged: [
      {
        given: answered('Lack of training in the warehouse.'),
        words: 'Lack of training',
        kinds: ['training-attention', 'human-error'],
      },
      {
        given: answered('The new clerks are not familiar with the form.'),
        words: 'clerks are not familiar',
        kinds: ['training-attention', 'human-error'],
      },
    ],
    clean: [
      answered('Training never sees a December, as it ends with the audit in November.'),
      answered('Nothing on the form marks the address as old.'),
    ],
  },
})
