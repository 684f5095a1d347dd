import census from '../../server/population/census-2021.json' with { type: 'json' }
import { crosstab, frequencies } from '../../shared/analysis/count.ts'
import { layoutOf, profileOf } from '../../shared/analysis/layout.ts'
import { Projection, type SourceRow } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import { type HeardQuestions, heardQuestions } from '../../shared/feedback/heard-tables.ts'
import { factsOf } from '../../shared/feedback/question-facts.ts'
import { isBreakdown, mayBreakDown, mayRelease } from '../../shared/feedback/releasable.ts'
import { type Counts, pairKey, type WantedTable } from '../../shared/feedback/seal-tables.ts'
import type { Answer, Answers, Option, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import { en, isEquality, optionsOf, picker, questionsOf, uuid } from '../support/random-survey.ts'

/** A random consultation: who answered what, which tables are wanted, and how many of them came before the first release. */
export interface Dataset {
  seed: number
  document: QuestionnaireDocument
  /** What the counting thread would hold of the first so many people. */
  projectionOf: (people: number) => Projection
  wanted: WantedTable[]
  /** Exact counts of the first so many people. */
  countsOf: (people: number) => Counts
  people: number
  /** Numbers of people at which releases are frozen. */
  releases: number[]
  /** Whether people are asked where they live; then the pages of the boroughs are made of these questions. */
  heard: HeardQuestions | null
  /** Where several questions tell one thing: by its column, then by category, the answers that tell it. */
  tellers: ReadonlyMap<string, ReadonlyMap<string, { question: string; option: string }[]>>
  /** What such a page is made of when so many have answered. */
  heardOf: (people: number, isInTens: boolean) => Counts
}

type Pick = (n: number) => number

/** Of any kind; or of many people who live in a few boroughs, so that the pages of these have much to tell beside the releases. */
export const kinds = ['any', 'of boroughs'] as const
export type Kind = (typeof kinds)[number]

export function datasetOf(seed: number, kind: Kind = 'any'): Dataset {
  const pick = picker(seed * 7919 + 1)
  const ofBoroughs = kind === 'of boroughs'
  const document = documentOf(pick, ofBoroughs)
  const habits = new Map(questionsOf(document).map(({ id }) => [id, habitOf(pick)]))
  if (ofBoroughs) habits.set('home', { lean: 1, silent: [0, 5][pick(2)]!, places: 3 + pick(2) })
  const people = (ofBoroughs ? [200, 400, 700] : [12, 25, 40, 60, 90, 150, 300, 600])[pick(ofBoroughs ? 3 : 8)]!
  const more = (ofBoroughs ? [0, 12, 40, 120] : [0, 3, 10, 12, 25, 60])[pick(ofBoroughs ? 4 : 6)]!
  const wayIn = waysIn(seed)
  const rows = Array.from({ length: people + more }, (_, i) => ({
    ...personOf(document, habits, pick, i),
    collectorId: wayIn(),
  }))
  const versions = [{ id: 'v1', document }]
  const columns = layoutOf(versions).columns
  const keys = (which: typeof mayRelease) => columns.filter(which).map(({ key }) => key)
  const alone = keys(mayRelease).filter(() => pick(8) > 0)
  const pairs = keys(mayBreakDown).flatMap((question) => keys(isBreakdown).map((by) => ({ question, by })))
  const heard = heardQuestions(versions)
  const some = pairs.filter(() => pick(pairs.length) < 5)
  return {
    seed,
    document,
    projectionOf: (number) => projectionOf(document, rows.slice(0, number)),
    wanted: [...alone.map((question) => ({ question, by: null })), ...some],
    countsOf: (number) => countsOf(document, rows.slice(0, number), some),
    people: people + more,
    releases: more === 0 ? [people] : [people, people + more],
    heard,
    tellers: tellersOf(document, heard),
    heardOf: (number, isInTens) => countsOf(document, rows.slice(0, number), pairsOf(heard), isInTens ? heard : null),
  }
}

const pairsOf = (heard: HeardQuestions | null) =>
  (heard?.told ?? []).map(({ key }) => ({ question: heard!.home, by: key }))

function tellersOf(document: QuestionnaireDocument, heard: HeardQuestions | null): Dataset['tellers'] {
  const together = heard?.told.filter(({ key, questions }) => !questions.includes(key)) ?? []
  return new Map(
    together.map(({ key, questions, characteristic }) => {
      const answers = new Map<string, { question: string; option: string }[]>()
      for (const question of questionsOf(document))
        if (question.type === 'single' && questions.includes(question.id))
          for (const { id, profile } of question.options) {
            const found = profile ? profileOf(profile) : null
            if (found?.characteristic !== characteristic.id) continue
            const known = answers.get(found.category) ?? []
            answers.set(found.category, [...known, { question: question.id, option: id }])
          }
      return [key, answers]
    }),
  )
}

function documentOf(pick: Pick, asksBoroughs: boolean): QuestionnaireDocument {
  const questions = Array.from({ length: 2 + pick(3) }, (_, i): Question => {
    const type = pick(3) === 0 ? 'multiple' : 'single'
    return {
      id: `q${i}`,
      code: `q${i}`,
      text: en(`Question ${i}`),
      type,
      options: optionsOf(`q${i}`, 2 + pick(5), false),
    }
  })
  const [first, second] = questions
  if (first?.type === 'single' && second && pick(2) === 0)
    second.askIf = { op: 'chosen', question: first.id, options: [first.options[pick(first.options.length)]!.id] }
  if (asksBoroughs || pick(2) === 0)
    questions.push({ id: 'home', code: 'home', text: en('Where do you live?'), type: 'postcode' })
  const main = { id: 'main', title: en('Main'), pages: [{ id: 'page', title: en('Page'), questions }] }
  const block = equalityBlock()
  if (pick(2) === 0) inFull(block.flatMap(({ pages }) => pages.flatMap((page) => page.questions)))
  return { format: 1, language: 'en', languages: ['en'], title: en('Random'), sections: [main, ...block] }
}

/** The ethnic groups in full, so that there are parents to join them to. */
function inFull(questions: Question[]) {
  const question = questions.find(({ id }) => id === 'eq-ethnic-group')
  if (question?.type !== 'single') return
  const all = census.characteristics.ethnic_group_19.map(({ category }, i): Option => {
    const [id, profile] = [`eth-${i}`, `ethnic_group_19:${category}`]
    return { id, code: id.replace('-', '_'), label: en(category), profile }
  })
  question.options = [...all, ...question.options.filter(({ missing }) => missing)]
}

interface Habit {
  /** How much the first answers are preferred, and how often nothing is said. */
  lean: number
  silent: number
  places: number
}

const habitOf = (pick: Pick): Habit => ({
  lean: [1, 1.5, 2, 3, 5, 9][pick(6)]!,
  silent: [0, 0, 2, 10, 40][pick(5)]!,
  places: 3 + pick(4),
})

/** Most come by the web, some on paper, few or many by a link of their own; picked apart, so that nothing else of a dataset hangs on it. */
function waysIn(seed: number): () => string {
  const pick = picker(seed * 15_485_863 + 11)
  const [paper, link] = [[5, 20, 40][pick(3)]!, [0, 2, 10, 25][pick(4)]!]
  return () => {
    const drawn = pick(100)
    return drawn < paper ? 'paper' : drawn < paper + link ? 'link' : 'web'
  }
}

type Person = Omit<SourceRow, 'collectorId'>

function personOf(document: QuestionnaireDocument, habits: Map<string, Habit>, pick: Pick, i: number): Person {
  const nature = pick(1000) / 1000
  const raw: Answers = {}
  for (const question of questionsOf(document)) {
    const habit = habits.get(question.id)!
    if (pick(100) < habit.silent) continue
    raw[question.id] = answerOf(question, habit, pick, nature)
  }
  const ofPart = (part: 'main' | 'equality') =>
    relevantAnswers(
      document,
      Object.fromEntries(Object.entries(raw).filter(([id]) => isEquality(document, id) === (part === 'equality'))),
      part,
    )
  const about = { versionId: 'v1', state: 'in', groupId: null, synthetic: true }
  return { id: uuid(i), ...about, answers: ofPart('main'), equality: ofPart('equality') }
}

function answerOf(question: Question, habit: Habit, pick: Pick, nature: number): Answer {
  const one = (n: number) => Math.min(n - 1, Math.floor(n * ((nature + pick(1000) / 500) / 3) ** habit.lean))
  if (question.type === 'postcode') return { area: `E090000${10 + one(habit.places)}` }
  if (question.type === 'multiple') {
    const chosen = question.options.filter((_, i) => i === 0 || pick(2 + i) === 0)
    return { options: (chosen.length > 1 && pick(2) === 0 ? chosen.slice(1) : chosen).map(({ id }) => id) }
  }
  if (question.type !== 'single') throw new Error(`No random answer to ${question.type}`)
  return { option: question.options[one(question.options.length)]!.id }
}

function projectionOf(document: QuestionnaireDocument, rows: SourceRow[]): Projection {
  const projection = new Projection(layoutOf([{ id: 'v1', document }]))
  for (const row of rows) projection.apply(row)
  return projection
}

function countsOf(
  document: QuestionnaireDocument,
  rows: SourceRow[],
  pairs: { question: string; by: string }[],
  inTensOf: HeardQuestions | null = null,
): Counts {
  const projection = projectionOf(document, rows)
  const selection = select(projection, inTensOf ? { where: [], inTensOf: inTensOf.home } : everybody)
  const store = (key: string) => projection.byKey.get(key)!
  return {
    columns: projection.stores.map(({ column }) => column),
    frequencies: frequencies(projection, selection),
    crosstabs: new Map(
      pairs.map(({ question, by }) => [pairKey(question, by), crosstab(store(question), store(by), selection)]),
    ),
    facts: inTensOf?.facts ?? factsOf([{ id: 'v1', document }]),
  }
}
