import type { Highs } from 'highs'
import { inOrder } from '../../server/analysis/figures.ts'
import type { Crosstab } from '../../shared/analysis/count.ts'
import { isOn } from '../../shared/analysis/hangs-on.ts'
import { missing } from '../../shared/analysis/layout.ts'
import { kindsOfMissing } from '../../shared/analysis/shown-columns.ts'
import { sum } from '../../shared/kernel/sum.ts'
import { all, inside, Knowledge, own, statesOf } from './desk-knowledge.ts'
import {
  type DeskKind,
  type DeskRule,
  deskKinds,
  type FigureLook,
  keyOf,
  type Looks,
  looksAt,
  type TableLook,
} from './desk-looks.ts'
import type { Dataset } from './people.ts'
import type { Term } from './system.ts'

export interface DeskAttack {
  /** Small counts of which exactly one value is left. */
  known: string[]
  /** Small counts that cannot be all of 1 to 4. */
  narrowed: string[]
  /** What the adversary knows that is not so. */
  told: string[]
  small: number
  hidden: number
  tables: number
  withoutBase: number
  /** Within a filter. */
  pages: number
  byKind: Record<DeskKind, { small: number; known: number; narrowed: number }>
}

/** Everything the pages show is written down, with what the questionnaire says of who is asked; then each small count is asked for. */
export function attackDesk(highs: Highs, dataset: Dataset, rule: DeskRule): DeskAttack {
  const looks = looksAt(dataset, rule)
  const knowledge = new Knowledge(looks, dataset.document)
  const { system } = knowledge
  const truth = truthOf(looks)
  const targets = targetsOf(looks)
  const figures = looks.figures.filter(({ kind }) => kind === 'questions')
  const found: DeskAttack = {
    known: [],
    narrowed: [],
    told: system.contradictions(truth),
    small: targets.length,
    hidden: sum(looks.tables.map(({ figure }) => figure.hidden)),
    tables: looks.tables.length,
    withoutBase: figures.filter(({ figure: { bases } }) => bases.answered === null).length,
    pages: new Set(looks.figures.flatMap(({ within }) => inside(within))).size,
    byKind: Object.fromEntries(
      deskKinds.map((kind) => [kind, { small: 0, known: 0, narrowed: 0 }]),
    ) as DeskAttack['byKind'],
  }
  system.solve(highs, (ask) => {
    const spans = targets.map((target) => ({
      ...target,
      terms: knowledge.ofSomebody(target.terms),
      low: target.count,
      high: target.count,
    }))
    for (const span of spans) {
      const { kind, name, count, terms, most } = span
      const isOpen = (isMost: boolean) => (isMost ? span.high >= Math.min(4, most) - tiny : span.low <= 1 + tiny)
      for (const isMost of [true, false]) {
        if (isOpen(isMost)) continue
        const { best, valueIn } = ask(terms, isMost)
        if (isMost) span.high = best
        else span.low = best
        // One table of people shows many counts to be open at once.
        if (Number.isFinite(best))
          for (const other of spans) {
            const value = valueIn(other.terms)
            other.low = Math.min(other.low, value)
            other.high = Math.max(other.high, value)
          }
      }
      const { small, known, narrowed } = found.byKind[kind]
      const isKnown = span.high - span.low < 0.5
      const isNarrowed = !isKnown && !(isOpen(true) && isOpen(false))
      if (isKnown) found.known.push(`${name} is known to be ${count}`)
      if (isNarrowed)
        found.narrowed.push(`${name}, ${count}, is known to be ${span.low.toFixed(1)} to ${span.high.toFixed(1)}`)
      found.byKind[kind] = { small: small + 1, known: known + Number(isKnown), narrowed: narrowed + Number(isNarrowed) }
    }
  })
  return found
}

const tiny = 0.01

