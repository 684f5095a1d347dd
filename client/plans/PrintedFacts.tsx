import { type Cell, explained, printed } from '../../shared/plans/cell.ts'

interface Printed {
  lead: Cell | null
  funding: Cell | null
  timescales: Cell[]
  measures: Cell[]
  progress: Cell[]
}

/** The cells of the printed table; what it leaves empty is left out. */
export function PrintedFacts({ row }: { row: Printed }) {
  const facts: [string, (Cell | null)[]][] = [
    ['Lead', [row.lead]],
    ['Funding', [row.funding]],
    ['Timescale', row.timescales],
    ['Measure', row.measures],
    ['Progress, as printed', row.progress],
  ]
  const filled = facts.flatMap(([name, cells]) => {
    const kept = cells.filter((cell) => cell !== null)
    return kept.length > 0 ? [{ name, kept }] : []
  })
  if (filled.length === 0) return null
  return (
    <dl className="facts">
      {filled.map(({ name, kept }) => (
        <Fact key={name} name={name} cells={kept} />
      ))}
    </dl>
  )
}

const Fact = ({ name, cells }: { name: string; cells: Cell[] }) => (
  <>
    <dt>{name}</dt>
    <dd>
      {cells.map((cell) => (
        <span className="cell" key={`${cell.asPrinted[0]?.line} ${printed(cell)}`}>
          <PrintedText cell={cell} />
        </span>
      ))}
    </dd>
  </>
)

/** As printed; where the source is damaged, what we read there and why. */
export const PrintedText = ({ cell }: { cell: Cell }) => (
  <>
    {printed(cell)}
    {cell.damaged ? (
      <span className="reading">
        <b>We read this as:</b> {explained(cell)}
      </span>
    ) : null}
  </>
)
