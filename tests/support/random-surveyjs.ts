import type { Answer, Answers } from '../../shared/questionnaires/document.ts'

/** Surveys of SurveyJS with conditions of every kind that it knows, and answers to them, both drawn by dice. */

export interface Element {
  type: string
  name: string
  [key: string]: unknown
}

/** Numbers drawn beforehand, used up one after another, so that a failure can be made smaller. */
export class Dice {
  readonly #throws: number[]
  #at = 0

  constructor(throws: number[]) {
    this.#throws = throws
  }

  below(sides: number): number {
    const thrown = this.#throws[this.#at % this.#throws.length] ?? 0
    this.#at += 1
    return (thrown + this.#at) % sides
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.below(2) === 0)
  }
}

/** The questions that conditions look at: one of each kind. */
export const asked: Element[] = [
  { type: 'radiogroup', name: 'one', choices: ['a', 'ab', 'B'], showOtherItem: true, showDontKnowItem: true },
  { type: 'dropdown', name: 'size', choices: [1, 2, 10] },
  { type: 'checkbox', name: 'many', choices: ['a', 'b', 'Other'], showOtherItem: true, showNoneItem: true },
  { type: 'boolean', name: 'flag' },
  { type: 'boolean', name: 'own', valueTrue: 'Y', valueFalse: 'N' },
  { type: 'boolean', name: 'worded', labelTrue: 'Sure', labelFalse: 'Never' },
  { type: 'rating', name: 'rate', rateMin: 0, rateMax: 4 },
  { type: 'text', name: 'number', inputType: 'number' },
  { type: 'text', name: 'day', inputType: 'date' },
  { type: 'comment', name: 'words' },
  { type: 'matrix', name: 'grid', rows: ['r', 's'], columns: ['x', 'y'] },
  { type: 'ranking', name: 'order', choices: ['p', 'q'] },
]

const values: Record<string, string[]> = {
  one: ["'a'", "'AB'", "'b'", "'other'", "'dontknow'", "'zz'", 'a'],
  size: ['1', "'2'", '10', '3'],
  many: ["'a'", "'B'", "'other'", "'none'", "'zz'"],
  flag: ['true', 'false', "'true'", '1', "'yes'"],
  own: ["'Y'", "'n'", 'true', "'zz'"],
  worded: ['true', "'false'", '0'],
  rate: ['0', '2', "'4'"],
  number: ['0', '5', "'7'", '-1'],
  day: ["'2020-05-01'", "'2021-01-01'"],
  words: ["''", "'x'"],
  grid: ["'x'", "'Y'"],
  order: ["'p'", "'Q'"],
}

const compares = ['=', '==', '!=', '<>', '<', '<=', '>', '>=', 'contains', 'notcontains', 'equal', 'greater', '*=']
const looks = ['anyof', 'allof', 'noneof', 'contains', 'notcontains', '=', '!=']
const parts: Record<string, string[]> = { grid: ['{grid.r}', '{grid.s}', '{grid}'], order: ['{order}', '{order[0]}'] }

/** Two of these can be compared with each other. */
const choices = ['{one}', '{size}', '{flag}', '{own}', '{worded}', '{grid.r}', '{grid.s}']

function atom(dice: Dice): string {
  const { name } = dice.of(asked)
  const written = dice.of(parts[name] ?? [`{${name}}`])
  const value = () => dice.of(values[name]!)
  switch (dice.below(8)) {
    case 7:
      return `${dice.of(choices)} ${dice.of(['=', '!='])} ${dice.of(choices)}`
    case 0:
      return `${written} ${dice.of(['empty', 'notempty'])}`
    case 1:
      return `${dice.of(['', '!'])}${written}`
    case 2:
      return `${written} ${dice.of(looks)} [${[value(), value()].join(', ')}]`
    case 3:
      return name === 'many'
        ? `{many.length} ${dice.of(compares.slice(0, 8))} ${dice.below(3)}`
        : `${written} = ${value()}`
    default:
      return `${written} ${dice.of(compares)} ${value()}`
  }
}

export function expression(dice: Dice, depth = 2): string {
  const inner = () => expression(dice, depth - 1)
  switch (depth === 0 ? 0 : dice.below(7)) {
    case 1:
      return `(${inner()}) ${dice.of(['and', '&&', 'or', '||'])} (${inner()})`
    case 2:
      return `${inner()} ${dice.of(['and', 'or'])} ${inner()}`
    case 3:
      return `!(${inner()})`
    case 4:
      return `iif(${inner()}, ${dice.of(['true', 'false'])}, ${dice.of(['true', 'false'])}) = true`
    default:
      return atom(dice)
  }
}

/** An answer to each of the questions, or none, as SurveyJS keeps it. */
export function answers(dice: Dice): Record<string, unknown> {
  const given: Record<string, unknown> = {
    one: dice.of(['a', 'ab', 'B', 'other', 'dontknow']),
    size: dice.of([1, 2, 10]),
    many: dice.below(5) === 0 ? ['none'] : dice.some(['a', 'b', 'Other', 'other']),
    flag: dice.of([true, false]),
    own: dice.of(['Y', 'N']),
    worded: dice.of([true, false]),
    rate: dice.below(5),
    number: dice.of([0, 5, 7, -1, 2.5]),
    day: dice.of(['2020-05-01', '2021-06-30']),
    words: 'x',
    grid: Object.fromEntries(dice.some(['r', 's']).map((row) => [row, dice.of(['x', 'y'])])),
    order: dice.of([
      ['p', 'q'],
      ['q', 'p'],
    ]),
  }
  const blank = (value: unknown) => typeof value === 'object' && Object.keys(value!).length === 0
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !blank(value) && dice.below(4) > 0))
}

/** The same answers as we keep them. */
export function ourAnswers(given: Record<string, unknown>): Answers {
  const id = (name: unknown) => String(name).toLowerCase()
  const ours: Record<string, (value: unknown) => Answer> = {
    one: (value) => ({ option: id(value) }),
    size: (value) => ({ option: id(value) }),
    many: (value) => ({ options: (value as string[]).map((one) => (one === 'other' ? 'other-2' : id(one))) }),
    flag: (value) => ({ option: value ? 'yes' : 'no' }),
    own: (value) => ({ option: value === 'Y' ? 'yes' : 'no' }),
    worded: (value) => ({ option: id(value) }),
    rate: (value) => ({ number: value as number }),
    number: (value) => ({ number: value as number }),
    day: (value) => ({ date: value as string }),
    words: (value) => ({ text: value as string }),
    grid: (value) => ({ rows: value as Record<string, string> }),
    order: (value) => ({ ranked: value as string[] }),
  }
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, ours[name]!(value)]))
}
