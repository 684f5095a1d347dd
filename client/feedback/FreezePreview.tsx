import { changesSince, hiddenIn } from '../../shared/feedback/hidden-words.ts'
import { questionOf } from '../../shared/feedback/release-tables.ts'
import { count } from '../../shared/kernel/text.ts'
import type { Preview } from './api.ts'
import { ReleaseTables } from './ReleaseTables.tsx'

const people = (n: number | null) => (n === null ? 'too few people to say how many' : count(n, 'person', 'people'))

/** What the release would show, what it would hide and why, and what it would change beside the last one. */
export function FreezePreview({ preview }: { preview: Preview }) {
  const { tables, last } = preview
  const hiding = tables.map((table) => ({ table, words: hiddenIn(table) })).filter(({ words }) => words.length > 0)
  return (
    <section className="freeze-preview" aria-label="What would be released">
      <p role="status">
        <strong>{count(tables.length, 'table')}</strong> of the answers of {people(preview.people)}.{' '}
        {hiding.length === 0 ? 'Nothing would be hidden.' : `In ${hiding.length} of them something would be hidden.`}
      </p>
      {last ? (
        <p>
          <strong>Beside the last release</strong>, which counted {people(last.people)}:{' '}
          {changesSince(tables, last.tables).join(' ') || 'no number would change.'}
        </p>
      ) : null}
      {hiding.length > 0 ? (
        <details className="report">
          <summary>What would be hidden, and why</summary>
          <dl className="hiding">
            {hiding.map(({ table, words }) => (
              <div key={table.id}>
                <dt>{questionOf(table)}</dt>
                {words.map((one) => (
                  <dd key={one}>{one}</dd>
                ))}
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      <details className="report">
        <summary>Look at the tables as the public would see them</summary>
        <ReleaseTables tables={tables} />
      </details>
    </section>
  )
}
