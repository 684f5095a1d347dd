import type { Context } from 'hono'
import type { ReactNode } from 'react'
import { answerPage } from '../../shared/questionnaires/answer-page.ts'
import type { Answers } from '../../shared/questionnaires/document.ts'
import { journey, type VisiblePage } from '../../shared/questionnaires/evaluate.ts'
import { type Fault, stillToSay } from '../../shared/questionnaires/faults.ts'
import { sayIn } from '../../shared/questionnaires/rules.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { boroughOf } from '../population/postcodes.ts'
import { type Draft, saveDraftPage, startDraft } from '../responses/drafts.ts'
import { groupDraft } from '../responses/group-answers.ts'
import { addToken, refreshTokens } from './answer-cookie.ts'
import { AnswerPage, Buttons, statusOf, warnedOf } from './answer-page.tsx'
import { nothingHerePage } from './closed-pages.tsx'
import type { Door } from './door.tsx'
import { type Fields, fieldsOf, one } from './fields.ts'
import { formTokenOf } from './form.tsx'
import { draftFrom } from './go-on.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { mayVisit, pageAfter } from './journey-steps.ts'
import { drawn } from './on-page.ts'
import { seeOther, page as send } from './page.tsx'

/** GET: the page with what was saved, if it may be visited. */
export const questionPage = atDoor((c, door) => {
  if (!door.draft) return nothingHerePage(c, door)
  if (door.draft.sent) return seeOther(c, `${door.base}/in`)
  const { document } = door.version
  const visible = mayVisit(document, door.draft.answers, c.req.param('pageId') ?? '')
  if (!visible) return seeOther(c, door.base)
  return show(c, { ...door, draft: door.draft }, visible, shownFields(door, visible, door.draft.answers), [])
})

/** A group's borough is its own, so no member's postcode is asked for: it stands in the form until another is chosen. */
function shownFields({ group }: Door, page: VisiblePage, answers: Answers): Fields {
  const own = page.questions.flatMap(({ id, type }) =>
    group && type === 'postcode' ? [[id, { area: group.boroughCode }] as const] : [],
  )
  return fieldsOf(page.questions, { ...Object.fromEntries(own), ...answers })
}

/** POST: the page's answers into the draft, then on; what cannot be read comes back as it was entered, with what to do. */
export const savePage = postedAtDoor(async (c, door, fields) => {
  const draft = door.draft ?? (await beginAnew(c, door))
  if (draft.sent) return seeOther(c, `${door.base}/in`)
  const { document } = door.version
  const pageId = c.req.param('pageId') ?? ''
  const taken = answerPage(
    document,
    draft.answers,
    { part: 'main', pageId },
    { fields, boroughOf, say: sayIn(document) },
  )
  const saved = await keepPage(c, door, draft, pageId, taken.answers)
  if (!saved) return seeOther(c, door.base)
  const go = one(fields, 'go')
  if (go === 'autosave') return c.body(null, 204)
  if (go === 'later') return seeOther(c, door.group ? door.base : `${door.base}/later`)
  const faults = stillToSay(taken.faults, warnedOf(fields))
  if (taken.page && faults.length > 0) return show(c, { ...door, draft: saved }, taken.page, fields, faults)
  if (taken.appeared[0])
    return seeOther(c, `${door.base}/page/${pageId}${changing(fields) ? '?change' : ''}#box-${taken.appeared[0]}`)
  return seeOther(c, door.base + nextAfter(door, draft.answers, saved.answers, pageId, changing(fields)))
})

const changing = (fields: Fields) => one(fields, 'change') === 'yes'

/** The draft is gone (a day has passed, cookies were cleared): what was just written begins a new one, and is not lost. */
async function beginAnew(c: Context<RouteEnv>, door: Door): Promise<Draft> {
  const from = draftFrom(door)
  if (door.group) return groupDraft(c.var.ctx, from)
  const { token, draft } = await startDraft(c.var.ctx, from)
  addToken(c, token)
  return draft
}

async function keepPage(c: Context<RouteEnv>, door: Door, draft: Draft, pageId: string, answers: Answers) {
  const questions = door.version.document.sections
    .flatMap((section) => (section.equality ? [] : section.pages))
    .flatMap((one) => (one.id === pageId ? one.questions : []))
  const asked = questions.map((question) => question.id)
  const ours = Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id)))
  if (!door.group && door.draft) refreshTokens(c)
  return saveDraftPage(c.var.ctx, draft, asked, ours)
}

function nextAfter(door: Door, before: Answers, after: Answers, pageId: string, changed: boolean): string {
  const next = pageAfter(door.version.document, { before, after }, pageId, changed)
  if (next) return `/page/${next.pageId}${changed ? '?change' : ''}`
  return !changed && door.group && !door.draft?.howWeAsked ? '/how' : '/check'
}

function show(
  c: Context<RouteEnv>,
  door: Door & { draft: Draft },
  page: VisiblePage,
  fields: Fields,
  faults: Fault[],
): Response {
  const { document } = door.version
  const pages = journey(document, door.draft.answers, 'main')
  const isChange = changing(fields) || c.req.query('change') !== undefined
  return send(
    c,
    <AnswerPage
      document={document}
      page={page}
      pages={pages}
      fields={fields}
      faults={faults}
      action={`${door.base}/page/${page.pageId}`}
      back={<BackLink href={backFrom(door, pages, page, isChange)} />}
      buttons={<SaveButtons group={door.group !== null} />}
      synthetic={door.consultation.synthetic}
      privacy={`/c/${door.consultation.slug}/privacy`}
      drawn={drawn(document, door.draft.answers, page, 'main')}
      token={formTokenOf(c)}
      seed={door.draft.seed}
      hidden={isChange ? { change: 'yes' } : {}}
      lead={door.group && <p className="tag done">{door.group.name}</p>}
      group={door.group !== null}
      saves
    />,
    statusOf(faults),
  )
}

function backFrom(door: Door, pages: VisiblePage[], page: VisiblePage, isChange: boolean): string {
  if (isChange) return `${door.base}/check`
  const before = pages[pages.findIndex((one) => one.pageId === page.pageId) - 1]
  if (before) return `${door.base}/page/${before.pageId}`
  return door.group ? door.base : `/c/${door.consultation.slug}`
}

export const BackLink = ({ href }: { href: string }): ReactNode => (
  <a className="back" href={href}>
    Back
  </a>
)

const SaveButtons = ({ group }: { group: boolean }) => (
  <Buttons>
    <button type="submit" className="btn">
      Save and go on
    </button>
    <button type="submit" className="btn second" name="go" value="later">
      {group ? 'Save and leave it for now' : 'Save and come back later'}
    </button>
  </Buttons>
)
