import { Hono } from 'hono'
import { DateTime } from 'luxon'
import { count } from '../../shared/kernel/text.ts'
import { printed } from '../../shared/plans/cell.ts'
import { narrowed, type PlanPage, planPage } from '../plans/queries.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'
import { countedGroups } from './plan-counted.tsx'
import { evidenceOfPlan } from './plan-evidence.tsx'
import { FilterForm, FilterNote, readFilter } from './plan-filter.tsx'
import { type Known, ObjectiveRow } from './plan-objective.tsx'
import { Foundations } from './plan-principles.tsx'
import { StandingCard } from './plan-rag.tsx'

/** The plan in public. A wrong filter value is left out, said, and answered 400. */
export const planPages = new Hono<RouteEnv>().get('/plan', needs('public.read'), async (c) => {
  const ctx = c.var.ctx
  const whole = await planPage(ctx)
  if (!whole) return page(c, <NoPlan synthetic={ctx.example} />)
  const asked = c.req.query()
  const { filter, unknown } = readFilter(asked, whole)
  const shown = narrowed(whole, filter)
  const known: Known = { evidence: await evidenceOfPlan(ctx), counted: await countedGroups(ctx) }
  return page(
    c,
    <Layout title="The engagement plan" here="/plan" synthetic={ctx.example} figures>
      <Top plan={shown} />
      <FilterForm plan={shown} filter={filter} />
      <FilterNote plan={shown} shown={shown.shownCount} unknown={unknown} />
      {shown.themes.map((theme) => (
        <Theme key={theme.number} theme={theme} known={known} open={shown.shownCount === 1 ? 'all' : asked.open} />
      ))}
      <Foundations plan={shown} />
    </Layout>,
    unknown.length > 0 ? 400 : 200,
  )
})

const month = (iso: string) => DateTime.fromISO(iso, { locale: 'en-GB' }).toFormat('LLLL yyyy')

function Top({ plan: { plan, themes, standing, actionCount } }: { plan: PlanPage }) {
  const parts = [count(themes.length, 'theme'), count(standing.length, 'objective'), count(actionCount, 'action')]
  return (
    <div className="plan-top">
      <div>
        <h1>The engagement plan, and what people said about it</h1>
        <p className="lead">
          {parts.join(', ')}, {month(plan.startsOn)} to {month(plan.endsOn)}.{' '}
          <span className="noprint">Open an objective to follow what you said into what is being done.</span>
        </p>
      </div>
      <StandingCard rags={standing} />
    </div>
  )
}

interface ThemeProps {
  theme: PlanPage['themes'][number]
  known: Known
  /** The reference of the objective to show open, or `all`. */
  open: string | undefined
}

function Theme({ theme, known, open }: ThemeProps) {
  const { number, title, objectives, objectiveCount } = theme
  if (objectives.length === 0) return null
  const shown = objectives.length < objectiveCount ? `${objectives.length} of ` : ''
  return (
    <section className="theme" aria-labelledby={`theme-${number}`}>
      <div className="theme-head">
        <h2 id={`theme-${number}`}>
          {number}. {printed(title)}
        </h2>
        <p className="note">
          {shown}
          {count(objectiveCount, 'objective')}
        </p>
      </div>
      <p className="columns" aria-hidden="true">
        <span>Status</span> <span>Objective</span> <span>Lead</span> <span>Timescale</span>{' '}
        <span>What people said</span>
      </p>
      <ul className="objectives">
        {objectives.map((each) => (
          <ObjectiveRow key={each.id} objective={each} known={known} open={open === 'all' || open === each.ref} />
        ))}
      </ul>
    </section>
  )
}

const NoPlan = ({ synthetic }: { synthetic: boolean }) => (
  <Layout title="The engagement plan" here="/plan" synthetic={synthetic} figures>
    <h1>The engagement plan</h1>
    <p className="lead">No plan is published yet. When there is one, its objectives and what people said stand here.</p>
  </Layout>
)