/** The exact counts, under the names the adversary uses. */
function truthOf({ figures, tables }: Looks): Map<string, number> {
  const truth = new Map<string, number>()
  for (const { column, within, exact } of figures) {
    const set = (state: string, count: number) => truth.set(all(own(column, state), ...inside(within)), count)
    for (const kind of kindsOfMissing) set(kind, exact[kind])
    for (const [i, { id }] of column.categories.entries()) set(id, exact.categories[i] ?? 0)
    if (column.kind !== 'codes') set('answered', exact.answered)
  }
  for (const { down, across, within, exact } of tables)
    for (const [code, at] of statesOf(across).entries()) {
      const set = (state: string, count: number) =>
        truth.set(all(own(down, state), own(across, at), ...inside(within)), count)
      for (const [kind, state] of Object.keys(missing).entries()) set(state, exact.missing[kind]![code]!)
      for (const [i, { id }] of down.categories.entries()) set(id, exact.cells[i]![code]!)
      if (down.kind === 'set') set('answered', exact.bases[code]!)
    }
  return truth
}

interface Target {
  kind: DeskKind
  name: string
  count: number
  terms: Term[]
  /** The most it could be anyway. */
  most: number
}

/** Small counts: answers, complements, who was not asked, and cells of the tables as they are shown. */
function targetsOf({ people, figures, tables }: Looks): Target[] {
  return [...figures.flatMap((look) => inFigure(look, figures)), ...tables.flatMap(inTable)]
    .filter(({ count }) => count > 0 && count < 5)
    .map((one) => ({ ...one, most: people }))
}

type Found = Omit<Target, 'most'>

function inFigure({ kind, column, within, exact, people }: FigureLook, figures: FigureLook[]): Found[] {
  const { categories, answered, notAsked } = exact
  const name = (state: string) => all(own(column, state), ...inside(within))
  const answers = column.categories.flatMap(({ id }, i): Found[] => {
    const count = categories[i]!
    const one = { kind, name: name(id), count, terms: [[name(id), 1]] as Term[] }
    if (column.kind !== 'set') return [one]
    const terms: Term[] = [
      [name('answered'), 1],
      [name(id), -1],
    ]
    return [one, { kind, name: `not ${name(id)}`, count: answered - count, terms }]
  })
  // Within a filter an answer that leads to it tells the same.
  if (!column.hangsOn || within) return answers
  const asked = statesOf(column).filter((state) => state !== 'notAsked')
  const whoAsked = {
    kind,
    name: `${keyOf(column)} asked`,
    count: people - notAsked,
    terms: asked.map((state): Term => [name(state), 1]),
  }
  // Who gave no answer to the question before is told by its base, for that says nothing of any answer.
  const before = figures.filter((one) => !one.within && column.hangsOn!.some((on) => isOn(on, one.column)))
  if (before.some((one) => one.people - one.exact.answered === notAsked)) return [...answers, whoAsked]
  const others = { kind, name: `${keyOf(column)} not asked`, count: notAsked, terms: [[name('notAsked'), 1]] as Term[] }
  return [...answers, whoAsked, others]
}

/** Cells as they are shown, and what is left of each to those of whom no table is. */
function inTable(look: TableLook): Found[] {
  const { kind, down, across, within, exact, elsewhere, groups, figure } = look
  const states = statesOf(across)
  if (figure.rows.length === 0) return []
  return inOrder(down).flatMap((i) =>
    groups.flatMap(({ codes, labels }): Found[] => {
      const { id } = down.categories[i]!
      const at = (part: string[]) =>
        codes.map((code): Term => [all(own(down, id), own(across, states[code]!), ...part), 1])
      const of = (table: Crosstab) => sum(codes.map((code) => table.cells[i]![code]!))
      const name = `${all(own(down, id), ...inside(within))} by ${keyOf(across)} ${labels.join('+')}`
      const one = { kind, name, count: of(exact), terms: at(inside(within)) }
      if (!elsewhere || !within) return [one]
      const terms = poolIn(look).flatMap((part) => at([part]))
      return [one, { kind, name: `the rest of ${name}`, count: of(elsewhere), terms }]
    }),
  )
}

/** Those of whom no table is shown, by what the filter looks at. */
function poolIn({ within, pool }: TableLook): string[] {
  return statesOf(within!.column).flatMap((state, code) => (pool![code] ? [own(within!.column, state)] : []))
}
