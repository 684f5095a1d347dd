import { plainDate, plainPartialDate, readDate, readPartialDate } from './dates.ts'
import { type AnswerRules, own, plain, required, type Trouble } from './rules.ts'

interface Ends {
  earliest?: string
  latest?: string
}

/** ISO dates of one precision are in the order of their letters. */
function outside(given: string, { earliest, latest }: Ends, words: (date: string) => string | null): Trouble[] {
  if (earliest && given < earliest.slice(0, given.length))
    return [{ kind: 'too_small', message: `Enter ${words(earliest.slice(0, given.length))} or later.` }]
  if (latest && given > latest.slice(0, given.length))
    return [{ kind: 'too_large', message: `Enter ${words(latest.slice(0, given.length))} or earlier.` }]
  return []
}

export const date: AnswerRules<'date'> = {
  ...plain,
  keep: (_question, value) => {
    const given = own(value, 'date')
    return typeof given === 'string' && plainDate(given) !== null ? { date: given } : undefined
  },
  faults: (question, answer) =>
    answer ? outside(answer.date, question, plainDate) : required(question.required, 'Enter the date, like 27 3 2026.'),
  read: (_question, form) => {
    const found = readDate(form.one('day'), form.one('month'), form.one('year'))
    if ('date' in found) return { answer: found, faults: [] }
    return { faults: found.missing ? [{ kind: 'not_a_date', message: found.missing }] : [] }
  },
}

const lengthOf = { year: 4, month: 7 } as const

export const partialDate: AnswerRules<'partial_date'> = {
  ...plain,
  keep: (question, value) => {
    const given = own(value, 'date')
    const fits = typeof given === 'string' && given.length === lengthOf[question.precision]
    return fits && plainPartialDate(given) !== null ? { date: given } : undefined
  },
  faults: (question, answer) => {
    if (answer) return outside(answer.date, question, plainPartialDate)
    const how =
      question.precision === 'year' ? 'Enter the year, like 2026.' : 'Enter the month and the year, like 3 2026.'
    return required(question.required, how)
  },
  read: (question, form) => {
    const month = question.precision === 'month' ? form.one('month') : null
    const found = readPartialDate(month, form.one('year'))
    if ('date' in found) return { answer: found, faults: [] }
    return { faults: found.missing ? [{ kind: 'not_a_date', message: found.missing }] : [] }
  },
}
