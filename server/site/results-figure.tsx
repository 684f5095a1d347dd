import { selfSelecting } from '../../shared/analysis/words.ts'
import type { Evidence } from '../../shared/feedback/inputs.ts'
import { type PublicColumn, type PublicTable, questionOf, shownIn } from '../../shared/feedback/release-tables.ts'
import { say } from '../../shared/kernel/text.ts'

interface Pinned {
  label: string
  words: string
  share: number | null
}

function pinnedIn(table: PublicTable, evidence: Evidence[]): Pinned[] {
  return evidence.flatMap((pin) => {
    if (pin.kind !== 'cell' || pin.table !== table.id) return []
    const row = table.rows.findIndex((one) => one.id === pin.row)
    const column = table.columns.find((one) => one.id === pin.column)
    return row < 0 || !column ? [] : [pinnedCell(table, row, column)]
  })
}

const pinnedCell = (table: PublicTable, row: number, column: PublicColumn): Pinned => ({
  label: [say(table.rows[row]?.label, 'en'), table.by ? say(column.label, 'en') : ''].filter(Boolean).join(', '),
  words: shownIn(column, row),
  share: column.shares[row] ?? null,
})

/** The numbers a finding rests on, one block a table, each with its question and the way to how it was computed. */
export function Figures({ tables, evidence, slug }: { tables: PublicTable[]; evidence: Evidence[]; slug: string }) {
  const blocks = tables.map((table) => ({ table, cells: pinnedIn(table, evidence) })).filter((b) => b.cells.length > 0)
  return blocks.map(({ table, cells }) => (
    <figure className="figure" key={table.id}>
      <table>
        <caption className="hide">{questionOf(table)}</caption>
        <tbody>
          {cells.map((cell) => (
            <tr key={cell.label}>
              <th scope="row">{cell.label}</th>
              <td>{cell.words}</td>
              <td className="bar">
                <Bar share={cell.share} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption className="note">
        {table.kind === 'several' && 'People could choose several. '}
        Counts are rounded to 5. {selfSelecting} <a href={tableAddress(slug, table)}>How was this computed?</a>
      </figcaption>
    </figure>
  ))
}

export const tableAddress = (slug: string, table: Pick<PublicTable, 'id'>) =>
  `/c/${slug}/results/tables/${encodeURIComponent(table.id)}`

/** A flat bar on a track that is always 0 to 100%; the number beside it is the truth. */
export const Bar = ({ share }: { share: number | null }) => (
  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className="track" width="100" height="10" />
    {share !== null && <rect className="amount" width={(share * 100).toFixed(1)} height="10" />}
  </svg>
)
