import { not, paged, said, yesNo } from '../../server/cli/bench-questionnaire.ts'
import type { Condition, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'

/** Questionnaires of shapes that a proof must stand. */

/** Whether some holes hold more pigeons than one: nothing that cuts the tree of answers finds it out soon. */
export function pigeons(holes: number): QuestionnaireDocument {
  const at = (pigeon: number, hole: number) => `x${pigeon}-${hole}`
  const all = Array.from({ length: holes + 1 }, (_, pigeon) =>
    Array.from({ length: holes }, (_, hole) => at(pigeon, hole)),
  )
  const housed = all.map((row): Condition => ({ op: 'any', of: row.map(said) }))
  const apart: Condition[] = []
  for (let hole = 0; hole < holes; hole++)
    for (let a = 0; a <= holes; a++)
      for (let b = 0; b < a; b++) apart.push({ op: 'any', of: [not(said(at(a, hole))), not(said(at(b, hole)))] })
  const goal: Condition = { op: 'all', of: [...housed, ...apart] }
  return paged([...all.flat().map((id) => yesNo(id)), yesNo('goal', goal), yesNo('after', said('goal')), yesNo('free')])
}

/** Hundreds of conditions on three random answers each, near where it is hardest to say whether all can hold. */
export function tangled(variables: number, clauses: number, seed: number): QuestionnaireDocument {
  let state = seed
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  const clause = (): Condition => ({
    op: 'any',
    of: [0, 1, 2].map(() => {
      const one = said(`v${next(variables)}`)
      return next(2) === 0 ? one : not(one)
    }),
  })
  const questions = Array.from({ length: variables }, (_, n) => yesNo(`v${n}`))
  const goals = Array.from({ length: 40 }, (_, n) =>
    yesNo(`g${n}`, { op: 'all', of: Array.from({ length: clauses }, clause) }),
  )
  return paged([...questions, ...goals])
}

/** Each asked only of those who said yes to the one before. */
export const chained = (length: number): QuestionnaireDocument =>
  paged(Array.from({ length }, (_, n) => yesNo(`c${n}`, n > 0 ? said(`c${n - 1}`) : undefined)))
