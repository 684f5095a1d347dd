import type { GridRow, Id, Option, Page, Question, QuestionnaireDocument, Section } from './document.ts'
import { type Part, partOf } from './evaluate.ts'
import { optionsOf, rowsOf } from './fixed-options.ts'

/** The same thing in two versions. */
export interface Pair<T> {
  before: T
  after: T
}

export interface Matched<T> {
  pairs: Pair<T>[]
  gone: T[]
  come: T[]
}

/** By id; what is left by code, for a questionnaire that was made anew. */
function matched<T extends { id: Id; code?: string }>(before: T[], after: T[]): Matched<T> {
  const byId = new Map(after.map((one) => [one.id, one]))
  const pairs = before.flatMap((one) => (byId.has(one.id) ? [{ before: one, after: byId.get(one.id)! }] : []))
  const taken = new Set(pairs.flatMap((pair) => [pair.before, pair.after]))
  const byCode = new Map(after.flatMap((one) => (one.code && !taken.has(one) ? [[one.code, one] as const] : [])))
  for (const one of before) {
    const other = one.code !== undefined && !taken.has(one) ? byCode.get(one.code) : undefined
    if (!other || taken.has(other)) continue
    pairs.push({ before: one, after: other })
    taken.add(one).add(other)
  }
  const at = new Map(before.map((one, n) => [one, n]))
  pairs.sort((a, b) => at.get(a.before)! - at.get(b.before)!)
  return { pairs, gone: before.filter((one) => !taken.has(one)), come: after.filter((one) => !taken.has(one)) }
}

/** A question with where it stands. */
export interface Standing {
  id: Id
  code: string
  question: Question
  page: Id
  part: Part
}

export interface Matches {
  sections: Matched<Section>
  pages: Matched<Page>
  questions: Matched<Standing>
  options: Map<Id, Matched<Option>>
  rows: Map<Id, Matched<GridRow>>
}

const pagesOf = (document: QuestionnaireDocument) => document.sections.flatMap(({ pages }) => pages)

const questionsIn = (document: QuestionnaireDocument): Standing[] =>
  document.sections.flatMap((section) =>
    section.pages.flatMap((page) =>
      page.questions.map((question) => ({
        id: question.id,
        code: question.code,
        question,
        page: page.id,
        part: partOf(section),
      })),
    ),
  )

/** What is the same in both; options and rows by the id of the question before. */
export function matchesOf(before: QuestionnaireDocument, after: QuestionnaireDocument): Matches {
  const questions = matched(questionsIn(before), questionsIn(after))
  const inner = <T extends { id: Id; code: string }>(of: (question: Question) => T[]) =>
    new Map(questions.pairs.map((pair) => [pair.before.id, matched(of(pair.before.question), of(pair.after.question))]))
  return {
    sections: matched(before.sections, after.sections),
    pages: matched(pagesOf(before), pagesOf(after)),
    questions,
    options: inner(optionsOf),
    rows: inner(rowsOf),
  }
}

/** Those that must be moved to come from one order to the other: all but the longest row that keeps its order. */
export function moved<T>(before: T[], after: T[]): Set<T> {
  const at = new Map(after.map((one, n) => [one, n]))
  const places = before.filter((one) => at.has(one)).map((one) => at.get(one)!)
  const best = places.map(() => 1)
  const from = places.map(() => -1)
  places.forEach((place, n) => {
    for (let k = 0; k < n; k++) {
      if (places[k]! < place && best[k]! + 1 > best[n]!) {
        best[n] = best[k]! + 1
        from[n] = k
      }
    }
  })
  const kept = new Set<number>()
  for (let n = best.indexOf(Math.max(...best)); n >= 0; n = from[n]!) kept.add(places[n]!)
  return new Set(places.filter((place) => !kept.has(place)).map((place) => after[place]!))
}
