import type { Condition, Id, Question } from './document.ts'
import { CannotWrite, holdsForNone, type Known, missingIn, whole } from './export-account.ts'

/**
 * A condition as XPath: `selected(${work}, 'yes') and ${age} >= 18`. A blank compares there as no number, which only
 * `!=` holds for, and has no choices; so both ask for an answer first. Throws `CannotWrite` for what it cannot say.
 */
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
  return parts.map((part) => whole(toXpath(part, known, self))).join(by)
}

const either = (parts: string[]) => (parts.length > 0 ? parts.join(' or ') : 'false()')
const both = (...parts: (string | undefined)[]) =>
  parts.flatMap((part) => (part === undefined ? [] : [whole(part)])).join(' and ')
const quoted = (value: string) => `'${value.replaceAll("'", '')}'`

type Atom = Exclude<Condition, { op: 'all' | 'any' | 'not' | 'area' }>

function atom(condition: Atom, question: Question, known: Known, self?: Id): string {
  if (question.type === 'hidden') throw new CannotWrite('It looks at a hidden value, which XLSForm has not.')
  const name = question.id === self ? '.' : `\${${question.code}}`
  const lineOf = (row: Id) => `\${${question.code}_${known.row(question, row).code}}`
  switch (condition.op) {
    case 'answered':
      return 'rows' in question
        ? either(question.rows.map(({ id }) => answered(lineOf(id), question)))
        : answered(name, question)
    case 'chosen':
      return chosen(condition, question, known, name, lineOf)
    case 'count':
      return counted(condition, question, name)
    case 'ranked':
      return ranked(name, quoted(known.option(question, condition.option).code), condition.within)
    case 'compare':
      return condition.row ? comparedLine(condition, question, lineOf) : comparison(condition, name)
    default:
      throw new CannotWrite('XLSForm has no words for it.')
  }
}

/** A kind of missing is a choice like any other there, but no answer here. */
function answered(name: string, question: Question): string {
  const several = question.type === 'multiple' || (question.type === 'grid' && question.multiple)
  const kinds = question.type === 'ranking' ? [] : missingIn(question)
  const not = kinds.map(({ code }) =>
    several ? `not(selected(${name}, ${quoted(code)}))` : `${name} != ${quoted(code)}`,
  )
  return [`${name} != ''`, ...not].join(' and ')
}

type Compare = Extract<Condition, { op: 'compare' }>

function comparison({ is, value }: Pick<Compare, 'is' | 'value'>, name: string): string {
  const constant = typeof value === 'number' ? value : `date(${quoted(fullDate(value))})`
  const text = `${name} ${is} ${constant}`
  return is === '!=' ? `${name} != '' and ${text}` : text
}

/** A line left empty beside others that are not got nothing of the total. */
function comparedLine(condition: Compare, question: Question, lineOf: (row: Id) => string): string {
  const line = lineOf(condition.row!)
  const text = comparison(condition, line)
  if (!holdsForNone(condition) || !('rows' in question)) return text
  const any = either(question.rows.map(({ id }) => `${lineOf(id)} != ''`))
  return both(any, either([`${line} = ''`, whole(text)]))
}

function counted({ is, value }: Extract<Condition, { op: 'count' }>, question: Question, name: string): string {
  if (question.type === 'grid') throw new CannotWrite('XLSForm cannot count the choices of several lines.')
  if (question.type === 'ranking' && question.top !== undefined)
    throw new CannotWrite('A form has everything put in order, so there is nothing to count.')
  const text = `count-selected(${name}) ${is} ${value}`
  const kinds = question.type === 'multiple' ? missingIn(question) : []
  const missing = kinds.map(({ code }) => `selected(${name}, ${quoted(code)})`)
  if (holdsForNone({ is, value })) return both(`${name} != ''`, either([...missing, text]))
  return both(text, ...missing.map((one) => `not(${one})`))
}

const ranked = (name: string, code: string, within: number) =>
  Array.from({ length: within }, (_one, n) => `selected-at(${name}, ${n}) = ${code}`).join(' or ')

/** A month begins with its first day, and a year with its first. */
const fullDate = (date: string) => `${date}${'-01-01'.slice(date.length - 4)}`.slice(0, 10)

function chosen(
  { options, row }: Extract<Condition, { op: 'chosen' }>,
  question: Question,
  known: Known,
  name: string,
  lineOf: (row: Id) => string,
): string {
  if (question.type === 'yes_no') return either(options.map((id) => `${name} = ${quoted(id)}`))
  if (question.type === 'consent') return `${name} = 'OK'`
  const asked = options.map((id) => known.option(question, id))
  const codes = asked.map(({ code }) => quoted(code))
  if (question.type === 'grid') {
    const lines = row ? [lineOf(row)] : question.rows.map((one) => lineOf(one.id))
    const each = (line: string) =>
      codes.map((code) => (question.multiple ? `selected(${line}, ${code})` : `${line} = ${code}`))
    return either(lines.flatMap(each))
  }
  if (question.type === 'ranking') {
    if (asked.some(({ missing }) => missing)) throw new CannotWrite('A ranking of a form has no way out.')
    if (question.top !== undefined) return either(codes.map((code) => ranked(name, code, question.top!)))
  }
  const several = question.type === 'multiple' || question.type === 'ranking'
  return either(codes.map((code) => (several ? `selected(${name}, ${code})` : `${name} = ${code}`)))
}
