import type { InclusionRow } from './api.ts'

/** The end of the axis: the next of these beyond everything that is drawn. */
const ends = [0.08, 0.16, 0.24, 0.32, 0.4, 0.6, 0.8, 1]

export function topOf(rows: InclusionRow[]): number {
  const most = Math.max(...rows.flatMap((row) => [row.areaShare, row.interval?.[1] ?? row.share ?? 0]))
  return ends.find((end) => end >= most) ?? 1
}

/** Four steps from nothing to the end, printed once for each characteristic. */
export function Axis({ top }: { top: number }) {
  return (
    <span className="axis" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((step) => (
        <span key={step}>{Math.round((100 * top * step) / 4)}%</span>
      ))}
    </span>
  )
}

/** Dot: answered; bar: the interval; upright: the area. Hollow where nobody can tell; no dot where too few to show. */
export function IntervalPlot({ row, top }: { row: InclusionRow; top: number }) {
  const at = (share: number) => `${(100 * Math.min(share, top)) / top}%`
  return (
    <svg className="interval-plot" width="100%" height="26" aria-hidden="true">
      <line className="track" x1="0" x2="100%" y1="13" y2="13" />
      <line className="area" x1={at(row.areaShare)} x2={at(row.areaShare)} y1="0" y2="26" />
      {row.interval ? (
        <line className="interval" x1={at(row.interval[0])} x2={at(row.interval[1])} y1="13" y2="13" />
      ) : null}
      {row.share === null ? null : (
        <circle className={row.verdict === 'cannot tell' ? 'dot hollow' : 'dot'} cx={at(row.share)} cy="13" r="6.5" />
      )}
    </svg>
  )
}
