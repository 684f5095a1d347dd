import type { Context } from 'hono'
import { hiddenAnswers, hiddenParameters } from '../../shared/questionnaires/hidden-values.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { startDraft } from '../responses/drafts.ts'
import { groupDraft, reviseGroupAnswer } from '../responses/group-answers.ts'
import { addToken } from './answer-cookie.ts'
import type { Door } from './door.tsx'
import { type Fields, one } from './fields.ts'
import { Form, formTokenOf } from './form.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { whereToGoOn } from './journey-steps.ts'
import { Layout } from './layout.tsx'
import { page, seeOther } from './page.tsx'

/** The door itself: on to where the answer stands. Without one begun, to the page that says what this is about. */
export const goOn = atDoor((c, door) => {
  if (door.group) return groupStartPage(c, door)
  if (!door.draft) return seeOther(c, startAddress(c, door))
  return seeOther(c, addressToGoOn(door))
})

/** A link straight to the door carries what it says of its reader to the page that starts an answer. */
function startAddress(c: Context<RouteEnv>, door: Door): string {
  const said = new URLSearchParams(hiddenParameters(door.version.document, (code) => c.req.query(code))).toString()
  return `/c/${door.consultation.slug}${said && `?${said}`}`
}

/** The field of the starting form for a parameter of the link. */
export const linkField = (code: string) => `link.${code}`

export function addressToGoOn(door: Door): string {
  if (!door.draft) return door.base
  if (door.draft.sent) return `${door.base}/in`
  const next = whereToGoOn(door.version.document, door.draft.answers)
  return next ? `${door.base}/page/${next.pageId}` : `${door.base}/check`
}

/** The start page's second button: a new answer, beside the one that was begun in this browser. */
export const anewField = { go: 'anew' }
const isAnew = (fields: Fields) => one(fields, 'go') === anewField.go

/** Starts an answer, or goes on with the one that is there. A group's sent answer is opened again, to be replaced. */
export const start = postedAtDoor(async (c, door, fields) => {
  if (door.draft && !door.draft.sent && !(isAnew(fields) && !door.group)) return seeOther(c, addressToGoOn(door))
  const from = draftFrom(door)
  if (door.group) {
    if (door.draft?.sent) await reviseGroupAnswer(c.var.ctx, door.collector.id)
    const draft = await groupDraft(c.var.ctx, from)
    return seeOther(c, door.draft?.sent ? `${door.base}/check` : addressToGoOn({ ...door, draft }))
  }
  const answers = hiddenAnswers(door.version.document, (code) => one(fields, linkField(code)))
  const { token, draft } = await startDraft(c.var.ctx, { ...from, answers })
  addToken(c, token)
  return seeOther(c, addressToGoOn({ ...door, draft }))
})

/** What a new draft begins from. The privacy notice in force is what the respondent is shown, and what the response keeps. */
export const draftFrom = ({ collector, version, consultation }: Door) => ({
  collectorId: collector.id,
  versionId: version.id,
  noticeNumber: consultation.notice.number,
})

function groupStartPage(c: Context<RouteEnv>, door: Door): Response {
  const { consultation, group, draft, base } = door
  const state = draft === undefined ? 'new' : draft.sent ? 'sent' : 'begun'
  const words = {
    new: [
      'The answer you send is the formal response of the group. Save as often as you like, and come back to it.',
      'Start our answer',
    ],
    begun: [
      'Your group has begun an answer. Whoever of you signs in goes on with the same one.',
      'Go on with our answer',
    ],
    sent: [
      'Your group’s answer is in. Until this closes you may change it: the new one replaces it, and both are kept.',
      'Change our answer',
    ],
  } as const
  return page(
    c,
    <Layout
      title={`${group?.name}: ${consultation.title}`}
      menu={false}
      indexed={false}
      synthetic={consultation.synthetic}
    >
      <p className="tag done">{group?.name}</p>
      <h1 dir="auto">{consultation.title}</h1>
      <p className="lead">{words[state][0]}</p>
      <Form action={base} token={formTokenOf(c)}>
        <div className="acts">
          <button type="submit" className="btn">
            {words[state][1]}
          </button>
        </div>
      </Form>
      {state === 'sent' && (
        <p className="go">
          <a href={`${base}/in`}>See our receipt</a>
        </p>
      )}
      <p className="go">
        <a href={`/c/${consultation.slug}`}>What is decided, and what is still open</a>
      </p>
      <p className="go">
        <a href="/desk">To the group’s desk</a>
      </p>
    </Layout>,
  )
}
