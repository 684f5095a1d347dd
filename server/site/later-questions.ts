import { type Atom, holds } from '../../shared/questionnaires/conditions.ts'
import type { Answers, Condition, Id, Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { journey, type Part, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import type { Later } from './answer-page.tsx'

/**
 * The questions of a page that are not asked yet but that an answer on the same page may bring up: they go along hidden,
 * so that the script can show them. What earlier pages decide is decided here; only the rest travels.
 */
export function laterQuestions(
  document: QuestionnaireDocument,
  answers: Answers,
  page: VisiblePage,
  part: Part,
): Later[] {
  const authored = document.sections.flatMap((s) => s.pages).find((one) => one.id === page.pageId)?.questions ?? []
  const here = new Set(authored.map((question) => question.id))
  const known = knownBefore(document, answers, page, part)
  return authored.flatMap((question) => {
    if (!question.askIf || page.questions.some((shown) => shown.id === question.id)) return []
    const condition = rest(question.askIf, here, known)
    return typeof condition === 'boolean' ? [] : [{ question, condition }]
  })
}

type KnownMap = Map<Id, { question: Question; answer: Answers[Id] | undefined }>

function knownBefore(document: QuestionnaireDocument, answers: Answers, page: VisiblePage, part: Part): KnownMap {
  const known: KnownMap = new Map()
  for (const one of journey(document, answers, part)) {
    if (one.pageId === page.pageId) break
    for (const question of one.questions) known.set(question.id, { question, answer: answers[question.id] })
  }
  return known
}

/** What is left of a condition once everything but this page's questions is decided. */
function rest(condition: Condition, here: Set<Id>, known: KnownMap): Condition | boolean {
  if (condition.op === 'not') {
    const inner = rest(condition.of, here, known)
    return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner }
  }
  if (condition.op === 'all' || condition.op === 'any') return restOfMany(condition, here, known)
  return here.has((condition as Atom).question) ? condition : holds(condition, known)
}

function restOfMany(condition: Extract<Condition, { op: 'all' | 'any' }>, here: Set<Id>, known: KnownMap) {
  const parts = condition.of.map((part) => rest(part, here, known))
  const decides = condition.op === 'any'
  if (parts.includes(decides)) return decides
  const open = parts.filter((part) => typeof part !== 'boolean')
  return open.length === 0 ? !decides : { op: condition.op, of: open }
}
