import { useState } from 'react'
import { say } from '../../shared/kernel/text.ts'
import type { Page, QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { AddQuestion } from './AddQuestion.tsx'
import { type Chosen, useBuilding } from './context.ts'
import type { DraftState } from './draft-store.ts'
import { PreviewFrame } from './PreviewFrame.tsx'
import { conditionWords } from './words.ts'

/** From this width of the window, in px, a wide screen can be read beside the outline and the settings. */
const enoughForWide = 1360

/** The page people will see, drawn by the same renderer, with the chosen question framed. */
export function Stage({ state }: { state: DraftState }) {
  const { questionnaireId, document, mayEdit, chosen } = useBuilding()
  const [phone, setPhone] = useState(() => window.innerWidth < enoughForWide)
  const pages = document.sections.flatMap((section) => section.pages)
  const page = pageOf(document, chosen)
  if (!page) {
    return (
      <section className="stage" aria-label="Page">
        <p className="stage-note">No page yet. Add a section in the outline; it begins with a page.</p>
      </section>
    )
  }
  return (
    <section className="stage" aria-label="Page">
      <p className="stage-note">
        Page {pages.indexOf(page) + 1} of {pages.length}, as people see it on {phone ? 'a phone' : 'a wide screen'}.{' '}
        <button type="button" className="as-link" onClick={() => setPhone(!phone)}>
          {phone ? 'See a wide screen' : 'See a phone'}
        </button>
      </p>
      <AskedIf document={document} page={page} />
      <PreviewFrame
        address={`/preview/${questionnaireId}/${page.id}`}
        revision={state.revision}
        title={say(page.title, document.language) || 'Page without a title'}
        phone={phone}
      />
      {mayEdit ? <AddQuestion page={page} /> : null}
    </section>
  )
}

/** The conditions of this page and its questions in words, since the frame shows every question. */
function AskedIf({ document, page }: { document: QuestionnaireDocument; page: Page }) {
  const lines = [
    ...(page.askIf ? [`This page is asked if ${conditionWords(document, page.askIf)}.`] : []),
    ...page.questions.flatMap((question) =>
      question.askIf
        ? [`“${say(question.text, document.language)}” is asked if ${conditionWords(document, question.askIf)}.`]
        : [],
    ),
  ]
  if (lines.length === 0) return null
  return (
    <ul className="asked-if">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function pageOf(document: QuestionnaireDocument, chosen: Chosen | null): Page | undefined {
  const all = document.sections.flatMap((section) => section.pages.map((page) => ({ section, page })))
  const found = all.find(
    ({ section, page }) =>
      section.id === chosen?.id || page.id === chosen?.id || page.questions.some((q) => q.id === chosen?.id),
  )
  return (found ?? all[0])?.page
}
