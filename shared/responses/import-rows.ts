import { cellText } from '../kernel/plain-cell.ts'
import type { Answers, Question } from '../questionnaires/document.ts'
import type { Part } from '../questionnaires/evaluate.ts'
import { answerIn } from './import-cells.ts'
import type { ImportColumn, Target } from './import-columns.ts'
import { type ImportCell, type ImportTools, NoAnswer } from './import-values.ts'

/** What a row of the file says: answers for the door, or why it cannot be read. */
export interface ImportedRow {
  main: Answers
  equality: Answers
  faults: string[]
}

interface Asked {
  question: Question
  part: Part
  columns: (ImportColumn & { target: Target })[]
}

/** Reads rows by the columns that answer something; made once a file. */
export function rowReader(
  columns: readonly ImportColumn[],
  isOwn: boolean,
  tools: ImportTools,
): (cells: readonly string[]) => ImportedRow {
  const asked = new Map<string, Asked>()
  for (const column of columns) {
    const { target } = column
    if (!target) continue
    const { question, part } = target
    const known = asked.get(question.id) ?? { question, part, columns: [] }
    known.columns.push({ ...column, target })
    asked.set(question.id, known)
  }
  const read = (cell = '') => (isOwn && cell.startsWith("'") ? { text: cellText(cell), isText: true } : { text: cell })
  return (cells) => {
    const row: ImportedRow = { main: {}, equality: {}, faults: [] }
    for (const { question, part, columns: own } of asked.values()) {
      const given = own.map(
        ({ at, head, target: { question: _, part: __, ...what } }): ImportCell => ({
          column: head,
          ...read(cells[at]),
          ...what,
        }),
      )
      try {
        const answer = answerIn(question, given, tools)
        if (answer) row[part][question.id] = answer
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
        row.faults.push(error.message)
      }
    }
    return row
  }
}
