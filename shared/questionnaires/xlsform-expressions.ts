import type { Condition, Id, Question } from './document.ts'
import { CannotWrite, type Known } from './export-account.ts'

/** A condition as XPath: `selected(${work}, 'yes') and ${age} >= 18`. Throws `CannotWrite` for what it cannot say. */
export function toXpath(condition: Condition, known: Known, self?: Id): string {
  switch (condition.op) {
    case 'all':
      return joined(condition.of, ' and ', 'true()', known, self)
    case 'any':
      return joined(condition.of, ' or ', 'false()', known, self)
    case 'not':
      return `not(${toXpath(condition.of, known, self)})`
    case 'area':
      throw new CannotWrite('XLSForm knows no boroughs.')
    default:
      return atom(condition, known.question(condition.question), known, self)
  }
}

function joined(parts: Condition[], by: string, none: string, known: Known, self?: Id): string {
  if (parts.length === 0) return none
  const written = parts.map((part) => {
    const text = toXpath(part, known, self)
    const mixed = (part.op === 'all' || part.op === 'any') && part.of.length > 1
    return mixed || text.includes(' or ') || text.includes(' and ') ? `(${text})` : text
  })
  return written.join(by)
}

const quoted = (value: string) => `'${value.replaceAll("'", '')}'`

type Atom = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'area' }>

function atom(condition: Atom, question: Question, known: Known, self?: Id): string {
  const name = question.id === self ? '.' : `\${${question.code}}`
  const lineOf = (row: Id) => `\${${question.code}_${known.row(question, row).code}}`
  switch (condition.op) {
    case 'answered':
      if ('rows' in question) return question.rows.map((row) => `${lineOf(row.id)} != ''`).join(' or ')
      return `${name} != ''`
    case 'chosen':
      return chosen(condition, question, known, name, lineOf)
    case 'count':
      return `count-selected(${name}) ${condition.is} ${condition.value}`
    case 'ranked':
      return Array.from(
        { length: condition.within },
        (_one, n) => `selected-at(${name}, ${n}) = ${quoted(known.option(question, condition.option).code)}`,
      ).join(' or ')
    case 'compare': {
      const value = typeof condition.value === 'number' ? condition.value : `date(${quoted(fullDate(condition.value))})`
      return `${condition.row ? lineOf(condition.row) : name} ${condition.is} ${value}`
    }
    default:
      throw new CannotWrite('XLSForm has no words for it.')
  }
}

/** A month begins with its first day, and a year with its first. */
const fullDate = (date: string) => `${date}${'-01-01'.slice(date.length - 4)}`.slice(0, 10)

function chosen(
  { options, row }: Extract<Condition, { op: 'chosen' }>,
  question: Question,
  known: Known,
  name: string,
  lineOf: (row: Id) => string,
): string {
  if (question.type === 'yes_no') return options.map((id) => `${name} = ${quoted(id)}`).join(' or ')
  if (question.type === 'consent') return `${name} = 'OK'`
  const codes = options.map((id) => quoted(known.option(question, id).code))
  if (question.type === 'grid') {
    const lines = row ? [lineOf(row)] : question.rows.map((one) => lineOf(one.id))
    const each = (line: string) =>
      codes.map((code) => (question.multiple ? `selected(${line}, ${code})` : `${line} = ${code}`))
    return lines.flatMap(each).join(' or ')
  }
  const several = question.type === 'multiple' || question.type === 'ranking'
  return codes.map((code) => (several ? `selected(${name}, ${code})` : `${name} = ${code}`)).join(' or ')
}
