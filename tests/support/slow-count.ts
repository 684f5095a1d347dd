import type { SourceRow } from '../../shared/analysis/projection.ts'
import type {
  Answer,
  Answers,
  Condition,
  Question,
  QuestionnaireDocument,
} from '../../shared/questionnaires/document.ts'
import { missingKinds } from '../../shared/questionnaires/evaluate.ts'
import { isEquality } from './random-survey.ts'

type Kind = 'notAsked' | 'blank' | 'declined' | 'dontKnow' | 'answered'
const kinds = {
  not_asked: 'notAsked',
  blank: 'blank',
  declined: 'declined',
  dont_know: 'dontKnow',
  answered: 'answered',
} as const

type Kinds = ReturnType<typeof missingKinds>
const knownKinds = new WeakMap<SourceRow, Partial<Record<'main' | 'equality', Kinds>>>()

/** Found once a row, since a row is told question by question. */
function kindsIn(document: QuestionnaireDocument, row: SourceRow, part: 'main' | 'equality'): Kinds {
  const known = knownKinds.get(row) ?? {}
  known[part] ??= missingKinds(document, (part === 'equality' ? row.equality : row.answers) ?? {}, part)
  knownKinds.set(row, known)
  return known[part]
}

/** Whether an answer to a choice, or one of several, is this option. */
export function chose(answers: Answers | null, question: string, option: string): boolean {
  const answer = answers?.[question]
  if (!answer) return false
  return 'option' in answer ? answer.option === option : 'options' in answer && answer.options.includes(option)
}

/** What the projection must say of one response: to one question, or to one line of it, told the slow and obvious way. */
export interface Told {
  kind: Kind
  chosen: string[]
  /** Of a number, an amount, or a date in days since 1970. */
  value?: number
}

export function toldBy(document: QuestionnaireDocument, row: SourceRow, question: Question, lineId?: string): Told {
  const part = isEquality(document, question.id) ? 'equality' : 'main'
  const answers = (part === 'equality' ? row.equality : row.answers) ?? {}
  const kind = kinds[kindsIn(document, row, part).get(question.id) ?? 'not_asked']
  const answer = answers[question.id]
  if (lineId !== undefined) {
    const line = linesIn(question)!.find(({ id }) => id === lineId)!
    if (kind === 'notAsked' || !isOpen(line.askIf, answers)) return { kind: 'notAsked', chosen: [] }
    return answer ? lineSlowly(question, answer, lineId) : { kind: 'blank', chosen: [] }
  }
  if (kind !== 'answered' || !answer) return { kind, chosen: [] }
  if ('option' in answer) return { kind, chosen: [answer.option] }
  if ('options' in answer) return { kind, chosen: answer.options }
  if ('area' in answer) return { kind, chosen: [answer.area] }
  if ('date' in answer) return { kind, chosen: [], value: Date.parse(answer.date) / 86_400_000 }
  if (!('number' in answer)) return { kind, chosen: [] }
  return question.type === 'scale'
    ? { kind, chosen: [String(answer.number)] }
    : { kind, chosen: [], value: answer.number }
}

/** The lines that have a column each. */
export function linesIn(question: Question): { id: string; code: string; askIf?: Condition }[] | null {
  if (question.type === 'grid' || question.type === 'constant_sum') return question.rows
  return question.type === 'ranking' ? question.options.filter(({ missing }) => !missing) : null
}

/** The conditions of these surveys look at one earlier choice. */
function isOpen(condition: Condition | undefined, answers: Answers): boolean {
  if (condition?.op !== 'chosen') return true
  const before = answers[condition.question]
  const ids = before && 'option' in before ? [before.option] : before && 'options' in before ? before.options : []
  return condition.options.some((id) => ids.includes(id))
}

function lineSlowly(question: Question, answer: Answer, lineId: string): Told {
  if ('amounts' in answer) return { kind: 'answered', chosen: [], value: answer.amounts[lineId] ?? 0 }
  const options = 'options' in question ? question.options : []
  const missing = (id: string) => options.find((option) => option.id === id)?.missing
  if ('ranked' in answer) {
    const instead = missing(answer.ranked[0]!)
    if (instead) return { kind: kinds[instead], chosen: [] }
    return { kind: 'answered', chosen: [String(answer.ranked.indexOf(lineId) + 1)] }
  }
  const given = 'rows' in answer ? answer.rows[lineId] : 'ticks' in answer ? answer.ticks[lineId] : undefined
  const chosen = given === undefined ? [] : [given].flat()
  const declined = chosen.flatMap((id) => missing(id) ?? [])[0]
  if (chosen.length === 0) return { kind: 'blank', chosen: [] }
  return declined ? { kind: kinds[declined], chosen: [] } : { kind: 'answered', chosen }
}
