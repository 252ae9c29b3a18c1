import type { DocumentRule } from './document-subject.ts'
import { actionsAllWeak } from './rules/actions-all-weak.ts'
import { actionsOneType } from './rules/actions-one-type.ts'
import { causeAndDetectionMixed } from './rules/cause-and-detection-mixed.ts'
import { causeUnknownWithoutCheck } from './rules/cause-unknown-without-check.ts'
import { emptySection } from './rules/empty-section.ts'
import { findingWithoutAction } from './rules/finding-without-action.ts'
import { heroicNarrative } from './rules/heroic-narrative.ts'
import { meanOfOne } from './rules/mean-of-one.ts'
import { missingSection } from './rules/missing-section.ts'
import { missingSupportView } from './rules/missing-support-view.ts'
import { namesInCauses } from './rules/names-in-causes.ts'
import { oneCauseOnly } from './rules/one-cause-only.ts'
import { peopleAndTiming } from './rules/people-and-timing.ts'
import { productOverOnePage } from './rules/product-over-one-page.ts'
import { statusWithoutEnd } from './rules/status-without-end.ts'
import { summaryTooLong } from './rules/summary-too-long.ts'
import { summaryTooTechnical } from './rules/summary-too-technical.ts'
import { timelineGap } from './rules/timeline-gap.ts'
import { timelineStartsAtAlert } from './rules/timeline-starts-at-alert.ts'
import { timelineWithoutTimes } from './rules/timeline-without-times.ts'
import { timelineWithoutZone } from './rules/timeline-without-zone.ts'
import { tooFewActions } from './rules/too-few-actions.ts'
import { tooManyActions } from './rules/too-many-actions.ts'
import { unfinishedText } from './rules/unfinished-text.ts'
import { unquantifiedImpact } from './rules/unquantified-impact.ts'
import { unsupportedClaim } from './rules/unsupported-claim.ts'
import { wentWellSkipped } from './rules/went-well-skipped.ts'

export const documentRules: readonly DocumentRule[] = [
  actionsAllWeak,
  actionsOneType,
  causeAndDetectionMixed,
  causeUnknownWithoutCheck,
  emptySection,
  findingWithoutAction,
  heroicNarrative,
  meanOfOne,
  missingSection,
  missingSupportView,
  namesInCauses,
  oneCauseOnly,
  peopleAndTiming,
  productOverOnePage,
  statusWithoutEnd,
  summaryTooLong,
  summaryTooTechnical,
  timelineGap,
  timelineStartsAtAlert,
  timelineWithoutTimes,
  timelineWithoutZone,
  tooFewActions,
  tooManyActions,
  unfinishedText,
  unquantifiedImpact,
  unsupportedClaim,
  wentWellSkipped,
]
