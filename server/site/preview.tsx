import { Hono } from 'hono'
import type { Page, QuestionnaireDocument, Section } from '../../shared/questionnaires/document.ts'
import type { VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { mapTexts, unpiped } from '../../shared/questionnaires/piping.ts'
import { consultationById } from '../consultations/queries.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { draftDocument, questionnaireScope } from '../questionnaires/queries.ts'
import { AnswerPage } from './answer-page.tsx'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'

/** The consultation whose draft the address names. */
export const scopeOfDraft = scopeFromParam('questionnaireId', questionnaireScope)

/** The real page of a draft, for the builder's frame: every question on it, whatever its conditions; nothing is sent. */
export const previewPages = new Hono<RouteEnv>()
for (const path of ['/preview/:questionnaireId', '/preview/:questionnaireId/:pageId'] as const) {
  previewPages.get(path, needs('questionnaire.read', scopeOfDraft), async (c) => {
    const id = c.req.param('questionnaireId') ?? ''
    const document = await draftDocument(c.var.ctx, id)
    if (!document) throw notFound()
    const consultation = await consultationById(c.var.ctx, (await questionnaireScope(c.var.ctx, id)) ?? '')
    const pages = document.sections.flatMap((section) => section.pages.map((one) => asVisible(document, section, one)))
    const wanted = c.req.param('pageId')
    const at = wanted === undefined ? 0 : pages.findIndex((one) => one.pageId === wanted)
    const visible = pages[at]
    if (!visible) return wanted === undefined ? page(c, <Empty />) : page(c, <Empty />, 404)
    const framed = c.req.header('sec-fetch-dest') === 'iframe'
    const synthetic = consultation?.synthetic ?? false
    return page(c, <Preview {...{ id, document, pages, visible, at, synthetic, framed }} />)
  })
}

const asVisible = (document: QuestionnaireDocument, section: Section, one: Page): VisiblePage => ({
  sectionId: section.id,
  sectionTitle: unpiped(section.title, document),
  pageId: one.id,
  title: unpiped(one.title, document),
  questions: one.questions.map((question) => mapTexts(question, (text) => unpiped(text, document))),
  failing: [],
})

interface PreviewProps {
  id: string
  document: QuestionnaireDocument
  pages: VisiblePage[]
  visible: VisiblePage
  at: number
  synthetic: boolean
  /** In the builder's frame, which says itself what it is. */
  framed: boolean
}

function Preview({ id, document, pages, visible, at, synthetic, framed }: PreviewProps) {
  const equality = document.sections.find((section) => section.id === visible.sectionId)?.equality === true
  const to = (place: number) => `/preview/${id}/${pages[place]?.pageId ?? ''}`
  return (
    <AnswerPage
      document={document}
      page={visible}
      pages={pages}
      fields={{}}
      faults={[]}
      action={to(at)}
      synthetic={synthetic}
      marksOptional={!equality}
      lead={
        !framed && (
          <p className="note">
            Preview. Every question shows, whatever it depends on, and nothing you enter is kept.{' '}
            <a href={`/try-out/${id}`}>Try it out as a respondent</a>
          </p>
        )
      }
      back={
        at > 0 && (
          <a className="back" href={to(at - 1)}>
            Back
          </a>
        )
      }
      buttons={
        <div className="acts">
          {at < pages.length - 1 ? (
            <a className="btn" href={to(at + 1)}>
              Save and go on
            </a>
          ) : (
            <button type="button" className="btn" disabled>
              This is the last page
            </button>
          )}
        </div>
      }
    />
  )
}

const Empty = () => (
  <Layout title="Preview" menu={false} indexed={false}>
    <h1>No page to show yet</h1>
    <p>A page shows here as soon as it has a question.</p>
  </Layout>
)
