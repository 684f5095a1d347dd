import { chooseOne, unreadable } from './choice-rules.ts'
import type { Answer, Id, QuestionOf } from './document.ts'
import { type AnswerRules, has, isRecord, missingOf, own, type Say, type Trouble, withOptions } from './rules.ts'

type Grid = QuestionOf<'grid'>

/** What a row of either kind of grid has chosen, in authored order. */
export function chosenOfRow(answer: Answer | undefined, row: Id): Id[] {
  const given = answer && 'rows' in answer ? answer.rows : answer && 'ticks' in answer ? answer.ticks : {}
  const chosen = Object.hasOwn(given, row) ? given[row]! : []
  return typeof chosen === 'string' ? [chosen] : chosen
}

export const grid: AnswerRules<'grid'> = {
  keep: (question, value) => (question.multiple ? keepTicks(question, value) : keepRows(question, value)),
  narrow: (question, isAsked) => {
    const rows = question.rows.filter((row) => isAsked(row.askIf))
    const options = question.options.filter((option) => isAsked(option.askIf))
    const left = rows.length < question.rows.length ? { ...question, rows } : question
    return rows.length > 0 ? withOptions(left, options) : null
  },
  kind: (question, answer) => {
    const kinds = question.rows.flatMap((row) => {
      const chosen = chosenOfRow(answer, row.id)
      return chosen.length > 0 ? [missingOf(question.options, chosen) ?? ('answered' as const)] : []
    })
    return kinds.includes('answered') ? 'answered' : (kinds[0] ?? 'answered')
  },
  faults: (question, answer, say) =>
    question.rows.flatMap((row): Trouble[] => {
      const chosen = chosenOfRow(answer, row.id)
      if (chosen.length > 1) return notAlone(question, row.id, chosen, say)
      if (chosen.length === 1 || !question.required) return []
      return [{ rowId: row.id, kind: 'required', message: chooseOne(question.options, say, question.multiple) }]
    }),
  read: (question, form) => {
    const posted = question.rows.map((row) => [row.id, form.many(row.id).filter((id) => id !== '')] as const)
    const given = Object.fromEntries(posted.filter(([, ids]) => ids.length > 0))
    const firsts = Object.fromEntries(Object.entries(given).map(([row, ids]) => [row, ids[0]]))
    const answer = grid.keep(question, question.multiple ? { ticks: given } : { rows: firsts })
    const wrong = posted.filter(([, ids]) => ids.some((id) => !has(question.options, id)))
    return { ...(answer && { answer }), faults: wrong.map(([rowId]) => ({ ...unreadable, rowId })) }
  },
}

function keepRows(question: Grid, value: unknown): { rows: Record<Id, Id> } | undefined {
  const given = own(value, 'rows')
  const kept: [Id, Id][] = []
  for (const row of question.rows) {
    const option = own(given, row.id)
    if (has(question.options, option)) kept.push([row.id, option])
  }
  return kept.length > 0 ? { rows: Object.fromEntries(kept) } : undefined
}

function keepTicks(question: Grid, value: unknown): { ticks: Record<Id, Id[]> } | undefined {
  const given = own(value, 'ticks')
  if (!isRecord(given)) return undefined
  const kept = question.rows.flatMap((row) => {
    const list = own(given, row.id)
    const ids = Array.isArray(list) ? question.options.map(({ id }) => id).filter((id) => list.includes(id)) : []
    return ids.length > 0 ? [[row.id, ids] as const] : []
  })
  return kept.length > 0 ? { ticks: Object.fromEntries(kept) } : undefined
}

function notAlone(question: Grid, rowId: Id, chosen: Id[], say: Say): Trouble[] {
  const alone = question.options.find((option) => (option.exclusive || option.missing) && chosen.includes(option.id))
  if (!alone) return []
  return [{ rowId, kind: 'exclusive', message: `Choose “${say(alone.label)}” on its own, or take it away.` }]
}
