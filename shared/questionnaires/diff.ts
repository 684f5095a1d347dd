import { capital } from '../kernel/text.ts'
import type { Ref } from './act-tree.ts'
import { atoms } from './conditions.ts'
import { type ChangeKind, changeWords, isAlike, itemDiffers, questionDiffers } from './diff-fields.ts'
import { type Matches, matchesOf, moved, type Standing } from './diff-match.ts'
import type { Condition, GridRow, Id, Option, Question, QuestionnaireDocument, QuestionType } from './document.ts'
import { type Place, places } from './places.ts'
import { keyOf } from './proof-model.ts'

export interface Change {
  kind: ChangeKind
  /** What it is about: in the new version, or in the old one where it is gone; null is the questionnaire as a whole. */
  at: Ref | null
  message: string
  /** How many responses to the old version it touches, where that is known; null where they are too few to show. */
  responses?: number | null
}

/** One question of a series, or one of its options or rows. */
export interface SameItem {
  before: Id
  after: Id
  /** What stands between the two: nothing, other words, or a rule that is needed. */
  mark: 'none' | 'wording' | 'recoding' | 'breaking'
}

export interface SameQuestion extends SameItem {
  options: SameItem[]
  rows: SameItem[]
}

export interface Diff {
  /** Of the whole, then in the order of the new version, then what is gone. */
  changes: Change[]
  /** Which questions are the same for a time series. */
  series: SameQuestion[]
}

/** How many responses to the old version have an answer to the thing (or to anything in it); null when too few to show, undefined when not known. */
export type Counts = (at: Ref) => number | null | undefined

/**
 * What the new version changes, each change by what it does to a series; `diff(d, d)` is empty. Things are the same by id,
 * else by code, so that a questionnaire made anew for another year is compared as well.
 */
export function diffVersions(before: QuestionnaireDocument, after: QuestionnaireDocument, counts?: Counts): Diff {
  return new Comparing(before, after, counts).diff()
}

/** Types whose answers are kept in the same way. */
const family: { [T in QuestionType]: string } = {
  single: 'option',
  long_list: 'option',
  hidden: 'option',
  yes_no: 'yes or no',
  consent: 'consent',
  multiple: 'options',
  grid: 'grid',
  ranking: 'ranking',
  scale: 'scale',
  number: 'number',
  constant_sum: 'sum',
  short_text: 'text',
  long_text: 'text',
  date: 'date',
  partial_date: 'partial date',
  postcode: 'borough',
  area: 'borough',
  statement: 'statement',
}

class Comparing {
  private readonly matches: Matches
  private readonly changes: Change[] = []
  private readonly old: Map<string, Place>
  private readonly now: Map<string, Place>

  constructor(
    private readonly before: QuestionnaireDocument,
    private readonly after: QuestionnaireDocument,
    private readonly counts: Counts = () => undefined,
  ) {
    this.matches = matchesOf(before, after)
    this.old = new Map(places(before).map((place) => [keyOf(place), place]))
    this.now = new Map(places(after).map((place) => [keyOf(place), place]))
  }

  diff(): Diff {
    const { sections, pages, questions } = this.matches
    this.whole()
    this.holders('section', sections)
    this.holders('page', pages)
    const elsewhere = this.elsewhere()
    const series = questions.pairs.map((pair) => this.question(pair.before, pair.after, elsewhere.has(pair.after)))
    for (const { question } of questions.come) this.come('question', question.id)
    const order = new Map([...this.now.keys()].map((key, n) => [key, n]))
    const placeOf = ({ at }: Change) => (at ? (order.get(keyFor(at)) ?? order.size) : -1)
    this.changes.sort((a, b) => placeOf(a) - placeOf(b))
    for (const { question } of questions.gone) this.gone('question', question.id, 'breaking')
    return { changes: this.changes, series }
  }

  private whole() {
    const whole = (kind: ChangeKind, message: string) => this.changes.push({ kind, at: null, message })
    if (!isAlike(this.before.title, this.after.title)) whole('wording', 'The title of the questionnaire changed.')
    const added = this.after.languages.filter((one) => !this.before.languages.includes(one))
    const taken = this.before.languages.filter((one) => !this.after.languages.includes(one))
    if (added.length > 0) whole('addition', `It is there in more languages: ${added.join(', ')}.`)
    if (taken.length > 0) whole('wording', `It is there no more in: ${taken.join(', ')}.`)
    if (this.before.language !== this.after.language) whole('wording', 'Its first language changed.')
  }

