import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canPublish, check, summarise } from '../../shared/questionnaires/check.ts'
import type { Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { journey } from '../../shared/questionnaires/evaluate.ts'
import { pageFaults } from '../../shared/questionnaires/faults.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { blank } from '../support/questionnaire-acts.ts'
import { documents, withAnswers } from '../support/questionnaire-answers.ts'

const en = (text: string) => ({ en: text })
const q = (id: string, more: object): Question => ({ id, code: id, text: en(`${id}?`), ...more }) as unknown as Question
const option = (id: string, more = {}) => ({ id, code: id, label: en(id), ...more })
const yesNo = (id: string, more: object = {}) =>
  q(id, { type: 'single', options: [option('yes'), option('no')], ...more })
const text = (id: string, askIf?: Condition) => q(id, { type: 'short_text', ...(askIf && { askIf }) })

const of = (...questions: Question[]): QuestionnaireDocument => ({
  ...blank(),
  sections: [{ id: 's', title: en('S'), pages: [{ id: 'p', title: en('P'), questions }] }, ...equalityBlock()],
})
const kinds = (document: QuestionnaireDocument) => check(document).map(({ level, kind, at }) => [level, kind, at?.id])
const chosen = (question: string, ...options: string[]): Condition => ({ op: 'chosen', question, options })

test('a questionnaire in order has nothing to say and may be published', () => {
  expect(check(aQuestionnaire())).toEqual([])
  expect(summarise(aQuestionnaire())).toEqual({
    sentence: 'All 10 questions reachable',
    questions: 10,
    minutes: 2,
    equality: 'last',
  })
})

test('a question that no answers lead to is dead, and so is what depends on it alone', () => {
  const document = of(
    q('age', { type: 'number', minimum: 0, maximum: 10 }),
    text('old', { op: 'compare', question: 'age', is: '>', value: 10 }),
    text('why', { op: 'answered', question: 'old' }),
  )
  expect(kinds(document)).toEqual([
    ['stop', 'dead', 'old'],
    ['stop', 'dead', 'why'],
  ])
  expect(summarise(document).sentence).toBe('2 questions are never asked')
  expect(canPublish(check(document))).toBe(false)
})

test('dead by each kind of reasoning', () => {
  const both: Condition = { op: 'all', of: [chosen('a', 'yes'), chosen('a', 'no')] }
  expect(kinds(of(yesNo('a'), text('b', both)))).toEqual([['stop', 'dead', 'b']])
  const many = q('m', { type: 'multiple', maximum: 1, options: [option('x'), option('y')] })
  const xy: Condition = { op: 'all', of: [chosen('m', 'x'), chosen('m', 'y')] }
  expect(kinds(of(many, text('b', xy)))).toEqual([['stop', 'dead', 'b']])
  expect(kinds(of({ ...many, maximum: 2 } as Question, text('b', xy)))).toEqual([])
  const unless: Condition = { op: 'not', of: { op: 'answered', question: 'a' } }
  expect(kinds(of(yesNo('a', { required: true }), text('b', unless)))).toEqual([['stop', 'dead', 'b']])
  expect(kinds(of(yesNo('a'), text('b', unless)))).toEqual([])
  const gap: Condition = {
    op: 'all',
    of: [
      { op: 'compare', question: 'n', is: '>', value: 5 },
      { op: 'compare', question: 'n', is: '<', value: 6 },
    ],
  }
  expect(kinds(of(q('n', { type: 'number' }), text('b', gap)))).toEqual([['stop', 'dead', 'b']])
  expect(kinds(of(q('n', { type: 'number', decimals: 1 }), text('b', gap)))).toEqual([])
  const late: Condition = { op: 'compare', question: 'd', is: '>', value: '2026-03-01' }
  expect(kinds(of(q('d', { type: 'date', latest: '2026-03-01' }), text('b', late)))).toEqual([['stop', 'dead', 'b']])
  expect(kinds(of(q('d', { type: 'date', latest: '2026-03-02' }), text('b', late)))).toEqual([])
})

test('a dead answer, and a condition that is always true, are named', () => {
  const never: Condition = { op: 'any', of: [] }
  const document = of(
    yesNo('a'),
    q('b', { type: 'single', options: [option('x', { askIf: never }), option('y')] }),
    text('c', { op: 'not', of: never }),
  )
  expect(kinds(document)).toEqual([
    ['stop', 'dead', 'x'],
    ['look', 'always', 'c'],
  ])
})

test('what is wrong without any reasoning', () => {
  const document = of(
    yesNo('a'),
    q('a2', { code: 'a', type: 'single', options: [] }),
    q('m', { type: 'multiple', maximum: 2, minimum: 3, options: ['x', 'y', 'z'].map((id) => option(id)) }),
    q('n', { type: 'number', minimum: 5, maximum: 4 }),
    q('s', { type: 'scale', from: 5, to: 5 }),
    q('w', { type: 'short_text', text: en(' ') }),
    q('l', { type: 'short_text', text: en('word '.repeat(31)) }),
    q('t', { type: 'single', options: [option('x'), option('y', { code: 'x' })] }),
  )
  expect(kinds(document)).toEqual([
    ['stop', 'code', 'a2'],
    ['stop', 'options', 'a2'],
    ['stop', 'bounds', 'm'],
    ['stop', 'bounds', 'n'],
    ['stop', 'bounds', 's'],
    ['stop', 'words', 'w'],
    ['stop', 'code', 't'],
    ['look', 'long', 'l'],
  ])
  const later: Condition = { op: 'answered', question: 'z' }
  expect(kinds(of(text('a', later), text('z')))).toEqual([['stop', 'condition', 'a']])
  expect(kinds(blank()).map(([level, kind]) => [level, kind])).toEqual([
    ['stop', 'empty'],
    ['look', 'equality'],
  ])
})

test('the equality questions are missed, and so is their place at the end', () => {
  const document = of(text('a'))
  const [main, equality] = document.sections
  expect(kinds({ ...document, sections: [main!] })).toEqual([['look', 'equality', undefined]])
  const swapped = { ...document, sections: [equality!, main!] }
  expect(kinds(swapped)).toEqual([['look', 'equality', undefined]])
  expect([summarise(document).equality, summarise(swapped).equality]).toEqual(['last', 'not last'])
})

test('equality questions are optional, can be declined and are compared once', () => {
  const document = of(text('a'))
  const [age, ...rest] = document.sections[1]!.pages
  const required = { ...age!.questions[0]!, required: true }
  const again = q('again', { type: 'single', characteristic: 'age_band', options: [option('x'), option('y')] })
  const pages = [{ ...age!, questions: [required, again] }, ...rest]
  expect(kinds({ ...document, sections: [document.sections[0]!, { ...document.sections[1]!, pages }] })).toEqual([
    ['stop', 'characteristic', 'again'],
    ['stop', 'equality', 'eq-age'],
    ['look', 'equality', 'again'],
  ])
})

test('nothing that somebody reaches is called dead', () => {
  const seen = { reached: 0 }
  fc.assert(
    fc.property(withAnswers, ([document, answers]) => {
      const dead = new Set(
        check(document)
          .filter((f) => f.kind === 'dead')
          .map((f) => `${f.at!.kind} ${f.at!.id}`),
      )
      const pages = (['main', 'equality'] as const).flatMap((part) => journey(document, answers, part))
      const honest = pages.every((page) => pageFaults(page, (answers ?? {}) as never, () => '').length === 0)
      for (const question of honest ? pages.flatMap((page) => page.questions) : []) {
        seen.reached += 1
        expect(dead).not.toContain(`question ${question.id}`)
      }
    }),
    { numRuns: 150 },
  )
  expect(seen.reached).toBeGreaterThan(200)
})

test('the checks say something about any document and never fail', () => {
  fc.assert(
    fc.property(documents, (document) => {
      expect(summarise(document).sentence).not.toBe('')
    }),
    { numRuns: 100 },
  )
})

test('reading time grows with the words and is one minute at least', () => {
  expect(minutes(of(text('a')))).toBe(1)
  const long = of(...Array.from({ length: 20 }, (_, n) => q(`t${n}`, { type: 'long_text' })))
  expect(minutes(long)).toBe(10)
  expect(minutes(long, 'equality')).toBe(2)
})

test('what a condition cannot look at is told by its reason: later, itself, an answer that is not there', () => {
  const document = of(
    yesNo('first', { askIf: chosen('second', 'yes') }),
    yesNo('second', { askIf: chosen('second', 'yes') }),
    text('third', chosen('first', 'maybe')),
    text('fourth', { op: 'compare', question: 'first', is: '>', value: 1 }),
    text('fifth', { op: 'answered', question: 'nowhere' }),
  )
  const said = check(document).filter(({ kind }) => kind === 'condition')
  expect(said.map(({ message }) => message)).toEqual([
    'Question 1, “first?” depends on question 2, “second?”, which does not come before it.',
    'Question 2, “second?” depends on its own answer.',
    'Question 3, “third?” depends on an answer of question 1, “first?” that is not there.',
    'Question 4, “fourth?” depends on question 1, “first?” in a way that its type does not allow.',
    'Question 5, “fifth?” depends on a question that is not here.',
  ])
})

test('an id that stands twice where it must be alone is refused with its place', () => {
  const twice: [string, QuestionnaireDocument][] = [
    ['sections/0/pages/0/questions/1/id', of(text('a'), text('a'))],
    [
      'sections/0/pages/0/questions/0/options/1/id',
      of(q('a', { type: 'single', options: [option('x'), option('x', { code: 'y' })] })),
    ],
    [
      'sections/0/pages/0/questions/0/rows/1/id',
      of(q('a', { type: 'grid', rows: [option('x'), option('x', { code: 'y' })], options: [option('z')] })),
    ],
  ]
  for (const [place, document] of twice) {
    const issues = questionnaireDocument.safeParse(document).error?.issues ?? []
    expect(issues.map(({ path, message }) => [path.join('/'), message])).toEqual([
      [place, expect.stringContaining('twice')],
    ])
  }
  expect(questionnaireDocument.safeParse(of(text('a'), text('b'))).success).toBe(true)
})
