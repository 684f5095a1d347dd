import { expect, test } from 'vitest'
import { conditionWords, earlierThan, nameOf, numbered } from '../../client/questionnaires/words.ts'
import { summarise } from '../../shared/questionnaires/check.ts'
import type { Condition, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { places } from '../../shared/questionnaires/places.ts'
import { everyType } from '../support/every-type.ts'

const { hidden, statement, single, yes_no, grid } = everyType
const en = (text: string) => ({ en: text })
const page = { id: 'page', title: en('Page'), questions: [hidden, statement, yes_no, single, grid] }
const document: QuestionnaireDocument = {
  format: 1,
  language: 'en',
  languages: ['en'],
  title: en('T'),
  sections: [{ id: 'main', title: en('Main'), pages: [page] }],
}

test('questions are numbered as people see them: neither a hidden value nor a statement takes a number', () => {
  expect(numbered(document).map(({ number }) => number)).toEqual([null, null, 1, 2, 3])
  const names = places(document).flatMap(({ kind, name }) => (kind === 'question' ? [name] : []))
  expect(names[0]).toMatch(/^the hidden question “/)
  expect(names.slice(2).map((name) => /^question \d/.exec(name)?.[0])).toEqual([
    'question 1',
    'question 2',
    'question 3',
  ])
  expect(summarise(document).questions).toBe(3)
})

test('what the link says can be looked at by a condition, under its own name', () => {
  const earlier = earlierThan(document, { kind: 'question', id: single.id })
  expect(earlier.map((one) => nameOf(one, document))).toEqual([
    expect.stringMatching(/^From the link: /),
    expect.stringMatching(/^1\. /),
  ])
  expect(conditionWords(document, { op: 'answered', question: hidden.id })).toMatch(/^“.+” of the link was answered$/)
})

test('an option and a line look at the questions before their own', () => {
  for (const [kind, id] of [
    ['option', grid.options[0]!.id],
    ['row', grid.rows[0]!.id],
  ] as const)
    expect(earlierThan(document, { kind, id, of: grid.id }).map(({ question }) => question.id)).toEqual([
      hidden.id,
      yes_no.id,
      single.id,
    ])
})

test('a group inside a group stands in brackets, so that it is read in one way', () => {
  const yes: Condition = { op: 'chosen', question: yes_no.id, options: ['yes'] }
  const post: Condition = { op: 'chosen', question: single.id, options: ['post'] }
  const words = conditionWords(document, { op: 'all', of: [yes, { op: 'any', of: [post, { op: 'not', of: yes }] }] })
  expect(words).toBe('question 1 is “Yes” and (question 2 is “By post” or question 1 is not “Yes”)')
})

test('a condition reads as a person would say it: a line by its words, a number of answers, a day, and what must not be', () => {
  const { multiple, date, partial_date } = everyType
  const own = {
    ...document,
    sections: [{ ...document.sections[0]!, pages: [{ ...page, questions: [grid, multiple, date, partial_date] }] }],
  }
  const says = (condition: Condition) => conditionWords(own, condition)
  const row = grid.rows[0]!
  const option = grid.options[0]!
  const inLine: Condition = { op: 'chosen', question: grid.id, options: [option.id], row: row.id }
  expect(says(inLine)).toBe(`question 1 (“${row.label.en}”) is “${option.label.en}”`)
  expect(says({ op: 'not', of: inLine })).toBe(`question 1 (“${row.label.en}”) is not “${option.label.en}”`)
  expect(says({ op: 'not', of: { op: 'answered', question: multiple.id } })).toBe('question 2 was not answered')
  expect(says({ op: 'count', question: multiple.id, is: '>=', value: 2 })).toBe('question 2 has at least 2 answers')
  expect(says({ op: 'count', question: multiple.id, is: '<', value: 1 })).toBe('question 2 has fewer than 1 answer')
  expect(says({ op: 'compare', question: date.id, is: '>', value: '2026-03-05' })).toBe(
    'question 3 is after 5 March 2026',
  )
  expect(says({ op: 'compare', question: partial_date.id, is: '<', value: '2026-03' })).toBe(
    'question 4 is before March 2026',
  )
  const either: Condition = { op: 'any', of: [inLine, { op: 'answered', question: date.id }] }
  expect(says({ op: 'not', of: either })).toMatch(/^not \(question 1 .+ or question 3 was answered\)$/)
})
