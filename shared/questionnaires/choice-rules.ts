import type { Id, Option, QuestionOf } from './document.ts'
import { type AnswerRules, type Form, isKeepable, missingOf, own, type Say, type Trouble, tooLong } from './rules.ts'

const longestOther = 200
const numbers = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const inWords = (n: number) => numbers[n] ?? String(n)

/** `Choose one answer. "Prefer not to say" is fine.`: names the way out where the question has one. */
function chooseOne(options: Option[], say: Say): string {
  const way = options.find((option) => option.missing)
  if (!way) return 'Choose one answer.'
  return way.missing === 'declined'
    ? `Choose one answer. "${say(way.label)}" is fine.`
    : `Choose one answer, or "${say(way.label)}".`
}

const has = (options: Option[], id: unknown): id is Id => options.some((option) => option.id === id)
const kindOf = (options: Option[], chosen: Id[]) => missingOf(options, chosen) ?? 'answered'

/** The words beside "Other", kept only while an option that asks for them is chosen. */
function otherOf(options: Option[], chosen: Id[], value: unknown): { other?: string } {
  const other = own(value, 'other')
  const asked = options.some((option) => option.other && chosen.includes(option.id))
  return asked && typeof other === 'string' && other !== '' && isKeepable(other) ? { other } : {}
}

const troubleInOther = (other: string | undefined) => tooLong(other ?? '', longestOther)

/** Words typed beside "Other" choose it, if nothing else was chosen or several may be. */
function readOther(options: Option[], chosen: Id[], form: Form, several: boolean): { chosen: Id[]; other?: string } {
  const other = form.one('other')
  const option = options.find((one) => one.other)
  if (other === '' || !option) return { chosen }
  if (chosen.includes(option.id)) return { chosen, other }
  return several || chosen.length === 0 ? { chosen: [...chosen, option.id], other } : { chosen }
}

const unreadable: Trouble = { kind: 'unreadable', message: 'Choose from the answers shown.' }

export const single: AnswerRules<'single'> = {
  keep: (question, value) => {
    const option = own(value, 'option')
    return has(question.options, option) ? { option, ...otherOf(question.options, [option], value) } : undefined
  },
  narrow: (question, isAsked) =>
    withOptions(
      question,
      question.options.filter((option) => isAsked(option.askIf)),
    ),
  kind: (question, answer) => kindOf(question.options, [answer.option]),
  faults: (question, answer, say) => {
    if (!answer) return question.required ? [{ kind: 'required', message: chooseOne(question.options, say) }] : []
    return troubleInOther(answer.other)
  },
  read: (question, form) => {
    const posted = form.one()
    const { chosen, other } = readOther(question.options, posted === '' ? [] : [posted], form, false)
    if (chosen.length === 0) return { faults: [] }
    const answer = single.keep(question, { option: chosen[0], other })
    return answer ? { answer, faults: [] } : { faults: [unreadable] }
  },
}

export const multiple: AnswerRules<'multiple'> = {
  keep: (question, value) => {
    const list = own(value, 'options')
    if (!Array.isArray(list)) return undefined
    const options = question.options.map((option) => option.id).filter((id) => list.includes(id))
    return options.length > 0 ? { options, ...otherOf(question.options, options, value) } : undefined
  },
  narrow: (question, isAsked) =>
    withOptions(
      question,
      question.options.filter((option) => isAsked(option.askIf)),
    ),
  kind: (question, answer) => kindOf(question.options, answer.options),
  faults: (question, answer, say) => {
    if (!answer) return question.required ? [{ kind: 'required', message: chooseSome(question, say) }] : []
    return [...countFaults(question, answer.options, say), ...troubleInOther(answer.other)]
  },
  read: (question, form) => {
    const { chosen, other } = readOther(question.options, [...new Set(form.many())], form, true)
    const answer = multiple.keep(question, { options: chosen, other })
    return { ...(answer && { answer }), faults: chosen.every((id) => has(question.options, id)) ? [] : [unreadable] }
  },
}

function chooseSome(question: QuestionOf<'multiple'>, say: Say): string {
  const way = question.options.find((option) => option.missing)
  const most = question.maximum
    ? `Choose at least one answer, up to ${inWords(question.maximum)}`
    : 'Choose at least one answer'
  return way ? `${most}. "${say(way.label)}" is fine.` : `${most}.`
}

function countFaults(question: QuestionOf<'multiple'>, chosen: Id[], say: Say): Trouble[] {
  const alone = question.options.find((option) => (option.exclusive || option.missing) && chosen.includes(option.id))
  if (alone) {
    const message = `Choose "${say(alone.label)}" on its own, or take it away.`
    return chosen.length > 1 ? [{ kind: 'exclusive', message }] : []
  }
  const { minimum = 0, maximum = Number.POSITIVE_INFINITY } = question
  if (chosen.length > maximum) {
    return [
      { kind: 'too_many', message: `Choose ${inWords(maximum)} at most. You have chosen ${inWords(chosen.length)}.` },
    ]
  }
  return chosen.length < minimum
    ? [{ kind: 'too_few', message: `Choose at least ${inWords(minimum)}. You have chosen ${inWords(chosen.length)}.` }]
    : []
}

export const grid: AnswerRules<'grid'> = {
  keep: (question, value) => {
    const given = own(value, 'rows')
    const kept = question.rows.flatMap((row) => {
      const option = own(given, row.id)
      return has(question.options, option) ? [[row.id, option] as const] : []
    })
    return kept.length > 0 ? { rows: Object.fromEntries(kept) } : undefined
  },
  narrow: (question, isAsked) => {
    const rows = question.rows.filter((row) => isAsked(row.askIf))
    return rows.length > 0
      ? withOptions(
          { ...question, rows },
          question.options.filter((o) => isAsked(o.askIf)),
        )
      : null
  },
  kind: (question, answer) => {
    const kinds = Object.values(answer.rows).map((id) => kindOf(question.options, [id]))
    return kinds.includes('answered') ? 'answered' : (kinds[0] ?? 'answered')
  },
  faults: (question, answer, say) => {
    const left = question.required ? question.rows.filter((row) => !Object.hasOwn(answer?.rows ?? {}, row.id)) : []
    return left.map((row) => ({ rowId: row.id, kind: 'required', message: chooseOne(question.options, say) }))
  },
  read: (question, form) => {
    const posted = question.rows.map((row) => [row.id, form.one(row.id)] as const).filter(([, id]) => id !== '')
    const answer = grid.keep(question, { rows: Object.fromEntries(posted) })
    const wrong = posted.filter(([, id]) => !has(question.options, id))
    return { ...(answer && { answer }), faults: wrong.map(([rowId]) => ({ ...unreadable, rowId })) }
  },
}

const withOptions = <Q extends { options: Option[] }>(question: Q, options: Option[]): Q | null =>
  options.length > 0 ? { ...question, options } : null
