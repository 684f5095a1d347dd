import { printed } from '../../shared/plans/cell.ts'
import type { PlanPage } from '../plans/queries.ts'

/** What the plan rests on, and where its text comes from. */
export function Foundations({ plan: { plan, principles } }: { plan: PlanPage }) {
  return (
    <section className="foundations" aria-labelledby="principles">
      <h2 id="principles">{principles.length === 6 ? 'Six principles' : 'The principles'} behind the plan</h2>
      <p>{printed(plan.commitment)}</p>
      <p>{printed(plan.principlesFrom)}</p>
      <ol className="principles">
        {principles.map(({ number, name, text }) => (
          <li key={number}>
            <h3>
              {number}. {printed(name)}
            </h3>
            <p>{printed(text)}</p>
          </li>
        ))}
      </ol>
      <p className="note source">
        The words of the plan stand as printed in “{printed(plan.title)}”, {printed(plan.period)}. They were read from
        pictures of its pages. Where a page is damaged, what we read there stands below the printed words.
      </p>
    </section>
  )
}
