import { columnName, wordsColumn } from '../questionnaires/column-name.ts'
import type { Question } from '../questionnaires/document.ts'
import { optionsOf, rowsOf } from '../questionnaires/fixed-options.ts'
import type { Placed, Target } from './import-columns.ts'
import { named, plainCode, plainWords } from './import-words.ts'

/** A head, with the second one where there are two. */
export function recognised(questions: Placed[], first: string, under: string): Target | null {
  if (first === '') return null
  if (under === '') {
    const target = byOwnName(questions, first) ?? byCode(questions, first) ?? byWordsInBrackets(questions, first)
    if (target) return target
  }
  const words = plainWords(first)
  const found =
    questions.find(({ question }) => wordsOf(question).includes(words)) ??
    questions.find(({ question }) => plainCode(question.code) === plainCode(first))
  return found ? within(found, under) : null
}

const wordsOf = ({ text }: Question): string[] => Object.values(text).map(plainWords)

/** Our own export: `code`, `code_option`, `code_row`, `code_row_option`, `code_other_text`. */
function byOwnName(questions: Placed[], head: string): Target | null {
  for (const placed of questions) {
    const { question } = placed
    if (head === columnName(question.code)) return whole(placed)
    if (!head.startsWith(columnName(question.code).slice(0, 40))) continue
    if (head === columnName(question.code, wordsColumn)) return { ...placed, isWords: true }
    const option = optionsOf(question).find(({ code }) => head === columnName(question.code, code))
    const row = rowsOf(question).find(({ code }) => head === columnName(question.code, code))
    if (row) return { ...placed, row: row.id }
    if (option) return { ...placed, option: option.id }
    for (const row of rowsOf(question))
      for (const option of optionsOf(question))
        if (head === columnName(question.code, row.code, option.code))
          return { ...placed, row: row.id, option: option.id }
  }
  return null
}

/** LimeSurvey: `Q1`, `Q1[SQ001]`, `Q1[SQ001_SQ002]`, `Q1[other]`, `Q1[1]` of a ranking, each with `. Words` behind or not. */
function byCode(questions: Placed[], head: string): Target | null {
  const found =
    /^([A-Za-z][\w-]{0,79})(?:\[([^\][]{1,80})\](?:\[([^\][]{1,80})\])?)?$/.exec(head) ??
    /^([A-Za-z][\w-]{0,79})\[([^\][]{1,80})\](?:\[([^\][]{1,80})\])?\.\s/.exec(head) ??
    /^([A-Za-z][\w-]{0,79})\.\s/.exec(head)
  if (!found) return null
  const [, code = '', part, more] = found
  const placed = questions.find(({ question }) => plainCode(question.code) === plainCode(code))
  if (!placed) return null
  if (part === undefined)
    return /\.\s/.test(head) ? (byWordsInBrackets([placed], head) ?? whole(placed)) : whole(placed)
  return within(placed, more === undefined ? part : `${part}_${more}`)
}

/** `The question's words [the option's or the row's words]`, as several programs write it. */
function byWordsInBrackets(questions: Placed[], head: string): Target | null {
  const found = /^(.*?)\s*\[([^\][]+)\]\s*$/.exec(head)
  if (!found) return null
  const asked = plainWords(found[1]!.replace(/^[A-Za-z][\w-]{0,79}\.\s/, ''))
  const placed = questions.find(({ question }) => wordsOf(question).includes(asked))
  return placed ? within(placed, found[2]!) : null
}

/** A column for the whole question: also of several answers in one cell; not of what has rows. */
const whole = (placed: Placed): Target | null => (rowsOf(placed.question).length > 0 ? null : placed)

/** A part of a question: an option, a row, a row with an option, a place of a ranking, or the words beside "other". */
function within(placed: Placed, part: string): Target | null {
  const { question } = placed
  if (part === '') return whole(placed)
  const options = optionsOf(question)
  const specified = /^(.+?)\s*\((please )?(specify|say what|tell us what)\)\s*:?$/i.exec(part)?.[1]
  if (specified && named(options, part) === undefined && named(options, specified)?.other)
    return { ...placed, isWords: true }
  if (/^other$/i.test(part) || /^other\b.*\b(specify|comment|text)/i.test(part) || /\[?other text\]?$/i.test(part))
    return options.some(({ other }) => other) ? { ...placed, isWords: true } : null
  const row = named(rowsOf(question), part)
  if (row) return { ...placed, row: row.id }
  const option = named(options, part)
  if (option) return { ...placed, option: option.id }
  const [first = '', second = ''] = part.split(/[_:|]/)
  const [rowOf, optionOf] = [named(rowsOf(question), first), named(options, second)]
  if (rowOf && optionOf) return { ...placed, row: rowOf.id, option: optionOf.id }
  if (question.type === 'ranking' && /^\d{1,3}$/.test(part)) return { ...placed, place: Number(part) }
  return null
}
