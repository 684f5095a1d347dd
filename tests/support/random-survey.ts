import fc from 'fast-check'
import type { SourceRow } from '../../shared/analysis/projection.ts'
import type {
  Answer,
  Answers,
  Condition,
  Option,
  Question,
  QuestionnaireDocument,
  QuestionType,
} from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { relevantAnswers } from '../../shared/questionnaires/evaluate.ts'
import { questionRules } from '../../shared/questionnaires/question-rules.ts'

export const en = (text: string) => ({ en: text })
export const uuid = (n: number) =>
  `${((n * 2654435761) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** A random option list, sometimes with the kinds of missing and with options asked only of some. */
export function optionsOf(id: string, n: number, declines: boolean, earlier?: Condition): Option[] {
  const given = Array.from({ length: n }, (_, i): Option => {
    const option = { id: `${id}-o${i}`, code: `o${i}`, label: en(`Option ${i}`) }
    return earlier && i === n - 1 ? { ...option, askIf: earlier } : option
  })
  if (!declines) return given
  return [
    ...given,
    { id: `${id}-declined`, code: 'declined', label: en('Prefer not to say'), missing: 'declined' },
    { id: `${id}-unsure`, code: 'unsure', label: en('Do not know'), missing: 'dont_know' },
  ]
}

interface Shape {
  type: Exclude<QuestionType, 'statement'>
  options: number
  declines: boolean
  conditional: boolean
  conditionalOption: boolean
  /** Several in each row of a grid; only the first few of a ranking. */
  several?: boolean
}

const shape = fc.record<Shape>({
  type: fc.constantFrom(
    ...(Object.keys(questionRules) as QuestionType[]).filter((type): type is Shape['type'] => type !== 'statement'),
  ),
  options: fc.integer({ min: 2, max: 5 }),
  declines: fc.boolean(),
  conditional: fc.boolean(),
  conditionalOption: fc.boolean(),
  several: fc.boolean(),
})

function questionOf(id: string, shape: Shape, earlier?: Condition): Question {
  const base = { id, code: id, text: en(id), ...(shape.conditional && earlier ? { askIf: earlier } : {}) }
  const options = optionsOf(id, shape.options, shape.declines, shape.conditionalOption ? earlier : undefined)
  const rows = ['a', 'b'].map((row, i) => ({
    id: `${id}-${row}`,
    code: row,
    label: en(row),
    ...(shape.conditionalOption && earlier && i === 1 ? { askIf: earlier } : {}),
  }))
  switch (shape.type) {
    case 'single':
    case 'multiple':
    case 'long_list':
    case 'hidden':
      return { ...base, type: shape.type, options }
    case 'ranking':
      return { ...base, type: 'ranking', options, ...(shape.several && { top: shape.options - 1 }) }
    case 'scale':
      return { ...base, type: 'scale', from: 1, to: shape.options }
    case 'constant_sum':
      return { ...base, type: 'constant_sum', rows, total: 10 }
    case 'partial_date':
      return { ...base, type: 'partial_date', precision: shape.several ? 'month' : 'year' }
    case 'grid': {
      const scale = optionsOf(id, shape.options, shape.declines)
      return { ...base, type: 'grid', rows, options: scale, ...(shape.several && { multiple: true as const }) }
    }
    default:
      return { ...base, type: shape.type }
  }
}

/** Each question may look back at the first option of the choice before it. */
export function documentOf(shapes: Shape[]): QuestionnaireDocument {
  let earlier: Condition | undefined
  const questions = shapes.map((one, i) => {
    const question = questionOf(`q${i}`, one, earlier)
    if (question.type === 'single' || question.type === 'multiple')
      earlier = { op: 'chosen', question: question.id, options: [question.options[0]!.id] }
    return question
  })
  const main = { id: 'main', title: en('Main'), pages: [{ id: 'page', title: en('Page'), questions }] }
  return { format: 1, language: 'en', languages: ['en'], title: en('Random'), sections: [main, ...equalityBlock()] }
}

const areas = ['E09000007', 'E09000014', 'outside']

const some = <T>(list: readonly T[], pick: (n: number) => number) => list.filter(() => pick(3) > 0)
const one = <T>(list: readonly T[], pick: (n: number) => number) => list[pick(list.length)]!

/** Some of what can be chosen, or a kind of missing by itself. */
function chosenFrom(options: Option[], pick: (n: number) => number): string[] {
  const single = one(options, pick)
  const open = some(
    options.filter((option) => !option.missing),
    pick,
  )
  return single.missing || open.length === 0 ? [single.id] : open.map((option) => option.id)
}

function answerTo(question: Question, pick: (n: number) => number): Answer | undefined {
  if (pick(5) === 0) return undefined
  switch (question.type) {
    case 'single':
    case 'long_list':
    case 'hidden':
      return { option: one(question.options, pick).id }
    case 'yes_no':
      return { option: pick(2) === 0 ? 'yes' : 'no' }
    case 'consent':
      return { option: 'yes' }
    case 'multiple':
      return { options: chosenFrom(question.options, pick) }
    case 'grid': {
      const rows = some(question.rows, pick)
      if (question.multiple)
        return { ticks: Object.fromEntries(rows.map((row) => [row.id, chosenFrom(question.options, pick)])) }
      return { rows: Object.fromEntries(rows.map((row) => [row.id, one(question.options, pick).id])) }
    }
    case 'ranking': {
      const missing = question.options.filter((option) => option.missing)
      if (missing.length > 0 && pick(4) === 0) return { ranked: [missing[0]!.id] }
      const open = question.options.filter((option) => !option.missing).map((option) => option.id)
      const turned = [...open.slice(pick(open.length)), ...open].filter((id, i, all) => all.indexOf(id) === i)
      return { ranked: question.top === undefined ? turned : turned.slice(0, 1 + pick(question.top)) }
    }
    case 'constant_sum':
      return { amounts: { [one(question.rows, pick).id]: question.total } }
    case 'scale':
      return { number: question.from + pick(question.to - question.from + 1) }
    case 'number':
      return { number: pick(100) }
    case 'date':
      return { date: `2026-0${1 + pick(9)}-1${pick(10)}` }
    case 'partial_date':
      return { date: question.precision === 'year' ? `20${10 + pick(20)}` : `2026-0${1 + pick(9)}` }
    case 'postcode':
    case 'area':
      return { area: areas[pick(3)]! }
    default:
      return { text: 'words' }
  }
}

export const isEquality = (document: QuestionnaireDocument, id: string) =>
  document.sections.some((s) => s.equality && s.pages.some((p) => p.questions.some((q) => q.id === id)))

function answersTo(document: QuestionnaireDocument, pick: (n: number) => number, part: 'main' | 'equality'): Answers {
  const raw: Answers = {}
  for (const question of questionsOf(document)) {
    if (isEquality(document, question.id) !== (part === 'equality')) continue
    const answer = answerTo(question, pick)
    if (answer) raw[question.id] = answer
  }
  // Submission keeps only what is on the path.
  return relevantAnswers(document, raw, part)
}

export const questionsOf = (document: QuestionnaireDocument) =>
  document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))

/** A small generator of numbers, so that one seed gives one survey. */
export function picker(seed: number) {
  let state = seed >>> 0 || 1
  return (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

export function rowsOf(document: QuestionnaireDocument, seed: number, many: number): SourceRow[] {
  const pick = picker(seed)
  return Array.from({ length: many }, (_, i) => ({
    id: uuid(i),
    versionId: 'v1',
    collectorId: `collector-${pick(2)}`,
    state: pick(8) === 0 ? 'withdrawn' : 'in',
    groupId: pick(10) === 0 ? 'group' : null,
    synthetic: false,
    answers: answersTo(document, pick, 'main'),
    equality: pick(4) === 0 ? null : answersTo(document, pick, 'equality'),
  }))
}

export const survey = fc.tuple(
  fc.array(shape, { minLength: 1, maxLength: 8 }),
  fc.integer({ min: 1, max: 2 ** 31 }),
  fc.integer({ min: 0, max: 120 }),
)
