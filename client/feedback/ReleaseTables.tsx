import { Checkbox } from '@mantine/core'
import type { Evidence } from '../../shared/feedback/inputs.ts'
import { isWideTable, questionOf, shownIn, shownInMany } from '../../shared/feedback/release-tables.ts'
import { say } from '../../shared/kernel/text.ts'
import type { ReleaseTable } from './api.ts'

interface ReleaseTablesProps {
  tables: ReleaseTable[]
  /** With these, each number that may be shown can be pinned. */
  pinned?: Evidence[]
  pin?: (cell: Evidence) => void
}

export const samePin = (a: Evidence, b: Evidence) => JSON.stringify(a) === JSON.stringify(b)

/** The public tables of a release, each opening in place. */
export const ReleaseTables = ({ tables, pinned, pin }: ReleaseTablesProps) => (
  <div className="release-tables">
    {tables.map((table) => (
      <details key={table.id}>
        <summary>
          {questionOf(table)}
          <PinCount table={table} pinned={pinned} />
        </summary>
        <OneTable table={table} pinned={pinned} pin={pin} />
      </details>
    ))}
  </div>
)

function PinCount({ table, pinned = [] }: { table: ReleaseTable; pinned?: Evidence[] | undefined }) {
  const own = pinned.filter((one) => one.kind === 'cell' && one.table === table.id).length
  return own > 0 ? <span className="tag done">{own} pinned</span> : null
}

function OneTable({ table, pinned, pin }: { table: ReleaseTable } & Omit<ReleaseTablesProps, 'tables'>) {
  const isWide = isWideTable(table)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={`The table: ${questionOf(table)}`}>
      <table className={isWide ? 'table many' : 'table'}>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            {table.columns.map((column) => (
              <th key={column.id} scope="col" className="num">
                {say(column.label, 'en')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={row.id}>
              <th scope="row">{say(row.label, 'en')}</th>
              {table.columns.map((column) => {
                const cell: Evidence = { kind: 'cell', table: table.id, row: row.id, column: column.id }
                const shown = isWide ? shownInMany(column, i) : shownIn(column, i)
                return (
                  <td key={column.id} className="num" data-head={say(column.label, 'en')}>
                    {pin && column.counts[i] !== null ? (
                      <Checkbox
                        labelPosition="left"
                        label={shown}
                        aria-label={`Pin ${say(row.label, 'en')}, ${say(column.label, 'en')}: ${shown}`}
                        checked={pinned?.some((one) => samePin(one, cell)) ?? false}
                        onChange={() => pin(cell)}
                      />
                    ) : (
                      <span className={column.counts[i] === null ? 'few' : undefined}>{shown}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
