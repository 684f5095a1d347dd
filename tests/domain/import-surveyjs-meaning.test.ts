import fc from 'fast-check'
import { Model as Survey } from 'survey-core'
import { expect, test } from 'vitest'
import { askedOf } from '../../shared/questionnaires/evaluate.ts'
import { importSurveyjs } from '../../shared/questionnaires/surveyjs-import.ts'
import { answers, asked, Dice, expression, ourAnswers } from '../support/random-surveyjs.ts'

const runs = Number(process.env.FOLKMOOT_PROOFS ?? 150)
const throws = fc.array(fc.nat(9999), { minLength: 40, maxLength: 40 })

/** The questions of a survey with one more that is shown by this expression. */
const shownBy = (visibleIf: string) => ({
  clearInvisibleValues: 'onHidden',
  elements: [...asked, { type: 'text', name: 'last', visibleIf }],
})

function shownThere(visibleIf: string, given: Record<string, unknown>): boolean {
  const survey = new Survey(shownBy(visibleIf))
  for (const [name, value] of Object.entries(given)) survey.setValue(name, value)
  return survey.getQuestionByName('last').isVisible
}

/** Whether the question is shown here, and whether the report says that its condition could not be kept. */
function shownHere(visibleIf: string, given: Record<string, unknown>): { isShown: boolean; isLost: boolean } {
  const { document, report } = importSurveyjs(shownBy(visibleIf))
  const said = report.entries.find(({ at }) => at.endsWith(`/${asked.length}/visibleIf`))
  const shown = askedOf(document, ourAnswers(given)).some(({ code }) => code === 'last')
  return { isShown: shown, isLost: said?.fidelity === 'unsupported' }
}

test('a list is found equal as SurveyJS finds it: both put in order by their letters, and then compared in any case', () => {
  const given = { many: ['a', 'b'] }
  const lists = ["['a', 'b']", "['b', 'a']", "['B', 'A']", "['a', 'B']", "['B', 'a']", "['a', 'A', 'b']", "['a']"]
  for (const list of lists) {
    const visibleIf = `{many} = ${list} or {words} notempty`
    expect([list, shownHere(visibleIf, given)]).toEqual([
      list,
      { isShown: shownThere(visibleIf, given), isLost: false },
    ])
  }
})

test('a condition of SurveyJS that is kept shows its question to whom SurveyJS shows it', async () => {
  let kept = 0
  // One by one: SurveyJS lets go of a survey only once what it has put off is done, and thousands would not fit in memory.
  await fc.assert(
    fc.asyncProperty(throws, throws, async (rolls, others) => {
      const visibleIf = expression(new Dice(rolls))
      const given = answers(new Dice(others))
      const here = shownHere(visibleIf, given)
      if (here.isLost) return
      kept += 1
      expect({ visibleIf, given, isShown: here.isShown }).toEqual({
        visibleIf,
        given,
        isShown: shownThere(visibleIf, given),
      })
    }),
    { numRuns: runs },
  )
  expect(kept).toBeGreaterThan(runs / 3)
})
