import { sum } from '../kernel/sum.ts'
import { say } from '../kernel/text.ts'
import type { Id, QuestionOf } from './document.ts'
import { type AnswerRules, figure, isRecord, own, plain, type Trouble } from './rules.ts'
import { fewerDecimals, hasDecimals, inFigures, numberIn } from './written-rules.ts'

/** Adds without the crumbs of binary fractions: six places are more than any amount is asked with. */
const sumOf = (amounts: Record<Id, number>) => Math.round(sum(Object.values(amounts)) * 1e6) / 1e6

const most = 1e12

export const constantSum: AnswerRules<'constant_sum'> = {
  ...plain,
  keep: (question, value) => {
    const given = own(value, 'amounts')
    if (!isRecord(given)) return undefined
    const kept = question.rows.flatMap((row) => {
      const amount = own(given, row.id)
      const fits = typeof amount === 'number' && amount >= 0 && amount <= most
      return fits ? [[row.id, amount] as const] : []
    })
    return kept.length > 0 ? { amounts: Object.fromEntries(kept) } : undefined
  },
  narrow: (question, isAsked) => {
    const rows = question.rows.filter((row) => isAsked(row.askIf))
    return rows.length > 0 ? { ...question, rows } : null
  },
  faults: (question, answer) => {
    const total = withUnit(question, question.total)
    if (!answer) return question.required ? [{ kind: 'required', message: `Share out ${total} between these.` }] : []
    const { decimals = 0 } = question
    const fine = Object.entries(answer.amounts).filter(([, amount]) => !hasDecimals(amount, decimals))
    if (fine.length > 0)
      return fine.map(([rowId]): Trouble => ({ rowId, kind: 'not_a_number', message: fewerDecimals(decimals) }))
    const sum = sumOf(answer.amounts)
    return sum === question.total ? [] : [{ kind: 'wrong_sum', message: wrongSum(question, sum) }]
  },
  read: (question, form) => {
    const posted = question.rows.map((row) => [row.id, form.one(row.id)] as const).filter(([, typed]) => typed !== '')
    const numbers = posted.map(([row, typed]) => [row, numberIn(typed)] as const)
    const answer = constantSum.keep(question, { amounts: Object.fromEntries(numbers) })
    const wrong = numbers.filter(([, n]) => !(n >= 0 && n <= most))
    const faults = wrong.map(([rowId, n]): Trouble => {
      const message = n < 0 ? 'Enter 0 or more.' : inFigures
      return { rowId, kind: 'not_a_number', message }
    })
    return { ...(answer && { answer }), faults }
  },
}

/** The form's own language: a unit is a sign more often than a word. */
export const withUnit = ({ unit }: QuestionOf<'constant_sum'>, n: number) => `${figure(n)} ${say(unit, 'en')}`.trim()

function wrongSum(question: QuestionOf<'constant_sum'>, sum: number): string {
  const off = Math.round(Math.abs(question.total - sum) * 1e6) / 1e6
  const change = sum < question.total ? `Add ${withUnit(question, off)} more.` : `Take ${withUnit(question, off)} away.`
  return `These add up to ${withUnit(question, sum)}, and should come to ${withUnit(question, question.total)}. ${change}`
}
