import { type Cell, explained, type PrintedRow, printed, printedFacts } from '../../shared/plans/cell.ts'

/** The cells of the printed table; what it leaves empty is left out. */
export function PrintedFacts({ row }: { row: PrintedRow }) {
  const facts = printedFacts(row)
  if (facts.length === 0) return null
  return (
    <dl className="facts printed">
      {facts.map(([name, cells]) => (
        <Fact key={name} name={name} cells={cells} />
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
