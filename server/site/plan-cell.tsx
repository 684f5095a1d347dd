import { type Cell, explained, printed } from '../../shared/plans/cell.ts'

/** A cell of the plan as printed; where the source is damaged, what we read there and why stand below it. */
function CellText({ cell }: { cell: Cell }) {
  return (
    <>
      {printed(cell)}
      {cell.damaged && <Reading cell={cell} />}
    </>
  )
}

/** `We read this as: …`, with the reason. Phrasing only, so that it may stand in any line. */
export const Reading = ({ cell }: { cell: Cell }) => (
  <span className="reading">
    <b>We read this as:</b> {explained(cell)}
  </span>
)

/** One fact of a row: a name and its cells. */
export const Fact = ({ name, cells }: { name: string; cells: Cell[] }) => (
  <div>
    <dt>{name}</dt>
    {cells.map((cell) => (
      <dd key={`${cell.asPrinted[0]?.line} ${printed(cell)}`}>
        <CellText cell={cell} />
      </dd>
    ))}
  </div>
)
