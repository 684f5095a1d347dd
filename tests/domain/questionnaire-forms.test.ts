import { expect, test } from 'vitest'
import { say, type Text } from '../../shared/kernel/text.ts'
import { answerPage } from '../../shared/questionnaires/answer-page.ts'
import type { Answers, Option, Question } from '../../shared/questionnaires/document.ts'
import { faultsTitle, pageFaults } from '../../shared/questionnaires/faults.ts'
import { fieldName, readPage } from '../../shared/questionnaires/read-form.ts'
import type { Fields } from '../../shared/questionnaires/rules.ts'
import { aQuestionnaire } from '../support/fixtures.ts'

const en = (text: string) => ({ en: text })
const words = (text: Text | undefined) => say(text, 'en')
const option = (id: string, more: Partial<Option> = {}): Option => ({ id, code: id, label: en(id), ...more })
const boroughOf = (postcode: string) => ({ 'NW1 2DB': 'E09000007', 'M1 1AE': null })[postcode]

/** The question's answer from its fields, and every sentence against it. */
function answer(question: object, fields: Fields) {
  const whole = { id: 'q', code: 'q', text: en('The question?'), ...question } as unknown as Question
  const page = { sectionId: 's', sectionTitle: en('S'), pageId: 'p', title: en('P'), questions: [whole], failing: [] }
  const read = readPage(page, fields, boroughOf)
  const faults = [...read.faults, ...(read.faults.length > 0 ? [] : pageFaults(page, read.answers, words))]
  return { answer: read.answers.q, says: faults.map((fault) => fault.message) }
}

const yesNo = {
  type: 'single',
  options: [
    option('yes'),
    option('no'),
    option('other', { other: true }),
    option('Prefer not to say', { missing: 'declined' }),
  ],
}

test('single: one option, the words of “Other”, and what to do when it is empty', () => {
  expect(answer(yesNo, { 'q-q': 'yes' })).toEqual({ answer: { option: 'yes' }, says: [] })
  expect(answer(yesNo, {})).toEqual({ answer: undefined, says: [] })
  expect(answer({ ...yesNo, required: true }, { 'q-q': '' }).says).toEqual([
    'Choose one answer. “Prefer not to say” is fine.',
  ])
  expect(answer(yesNo, { 'q-q': 'maybe' })).toEqual({ answer: undefined, says: ['Choose from the answers shown.'] })
  expect(answer(yesNo, { 'q-q': 'other', 'q-q.other': ' A cat ' }).answer).toEqual({ option: 'other', other: 'A cat' })
  expect(answer(yesNo, { 'q-q.other': 'A cat' }).answer).toEqual({ option: 'other', other: 'A cat' })
  expect(answer(yesNo, { 'q-q': 'yes', 'q-q.other': 'A cat' }).answer).toEqual({ option: 'yes' })
  expect(answer(yesNo, { 'q-q': 'other', 'q-q.other': 'x'.repeat(203) }).says).toEqual([
    'Shorten this by 3 characters. The most is 200.',
  ])
})

const three = {
  type: 'multiple',
  maximum: 3,
  options: ['a', 'b', 'c', 'd'].map((id) => option(id)).concat(option('None of these', { exclusive: true })),
}

test('multiple: kept in the authored order, at most so many, and what stands alone stands alone', () => {
  expect(answer(three, { 'q-q': ['c', 'a', 'a'] })).toEqual({ answer: { options: ['a', 'c'] }, says: [] })
  expect(answer(three, { 'q-q': 'b' }).answer).toEqual({ options: ['b'] })
  expect(answer(three, { 'q-q': ['a', 'b', 'c', 'd'] }).says).toEqual(['Choose three at most. You have chosen four.'])
  expect(answer(three, { 'q-q': ['a', 'None of these'] }).says).toEqual([
    'Choose “None of these” on its own, or take it away.',
  ])
  expect(answer({ ...three, required: true }, {}).says).toEqual(['Choose at least one answer, up to three.'])
  expect(answer({ ...three, minimum: 2 }, { 'q-q': 'a' }).says).toEqual(['Choose at least two. You have chosen one.'])
  expect(answer({ ...three, minimum: 2 }, {}).says).toEqual([])
  expect(answer(three, { 'q-q': ['a', 'z'] }).says).toEqual(['Choose from the answers shown.'])
})

