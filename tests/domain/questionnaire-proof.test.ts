import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds } from '../../shared/questionnaires/conditions.ts'
import type { Id, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { askedOf, journey } from '../../shared/questionnaires/evaluate.ts'
import { hardFaults, pageFaults } from '../../shared/questionnaires/faults.ts'
import { type Place, places } from '../../shared/questionnaires/places.ts'
import { type Proof, proveQuestionnaire } from '../../shared/questionnaires/proof.ts'
import { secondsOf } from '../../shared/questionnaires/reading-time.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { everybody, type Respondent, smallQuestionnaires } from '../support/small-questionnaires.ts'

/** More with `npm run test:proof`. */
const runs = Number(process.env.FOLKMOOT_PROOFS ?? 400)
const say = () => ''

const nameOf = (kind: string, id: Id, of?: Id) => (of ? `${kind} ${of} ${id}` : `${kind} ${id}`)

/** What is seen of a document by those who are asked these questions, as far as they get. */
function seen(document: QuestionnaireDocument, asked: Question[]): Set<string> {
  const names = new Set<string>()
  for (const section of document.sections)
    for (const page of section.pages)
      for (const { id } of page.questions) {
        const question = asked.find((one) => one.id === id)
        if (!question) continue
        names.add(nameOf('question', id))
        if (question.type !== 'hidden') names.add(nameOf('section', section.id)).add(nameOf('page', page.id))
        for (const one of 'options' in question ? question.options : []) names.add(nameOf('option', one.id, id))
        for (const one of 'rows' in question ? question.rows : []) names.add(nameOf('row', one.id, id))
      }
  return names
}

const routeOf = ({ asked }: Respondent) => asked.map(({ id }) => id).join(' ')
const near = (a: number, b: number) => Math.abs(a - b) < 1e-9

test('each verdict, witness, condition, route and reading time is what trying every way to answer gives', () => {
  const tally = { dead: 0, reachable: 0, always: 0, stuck: 0, several: 0 }
  fc.assert(
    fc.property(smallQuestionnaires(), (document) => {
      const people = everybody(document)
      const proof = proveQuestionnaire(document)
      compareVerdicts(document, proof, people, tally)
      compareConditions(document, proof, people, tally)
      compareRoutes(proof, people)
      comparePeople(document, proof)
      compareStuck(proof, people, tally)
      tally.several += proof.people.length > 1 ? 1 : 0
    }),
    { numRuns: runs },
  )
  for (const [what, times] of Object.entries(tally)) expect([what, times > runs / 300]).toEqual([what, true])
})

type Tally = Record<'dead' | 'reachable' | 'always' | 'stuck' | 'several', number>

function compareVerdicts(document: QuestionnaireDocument, proof: Proof, people: Respondent[], tally: Tally) {
  const reached = new Set(people.flatMap(({ asked }) => [...seen(document, asked)]))
  for (const { at, is } of proof.verdicts) {
    const name = nameOf(at.kind, at.id, at.of)
    expect([name, is]).toEqual([name, reached.has(name) ? 'reachable' : 'dead'])
    tally[is === 'dead' ? 'dead' : 'reachable'] += 1
  }
}

function compareConditions(document: QuestionnaireDocument, proof: Proof, people: Respondent[], tally: Tally) {
  const all = places(document)
  for (const { at, condition } of proof.verdicts) {
    const place = all.find((one) => one.kind === at.kind && one.id === at.id && (!at.of || one.parent === at.of))!
    if (!condition) continue
    const kept = people.some((person) => comesTo(all, place, person) && !holds(place.condition, knownOf(person)))
    expect([at.id, condition]).toEqual([at.id, kept ? 'sometimes' : 'always'])
    tally.always += kept ? 0 : 1
  }
}

const knownOf = ({ asked, answers }: Respondent) =>
  new Map(asked.map((question) => [question.id, { question, answer: answers[question.id] }]))

/** Whether the person gets as far as the place and all that it is in is asked of them. */
function comesTo(all: Place[], place: Place, person: Respondent): boolean {
  const end = person.isStuck ? all.find((one) => one.id === person.asked.at(-1)!.id)!.before : Number.POSITIVE_INFINITY
  const outer = all.filter((one) => isAround(all, one, place))
  const choices = [place, ...outer].find((one) => one !== place && one.question)?.question
  const isAsked = !choices || person.asked.some(({ id }) => id === choices.id)
  return place.before <= end && isAsked && outer.every((one) => holds(one.condition, knownOf(person)))
}

function isAround(all: Place[], outer: Place, inner: Place): boolean {
  if (inner.parent === null) return false
  const parent = all.find(
    (one) => one.id === inner.parent && one.before <= inner.before && kindAbove[inner.kind] === one.kind,
  )!
  return parent === outer || isAround(all, outer, parent)
}
const kindAbove = { section: '', page: 'section', question: 'page', option: 'question', row: 'question' }

function compareRoutes(proof: Proof, people: Respondent[]) {
  const through = people.filter(({ isStuck }) => !isStuck)
  const times = through.map(({ asked }) => asked.reduce((sum, question) => sum + secondsOf(question), 0))
  const { count, shortest, longest, exact } = proof.routes
  expect([count, exact]).toEqual([new Set(through.map(routeOf)).size, true])
  if (times.length === 0) return
  // Not spread into a call: there may be a hundred thousand ways to answer.
  const [least, most] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
  expect([near(shortest, least!), near(longest, most!)]).toEqual([true, true])
}

/** Everybody in the covering set answers as the rules allow, and together they see all that can be seen. */
function comparePeople(document: QuestionnaireDocument, proof: Proof) {
  const sights = proof.people.map(({ answers }) => seen(document, askedOf(document, answers)))
  const walls = new Set(proof.findings.filter(({ kind }) => kind === 'stuck').map(({ at }) => at!.id))
  for (const { answers } of proof.people) {
    const faults = journey(document, answers).flatMap((page) => hardFaults(pageFaults(page, answers, say)))
    if (walls.size === 0) expect(faults).toEqual([])
  }
  for (const { at, is, witness } of proof.verdicts) {
    if (is === 'reachable') expect(sights[witness!]!.has(nameOf(at.kind, at.id, at.of))).toBe(true)
  }
}

function compareStuck(proof: Proof, people: Respondent[], tally: Tally) {
  const stuck = [...new Set(people.filter(({ isStuck }) => isStuck).map(({ asked }) => asked.at(-1)!.id))].sort()
  const said = proof.findings.filter(({ kind }) => kind === 'stuck').map(({ at }) => at!.id)
  expect(said.sort()).toEqual(stuck)
  tally.stuck += stuck.length
}

test('a row that is not asked got nothing of the total, in a check as in a condition: nobody is stuck by it', () => {
  const option = (id: string) => ({ id, code: id, label: { en: id } })
  const sum: Question = {
    id: 'sum',
    code: 'sum',
    text: { en: 'Sum' },
    type: 'constant_sum',
    required: true,
    total: 2,
    rows: [{ ...option('r'), askIf: { op: 'any', of: [] } }, option('s')],
    checks: [
      { id: 'c', holds: { op: 'compare', question: 'sum', row: 'r', is: '<', value: 1 }, message: { en: 'Less.' } },
    ],
  }
  const sections = [{ id: 's', title: { en: 'S' }, pages: [{ id: 'p', title: { en: 'P' }, questions: [sum] }] }]
  const document = { ...aQuestionnaire(), sections }
  const proof = proveQuestionnaire(document)
  expect(proof.findings.filter(({ kind }) => kind === 'stuck')).toEqual([])
  comparePeople(document, proof)
})
