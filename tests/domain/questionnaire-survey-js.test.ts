import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallQuestionnaires, somebody } from '../support/small-questionnaires.ts'
import { bothHave, isBeyond, shownBySurvey, shownByUs } from '../support/survey-js.ts'

const runs = Number(process.env.FOLKMOOT_PROOFS ?? 150)

test('what a person is asked is what SurveyJS shows for the same questionnaire and the same answers', async () => {
  let differing = 0
  // One by one: SurveyJS lets go of a survey only once what it has put off is done, and thousands would not fit in memory.
  await fc.assert(
    fc.asyncProperty(
      smallQuestionnaires(5, bothHave),
      fc.array(fc.nat(999), { minLength: 5, maxLength: 5 }),
      async (document, dice) => {
        fc.pre(!isBeyond(document))
        const person = somebody(document, dice)
        if (person.isStuck) return
        const shown = shownByUs(person)
        expect(shownBySurvey(document, person)).toEqual(shown)
        differing += shown.length < 5 ? 1 : 0
      },
    ),
    { numRuns: runs },
  )
  expect(differing).toBeGreaterThan(runs / 10)
})
