import fc from 'fast-check'
import { type Act, type Changes, copyOf, type Ref } from '../../shared/questionnaires/acts.ts'
import type { Condition, Question, QuestionnaireDocument, QuestionType } from '../../shared/questionnaires/document.ts'
import { optionsOf } from '../../shared/questionnaires/fixed-options.ts'
import {
  asType,
  duplicate,
  freshOption,
  freshPage,
  freshQuestion,
  freshRow,
  freshSection,
} from '../../shared/questionnaires/fresh.ts'
import { type Kind, type Place, places } from '../../shared/questionnaires/places.ts'
import { questionRules } from '../../shared/questionnaires/question-rules.ts'

/** A few throws, read as one act on whatever document there is. */
export const dice = fc.record({
  act: fc.nat(999),
  a: fc.nat(9999),
  b: fc.nat(9999),
  words: fc.string({ unit: 'grapheme', maxLength: 20 }),
})
export type Dice = typeof dice extends fc.Arbitrary<infer T> ? T : never

export const blank = (): QuestionnaireDocument => ({
  format: 1,
  language: 'en',
  languages: ['en'],
  title: { en: 'A questionnaire' },
  sections: [{ id: 's', title: { en: 'First' }, pages: [{ id: 'p', title: { en: 'Page' }, questions: [] }] }],
})

const types = Object.keys(questionRules) as QuestionType[]
const kinds: Kind[] = ['section', 'page', 'question', 'option', 'row']
const pick = <T>(list: readonly T[], n: number): T | undefined => (list.length > 0 ? list[n % list.length] : undefined)
const refOf = (place: Place): Ref => ({
  kind: place.kind,
  id: place.id,
  ...(isInner(place.kind) && { of: place.parent! }),
})
const isInner = (kind: Kind) => kind === 'option' || kind === 'row'
const nothing: Act = { do: 'set-title', title: { en: 'Nothing else to do' } }

/** Any act on the document; it may be one that is refused. New ids are made of the step's number. */
export function randomAct(document: QuestionnaireDocument, roll: Dice, step: number): Act {
  let made = 0
  const newId = () => `n${step}-${made++}`
  const all = places(document)
  const some = pick(all, roll.a)
  const words = { en: roll.words.replaceAll('\0', '') }
  const acts: (() => Act)[] = [
    () => ({ do: 'set-title', title: words }),
    ...Array<() => Act>(8).fill(() => addition(document, roll, newId)),
    () => (some ? { do: 'remove', ref: refOf(some) } : nothing),
    () => (some ? moving(all, some, roll) : nothing),
    ...Array<() => Act>(3).fill(() => (some ? editing(some, roll, words, earlierThan(all, some, roll)) : nothing)),
    ...Array<() => Act>(4).fill(() => (some ? conditional(all, some, roll) : nothing)),
    () => (some ? duplicate(document, refOf(some), newId) : nothing),
    () => retyping(document, all, roll, newId),
    () => ({ do: 'insert-equality' }),
    () => ({ do: 'several', acts: [addition(document, roll, newId), { do: 'set-title', title: words }] }),
  ]
  return copyOf(acts[roll.act % acts.length]!())
}

function addition(document: QuestionnaireDocument, roll: Dice, newId: () => string): Act {
  const all = places(document)
  const questions = all.flatMap((place) => (place.question ? [place.question] : []))
  const kind = pick(kinds, roll.b)!
  const at = roll.a % 5
  const page = pick(
    all.filter((place) => place.kind === 'page'),
    roll.a,
  )
  const section = pick(document.sections, roll.a)
  if (kind === 'section' || !section) return { do: 'add', kind: 'section', at, item: freshSection(document, newId) }
  if (kind === 'page' || !page)
    return { do: 'add', kind: 'page', into: section.id, at, item: freshPage(document, newId) }
  const choice = pick(
    questions.filter((q) => 'options' in q),
    roll.a,
  )
  if (kind === 'option' && choice && 'options' in choice) {
    return { do: 'add', kind, into: choice.id, at, item: freshOption(document, newId, choice.options) }
  }
  const grid = pick(
    questions.filter((q) => 'rows' in q),
    roll.a,
  )
  if (kind === 'row' && grid && 'rows' in grid)
    return { do: 'add', kind, into: grid.id, at, item: freshRow(document, newId, grid.rows) }
  return {
    do: 'add',
    kind: 'question',
    into: page.id,
    at,
    item: freshQuestion(document, pick(types, roll.b >> 3)!, newId),
  }
}

function moving(all: Place[], some: Place, roll: Dice): Act {
  const homes = all.filter((place) => place.kind === all.find((one) => one.id === some.parent)?.kind)
  const into = some.parent === null ? undefined : pick(homes, roll.b)?.id
  return { do: 'move', ref: refOf(some), ...(into !== undefined && { into }), at: roll.b % 6 }
}

