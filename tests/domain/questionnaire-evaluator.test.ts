import fc from 'fast-check'
import { expect, test } from 'vitest'
import { say, type Text } from '../../shared/kernel/text.ts'
import { checkAnswers } from '../../shared/questionnaires/check-answers.ts'
import { holds } from '../../shared/questionnaires/conditions.ts'
import type { Answers, Condition, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { askedOf, journey, missingKinds, relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import { pageFaults } from '../../shared/questionnaires/faults.ts'
import { readPage } from '../../shared/questionnaires/read-form.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { blank } from '../support/questionnaire-acts.ts'
import { documents, withAnswers } from '../support/questionnaire-answers.ts'

const en = (text: string) => ({ en: text })
const words = (text: Text | undefined) => say(text, 'en')

test('any JSON as answers gives a value, never an exception', () => {
  fc.assert(
    fc.property(withAnswers, ([document, answers]) => {
      for (const part of ['main', 'equality'] as const) {
        const pages = journey(document, answers, part)
        const relevant = relevantAnswers(document, answers, part)
        checkAnswers(document, answers, part)
        missingKinds(document, answers, part)
        for (const page of pages) pageFaults(page, relevant, words)
      }
    }),
    { numRuns: 400 },
  )
})

test('what is off the path changes nothing: the relevant answers lead the same way, and are all accepted', () => {
  const seen = { conditional: 0, answered: 0 }
  fc.assert(
    fc.property(withAnswers, ([document, answers]) => {
      const relevant = relevantAnswers(document, answers)
      expect(journey(document, relevant)).toEqual(journey(document, answers))
      expect(relevantAnswers(document, relevant)).toEqual(relevant)
      expect(checkAnswers(document, relevant)).toEqual({ ok: true, answers: relevant })
      const asked = new Set(askedOf(document, answers).map((question) => question.id))
      expect(Object.keys(relevant).filter((id) => !asked.has(id))).toEqual([])
      if (Object.keys(relevant).length > 0) seen.answered += 1
      if (asked.size < journeyWithout(document).length) seen.conditional += 1
    }),
    { numRuns: 300 },
  )
  expect(seen.answered).toBeGreaterThan(30)
  expect(seen.conditional).toBeGreaterThan(30)
})

test('any fields of a form are read without an exception, into answers that are accepted', () => {
  const fields = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string())))
  fc.assert(
    fc.property(documents, fields, fc.string({ unit: 'binary' }), (document, stray, value) => {
      for (const page of journey(document, {})) {
        const named = Object.fromEntries(
          page.questions.flatMap((q) =>
            ['', '.day', '.month', '.year', '.other', '.area'].map((end) => [`q-${q.id}${end}`, value]),
          ),
        )
        const { answers } = readPage(page, { ...stray, ...named }, () => null)
        expect(checkAnswers(document, answers).ok).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

const journeyWithout = (document: QuestionnaireDocument) =>
  document.sections.filter((section) => !section.equality).flatMap((s) => s.pages.flatMap((p) => p.questions))

/** The slow obvious reading of the rules: ask again until nothing changes, instead of one pass. */
function slowly(document: QuestionnaireDocument, answers: Answers): string[] {
  const all = document.sections.filter((section) => !section.equality)
  let asked: string[] | undefined
  for (;;) {
    const known = new Map(
      all
        .flatMap((s) => s.pages.flatMap((p) => p.questions))
        .filter((q) => asked?.includes(q.id) ?? false)
        .map((q) => [q.id, { question: q, answer: answers[q.id] }]),
    )
    const open = (condition?: Condition) => holds(condition, known)
    const next = all
      .filter((s) => open(s.askIf))
      .flatMap((s) =>
        s.pages
          .filter((p) => open(p.askIf))
          .flatMap((p) => p.questions.filter((q) => open(q.askIf) && !isBare(q, open)).map((q) => q.id)),
      )
    if (asked && next.join() === asked.join()) return next
    asked = next
  }
}
const isBare = (q: Question, open: (condition?: Condition) => boolean) =>
  ('options' in q && !q.options.some((o) => open(o.askIf))) || ('rows' in q && !q.rows.some((r) => open(r.askIf)))

test('one pass asks what a search for a fixed point asks', () => {
  fc.assert(
    fc.property(withAnswers, ([document, answers]) => {
      const relevant = relevantAnswers(document, answers)
      const once = askedOf(document, relevant).map((question) => question.id)
      expect(slowly(document, relevant)).toEqual(once)
    }),
    { numRuns: 300 },
  )
})

const asked = (answers: unknown) =>
  journey(aQuestionnaire(), answers).flatMap((page) => page.questions.map((q) => q.id))

test('a question is asked while its condition holds, and its answer counts as not asked when it does not', () => {
  const knives: Answers = { priorities: { options: ['knives'] }, why: { text: 'Because.' } }
  expect(asked(knives)).toContain('why')
  const burglary: Answers = { ...knives, priorities: { options: ['burglary'] } }
  expect(asked(burglary)).not.toContain('why')
  expect(relevantAnswers(aQuestionnaire(), burglary)).toEqual({ priorities: { options: ['burglary'] } })
  expect(missingKinds(aQuestionnaire(), burglary).has('why')).toBe(false)
})

test('the four kinds of missing are kept apart', () => {
  const document = aQuestionnaire()
  const answers: Answers = {
    contact: { option: 'declined' },
    confidence: { rows: { fair: 'unsure' } },
    years: { number: 0 },
  }
  const kinds = missingKinds(document, answers)
  const found = ['contact', 'confidence', 'years', 'safety'].map((id) => kinds.get(id))
  expect(found).toEqual(['declined', 'dont_know', 'answered', 'blank'])
  for (const id of ['last_contact', 'thanks', 'nowhere']) expect(kinds.has(id), id).toBe(false)
})

test('conditions: every comparison, a row of a grid, a borough, and nothing of what was not asked', () => {
  const number: Question = { id: 'n', code: 'n', type: 'number', text: en('N') }
  const known = (question: Question, answer: Answers[string]) => new Map([[question.id, { question, answer }]])
  const results = (['<', '<=', '=', '!=', '>=', '>'] as const).map((is) =>
    [4, 5, 6].map((given) => holds({ op: 'compare', question: 'n', is, value: 5 }, known(number, { number: given }))),
  )
  expect(results).toEqual([
    [true, false, false],
    [true, true, false],
    [false, true, false],
    [true, false, true],
    [false, true, true],
    [false, false, true],
  ])
  expect(holds({ op: 'compare', question: 'n', is: '!=', value: 5 }, new Map())).toBe(false)
  expect(holds({ op: 'not', of: { op: 'compare', question: 'n', is: '=', value: 5 } }, new Map())).toBe(true)
  expect(holds({ op: 'all', of: [] }, new Map())).toBe(true)
  expect(holds({ op: 'any', of: [] }, new Map())).toBe(false)
  const place: Question = { id: 'p', code: 'p', type: 'postcode', text: en('P') }
  expect(holds({ op: 'area', question: 'p', areas: ['E09000007'] }, known(place, { area: 'E09000007' }))).toBe(true)
  const row = { id: 'r', code: 'r', label: en('R') }
  const grid: Question = {
    id: 'g',
    code: 'g',
    type: 'grid',
    text: en('G'),
    rows: [row],
    options: [{ id: 'o', code: 'o', label: en('O') }],
  }
  const chosen = (inRow?: string): Condition => ({
    op: 'chosen',
    question: 'g',
    options: ['o'],
    ...(inRow && { row: inRow }),
  })
  expect(holds(chosen('r'), known(grid, { rows: { r: 'o' } }))).toBe(true)
  expect(holds(chosen('other'), known(grid, { rows: { r: 'o' } }))).toBe(false)
  expect(holds(chosen(), known(grid, { rows: { r: 'o' } }))).toBe(true)
})

test('answers by any door: an unknown question, option, row or key is refused, and so is what a text cannot hold', () => {
  const document = aQuestionnaire()
  const refused = (answers: unknown) => {
    const result = checkAnswers(document, answers)
    return result.ok ? [] : result.faults.map((fault) => fault.at)
  }
  expect(refused({ nowhere: { text: 'x' } })).toEqual(['nowhere'])
  expect(refused(JSON.parse('{"__proto__":{"text":"x"}}'))).toEqual(['__proto__'])
  expect(refused({ contact: { option: 'maybe' } })).toEqual(['contact'])
  expect(refused({ contact: { option: 'yes', by: 'me' } })).toEqual(['contact'])
  expect(refused({ contact: { option: 'yes', other: 'words that nothing asks for' } })).toEqual(['contact'])
  expect(refused({ priorities: { options: ['knives', 'knives'] } })).toEqual(['priorities'])
  expect(refused({ confidence: { rows: { listen: 'high', shout: 'high' } } })).toEqual(['confidence'])
  expect(refused({ why: { text: 'NUL \0' } })).toEqual(['why'])
  expect(refused({ why: { text: '\ud800' } })).toEqual(['why'])
  expect(refused({ home: { area: 'SW1H 0TL' } })).toEqual(['home'])
  expect(refused({ years: { number: '3' } })).toEqual(['years'])
  expect(refused({ sex: { option: 'female' } })).toEqual(['sex'])
  for (const whole of [null, [], 'x', 3, undefined]) expect(refused(whole)).toEqual([''])
  const given = { priorities: { options: ['elsewhere', 'knives'], other: '  Dogs 😀 <b>' } }
  expect(checkAnswers(document, given)).toEqual({
    ok: true,
    answers: { priorities: { options: ['knives', 'elsewhere'], other: '  Dogs 😀 <b>' } },
  })
})

const equality = (age?: string) => {
  const document = { ...blank(), sections: equalityBlock() }
  return journey(document, age ? { 'eq-age': { option: `eq-age-${age}` } } : {}, 'equality').map((page) =>
    page.questions.map((q) => q.code),
  )
}
const background = [['age_band'], ['sex', 'ethnic_group', 'religion'], ['health_condition']]

test('the equality block asks age first: nothing more under 13, orientation and identity only from 16', () => {
  expect(equality('under-13')).toEqual([['age_band']])
  expect(equality('13-15')).toEqual(background)
  expect(equality('16-24')).toEqual([...background, ['sexual_orientation', 'gender_identity']])
  expect(equality('75-plus')).toEqual([...background, ['sexual_orientation', 'gender_identity']])
  expect(equality('declined')).toEqual(background)
})

test('the equality block has eight questions, none required, each with a way to decline', () => {
  const questions = equalityBlock().flatMap((section) => section.pages.flatMap((page) => page.questions))
  expect(questions).toHaveLength(8)
  for (const question of questions) {
    expect(question.required).toBeUndefined()
    expect('options' in question && question.options.some((option) => option.missing === 'declined')).toBe(true)
  }
})
