import type { Context } from 'hono'
import type { z } from 'zod'
import { londonDate } from '../../shared/kernel/london.ts'
import { type HowWeAsked, nobodyAskedYet } from '../../shared/responses/how-we-asked.ts'
import { howWeAskedSchema } from '../../shared/responses/how-we-asked-schema.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { saveHowWeAsked } from '../responses/group-answers.ts'
import type { Door } from './door.tsx'
import { type Fields, one } from './fields.ts'
import { Form, formTokenOf } from './form.tsx'
import { atDoor, postedAtDoor } from './handlers.tsx'
import { type Faults, Meeting, parts, Summary, Words } from './how-fields.tsx'
import { Layout } from './layout.tsx'
import { page, seeOther } from './page.tsx'

/** GET: the meetings, whom the group consulted, and what a minority of it thought. */
export const howPage = atDoor((c, door) => {
  if (!door.draft || door.draft.sent) return seeOther(c, door.base)
  return show(c, door, fieldsOfHow(door.draft.howWeAsked ?? nobodyAskedYet), {})
})

export const saveHow = postedAtDoor(async (c, door, fields) => {
  if (!door.draft || door.draft.sent) return seeOther(c, door.base)
  const parsed = howWeAskedSchema.safeParse(readHow(fields))
  if (one(fields, 'go') === 'more') return show(c, door, fields, {}, 3)
  if (!parsed.success) {
    return show(c, door, fields, faultsOf(parsed.error, fields))
  }
  const notYet = stillToCome(fields, londonDate(c.var.ctx.now()))
  if (Object.keys(notYet).length > 0) return show(c, door, fields, notYet)
  await saveHowWeAsked(c.var.ctx, door.collector.id, parsed.data)
  return seeOther(c, one(fields, 'go') === 'later' ? door.base : `${door.base}/check`)
})

const mostMeetings = 100

/** The rows that hold anything, as typed; an empty row is no meeting. Dates and numbers are judged by the schema. */
function readHow(fields: Fields) {
  const meetings = filledRows(fields).map((i) => {
    const [date, what, attendance] = parts.map(([part]) => one(fields, `meeting.${i}.${part}`).trim())
    return { date, what, attendance: /^\d{1,6}$/.test(attendance ?? '') ? Number(attendance) : Number.NaN }
  })
  return { meetings, consulted: one(fields, 'consulted').trim(), minorityView: one(fields, 'minority').trim() }
}

const filledRows = (fields: Fields) =>
  rowsIn(fields).filter((i) => parts.some(([part]) => one(fields, `meeting.${i}.${part}`).trim()))

/** The schema counts the rows that hold anything; the page names every row it shows. */
function faultsOf(error: z.ZodError, fields: Fields): Faults {
  const rows = filledRows(fields)
  const nameOf = ([first, place, part]: PropertyKey[]) =>
    first === 'meetings'
      ? `meeting.${rows[Number(place)] ?? 0}.${String(part ?? 'date')}`
      : first === 'minorityView'
        ? 'minority'
        : String(first)
  return Object.fromEntries(error.issues.map((issue) => [nameOf(issue.path), issue.message]))
}

/** A meeting that is still to come has asked nobody. */
const stillToCome = (fields: Fields, today: string): Faults =>
  Object.fromEntries(
    filledRows(fields)
      .map((i) => `meeting.${i}.date`)
      .filter((name) => one(fields, name) > today)
      .map((name) => [name, 'This day is still to come']),
  )

function rowsIn(fields: Fields): number[] {
  const found = Object.keys(fields).flatMap((name) => /^meeting\.(\d{1,3})\.date$/.exec(name)?.[1] ?? [])
  return [...new Set(found.map(Number))].filter((i) => i < mostMeetings).sort((a, b) => a - b)
}

function fieldsOfHow(how: HowWeAsked): Fields {
  const meetings = how.meetings.flatMap((meeting, i) => [
    [`meeting.${i}.date`, meeting.date],
    [`meeting.${i}.what`, meeting.what],
    [`meeting.${i}.attendance`, String(meeting.attendance)],
  ])
  return { ...Object.fromEntries(meetings), consulted: how.consulted, minority: how.minorityView }
}

function show(c: Context<RouteEnv>, door: Door, fields: Fields, faults: Faults, more = 0): Response {
  const filled = rowsIn(fields)
  const last = filled.at(-1) ?? -1
  const rows = [...filled, ...Array.from({ length: more || (filled.length === 0 ? 2 : 0) }, (_, i) => last + 1 + i)]
  const wrong = Object.keys(faults).length > 0
  return page(
    c,
    <Layout
      title={wrong ? 'Error: How we asked people' : 'How we asked people'}
      menu={false}
      indexed={false}
      synthetic={door.consultation.synthetic}
      form
    >
      <div className="ask">
        <a className="back" href={door.base}>
          Back
        </a>
        {wrong && <Summary faults={faults} rows={rows} />}
        <h1>How we asked people</h1>
        <p className="tag done">{door.group?.name}</p>
        <p>It stands beside your answer, so that readers know whom it speaks for.</p>
        <Form action={`${door.base}/how`} token={formTokenOf(c)}>
          {rows.slice(0, mostMeetings).map((i, place) => (
            <Meeting key={i} i={i} place={place + 1} fields={fields} faults={faults} />
          ))}
          <p>
            <button type="submit" className="btn second more" name="go" value="more">
              Add meetings
            </button>
          </p>
          <Words
            name="consulted"
            label="Who was consulted"
            help="Which people and bodies, and how you reached them."
            fields={fields}
            faults={faults}
          />
          <Words
            name="minority"
            label="Minority view"
            help="What some of you thought that is not in the answer. Leave it empty if there was none."
            fields={fields}
            faults={faults}
          />
          <div className="acts">
            <button type="submit" className="btn">
              Save and go on
            </button>
            <button type="submit" className="btn second" name="go" value="later">
              Save and leave it for now
            </button>
          </div>
        </Form>
      </div>
    </Layout>,
    wrong ? 422 : 200,
  )
}