const rows = [
  { id: 'one', code: 'one', label: en('The first') },
  { id: 'two', code: 'two', label: en('The second') },
]
const grid = {
  type: 'grid',
  rows,
  options: [option('good'), option('bad'), option('Don’t know', { missing: 'dont_know' })],
}

test('grid: one answer a line, and each empty line is named when an answer is needed', () => {
  expect(answer(grid, { 'q-q.one': 'good' })).toEqual({ answer: { rows: { one: 'good' } }, says: [] })
  const page = {
    sectionId: 's',
    sectionTitle: en('S'),
    pageId: 'p',
    title: en('P'),
    failing: [],
    questions: [{ id: 'q', code: 'q', text: en('Q'), required: true, ...grid } as Question],
  }
  expect(pageFaults(page, { q: { rows: { one: 'good' } } }, words)).toEqual([
    {
      questionId: 'q',
      rowId: 'two',
      about: 'The second',
      kind: 'required',
      message: 'Choose one answer, or “Don’t know”.',
    },
  ])
})

test('number: figures with commas or spaces, whole unless decimals are asked for, within its bounds', () => {
  const number = { type: 'number', minimum: 0, maximum: 2000 }
  expect(answer(number, { 'q-q': ' 1,200 ' })).toEqual({ answer: { number: 1200 }, says: [] })
  expect(answer(number, { 'q-q': 'twelve' }).says).toEqual(['Enter a number in figures, like 12.'])
  expect(answer(number, { 'q-q': '1.5' }).says).toEqual(['Enter a whole number, like 12.'])
  expect(answer({ ...number, decimals: 1 }, { 'q-q': '1.5' })).toEqual({ answer: { number: 1.5 }, says: [] })
  expect(answer(number, { 'q-q': '-1' }).says).toEqual(['Enter 0 or more.'])
  expect(answer(number, { 'q-q': '2001' }).says).toEqual(['Enter 2,000 or less.'])
  for (const strange of ['1e9', '0x10', 'Infinity', 'NaN', '9'.repeat(40)])
    expect(answer(number, { 'q-q': strange }).answer).toBeUndefined()
})

test('scale: one of its numbers', () => {
  const scale = { type: 'scale', from: 0, to: 10, required: true }
  expect(answer(scale, { 'q-q': '0' })).toEqual({ answer: { number: 0 }, says: [] })
  expect(answer(scale, {}).says).toEqual(['Choose one number.'])
  expect(answer(scale, { 'q-q': '11' }).says).toEqual(['Choose one of the numbers shown.'])
})

test('text: every character is kept, line ends are one, and what is over is counted as a reader counts', () => {
  const text = { type: 'long_text', maximum: 10 }
  const wording = '<b>&😀\u202e"'
  expect(answer(text, { 'q-q': wording })).toEqual({ answer: { text: wording }, says: [] })
  expect(answer(text, { 'q-q': 'a\r\nb\rc' }).answer).toEqual({ text: 'a\nb\nc' })
  expect(answer(text, { 'q-q': '😀'.repeat(10) }).says).toEqual([])
  expect(answer(text, { 'q-q': '😀'.repeat(11) }).says).toEqual(['Shorten this by 1 character. The most is 10.'])
  expect(answer({ type: 'long_text' }, { 'q-q': 'é'.repeat(10_000) }).says).toEqual([])
  expect(answer(text, { 'q-q': 'NUL \0' }).says).toEqual(['This holds a character that cannot be kept. Type it again.'])
  expect(answer({ ...text, required: true }, { 'q-q': '  ' }).says).toEqual(['Write your answer.'])
})

