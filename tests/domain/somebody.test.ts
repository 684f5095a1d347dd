import { expect, test } from 'vitest'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { journey, relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import { hardFaults, pageFaults } from '../../shared/questionnaires/faults.ts'
import { answersOf } from '../../shared/responses/somebody.ts'
import { aQuestionnaireOfEveryType, everyType } from '../support/every-type.ts'

const somebody = { area: 'E09000007', counted: {} }
const minds = (seed: number) => ({ somebody, leaning: {}, chance: chanceFrom(seed), today: '2026-03-16' })

test('somebody made up answers every type of question in a way that may be sent', () => {
  const needed = (all: Question[]) => all.map((question) => ({ ...question, required: true }))
  const document = aQuestionnaireOfEveryType(needed)
  for (let seed = 1; seed <= 200; seed += 1) {
    const answers = relevantAnswers(document, answersOf(document, 'main', minds(seed)))
    const pages = journey(document, answers)
    expect(hardFaults(pages.flatMap((page) => pageFaults(page, answers, () => '')))).toEqual([])
    expect(Object.keys(answers)).toHaveLength(Object.keys(everyType).length - 1)
  }
})

test('an answer that breaks a check is thought of again', () => {
  const checked: Question = {
    ...everyType.number,
    required: true,
    checks: [
      { id: 'c', holds: { op: 'compare', question: 'years', is: '<', value: 20 }, message: { en: 'Less than 20.' } },
    ],
  }
  const document = aQuestionnaireOfEveryType(() => [checked])
  for (let seed = 1; seed <= 100; seed += 1) {
    const answers = answersOf(document, 'main', minds(seed))
    expect(answers.years).toMatchObject({ number: expect.any(Number) })
    expect((answers.years as { number: number }).number).toBeLessThan(20)
  }
})
