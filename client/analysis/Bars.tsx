import { useMediaQuery } from '@mantine/hooks'
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'
import { hiddenShort, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
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
  const [labels, values] = isNarrow ? [116, 64] : [190, 104]
  const few = isNarrow ? hiddenShort : hiddenWords
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
          tick={<Label longest={isNarrow ? 16 : 27} />}
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
          <LabelList dataKey="says" content={<Value room={values - 4} few={few} />} />
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

/** Whole words on two lines at most; what is cut even so is whole in the table beside it. */
function Label({ x, y, payload, longest }: Placed & { longest: number }) {
  const lines = linesOf(payload?.value ?? '', longest)
  return (
    <text x={x} y={y} textAnchor="end" className="bar-label">
      {lines.map((line, i) => (
        <tspan key={line} x={x} dy={i > 0 ? 15 : lines.length > 1 ? -3 : 5}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** The text in one line or two of so many characters at most, broken between words where it can be. */
function linesOf(text: string, longest: number): string[] {
  if (text.length <= longest) return [text]
  const space = text.lastIndexOf(' ', longest)
  const at = space > 0 ? space : longest
  const rest = text.slice(at).trim()
  return [text.slice(0, at), rest.length > longest ? `${rest.slice(0, longest - 1)}…` : rest]
}

/** The share at the end of the track, where it never lies on the bar. */
function Value({ value, viewBox, room, few }: Placed & { room: number; few: string }) {
  const { y = 0, height = 0 } = viewBox ?? {}
  const isHidden = value === few
  return (
    <text x="100%" y={y + height / 2} dx={-room} dy={5} className={isHidden ? 'bar-value hidden' : 'bar-value'}>
      {String(value ?? '')}
    </text>
  )
}