  /** A section or page holds questions, which are compared by themselves: taking one away breaks nothing but them. */
  private holders(kind: 'section' | 'page', { pairs, gone, come }: Matches['sections'] | Matches['pages']) {
    for (const { id } of come) this.come(kind, id)
    for (const { id } of gone) this.gone(kind, id, 'wording')
    const swapped = moved(
      pairs.map((pair) => pair.after.id),
      [...this.now.values()].filter((place) => place.kind === kind).map(({ id }) => id),
    )
    for (const { before, after } of pairs) {
      const at = { kind, id: after.id }
      const from = { kind, id: before.id }
      if (!isAlike(before.title, after.title)) this.say('wording', at, 'its title changed', from)
      if (!isAlike(this.renamed(before.askIf), after.askIf)) this.say('recoding', at, 'who is asked changed', from)
      const [was, is] = [this.old.get(keyFor(from))!.parent, this.now.get(keyFor(at))!.parent]
      const isElsewhere = kind === 'page' && !isSame(this.matches.sections, was!, is!)
      if (isElsewhere || swapped.has(after.id)) this.say('wording', at, 'it stands in another place', from)
    }
  }

  /** Questions on another page or in another order. */
  private elsewhere(): Set<Standing> {
    const { pairs } = this.matches.questions
    const isOn = ({ before, after }: { before: Standing; after: Standing }) =>
      isSame(this.matches.pages, before.page, after.page)
    const [stays, goes] = [pairs.filter(isOn), pairs.filter((pair) => !isOn(pair))]
    const order = [...this.matches.questions.pairs].sort((a, b) => this.at(a.after) - this.at(b.after))
    const swapped = moved(
      stays.map(({ after }) => after),
      order.map(({ after }) => after),
    )
    return new Set([...goes.map(({ after }) => after), ...swapped])
  }

  private at({ id }: Standing): number {
    return this.now.get(`question ${id}`)!.before
  }

  private question(before: Standing, after: Standing, isMoved: boolean): SameQuestion {
    const from = this.changes.length
    const [at, old] = [
      { kind: 'question', id: after.id },
      { kind: 'question', id: before.id },
    ] as const
    const [was, is] = [before.question, after.question]
    if (was.type !== is.type) {
      const kind = family[was.type] === family[is.type] ? 'recoding' : 'breaking'
      this.say(kind, at, 'it is a question of another type', old)
    }
    if (before.part !== after.part)
      this.say('breaking', at, 'it changes between the answer and the equality questions', old)
    else if (isMoved) this.say('wording', at, 'it stands in another place', old)
    for (const one of questionDiffers(this.renamedIn(was), is)) {
      this.say(one.kind, at, changeWords(one, this.after.language), old)
    }
    this.checks(was, is, at, old)
    const own = this.changes.slice(from)
    const options = this.items('option', before.id, after.id, is)
    const rows = this.items('row', before.id, after.id, is)
    return { before: before.id, after: after.id, mark: worst(own), options, rows }
  }

  private checks(was: Question, is: Question, at: Ref, old: Ref) {
    const rules = (question: Question, holds: (condition: Condition) => Condition | undefined) =>
      (question.checks ?? []).map((one) => ({ holds: holds(one.holds), soft: one.soft }))
    if (
      !isAlike(
        rules(was, (one) => this.renamed(one)),
        rules(is, (one) => one),
      )
    )
      this.say('recoding', at, 'what is checked of its answer changed', old)
    else if (!isAlike(messages(was), messages(is))) this.say('wording', at, 'what its check says changed', old)
  }

