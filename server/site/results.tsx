import { type Context, Hono } from 'hono'
import { count, say } from '../../shared/kernel/text.ts'
import { type Results, resultsOf } from '../feedback/published.ts'
import { notFound } from '../platform/errors.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { day } from './dates.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'
import { plainPage, ToConsultations } from './plain-page.tsx'
import { Commitments } from './results-commitments.tsx'
import { Figures, tableAddress } from './results-figure.tsx'
import { countsDeleted, peopleIn, tablePage, tablesCsv } from './results-tables.tsx'

/** What came of a consultation: every number on these pages was made again from the sealed counts for this answer. */
export const resultsPages = new Hono<RouteEnv>()
  .get('/c/:slug/results', needs('public.read'), (c) => shown(c, c.req.param('slug'), (r) => page(c, <Answer r={r} />)))
  .get('/c/:slug/results/tables.csv', needs('public.read'), (c) =>
    shown(c, c.req.param('slug'), (r) => tablesCsv(c, r)),
  )
  .get('/c/:slug/results/tables/:table', needs('public.read'), (c) =>
    shown(c, c.req.param('slug'), (r) => tablePage(c, r, c.req.param('table'))),
  )

async function shown(c: Context<RouteEnv>, slug: string, show: (results: Results) => Response): Promise<Response> {
  const results = await resultsOf(c.var.ctx, slug)
  if (!results) throw notFound()
  return results.fault === null ? show(results) : plainPage(c, withheld(results.fault), 503)
}

const withheld = (fault: string) => ({
  title: 'These results cannot be shown',
  children: (
    <>
      <p className="lead">{fault} They stay away until somebody has found out why.</p>
      <ToConsultations />
    </>
  ),
})

const Answer = ({ r }: { r: Results }) => (
  <Layout title={`${r.title}: what came of it`} here="/feedback" synthetic={r.synthetic} figures>
    <p className="tags">
      {r.publishedAt && <span className="tag done">Answered {day(r.publishedAt)}</span>}{' '}
      {r.synthetic && <span className="tag example">Synthetic example</span>}
    </p>
    <h1 dir="auto">{r.title}: what came of it</h1>
    <Strip r={r} />
    <div className="results">
      <div>
        <h2 id="heard">What we heard</h2>
        {r.findings.map((finding) => (
          <Finding key={finding.id} finding={finding} r={r} />
        ))}
        {r.groups.length > 0 && <Groups r={r} />}
        <h2 id="promised">What we promised</h2>
        <Commitments all={r.commitments} />
      </div>
      <Margin r={r} />
    </div>
  </Layout>
)

const opened = (from: string, to: string) => (from === to ? `Open on ${from}.` : `Open ${from} to ${to}.`)

/** We asked, you said, we did. */
const Strip = ({ r }: { r: Results }) => (
  <div className="asked-said-did">
    <section>
      <h2>We asked</h2>
      <p dir="auto">{r.why}</p>
      {r.opensAt && r.closesAt && <p className="note">{opened(day(r.opensAt), day(r.closesAt))}</p>}
    </section>
    <section>
      <h2>You said</h2>
      <p dir="auto">{r.said}</p>
    </section>
    <section>
      <h2>We did</h2>
      <p dir="auto">{r.did}</p>
    </section>
  </div>
)

function Finding({ finding, r }: { finding: Results['findings'][number]; r: Results }) {
  const quoted = finding.evidence.flatMap((pin) =>
    pin.kind === 'quote' ? r.quotes.filter((q) => q.id === pin.quote) : [],
  )
  const counted = finding.evidence.some((pin) => pin.kind === 'count')
  const promises = r.commitments.filter((one) => one.findingId === finding.id)
  return (
    <article className="finding" id={`finding-${finding.number}`}>
      <p className="nth">Finding {finding.number}</p>
      <h3 className="serif" dir="auto">
        {finding.heading}
      </h3>
      <p dir="auto">{finding.text}</p>
      <Figures tables={r.release.tables} evidence={finding.evidence} slug={r.slug} />
      {counted && <p className="note">{peopleIn(r)} answered, rounded to 5.</p>}
      {quoted.map((quote) => (
        <blockquote key={quote.id} dir="auto">
          {quote.edited}
        </blockquote>
      ))}
      {(promises.length > 0 || finding.planItems.length > 0) && (
        <p className="leads-to">
          Leads to{' '}
          {promises.map((one, i) => (
            <span key={one.id}>
              {i > 0 && ', '}
              <a href={`#commitment-${one.number}`}>commitment {one.number}</a>
            </span>
          ))}
          {promises.length > 0 && finding.planItems.length > 0 && ', and to '}
          {finding.planItems.length > 0 && 'the plan: '}
          {finding.planItems.map((item, i) => (
            <span key={item.id}>
              {i > 0 && ', '}
              <a href={item.href}>{item.words}</a>
            </span>
          ))}
        </p>
      )}
    </article>
  )
}

const Groups = ({ r }: { r: Results }) => (
  <section className="finding">
    <h3 className="serif">{count(r.groups.length, 'group')} sent a formal answer</h3>
    <p>A group’s answer is read apart and never counted as one person.</p>
    <details className="more">
      <summary>Which groups</summary>
      <ul>
        {r.groups.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  </section>
)

const Margin = ({ r }: { r: Results }) => (
  <aside className="margin">
    <section>
      <h2>Who answered</h2>
      <p>
        People chose to take part. These figures describe {r.counted === null ? 'those' : `the ${peopleIn(r)}`} who
        answered, not all Londoners.
      </p>
    </section>
    <section>
      <h2>How to check us</h2>
      <p>
        Every number opens how it was computed. The counts were sealed on {day(r.release.frozenAt)}, and another person
        than the writer approved this page. {r.countsDeletedOn && countsDeleted(r.countsDeletedOn)}
      </p>
      <p className="go">
        <a href={`/c/${r.slug}/results/tables.csv`}>Download the tables (CSV)</a>
      </p>
      <details className="more">
        <summary>{r.release.tables.length === 1 ? 'The one table' : `All ${r.release.tables.length} tables`}</summary>
        <ul className="plain">
          {r.release.tables.map((table) => (
            <li key={table.id} className="go">
              <a href={tableAddress(r.slug, table)}>
                {say(table.statement ?? table.question, 'en')}
                {table.by && ` by ${say(table.by, 'en')}`}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </section>
    <section className="yours">
      <h2>Answered this one?</h2>
      <p>Use your receipt to see where your answer went.</p>
      <p>
        <a className="btn second" href="/receipt">
          Use my receipt
        </a>
      </p>
    </section>
  </aside>
)
