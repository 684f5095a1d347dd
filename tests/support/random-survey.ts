import fc from 'fast-check'
import type { SourceRow } from '../../shared/analysis/projection.ts'
import type {
  Answer,
  Answers,
  Condition,
  Option,
  Question,
  QuestionnaireDocument,
} from '../../shared/questionnaires/document.ts'
import { equalityBlock } from '../../shared/questionnaires/equality-block.ts'
import { relevantAnswers } from '../../shared/questionnaires/evaluate.ts'

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
  type: 'single' | 'multiple' | 'grid' | 'scale' | 'number' | 'long_text' | 'date' | 'postcode'
  options: number
  declines: boolean
  conditional: boolean
  conditionalOption: boolean
}

const shape = fc.record<Shape>({
  type: fc.constantFrom('single', 'multiple', 'grid', 'scale', 'number', 'long_text', 'date', 'postcode'),
  options: fc.integer({ min: 2, max: 5 }),
  declines: fc.boolean(),
  conditional: fc.boolean(),
  conditionalOption: fc.boolean(),
})

function questionOf(id: string, shape: Shape, earlier?: Condition): Question {
  const base = { id, code: id, text: en(id), ...(shape.conditional && earlier ? { askIf: earlier } : {}) }
  const options = optionsOf(id, shape.options, shape.declines, shape.conditionalOption ? earlier : undefined)
  if (shape.type === 'single' || shape.type === 'multiple') return { ...base, type: shape.type, options }
  if (shape.type === 'scale') return { ...base, type: 'scale', from: 1, to: shape.options }
  if (shape.type !== 'grid') return { ...base, type: shape.type }
  const rows = ['a', 'b'].map((row, i) => ({
    id: `${id}-${row}`,
    code: row,
    label: en(row),
    ...(shape.conditionalOption && earlier && i === 1 ? { askIf: earlier } : {}),
  }))
  return { ...base, type: 'grid', rows, options: optionsOf(id, shape.options, shape.declines) }
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

function answerTo(question: Question, pick: (n: number) => number): Answer | undefined {
  if (pick(5) === 0) return undefined
  switch (question.type) {
    case 'single':
      return { option: question.options[pick(question.options.length)]!.id }
    case 'multiple': {
      const open = question.options.filter((option) => !option.missing)
      const chosen = open.filter(() => pick(2) === 0)
      const single = question.options[pick(question.options.length)]!
      return { options: single.missing || chosen.length === 0 ? [single.id] : chosen.map((option) => option.id) }
    }
    case 'grid': {
      const rows = question.rows.filter(() => pick(3) > 0)
      return {
        rows: Object.fromEntries(rows.map((row) => [row.id, question.options[pick(question.options.length)]!.id])),
      }
    }
    case 'scale':
      return { number: question.from + pick(question.to - question.from + 1) }
    case 'number':
      return { number: pick(100) }
    case 'date':
      return { date: `2026-0${1 + pick(9)}-1${pick(10)}` }
    case 'postcode':
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
function picker(seed: number) {
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