test('date: three fields, the month in figures or words, a day that exists, within its bounds', () => {
  const date = { type: 'date', earliest: '2020-01-01', latest: '2026-12-31' }
  const of = (day: string, month: string, year: string) =>
    answer(date, { 'q-q.day': day, 'q-q.month': month, 'q-q.year': year })
  expect(of('27', '3', '2026')).toEqual({ answer: { date: '2026-03-27' }, says: [] })
  expect(of('7', 'mar', '2026').answer).toEqual({ date: '2026-03-07' })
  expect(of('29', '2', '2024').answer).toEqual({ date: '2024-02-29' })
  expect(of('29', '2', '2026').says).toEqual(['Enter a day that exists, like 27 3 2026.'])
  expect(of('27', '', '').says).toEqual(['Add the month and the year.'])
  expect(of('27', '3', '26').says).toEqual(['Enter the year in four figures, like 2026.'])
  expect(of('31', '12', '2019').says).toEqual(['Enter 1 January 2020 or later.'])
  expect(of('', '', '')).toEqual({ answer: undefined, says: [] })
})

test('postcode: only its borough stays; it may be kept or chosen by hand', () => {
  const postcode = { type: 'postcode', required: true }
  expect(answer(postcode, { 'q-q': 'NW1 2DB' })).toEqual({ answer: { area: 'E09000007' }, says: [] })
  expect(answer(postcode, { 'q-q': 'M1 1AE' }).answer).toEqual({ area: 'outside' })
  expect(answer(postcode, { 'q-q': 'nonsense' }).says).toEqual(['Enter a full UK postcode, like SW1H 0TL.'])
  expect(answer(postcode, { 'q-q': '', 'q-q.area': 'E09000033' }).answer).toEqual({ area: 'E09000033' })
  expect(answer(postcode, { 'q-q.area': 'E09000034' }).says).toEqual([
    'Enter your postcode, like SW1H 0TL, or choose your borough.',
  ])
})

const place = { part: 'main', pageId: 'first' } as const
const post = (draft: Answers, fields: Fields) =>
  answerPage(aQuestionnaire(), draft, place, { fields, boroughOf, say: words })

test('a posted page replaces its own answers and no others', () => {
  const draft: Answers = { priorities: { options: ['traffic'] }, years: { number: 4 } }
  const done = post(draft, { [fieldName('priorities')]: ['burglary'] })
  expect(done).toMatchObject({
    answers: { priorities: { options: ['burglary'] }, years: { number: 4 } },
    faults: [],
    appeared: [],
  })
  expect(post(draft, {}).answers).toEqual({ years: { number: 4 } })
})

test('a question that the post itself brought onto the page is shown before anything is asked of it', () => {
  const done = post({}, { [fieldName('priorities')]: ['knives'] })
  expect(done.appeared).toEqual(['why'])
  const both = post({}, { [fieldName('priorities')]: ['knives'], [fieldName('why')]: 'Because.' })
  expect(both).toMatchObject({ appeared: [], faults: [], answers: { why: { text: 'Because.' } } })
})

test('going back restores what was answered off the path', () => {
  const draft: Answers = { priorities: { options: ['knives'] }, why: { text: 'Because.' } }
  const away = post(draft, { [fieldName('priorities')]: ['burglary'], [fieldName('why')]: 'Because.' })
  expect(away.page!.questions.map((question) => question.id)).toEqual(['priorities'])
  const back = post(away.answers, { [fieldName('priorities')]: ['knives'] })
  expect(back.answers.why).toEqual({ text: 'Because.' })
})

test('what could not be read is said once, and the other answers are kept', () => {
  const third = { part: 'main', pageId: 'third' } as const
  const form = { fields: { 'q-years': 'many', 'q-street': 'High Street', 'q-home': 'nowhere' }, boroughOf, say: words }
  const done = answerPage(aQuestionnaire(), {}, third, form)
  expect(done.faults.map(({ questionId, kind }) => [questionId, kind])).toEqual([
    ['years', 'not_a_number'],
    ['home', 'not_a_postcode'],
  ])
  expect(done.answers).toEqual({ street: { text: 'High Street' } })
  expect(faultsTitle(done.faults)).toBe('Two answers need another look')
  expect(faultsTitle([{ ...done.faults[0]!, kind: 'required' }])).toBe('One answer is still needed')
})
