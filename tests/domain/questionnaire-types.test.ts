import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsOf } from '../../server/site/fields.ts'
import { answerWords } from '../../shared/questionnaires/answer-words.ts'
import { checkAnswers } from '../../shared/questionnaires/check-answers.ts'
import type { Answers, Question, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'
import { questionnaireDocument } from '../../shared/questionnaires/document-schema.ts'
import { askedOf, journey, missingKinds, relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import { pageFaults, stillToSay, warningKey } from '../../shared/questionnaires/faults.ts'
import { asType } from '../../shared/questionnaires/fresh.ts'
import { brokenUses, places } from '../../shared/questionnaires/places.ts'
import { questionProblems } from '../../shared/questionnaires/question-problems.ts'
import { questionRules, rulesOf } from '../../shared/questionnaires/question-rules.ts'
import { readPage } from '../../shared/questionnaires/read-form.ts'
import { asShown } from '../../shared/questionnaires/shuffle.ts'
import { aQuestionnaireOfEveryType, everyType } from '../support/every-type.ts'
import { documents, fitting, withAnswers } from '../support/questionnaire-answers.ts'

const questionsIn = (document: QuestionnaireDocument) =>
  document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))

/** Everything that thinks about a document and answers, in both parts. */
function everything(document: QuestionnaireDocument, answers: unknown) {
  for (const part of ['main', 'equality'] as const) {
    const relevant = relevantAnswers(document, answers, part)
    missingKinds(document, answers, part)
    checkAnswers(document, answers, part)
    for (const page of journey(document, answers, part)) {
      const faults = pageFaults(page, relevant, () => 'words')
      expect(faults.every(({ kind, message }) => kind.length > 0 && typeof message === 'string')).toBe(true)
      for (const question of page.questions) {
        answerWords(question, relevant[question.id], 'en', (day) => day)
        asShown(question, 7)
        readPage({ questions: [question] }, fieldsOf([question], relevant), () => null)
      }
    }
  }
  brokenUses(document)
  for (const question of questionsIn(document)) questionProblems(question, 'en')
}

test('any JSON as a document is read or refused by name, never an exception', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const read = questionnaireDocument.safeParse(value)
      expect(read.success || read.error.issues.length > 0).toBe(true)
    }),
    { numRuns: 300 },
  )
  const deep = JSON.parse(`${'{"op":"not","of":'.repeat(5000)}{}${'}'.repeat(5000)}`) as unknown
  const question = { ...everyType.yes_no, askIf: deep, checks: [{ id: 'c', holds: deep, message: { en: 'x' } }] }
  const document = aQuestionnaireOfEveryType(() => [question as Question])
  expect(questionnaireDocument.safeParse(document).success).toBe(false)
})

/** One place of a JSON value, changed: another value, gone, or another place's value. */
function changed(value: unknown, place: number, by: unknown): unknown {
  let left = place
  const walk = (node: unknown): unknown => {
    if (left-- === 0) return by
    if (Array.isArray(node)) return node.map(walk)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(value)
}

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(0, -1, 200, 1e9, '', 'q1', 'yes', '1999', '1999-13', true, null, [], {}, 'ranking', 'hidden'),
)

test('a document with anything in it changed is refused by name, or everything about it is thought through', () => {
  const seen = { read: 0 }
  fc.assert(
    fc.property(
      withAnswers,
      fc.array(fc.tuple(fc.nat(400), strange), { maxLength: 3 }),
      ([document, answers], turns) => {
        const other = turns.reduce<unknown>((value, [place, by]) => changed(value, place, by), document)
        const read = questionnaireDocument.safeParse(other)
        seen.read += Number(read.success)
        if (read.success) everything(read.data, answers)
        else expect(read.error.issues).not.toHaveLength(0)
      },
    ),
    { numRuns: 200 },
  )
  expect(seen.read).toBeGreaterThan(50)
})

test('a document of every type with anything in it changed is thought through as well', () => {
  const document = aQuestionnaireOfEveryType()
  const answers = fc.record(Object.fromEntries(questionsIn(document).map((q) => [q.id, fitting(q)])), {
    requiredKeys: [],
  })
  expect(questionnaireDocument.safeParse(document).error).toBeUndefined()
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(1500), strange), { maxLength: 2 }), answers, (turns, given) => {
      const other = turns.reduce<unknown>((value, [place, by]) => changed(value, place, by), document)
      const read = questionnaireDocument.safeParse(other)
      if (read.success) everything(read.data, given)
    }),
    { numRuns: 400 },
  )
})

