import { checkAnswers, type Refused } from '../../shared/questionnaires/check-answers.ts'
import type { Answers, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { type Part, pathOf } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, hardFaults, pageFaults } from '../../shared/questionnaires/faults.ts'
import { minutes } from '../../shared/questionnaires/reading-time.ts'
import { sayIn } from '../../shared/questionnaires/rules.ts'
import { AppError } from '../platform/errors.ts'

/**
 * The answers as they are stored: known ids only, everything off the path purged. Throws 422 for what no form of ours
 * can send; returns the faults that a person can mend.
 */
export function settleAnswers(
  document: QuestionnaireDocument,
  sent: unknown,
  part: Part,
): { answers: Answers; faults: Fault[] } {
  refuseUnstorable(sent)
  const checked = checkAnswers(document, sent, part)
  if (!checked.ok) throw refusal(checked.faults)
  const { pages, answers } = pathOf(document, checked.answers, part)
  const faults = pages.flatMap((page) => pageFaults(page, answers, sayIn(document)))
  return { answers, faults: hardFaults(faults) }
}

const refusal = (faults: Refused[]) =>
  new AppError(
    'bad-input',
    'Some of these answers do not belong to this form. Nothing was saved.',
    Object.fromEntries(faults.map((fault) => [fault.at ? `answers.${fault.at}` : 'answers', fault.message])),
  )

const deepest = 20

/** PostgreSQL stores no NUL and no half of a character: such text is refused, never cut. So is what no answer nests. */
export function refuseUnstorable(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new AppError('bad-input', 'An answer holds a character that cannot be stored.')
  } else if (value && typeof value === 'object') {
    if (depth > deepest) throw new AppError('bad-input', 'These answers are not in a form that can be read.')
    for (const key of Object.keys(value)) {
      refuseUnstorable(key, depth + 1)
      refuseUnstorable((value as Record<string, unknown>)[key], depth + 1)
    }
  }
}

const readingTime = new WeakMap<QuestionnaireDocument, number>()

/** A coarse band: under a third of the reading time is fast. */
export function speedOf(
  document: QuestionnaireDocument,
  startedAt: Date | null,
  now: Date,
): 'usual' | 'fast' | 'unknown' {
  if (!startedAt) return 'unknown'
  const expected = readingTime.get(document) ?? minutes(document)
  readingTime.set(document, expected)
  return now.getTime() - startedAt.getTime() < (expected * 60_000) / 3 ? 'fast' : 'usual'
}
