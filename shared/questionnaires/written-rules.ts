import { plainDate, readDate } from './dates.ts'
import { type AnswerRules, isKeepable, own, type Trouble, tooLong } from './rules.ts'

const always = { narrow: <Q>(question: Q) => question, kind: () => 'answered' as const }
const required = (is: boolean | undefined, message: string): Trouble[] => (is ? [{ kind: 'required', message }] : [])
const figure = (n: number) => n.toLocaleString('en-GB', { maximumFractionDigits: 6 })

export const scale: AnswerRules<'scale'> = {
  ...always,
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
  ...always,
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
    if (Number(answer.number.toFixed(decimals)) === answer.number) return []
    const message = decimals === 0 ? 'Enter a whole number, like 12.' : `Use ${decimals} decimal places at most.`
    return [{ kind: 'not_a_number', message }]
  },
  read: (question, form) => {
    const posted = form.one().replace(/[\s,]/g, '')
    if (posted === '') return { faults: [] }
    const answer = /^[-+]?\d{1,15}(\.\d{1,9})?$/.test(posted)
      ? number.keep(question, { number: Number(posted) })
      : undefined
    if (answer) return { answer, faults: [] }
    return { faults: [{ kind: 'not_a_number', message: 'Enter a number in figures, like 12.' }] }
  },
}

type Written = AnswerRules<'short_text'> & AnswerRules<'long_text'>

const text = (usual: number): Written => ({
  ...always,
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

export const usualMaximum = { short_text: 200, long_text: 10_000 } as const
export const shortText = text(usualMaximum.short_text)
export const longText = text(usualMaximum.long_text)

export const date: AnswerRules<'date'> = {
  ...always,
  keep: (_question, value) => {
    const given = own(value, 'date')
    return typeof given === 'string' && plainDate(given) !== null ? { date: given } : undefined
  },
  faults: (question, answer) => {
    if (!answer) return required(question.required, 'Enter the date, like 27 3 2026.')
    const { earliest, latest } = question
    if (earliest && answer.date < earliest)
      return [{ kind: 'too_small', message: `Enter ${plainDate(earliest)} or later.` }]
    return latest && answer.date > latest
      ? [{ kind: 'too_large', message: `Enter ${plainDate(latest)} or earlier.` }]
      : []
  },
  read: (_question, form) => {
    const found = readDate(form.one('day'), form.one('month'), form.one('year'))
    if ('date' in found) return { answer: found, faults: [] }
    return { faults: found.missing ? [{ kind: 'not_a_date', message: found.missing }] : [] }
  },
}

/** One of the 33 London authorities, or outside London. */
const area = /^(E090000(0[1-9]|[12]\d|3[0-3])|outside)$/

export const postcode: AnswerRules<'postcode'> = {
  ...always,
  keep: (_question, value) => {
    const given = own(value, 'area')
    return typeof given === 'string' && area.test(given) ? { area: given } : undefined
  },
  faults: (question, answer) =>
    answer ? [] : required(question.required, 'Enter your postcode, like SW1H 0TL, or choose your borough.'),
  read: (question, form) => {
    const posted = form.one()
    if (posted !== '') {
      const found = form.boroughOf(posted)
      if (found !== undefined) return { answer: { area: found ?? 'outside' }, faults: [] }
      return { faults: [{ kind: 'not_a_postcode', message: 'Enter a full UK postcode, like SW1H 0TL.' }] }
    }
    const answer = postcode.keep(question, { area: form.one('area') })
    return { ...(answer && { answer }), faults: [] }
  },
}

export const statement: AnswerRules<'statement'> = {
  ...always,
  keep: () => undefined,
  faults: () => [],
  read: () => ({ faults: [] }),
}
