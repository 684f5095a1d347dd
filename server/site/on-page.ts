import { type Atom, holds } from '../../shared/questionnaires/conditions.ts'
import type {
  Answer,
  Answers,
  Condition,
  Id,
  Question,
  QuestionnaireDocument,
} from '../../shared/questionnaires/document.ts'
import { journey, type Part, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import type { OnPage } from './question-frame.tsx'

export interface Drawn {
  question: Question
  onPage?: OnPage | undefined
}

/**
 * The questions of a page in the author's order. One that an answer on the same page may bring up goes along hidden, so
 * that the script can show it. What earlier pages decide is decided here; only the rest of its condition travels.
 */
export function drawn(document: QuestionnaireDocument, answers: Answers, page: VisiblePage, part: Part): Drawn[] {
  const authored = document.sections.flatMap((s) => s.pages).find((one) => one.id === page.pageId)?.questions ?? []
  const here = new Set(authored.map((question) => question.id))
  const known = knownBefore(document, answers, page, part)
  return authored.flatMap((question) => {
    const asked = page.questions.find((one) => one.id === question.id)
    const open = question.askIf ? rest(question.askIf, here, known) : true
    if (typeof open !== 'boolean') return [{ question: asked ?? question, onPage: { condition: open, hidden: !asked } }]
    return asked ? [{ question: asked }] : []
  })
}

type Known = Map<Id, { question: Question; answer: Answer | undefined }>

function knownBefore(document: QuestionnaireDocument, answers: Answers, page: VisiblePage, part: Part): Known {
  const known: Known = new Map()
  for (const one of journey(document, answers, part)) {
    if (one.pageId === page.pageId) break
    for (const question of one.questions) known.set(question.id, { question, answer: answers[question.id] })
  }
  return known
}

/** What is left of a condition once everything but this page's questions is decided. */
function rest(condition: Condition, here: Set<Id>, known: Known): Condition | boolean {
  if (condition.op === 'not') {
    const inner = rest(condition.of, here, known)
    return typeof inner === 'boolean' ? !inner : { op: 'not', of: inner }
  }
  if (condition.op === 'all' || condition.op === 'any') return restOfMany(condition, here, known)
  return here.has((condition satisfies Atom).question) ? condition : holds(condition, known)
}

function restOfMany(
  condition: Extract<Condition, { op: 'all' | 'any' }>,
  here: Set<Id>,
  known: Known,
): Condition | boolean {
  const parts = condition.of.map((part) => rest(part, here, known))
  const decides = condition.op === 'any'
  if (parts.includes(decides)) return decides
  const open = parts.filter((part) => typeof part !== 'boolean')
  return open.length === 0 ? !decides : { op: condition.op, of: open }
}
