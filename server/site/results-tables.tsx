import type { Context } from 'hono'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { hiddenIn } from '../../shared/feedback/hidden-words.ts'
import { methodSentence, publicCount } from '../../shared/feedback/manifest.ts'
import {
  isWideTable,
  type PublicTable,
  questionOf,
  shownIn,
  shownInMany,
} from '../../shared/feedback/release-tables.ts'
import { count, say } from '../../shared/kernel/text.ts'
import type { Results } from '../feedback/published.ts'
import { writeTablesCsv } from '../feedback/write-tables-csv.ts'
import { notFound } from '../platform/errors.ts'
import type { RouteEnv } from '../platform/registry.ts'
import { day, noonOf } from './dates.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'

/** `2,400 people`, rounded to 5; in words when they are too few for a number. */
export const peopleIn = ({ counted }: Pick<Results, 'counted'>) =>
  counted === null ? 'a few people' : count(counted, 'person', 'people')

export const countsDeleted = (on: string) =>
  `The sealed counts were deleted on ${day(noonOf(on))}, as was promised, so these numbers can no longer be made again from them. The published tables are unchanged, by a seal of their own.`

/** One table of the release with how it was computed, for whoever wants to check. */
export function tablePage(c: Context<RouteEnv>, r: Results, id: string): Response {
  const table = r.release.tables.find((one) => one.id === id)
  if (!table) throw notFound()
  const { manifest } = r.release
  return page(
    c,
    <Layout title={`How this was computed: ${r.title}`} here="/feedback" synthetic={r.synthetic} figures>
      <p>
        <a className="back" href={`/c/${r.slug}/results`}>
          What came of it
        </a>
      </p>
      <h1>How this was computed</h1>
      <p className="lead" dir="auto">
        {questionOf(table)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label="The whole table">
        <Whole table={table} />
      </section>
      <h2>What was done</h2>
      <ul className="computed">
        <li>
          {peopleIn(r)} answered by {day(r.release.frozenAt)}, when the counts were sealed. {selfSelecting}
        </li>
        <li>{methodSentence}</li>
        {hiddenIn(table).map((words) => (
          <li key={words}>{words}</li>
        ))}
        <li>Everybody’s answers were counted, from every way they came in. Groups’ answers are read apart.</li>
        <li>
          {r.countsDeletedOn
            ? countsDeleted(r.countsDeletedOn)
            : 'Every number above was made again from the sealed counts when you opened this page, and agrees.'}
        </li>
        {manifest.leftOut.map((one) => (
          <li key={one.reason}>
            Not counted: {publicCount(one.responses) ?? 'a few'}, {one.reason}.
          </li>
        ))}
      </ul>
      <details className="more">
        <summary>For whoever wants to check every step</summary>
        <ul>
          <li>
            Folkmoot {manifest.code} counted {count(manifest.dataset.versions.length, 'version')} of the questionnaire.
          </li>
          <li className="seal">
            Everything that was counted (SHA-256): <code>{manifest.dataset.sha256}</code>
          </li>
          <li className="seal">
            Seal of the release (SHA-256): <code>{r.release.seal}</code>
          </li>
        </ul>
      </details>
    </Layout>,
  )
}

/** With several columns each answer stands over its own on a phone: nothing is cut off at an edge. */
const Whole = ({ table }: { table: PublicTable }) => (
  <table className={table.columns.length > 1 ? 'whole many' : 'whole'}>
    <thead>
      <tr>
        <th scope="col">Answer</th>
        {table.columns.map((column) => (
          <th scope="col" key={column.id}>
            {say(column.label, 'en')}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {table.rows.map((row, i) => (
        <tr key={row.id}>
          <th scope="row">{say(row.label, 'en')}</th>
          {table.columns.map((column) => (
            <td
              key={column.id}
              className={column.counts[i] === null ? 'few' : undefined}
              data-name={table.columns.length > 1 ? say(column.label, 'en') : undefined}
            >
              {isWideTable(table) ? shownInMany(column, i) : shownIn(column, i)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

export const tablesCsv = (c: Context<RouteEnv>, r: Results): Response =>
  c.body(writeTablesCsv(r.release.tables, r.synthetic), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${r.slug}-tables.csv"`,
  })