test('what is relevant stays so: asking again changes nothing, and what is off the path counts as not asked', () => {
  fc.assert(
    fc.property(withAnswers, ([document, answers]) => {
      for (const part of ['main', 'equality'] as const) {
        const relevant = relevantAnswers(document, answers, part)
        expect(relevantAnswers(document, relevant, part)).toEqual(relevant)
        const asked = askedOf(document, answers, part).map(({ id }) => id)
        expect(askedOf(document, relevant, part).map(({ id }) => id)).toEqual(asked)
        const kinds = missingKinds(document, answers, part)
        for (const id of Object.keys(relevant)) expect(asked).toContain(id)
        for (const { id } of questionsIn(document)) if (!asked.includes(id)) expect(kinds.has(id)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})

test('an answer that is written into a form is read back as it was, whatever its type', () => {
  const all: Question[] = Object.values(everyType).filter(({ type }) => type !== 'hidden')
  const answered = fc.constantFrom(...all).chain((question) => fc.tuple(fc.constant(question), fitting(question)))
  const seen = new Set<string>()
  fc.assert(
    fc.property(answered, ([question, value]) => {
      const answer = rulesOf(question).keep(question, value)
      if (!answer) return
      // A page that refuses the answer shows it again and keeps nothing of it.
      const isMixed = 'ranked' in answer && answer.ranked.includes('declined') && answer.ranked.length > 1
      const { answers, faults } = readPage(
        { questions: [question] },
        fieldsOf([question], { q: answer, [question.id]: answer }),
        () => null,
      )
      seen.add(question.type)
      if (isMixed) return
      expect(faults).toEqual([])
      expect(answers).toEqual({ [question.id]: answer })
    }),
    { numRuns: 1000 },
  )
  expect(seen.size).toBe(Object.keys(everyType).length - 2)
})

test('what is asked of a person stands in the order it was written in, whatever is left out or shuffled', () => {
  fc.assert(
    fc.property(withAnswers, fc.nat(255), ([document, answers], seed) => {
      const authored = new Map(questionsIn(document).map((question) => [question.id, question]))
      for (const question of askedOf(document, answers)) {
        for (const list of ['options', 'rows'] as const) {
          const left = ((question as never)[list] ?? []) as { id: string }[]
          const whole = ((authored.get(question.id)! as never)[list] ?? []) as { id: string }[]
          const kept = whole.filter(({ id }) => left.some((one) => one.id === id))
          expect(left.map(({ id }) => id)).toEqual(kept.map(({ id }) => id))
          const shown = ((asShown(question, seed) as never)[list] ?? []) as { id: string }[]
          expect(shown.map(({ id }) => id).sort()).toEqual(left.map(({ id }) => id).sort())
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('a question becomes any other type and stays one that the schema takes', () => {
  const document = aQuestionnaireOfEveryType()
  let made = 0
  for (const from of Object.values(everyType))
    for (const to of Object.keys(questionRules) as QuestionType[]) {
      const turned = asType(document, from, to, () => `n-${made++}`)
      const whole = aQuestionnaireOfEveryType(() => [turned])
      expect(questionnaireDocument.safeParse(whole).error, `${from.type} to ${to}`).toBeUndefined()
    }
})

test('a warning is named so that it is said once, and nothing hard hides behind it', () => {
  const soft = { questionId: 'a', about: 'A', kind: 'too_large', message: '', soft: true } as const
  const hard = { questionId: 'b', about: 'B', kind: 'required', message: '' } as const
  expect(stillToSay([soft], [])).toEqual([soft])
  expect(stillToSay([soft], [warningKey(soft)])).toEqual([])
  expect(stillToSay([soft, hard], [warningKey(soft)])).toEqual([soft, hard])
  const question: Question = {
    ...everyType.number,
    soft: true,
    checks: [{ id: 'c', holds: { op: 'compare', question: 'years', is: '<', value: 200 }, message: { en: 'No.' } }],
  }
  const document = aQuestionnaireOfEveryType(() => [question])
  const answers: Answers = { years: { number: 300 } }
  const [page] = journey(document, answers)
  expect(pageFaults(page!, answers, (text) => text?.en ?? '').map(({ kind, soft: is }) => [kind, is])).toEqual([
    ['too_large', true],
    ['check', undefined],
  ])
})

test('documents of random acts name their places and uses without a fault', () => {
  const seen = { pipes: 0, checks: 0 }
  fc.assert(
    fc.property(documents, (document) => {
      expect(brokenUses(document)).toEqual([])
      for (const place of places(document)) {
        seen.checks += place.question?.checks?.length ?? 0
        seen.pipes += place.texts.filter((text) => /\{\{/.test(text.en ?? '')).length
      }
    }),
    { numRuns: 300 },
  )
  expect(seen.pipes).toBeGreaterThan(5)
  expect(seen.checks).toBeGreaterThan(5)
})