  private items(kind: 'option' | 'row', beforeId: Id, afterId: Id, is: Question): SameItem[] {
    const { pairs, gone, come } = (kind === 'option' ? this.matches.options : this.matches.rows).get(beforeId)!
    // The options of some types are fixed: they come and go with the type, which is told already.
    if (kind === 'option' && !('options' in is)) return []
    for (const { id } of come) this.come(kind, id, afterId)
    for (const { id } of gone) this.gone(kind, id, 'breaking', beforeId)
    const list: { id: Id }[] = kind === 'option' && 'options' in is ? is.options : 'rows' in is ? is.rows : []
    const swapped = moved(
      pairs.map((pair) => pair.after.id),
      list.map(({ id }) => id),
    )
    if (swapped.size > 0) {
      const words = kind === 'option' ? 'its answers stand in another order' : 'its lines stand in another order'
      this.say('wording', { kind: 'question', id: afterId }, words, { kind: 'question', id: beforeId })
    }
    return pairs.map((pair) => {
      const from = this.changes.length
      const [at, old] = [
        { kind, id: pair.after.id, of: afterId },
        { kind, id: pair.before.id, of: beforeId },
      ]
      for (const one of itemDiffers(this.renamedIn(pair.before), pair.after))
        this.say(one.kind, at, changeWords(one, this.after.language), old)
      return { before: pair.before.id, after: pair.after.id, mark: worst(this.changes.slice(from)) }
    })
  }

  private come(kind: Place['kind'], id: Id, of?: Id) {
    this.say('addition', { kind, id, ...(of && { of }) }, 'it is new')
  }

  private gone(kind: Place['kind'], id: Id, change: ChangeKind, of?: Id) {
    const at = { kind, id, ...(of && { of }) }
    this.say(change, at, 'it is gone', at, this.old)
  }

  private say(kind: ChangeKind, at: Ref, words: string, old?: Ref, among = this.now) {
    const name = among.get(keyFor(at))?.name ?? 'something'
    const responses = old && this.counts(old)
    const message = `${capital(name)}: ${words}.`
    this.changes.push({ kind, at, message, ...(responses !== undefined && { responses }) })
  }

  private renamedIn<T extends Question | Option | GridRow>(thing: T): T {
    return thing.askIf ? { ...thing, askIf: this.renamed(thing.askIf)! } : thing
  }

  /** A condition of the old version with the ids of the new one. */
  private renamed(condition: Condition | undefined): Condition | undefined {
    if (!condition || atoms(condition).every(({ question }) => !this.isRenamed(question))) return condition
    if (condition.op === 'all' || condition.op === 'any')
      return { ...condition, of: condition.of.map((part) => this.renamed(part)!) }
    if (condition.op === 'not') return { ...condition, of: this.renamed(condition.of)! }
    const within = (list: 'options' | 'rows', id: Id) =>
      this.matches[list].get(condition.question)?.pairs.find((pair) => pair.before.id === id)?.after.id ?? id
    return {
      ...condition,
      question: this.matches.questions.pairs.find((pair) => pair.before.id === condition.question)?.after.id ?? '',
      ...('options' in condition && { options: condition.options.map((id) => within('options', id)) }),
      ...('option' in condition && { option: within('options', condition.option) }),
      ...('row' in condition && condition.row !== undefined && { row: within('rows', condition.row) }),
    } as Condition
  }

  private isRenamed(question: Id): boolean {
    const isOther = (pairs: { before: { id: Id }; after: { id: Id } }[] = []) =>
      pairs.some(({ before, after }) => before.id !== after.id)
    const { questions, options, rows } = this.matches
    const own = questions.pairs.find((pair) => pair.before.id === question)
    return isOther(own && [own]) || isOther(options.get(question)?.pairs) || isOther(rows.get(question)?.pairs)
  }
}

/** Whether two places are one; of two that are gone and new nobody can say that they are not. */
function isSame({ pairs }: Matches['sections'] | Matches['pages'], before: Id, after: Id): boolean {
  const known = pairs.filter((pair) => pair.before.id === before || pair.after.id === after)
  return known.every((pair) => pair.before.id === before && pair.after.id === after)
}

const messages = (question: Question) => (question.checks ?? []).map(({ message }) => message)

const keyFor = ({ kind, id, of }: Ref) => keyOf({ kind, id, parent: of ?? null })

const order = ['breaking', 'recoding', 'wording'] as const
const worst = (changes: Change[]): SameItem['mark'] =>
  order.find((kind) => changes.some((change) => change.kind === kind)) ?? 'none'
