import { compared } from './compared.ts'
import { compareTarget, isAnswered, not, type Order, type Target, type Value } from './expression-targets.ts'
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
  /** Its newer versions put a number in quotes in order by its letters, so that "9" is more than "10". */
  doubt(target, is, value) {
    if (typeof value !== 'string' || value.trim() === '' || !Number.isFinite(Number(value))) return undefined
    const same = answersTo(target)?.every((one) => sizes(one, is, value) === letters(one, is, value))
    if (same ?? Number(value) === 0) return undefined
    return `“${value}” stands in quotes, and newer versions compare it by its letters; here it is compared by its size.`
  },
}

/** All answers that are numbers, where they can be counted up. */
function answersTo({ placed: { question, options } }: Target): string[] | undefined {
  if (question.type === 'scale')
    return Array.from({ length: question.to - question.from + 1 }, (_one, n) => String(question.from + n))
  if (question.type === 'number' || question.type === 'constant_sum') return undefined
  return [...options.keys()].filter((name) => name.trim() !== '' && Number.isFinite(Number(name)))
}

const sizes = (answer: string, is: Order, value: string) => compared(Number(answer), is, Number(value))
const letters = (answer: string, is: Order, value: Value) => compared(answer, is, String(value))
