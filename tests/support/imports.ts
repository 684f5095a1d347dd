import { expect } from 'vitest'
import { type ReadQuestionnaire, readQuestionnaire } from '../../server/questionnaires/read-questionnaire.ts'
import type { Condition, Question } from '../../shared/questionnaires/document.ts'
import type { Fidelity } from '../../shared/questionnaires/fidelity.ts'

/** Reads a text (or bytes) as a file would be read. */
export const imported = (file: string | Uint8Array): Promise<ReadQuestionnaire> =>
  readQuestionnaire(typeof file === 'string' ? new TextEncoder().encode(file) : file)

/** Reads a form of these lines: comma separated, as an XLSForm is when it is saved so. */
export const sheet = (...lines: string[]) => imported(lines.join('\n'))

/** Reads a SurveyJS survey of these elements. */
export const survey = (...elements: object[]) => imported(JSON.stringify({ elements }))

/** The condition that one of these was chosen. */
export const chosen = (question: string, options: string[], row?: string): Condition => ({
  op: 'chosen',
  question,
  options,
  ...(row && { row }),
})

export const questionsOf = ({ document }: Pick<ReadQuestionnaire, 'document'>): Question[] =>
  document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions))

/** The question that has this code; the test fails when there is none. */
export function coded(read: Pick<ReadQuestionnaire, 'document'>, code: string): Question {
  const found = questionsOf(read).find((question) => question.code === code)
  if (!found) throw new Error(`No question "${code}" among ${questionsOf(read).map((one) => one.code)}.`)
  return found
}

/** What the report says of a place. */
export const saidOf = (
  { report }: ReadQuestionnaire,
  at: string,
): { fidelity: Fidelity; message: string } | undefined => report.entries.find((entry) => entry.at === at)

/** That no filled cell of a source is missing from the report, and that none is there twice. */
export function expectAllSpokenFor(cells: string[], { report }: ReadQuestionnaire): void {
  const said = report.entries.map(({ at }) => at)
  expect(cells.filter((at) => !said.includes(at))).toEqual([])
  expect(new Set(said).size).toBe(said.length)
  const { converted, approximated, unsupported } = report.totals
  expect(converted + approximated + unsupported).toBe(said.length)
  expect(report.entries.every(({ message }) => message.length > 5)).toBe(true)
}
