import { useMediaQuery } from '@mantine/hooks'
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'
import { hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { percent } from './figure-words.ts'

interface BarsProps {
  rows: { id: string; label: string; share: number | null }[]
}

const rowHeight = 36

/**
 * Flat bars on a track of 0 to 100%, drawn by recharts. The table beside says the same, so the picture is silent to a
 * screen reader and takes no focus.
 */
export function Bars({ rows }: BarsProps) {
  const isNarrow = useMediaQuery('(max-width: 759px)')
  const [labels, values] = isNarrow ? [110, 64] : [170, 104]
  const few = isNarrow ? 'too few' : hiddenWords
  const data = rows.map(({ label, share }) => ({
    label,
    share: share ?? 0,
    says: share === null ? few : percent(share),
  }))
  return (
    <div className="bars-figure" aria-hidden="true">
      <BarChart
        responsive
        layout="vertical"
        data={data}
        width="100%"
        height={rows.length * rowHeight + 8}
        margin={{ top: 4, right: values, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" domain={[0, 1]} hide />
        <YAxis
          type="category"
          dataKey="label"
          width={labels}
          axisLine={false}
          tickLine={false}
          tick={<Label longest={isNarrow ? 15 : 24} />}
          interval={0}
        />
        <Bar
          dataKey="share"
          barSize={16}
          radius={3}
          minPointSize={1}
          fill="var(--series-1)"
          background={{ fill: 'var(--track)', radius: 3 }}
          isAnimationActive={false}
        >
          <LabelList dataKey="says" content={<Value room={values - 4} />} />
        </Bar>
      </BarChart>
    </div>
  )
}

interface Placed {
  x?: number | string
  y?: number | string
  payload?: { value?: string }
  viewBox?: { x?: number; y?: number; width?: number; height?: number }
  value?: unknown
}

/** A label that is cut is whole in the table beside it. */
function Label({ x, y, payload, longest }: Placed & { longest: number }) {
  const text = payload?.value ?? ''
  return (
    <text x={x} y={y} dy={5} textAnchor="end" className="bar-label">
      {text.length > longest ? `${text.slice(0, longest - 1)}…` : text}
    </text>
  )
}

/** The share at the end of the track, where it never lies on the bar. */
function Value({ value, viewBox, room }: Placed & { room: number }) {
  const { y = 0, height = 0 } = viewBox ?? {}
  return (
    <text x="100%" y={y + height / 2} dx={-room} dy={5} className="bar-value">
      {String(value ?? '')}
    </text>
  )
}
