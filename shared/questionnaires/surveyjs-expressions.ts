import type { Condition, Id, Question, QuestionOf } from './document.ts'
import { CannotWrite, holdsForNone, type Known, missingIn, whole } from './export-account.ts'
import { choiceValue } from './surveyjs-export-types.ts'

/**
 * A condition in the language of SurveyJS: `{work} = 'yes' and {age} >= 18`. A blank differs from everything there, so
 * that `!=` asks for an answer first. Throws `CannotWrite` for what it cannot say.
 */
export function toSurveyjs(condition: Condition, known: Known): string {
  switch (condition.op) {
    case 'all':
      return joined(condition.of, ' and ', '1 = 1', known)
    case 'any':
      return joined(condition.of, ' or ', '1 = 2', known)
    case 'not':
      return `!(${toSurveyjs(condition.of, known)})`
    case 'area':
      throw new CannotWrite('SurveyJS knows no boroughs.')
    default:
      return atom(condition, known.question(condition.question), known)
  }
}

function joined(parts: Condition[], by: string, none: string, known: Known): string {
  if (parts.length === 0) return none
  return parts.map((part) => whole(toSurveyjs(part, known))).join(by)
}

const either = (parts: string[]) => (parts.length > 0 ? parts.join(' or ') : '1 = 2')
const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

type Atom = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'area' }>

function atom(condition: Atom, question: Question, known: Known): string {
  const name = `{${question.code}}`
  switch (condition.op) {
    case 'answered':
      return answered(question, name)
    case 'chosen':
      return chosen(condition, question, known)
    case 'ranked': {
      const option = known.option(question, condition.option)
      if (option.missing) throw new CannotWrite('A ranking of SurveyJS has no way out.')
      return Array.from(
        { length: condition.within },
        (_one, n) => `${name.slice(0, -1)}[${n}]} = ${quoted(option.code)}`,
      ).join(' or ')
    }
    case 'compare':
      return condition.row
        ? comparedLine(condition, question, known.row(question, condition.row).code)
        : comparison(condition, name)
    default:
      throw new CannotWrite('SurveyJS cannot count choices in an expression.')
  }
}

/** A kind of missing is a value like any other there, but no answer here. */
function answered(question: Question, name: string): string {
  const kinds = question.type === 'ranking' ? [] : missingIn(question)
  if (kinds.length === 0) return `${name} notempty`
  const values = `[${kinds.map((option) => quoted(choiceValue(question, option))).join(', ')}]`
  if (question.type !== 'grid') return `${name} notempty and !(${name} anyof ${values})`
  const line = (row: { code: string }) => lineOf(question, row)
  return either(question.rows.map((row) => `(${line(row)} notempty and !(${line(row)} anyof ${values}))`))
}

/** A line of a table; where it takes several answers, they stand in the one column of it. */
const lineOf = ({ code, multiple }: QuestionOf<'grid'>, row: { code: string }) =>
  `{${code}.${row.code}${multiple ? '.answers' : ''}}`

type Compare = Extract<Condition, { op: 'compare' }>

function comparison({ is, value }: Compare, name: string): string {
  const text = `${name} ${is} ${typeof value === 'number' ? value : quoted(value)}`
  return is === '!=' ? `${name} notempty and ${text}` : text
}

/** A line left empty beside others that are not got nothing of the total. */
function comparedLine(condition: Compare, question: Question, row: string): string {
  const line = `{${question.code}.${row}}`
  const text = comparison(condition, line)
  return holdsForNone(condition) ? `{${question.code}} notempty and (${line} empty or ${whole(text)})` : text
}

function chosen({ options, row }: Extract<Condition, { op: 'chosen' }>, question: Question, known: Known): string {
  const name = `{${question.code}}`
  if (question.type === 'yes_no') return either(options.map((id: Id) => `${name} = ${quoted(id)}`))
  if (question.type === 'consent') return `${name} anyof ['yes']`
  const asked = options.map((id) => known.option(question, id))
  if (question.type === 'ranking' && asked.some(({ missing }) => missing))
    throw new CannotWrite('A ranking of SurveyJS has no way out.')
  const values = asked.map((option) => quoted(choiceValue(question, option)))
  if (question.type === 'grid') {
    const rows = (row ? [known.row(question, row)] : question.rows).map((one) => lineOf(question, one))
    return question.multiple
      ? either(rows.map((line) => `${line} anyof [${values.join(', ')}]`))
      : either(rows.flatMap((line) => values.map((value) => `${line} = ${value}`)))
  }
  const many = question.type === 'multiple' || question.type === 'ranking'
  return many ? `${name} anyof [${values.join(', ')}]` : either(values.map((value) => `${name} = ${value}`))
}
