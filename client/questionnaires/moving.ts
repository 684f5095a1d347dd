import type { Act } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import type { Chosen } from './context.ts'

/** The act that moves a thing one place up or down; over the edge of its page or section it goes into the next. */
export function moveBy(document: QuestionnaireDocument, ref: Chosen, by: 1 | -1): Act | null {
  if (ref.kind === 'section') return moveSection(document, ref, by)
  const holders =
    ref.kind === 'page'
      ? document.sections.filter((s) => !s.equality).map((s) => ({ id: s.id, list: s.pages as { id: string }[] }))
      : document.sections.flatMap((s) => s.pages.map((p) => ({ id: p.id, list: p.questions as { id: string }[] })))
  const home = holders.findIndex((holder) => holder.list.some((item) => item.id === ref.id))
  if (home < 0) return null
  const list = holders[home]!.list
  const to = list.findIndex((item) => item.id === ref.id) + by
  if (to >= 0 && to < list.length) return { do: 'move', ref, at: to }
  const next = holders[home + by]
  return next ? { do: 'move', ref, into: next.id, at: by > 0 ? 0 : next.list.length } : null
}

function moveSection(document: QuestionnaireDocument, ref: Chosen, by: 1 | -1): Act | null {
  const to = document.sections.findIndex((section) => section.id === ref.id) + by
  return to >= 0 && to < document.sections.length ? { do: 'move', ref, at: to } : null
}

/** The act of a drop: the dragged question takes the place of the one it was let go over, or begins a page. */
export function dropOn(document: QuestionnaireDocument, id: string, over: string): Act | null {
  if (id === over) return null
  for (const section of document.sections) {
    for (const page of section.pages) {
      if (page.id === over) return { do: 'move', ref: { kind: 'question', id }, into: page.id, at: 0 }
      const at = page.questions.findIndex((question) => question.id === over)
      if (at >= 0) return { do: 'move', ref: { kind: 'question', id }, into: page.id, at }
    }
  }
  return null
}
