import type { Answers, QuestionnaireDocument, QuestionOf } from './document.ts'
import { sectionsOf } from './evaluate.ts'

const hiddenIn = (document: QuestionnaireDocument): QuestionOf<'hidden'>[] =>
  sectionsOf(document, 'main')
    .flatMap((section) => section.pages.flatMap((page) => page.questions))
    .filter((question) => question.type === 'hidden')

/** What a link says for each hidden question: a parameter by the question's code, an option by its own; all else is dropped. */
export const hiddenAnswers = (
  document: QuestionnaireDocument,
  parameter: (code: string) => string | undefined,
): Answers =>
  Object.fromEntries(
    hiddenIn(document).flatMap((question) => {
      const given = parameter(question.code)
      const option = question.options.find(({ code }) => code === given)
      return option ? [[question.id, { option: option.id }]] : []
    }),
  )

/** The parameters worth carrying from a link to the form that starts an answer. */
export const hiddenParameters = (
  document: QuestionnaireDocument,
  parameter: (code: string) => string | undefined,
): Record<string, string> =>
  Object.fromEntries(
    hiddenIn(document).flatMap(({ code, options }) => {
      const given = parameter(code)
      return given !== undefined && options.some((option) => option.code === given) ? [[code, given]] : []
    }),
  )
