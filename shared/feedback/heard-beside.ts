import type { QuestionFacts } from './question-facts.ts'
import type { Line, PublicTable } from './release-tables.ts'

/** A column and the questions that tell it: one of its own name, or several that tell one thing together. */
export interface ToldTogether {
  key: string
  questions: readonly string[]
}

/**
 * What the releases of a consultation leave to tell of the people of its boroughs, each release being its public tables, oldest first.
 * A release keeps a small count open by what people hidden with it could be instead; a page beside it must leave them all of that.
 */
export class BesideReleases {
  constructor(
    private readonly releases: readonly (readonly PublicTable[])[],
    private readonly facts: ReadonlyMap<string, QuestionFacts>,
  ) {}

  /**
   * Whether a column may be counted at all beside them: the last release that tells of it, or of who is asked what of it, has each of
   * its questions on its own, or none does. Without such a table nothing was hidden for its totals' sake.
   */
  leaves({ questions }: ToldTogether): boolean {
    const related = this.relativesOf(questions)
    const last = this.releases.findLast((tables) =>
      tables.some(({ key, byKey }) => related.has(key) || (byKey !== undefined && related.has(byKey))),
    )
    return !last || questions.every((question) => ownOf(last, question) !== undefined)
  }

  /** Whether a release hides this line of the column, or a part of it: then how many it is must not be told otherwise either. */
  isClosed({ key, questions }: ToldTogether, line: Line): boolean {
    const isOne = questions.length === 1 && questions[0] === key
    return this.releases.some((tables) =>
      questions.some((question) => hiddenIn(ownOf(tables, question)).some((one) => !isOne || overlap(one, line))),
    )
  }

  /** With all questions whose people are a part of the people of another, however far. */
  private relativesOf(questions: readonly string[]): Set<string> {
    const found = new Set(questions)
    // A set is walked to its end, with what is added on the way.
    for (const key of found)
      for (const [other, { within }] of this.facts) {
        if (other === key) for (const parent of within) found.add(parent.key)
        else if (within.some((parent) => parent.key === key)) found.add(other)
      }
    return found
  }
}

const ownOf = (tables: readonly PublicTable[], question: string) =>
  tables.find(({ key, byKey }) => key === question && byKey === undefined)
const hiddenIn = (table: PublicTable | undefined): Line[] =>
  table?.rows.filter((_, r) => table.columns[0]!.counts[r] === null) ?? []

const idsOf = ({ id, of = [id] }: Line) => of
const overlap = (one: Line, other: Line) => idsOf(one).some((id) => idsOf(other).includes(id))
