import { expect, test } from 'vitest'
import { chose, paged, said, threeHundred, yesNo } from '../../server/cli/bench-questionnaire.ts'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'
import { askedOf } from '../../shared/questionnaires/evaluate.ts'
import { type Proof, proveQuestionnaire } from '../../shared/questionnaires/proof.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { chained, pigeons, tangled } from '../support/large-questionnaires.ts'

const en = (text: string) => ({ en: text })
/** Milliseconds of processor time, which other work on the machine does not lengthen as it does the time on the wall. */
function spent<T>(work: () => T): { value: T; took: number } {
  const from = process.cpuUsage()
  const value = work()
  const { user, system } = process.cpuUsage(from)
  return { value, took: (user + system) / 1000 }
}

const verdicts = (proof: Proof) => Object.fromEntries(proof.verdicts.map(({ at, is }) => [at.id, is]))
const because = (proof: Proof) =>
  Object.fromEntries(proof.verdicts.flatMap(({ at, because }) => (because ? [[at.id, because]] : [])))

test('three hundred questions with two hundred conditions are proved whole, routes counted, within two seconds of processor time', () => {
  proveQuestionnaire(aQuestionnaire())
  const document = threeHundred()
  const { value: proof, took } = spent(() => proveQuestionnaire(document))
  expect(took).toBeLessThan(2000)
  expect(proof.verdicts.every(({ is }) => is === 'reachable')).toBe(true)
  expect(proof.verdicts.filter(({ condition }) => condition === 'sometimes').length).toBeGreaterThan(200)
  expect(proof.routes.exact).toBe(true)
  expect(proof.routes.count).toBeGreaterThan(1e60)
  const asked = new Set(proof.people.flatMap(({ answers }) => askedOf(document, answers).map(({ id }) => id)))
  expect(asked.size).toBe(300)
})

test('a chain of three hundred has three hundred routes, and the last is reached by saying yes to all before', () => {
  const proof = proveQuestionnaire(chained(300))
  expect(proof.routes).toMatchObject({ count: 300, exact: true })
  expect(proof.people).toHaveLength(1)
  expect(Object.keys(proof.people[0]!.answers)).toHaveLength(299)
})

test('what is too hard is called unproved, with all that hangs on it, and the rest is proved all the same', () => {
  const { value: proof, took } = spent(() => proveQuestionnaire(pigeons(8)))
  expect(took).toBeLessThan(6000)
  const found = verdicts(proof)
  expect([found.goal, found.after, found.free]).toEqual(['unproved', 'unproved', 'reachable'])
  expect(proof.verdicts.filter(({ is }) => is === 'unproved').map(({ at }) => at.id)).toEqual(['goal', 'after'])
  expect(proof.routes.exact).toBe(false)
  expect(proof.findings.filter(({ kind }) => kind === 'unproved').map(({ level }) => level)).toEqual(['look', 'look'])
})

test('the same puzzle, small enough, is proved: more pigeons than holes cannot be housed', () => {
  const proof = proveQuestionnaire(pigeons(4))
  expect(because(proof)).toMatchObject({
    goal: 'no answers before it can make its condition true',
    after: 'its condition needs question 21, “Question goal?”, which is never asked',
  })
  expect(proof.routes).toMatchObject({ count: 1, exact: true })
})

test('hundreds of tangled conditions end within the bound, and nothing wrong is said of them', () => {
  const document = tangled(100, 430, 7)
  const { value: proof, took } = spent(() => proveQuestionnaire(document))
  expect(took).toBeLessThan(8000)
  const found = verdicts(proof)
  expect(found.v0).toBe('reachable')
  for (const { at, is, witness } of proof.verdicts) {
    if (at.kind !== 'question' || is !== 'reachable') continue
    expect(askedOf(document, proof.people[witness!]!.answers).map(({ id }) => id)).toContain(at.id)
  }
})

test('with no steps to take, what needs none is said and everything else is unproved', () => {
  const { verdicts: all } = proveQuestionnaire(threeHundred(), 0)
  expect(all.some(({ is }) => is === 'unproved')).toBe(true)
  expect(all.some(({ is }) => is === 'dead')).toBe(false)
})

test('why nothing leads to a thing is said of each', () => {
  const options = (...ids: string[]) => ids.map((id) => ({ id, code: id, label: en(id) }))
  const both: Condition = { op: 'all', of: [said('a'), chose('a', 'no')] }
  const inner: Question = {
    id: 'inner',
    code: 'inner',
    text: en('Inner'),
    type: 'single',
    options: options('x', 'y').map((one) => ({ ...one, askIf: both })),
  }
  const wall: Question = {
    id: 'wall',
    code: 'wall',
    text: en('Wall'),
    type: 'multiple',
    required: true,
    minimum: 3,
    options: options('x', 'y', 'z').map((one, n) => (n > 0 ? { ...one, askIf: said('a') } : one)),
  }
  const document = paged(
    [
      yesNo('a'),
      yesNo('never', both),
      yesNo('hangs', said('never')),
      inner,
      yesNo('b', said('a')),
      yesNo('here', { op: 'all', of: [said('b'), chose('a', 'no')] }),
      wall,
      yesNo('past', { op: 'not', of: said('a') }),
      yesNo('end'),
    ],
    9,
  )
  const proof = proveQuestionnaire(document)
  expect(because(proof)).toEqual({
    never: 'no answers before it can make its condition true',
    hangs: 'its condition needs question 2, “Question never?”, which is never asked',
    inner: 'nothing in it is ever asked',
    x: 'no answers before it can make its condition true',
    y: 'no answers before it can make its condition true',
    here: 'no answers before it can make its condition true',
    past: 'nobody who could see it gets past question 7, “Wall”',
  })
  const stuck = proof.findings.find(({ kind }) => kind === 'stuck')!
  expect([stuck.level, stuck.at]).toEqual(['stop', { kind: 'question', id: 'wall' }])
  expect(stuck.message).toBe('Question 7, “Wall” must be answered, and some people have no answer to give.')
  expect(stuck.witness).toEqual({})
  const onPage = paged([yesNo('a'), yesNo('b', chose('a', 'no'))], 1)
  onPage.sections[0]!.pages[1]!.askIf = said('a')
  expect(because(proveQuestionnaire(onPage))).toEqual({
    p1: 'nothing in it is ever asked',
    b: 'of those who come this far, nobody can make its condition true',
  })
})

test('a word that is not in every language of the questionnaire is named where it stands', () => {
  const document = paged([{ ...yesNo('a'), help: { en: 'Help', ur: 'مدد' } }, yesNo('b')])
  document.languages = ['en', 'ur', 'pl']
  document.sections[0]!.title = { en: 'All', ur: 'سب', pl: 'Wszystko' }
  const found = proveQuestionnaire(document).findings.filter(({ kind }) => kind === 'translation')
  expect(found.map(({ level, message }) => [level, message])).toEqual([
    ['look', 'The page “Page 1”: not all its words are in Urdu, Polish yet.'],
    ['look', 'Question 1, “Question a?”: not all its words are in Urdu, Polish yet.'],
    ['look', 'Question 2, “Question b?”: not all its words are in Urdu, Polish yet.'],
  ])
})
