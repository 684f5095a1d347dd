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
import { optionsOf, rowsOf } from '../../shared/questionnaires/fixed-options.ts'
import { pipedQuestion } from '../../shared/questionnaires/piping.ts'
import { rulesOf } from '../../shared/questionnaires/question-rules.ts'
import type { OnPage } from './question-frame.tsx'

export interface Drawn {
  question: Question
  onPage?: OnPage | undefined
  /** The options and rows that an answer on the same page decides, by their ids. */
  parts?: ReadonlyMap<Id, OnPage>
}

/**
 * The questions of a page in the author's order. One that an answer on the same page may bring up goes along hidden, so
 * that the script can show it; so do its options and rows. What earlier pages decide is decided here; only the rest of a
 * condition travels.
 */
export function drawn(document: QuestionnaireDocument, answers: Answers, page: VisiblePage, part: Part): Drawn[] {
  const authored = document.sections.flatMap((s) => s.pages).find((one) => one.id === page.pageId)?.questions ?? []
  const here = new Set(authored.map((question) => question.id))
  const known = knownBefore(document, answers, page, part)
  const open: StillOpen = (condition) => (condition ? rest(condition, here, known) : true)
  return authored.flatMap((question) => {
    const asked = page.questions.find((one) => one.id === question.id)
    const condition = wholeCondition(question, open)
    if (typeof condition === 'boolean' && !asked) return []
    const possible = rulesOf(question).narrow(question, (askIf) => open(askIf) !== false)
    if (!possible) return []
    // What this page decides was left out of `asked`; its words take the earlier answers as those of `asked` do.
    const parts = partsOf(possible, asked, open)
    const whole = asked && parts.size === 0 ? asked : pipedQuestion(possible, document, known)
    return [
      { question: whole, parts, ...(typeof condition !== 'boolean' && { onPage: { condition, hidden: !asked } }) },
    ]
  })
}

type StillOpen = (condition: Condition | undefined) => Condition | boolean

/** A question is asked when its own condition holds and, of its options and of its rows, one is asked. */
function wholeCondition(question: Question, open: StillOpen): Condition | boolean {
  const lists = [optionsOf(question), rowsOf(question)].filter((list) => list.length > 0)
  return joined('all', [
    open(question.askIf),
    ...lists.map((list) =>
      joined(
        'any',
        list.map((one) => open(one.askIf)),
      ),
    ),
  ])
}

function partsOf(possible: Question, asked: Question | undefined, open: StillOpen): Map<Id, OnPage> {
  const shown = new Set(asked ? itemsOf(asked).map(({ id }) => id) : [])
  return new Map(
    itemsOf(possible).flatMap(({ id, askIf }) => {
      const condition = open(askIf)
      return typeof condition === 'boolean' ? [] : [[id, { condition, hidden: !shown.has(id) }] as const]
    }),
  )
}

const itemsOf = (question: Question) => [...rowsOf(question), ...optionsOf(question)]

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
  if (condition.op === 'all' || condition.op === 'any')
    return joined(
      condition.op,
      condition.of.map((part) => rest(part, here, known)),
    )
  return here.has((condition satisfies Atom).question) ? condition : holds(condition, known)
}

/** Several parts as one: what is decided falls away, or decides. */
function joined(op: 'all' | 'any', parts: (Condition | boolean)[]): Condition | boolean {
  const decides = op === 'any'
  if (parts.includes(decides)) return decides
  const open = parts.filter((part) => typeof part !== 'boolean')
  if (open.length === 0) return !decides
  return open.length === 1 ? open[0]! : { op, of: open }
}
