import type { Question, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'

/** A question with its pointer, and those of the conditions of what it stands in. */
export interface Placed {
  question: Question
  at: string
  around: string[]
}

/** The questions of a document, as an export accounts for them. */
export const placed = ({ sections }: QuestionnaireDocument): Placed[] =>
  sections.flatMap((section, s) =>
    section.pages.flatMap((page, p) =>
      page.questions.map((question, n) => {
        const around = [`/sections/${s}/askIf`, `/sections/${s}/pages/${p}/askIf`]
        return { question, at: `/sections/${s}/pages/${p}/questions/${n}`, around }
      }),
    ),
  )
