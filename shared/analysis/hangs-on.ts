import { atoms } from '../questionnaires/conditions.ts'
import type { Condition, Id, Question } from '../questionnaires/document.ts'
import { optionsOf } from '../questionnaires/fixed-options.ts'

/** An earlier question that says whether this one is asked: who was not asked this tells how many answered that. */
export interface HangsOn {
  question: Id
  row?: Id
  /** The answers for which it holds, kinds of missing by their names; null where it is not told by single answers. */
  holds: string[] | null
}

/** Whether it is this column that says it. */
export const isOn = ({ question, row }: HangsOn, column: { key: string; question?: Id }): boolean =>
  column.question === question && (row === undefined || column.key.split(':')[0] === `${question}/${row}`)

/** All that a question's conditions look at, each by itself. `find` gives the question of an id. */
export function hangsOn(conditions: readonly Condition[], find: (id: Id) => Question | undefined): HangsOn[] {
  return conditions.flatMap(atoms).map((atom): HangsOn => {
    const row = 'row' in atom && atom.row ? { row: atom.row } : {}
    const asked = find(atom.question)
    if (atom.op === 'area') return { question: atom.question, holds: atom.areas }
    if (atom.op !== 'chosen' || asked?.type === 'ranking') return { question: atom.question, ...row, holds: null }
    const options = asked ? optionsOf(asked) : []
    const nameOf = (id: Id) => options.find((option) => option.id === id)?.missing ?? id
    return { question: atom.question, ...row, holds: atom.options.map(nameOf) }
  })
}
