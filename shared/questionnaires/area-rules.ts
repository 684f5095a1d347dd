import { type AnswerRules, type Form, own, plain, required } from './rules.ts'

/** One of the 33 London authorities, or outside London. */
const known = /^(E090000(0[1-9]|[12]\d|3[0-3])|outside)$/

const keepArea = (_question: unknown, value: unknown) => {
  const given = own(value, 'area')
  return typeof given === 'string' && known.test(given) ? { area: given } : undefined
}

const readArea = (form: Form) => {
  const answer = keepArea(null, { area: form.one('area') })
  return { ...(answer && { answer }), faults: [] }
}

export const postcode: AnswerRules<'postcode'> = {
  ...plain,
  keep: keepArea,
  faults: (question, answer) =>
    answer ? [] : required(question.required, 'Enter your postcode, like SW1H 0TL, or choose your borough.'),
  read: (_question, form) => {
    const posted = form.one()
    if (posted === '') return readArea(form)
    const found = form.boroughOf(posted)
    if (found !== undefined) return { answer: { area: found ?? 'outside' }, faults: [] }
    return { faults: [{ kind: 'not_a_postcode', message: 'Enter a full UK postcode, like SW1H 0TL.' }] }
  },
}

export const area: AnswerRules<'area'> = {
  ...plain,
  keep: keepArea,
  faults: (question, answer) => (answer ? [] : required(question.required, 'Choose a borough.')),
  read: (_question, form) => readArea(form),
}