function editing(some: Place, roll: Dice, words: { en: string }, earlier: Question | undefined): Act {
  const ref = refOf(some)
  if (some.kind === 'section' || some.kind === 'page') return { do: 'edit', ref, set: { title: words } }
  if (some.kind !== 'question')
    return {
      do: 'edit',
      ref,
      set: { label: words, ...(some.kind === 'option' && { other: roll.b % 2 ? true : null }) },
    }
  return { do: 'edit', ref, set: editOf(some.question!, roll, words, earlier) }
}

/** Fields of this type, a check, an earlier answer in the words, or what every question has. */
function editOf(question: Question, roll: Dice, words: { en: string }, earlier: Question | undefined): Changes {
  const plain = { text: words, help: roll.b % 3 ? words : null, required: roll.b % 2 ? true : null }
  if (roll.a % 4 === 0 && earlier) return { text: { en: `${words.en} {{${earlier.id}}}` } }
  if (roll.a % 4 === 1) {
    const holds = atomOn(earlier && roll.b % 2 ? earlier : question, roll)
    return { checks: [{ id: 'c', holds, message: words, ...(roll.b % 3 === 0 && { soft: true }) }] }
  }
  if (roll.a % 4 === 2) return { soft: roll.b % 2 ? true : null, ...ownFields(question, roll) }
  return plain
}

function ownFields(question: Question, roll: Dice): Changes {
  const on = roll.b % 2 ? true : null
  if (question.type === 'grid') return { multiple: on, shuffle: on }
  if (question.type === 'ranking') return { top: on && 1 + (roll.b % 3), shuffle: on }
  if (question.type === 'multiple') return { minimum: roll.b % 3, maximum: 1 + (roll.a % 4) }
  if (question.type === 'constant_sum') return { total: 1 + (roll.b % 100), decimals: on && 2 }
  if (question.type === 'partial_date') return { precision: roll.b % 2 ? 'year' : 'month' }
  if (question.type === 'scale') return { from: 1, to: 2 + (roll.b % 5), labels: on && [{ en: 'One' }] }
  if (question.type === 'short_text') return { preset: on && 'email' }
  return {}
}

/** Something that can be asked of the question's type. */
function atomOn(target: Question, roll: Dice): Condition {
  const question = target.id
  const answered: Condition = { op: 'answered', question }
  const option = pick(optionsOf(target), roll.b)?.id
  const is = pick(['<', '<=', '=', '!=', '>=', '>'] as const, roll.b)!
  const others: { [T in QuestionType]?: Condition } = {
    ...(option && { ranking: { op: 'ranked', question, option, within: 1 + (roll.b % 3) } }),
    multiple: { op: 'count', question, is, value: roll.b % 3 },
    scale: { op: 'compare', question, is, value: roll.b % 6 },
    number: { op: 'compare', question, is, value: roll.b % 20 },
    date: { op: 'compare', question, is, value: '2024-01-01' },
    postcode: { op: 'area', question, areas: ['E09000007'] },
    area: { op: 'area', question, areas: ['outside', 'E09000033'] },
    ...(target.type === 'constant_sum' &&
      target.rows[0] && { constant_sum: { op: 'compare', question, is, value: roll.b % 50, row: target.rows[0].id } }),
    ...(target.type === 'partial_date' && {
      partial_date: { op: 'compare', question, is, value: target.precision === 'year' ? '2000' : '2000-06' },
    }),
  }
  const other = others[target.type]
  if (other && roll.a % 2) return other
  return option ? { op: 'chosen', question, options: [option] } : answered
}

function conditional(all: Place[], some: Place, roll: Dice): Act {
  const target = earlierThan(all, some, roll)
  if (!target) return { do: 'set-condition', ref: refOf(some), condition: null }
  const atom = atomOn(target, roll)
  const answered: Condition = { op: 'answered', question: target.id }
  const condition: Condition = roll.a % 3 ? atom : { op: 'not', of: { op: 'any', of: [answered, atom] } }
  return { do: 'set-condition', ref: refOf(some), condition }
}

const earlierThan = (all: Place[], some: Place, roll: Dice): Question | undefined =>
  pick(
    all.filter((place) => place.kind === 'question' && place.before < some.before),
    roll.b,
  )?.question

function retyping(document: QuestionnaireDocument, all: Place[], roll: Dice, newId: () => string): Act {
  const question = pick(
    all.flatMap((place) => (place.question ? [place.question] : [])),
    roll.a,
  )
  return question ? { do: 'change-type', question: asType(document, question, pick(types, roll.b)!, newId) } : nothing
}
