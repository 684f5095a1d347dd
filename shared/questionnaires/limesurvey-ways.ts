import { compareTarget, isAnswered, not } from './expression-targets.ts'
import { asItStands, type Ways } from './expression-ways.ts'

/** What LimeSurvey does with an answer in an expression: as it stands, but that beside 0 a blank counts as a number. */
export const limesurveyWays: Ways = {
  ...asItStands,
  /** Nothing given is at most and at least 0, and less than it; beside any other number it is neither. */
  sized(target, is, value) {
    const sized = compareTarget(target, is, value)
    const orBlank = sized.op === 'compare' && sized.value === 0 && is !== '>'
    return orBlank ? { op: 'any', of: [sized, not(isAnswered(target))] } : sized
  },
}
