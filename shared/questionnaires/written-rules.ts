import { type AnswerRules, figure, isKeepable, own, plain, required, tooLong } from './rules.ts'
import { fitsPreset, presetMessage } from './text-presets.ts'

export const scale: AnswerRules<'scale'> = {
  ...plain,
  keep: (question, value) => {
    const number = own(value, 'number')
    const fits = Number.isInteger(number) && Number(number) >= question.from && Number(number) <= question.to
    return fits ? { number: Number(number) } : undefined
  },
  faults: (question, answer) => (answer ? [] : required(question.required, 'Choose one number.')),
  read: (question, form) => {
    const posted = form.one()
    const answer = posted === '' ? undefined : scale.keep(question, { number: Number(posted) })
    if (posted === '' || answer) return { ...(answer && { answer }), faults: [] }
    return { faults: [{ kind: 'unreadable', message: 'Choose one of the numbers shown.' }] }
  },
}

export const number: AnswerRules<'number'> = {
  ...plain,
  keep: (_question, value) => {
    const given = own(value, 'number')
    return typeof given === 'number' && Number.isFinite(given) && Math.abs(given) <= 1e15
      ? { number: given }
      : undefined
  },
  faults: (question, answer) => {
    if (!answer) return required(question.required, 'Enter a number.')
    const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, decimals = 0 } = question
    if (answer.number < minimum) return [{ kind: 'too_small', message: `Enter ${figure(minimum)} or more.` }]
    if (answer.number > maximum) return [{ kind: 'too_large', message: `Enter ${figure(maximum)} or less.` }]
    return hasDecimals(answer.number, decimals) ? [] : [{ kind: 'not_a_number', message: fewerDecimals(decimals) }]
  },
  read: (question, form) => {
    if (form.one() === '') return { faults: [] }
    const answer = number.keep(question, { number: numberIn(form.one()) })
    if (answer) return { answer, faults: [] }
    return { faults: [{ kind: 'not_a_number', message: inFigures }] }
  },
}

export const inFigures = 'Enter a number in figures, like 12.'
export const fewerDecimals = (decimals: number) =>
  decimals === 0 ? 'Enter a whole number, like 12.' : `Use ${decimals} decimal places at most.`
export const hasDecimals = (n: number, decimals: number) => Number(n.toFixed(decimals)) === n

/** A number as people type it, with commas or spaces between thousands; not a number when it is none. */
export function numberIn(typed: string): number {
  const posted = typed.replace(/[\s,]/g, '')
  return /^[-+]?\d{1,16}(\.\d{1,9})?$/.test(posted) ? Number(posted) : Number.NaN
}

type Written = AnswerRules<'short_text'> & AnswerRules<'long_text'>

const text = (usual: number): Written => ({
  ...plain,
  keep: (_question, value) => {
    const given = own(value, 'text')
    return typeof given === 'string' && given.trim() !== '' && isKeepable(given) ? { text: given } : undefined
  },
  faults: (question, answer) =>
    answer ? tooLong(answer.text, question.maximum ?? usual) : required(question.required, 'Write your answer.'),
  read: (_question, form) => {
    const posted = form.one()
    if (posted === '') return { faults: [] }
    if (isKeepable(posted)) return { answer: { text: posted }, faults: [] }
    return { faults: [{ kind: 'unreadable', message: 'This holds a character that cannot be kept. Type it again.' }] }
  },
})

const usualMaximum = { short_text: 200, long_text: 10_000 } as const
const line = text(usualMaximum.short_text)
export const shortText: AnswerRules<'short_text'> = {
  ...line,
  faults: (question, answer, say) => {
    const troubles = line.faults(question, answer, say)
    if (!answer || troubles.length > 0 || !question.preset || fitsPreset(answer.text, question.preset)) return troubles
    return [{ kind: 'wrong_form', message: presetMessage[question.preset] }]
  },
}
export const longText = text(usualMaximum.long_text)

export const statement: AnswerRules<'statement'> = {
  ...plain,
  keep: () => undefined,
  faults: () => [],
  read: () => ({ faults: [] }),
}
