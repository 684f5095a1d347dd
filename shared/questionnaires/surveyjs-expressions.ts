import type { Condition, Question } from './document.ts'
import { CannotWrite, type Known } from './export-account.ts'
import { choiceValue } from './surveyjs-export-types.ts'

/** A condition in the language of SurveyJS: `{work} = 'yes' and {age} >= 18`. Throws `CannotWrite` for what it cannot say. */
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
  return parts
    .map((part) => {
      const text = toSurveyjs(part, known)
      return text.includes(' or ') || text.includes(' and ') ? `(${text})` : text
    })
    .join(by)
}

const quoted = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

type Atom = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'area' }>

function atom(condition: Atom, question: Question, known: Known): string {
  const name = `{${question.code}}`
  switch (condition.op) {
    case 'answered':
      return `${name} notempty`
    case 'chosen':
      return chosen(condition, question, known)
    case 'ranked': {
      const code = quoted(known.option(question, condition.option).code)
      return Array.from({ length: condition.within }, (_one, n) => `{${question.code}[${n}]} = ${code}`).join(' or ')
    }
    case 'compare': {
      const value = typeof condition.value === 'number' ? condition.value : quoted(condition.value)
      const line = condition.row ? `{${question.code}.${known.row(question, condition.row).code}}` : name
      return `${line} ${condition.is} ${value}`
    }
    default:
      throw new CannotWrite('SurveyJS cannot count choices in an expression.')
  }
}

function chosen({ options, row }: Extract<Condition, { op: 'chosen' }>, question: Question, known: Known): string {
  const name = `{${question.code}}`
  if (question.type === 'yes_no') return options.map((id) => `${name} = ${quoted(id)}`).join(' or ')
  if (question.type === 'consent') return `${name} anyof ['yes']`
  const values = options.map((id) => quoted(choiceValue(known.option(question, id))))
  if (question.type === 'grid') {
    if (question.multiple) throw new CannotWrite('SurveyJS cannot look into a cell of several answers.')
    const rows = row ? [known.row(question, row)] : question.rows
    return rows.flatMap(({ code }) => values.map((value) => `{${question.code}.${code}} = ${value}`)).join(' or ')
  }
  const many = question.type === 'multiple' || question.type === 'ranking'
  return many ? `${name} anyof [${values.join(', ')}]` : values.map((value) => `${name} = ${value}`).join(' or ')
}
