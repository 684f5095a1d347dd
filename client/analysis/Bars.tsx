import { useMediaQuery } from '@mantine/hooks'
import { Bar, BarChart, LabelList, XAxis, YAxis } from 'recharts'
import { hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { percent } from './figure-words.ts'

interface BarsProps {
  rows: { id: string; label: string; share: number | null }[]
}

const lineHeight = 15
const mostLines = 3

/**
 * Flat bars on a track of 0 to 100%, drawn by recharts. The table beside says the same, so the picture is silent to a
 * screen reader and takes no focus.
 */
export function Bars({ rows }: BarsProps) {
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  const [labels, longest] = isNarrow ? [116, 16] : [190, 27]
  const values = rows.some(({ share }) => share === null) ? 72 : 44
  const most = Math.max(...rows.map(({ label }) => linesOf(label, longest).length))
  const data = rows.map(({ label, share }) => ({ label, share: share ?? 0, says: percent(share) }))
  return (
    <div className="bars-figure" aria-hidden="true">
      <BarChart
        responsive
        layout="vertical"
        data={data}
        width="100%"
        height={rows.length * Math.max(36, most * lineHeight + 8) + 8}
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
          tick={<Label longest={longest} />}
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

/** Whole words on a few lines; what is cut even so is whole in the table beside it. */
function Label({ x, y, payload, longest }: Placed & { longest: number }) {
  const lines = linesOf(payload?.value ?? '', longest)
  const first = 5 - ((lines.length - 1) * lineHeight) / 2
  return (
    <text x={x} y={y} textAnchor="end" className="bar-label">
      {lines.map((line, i) => (
        <tspan key={line} x={x} dy={i > 0 ? lineHeight : first}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** The text in lines of so many characters at most, broken between words where it can be. */
function linesOf(text: string, longest: number, left = mostLines): string[] {
  if (text.length <= longest) return [text]
  if (left === 1) return [`${text.slice(0, longest - 1).trimEnd()}…`]
  const space = text.lastIndexOf(' ', longest)
  const at = space > 0 ? space : longest
  return [text.slice(0, at), ...linesOf(text.slice(at).trim(), longest, left - 1)]
}

/** The share at the end of the track, where it never lies on the bar. */
function Value({ value, viewBox, room }: Placed & { room: number }) {
  const { y = 0, height = 0 } = viewBox ?? {}
  const isHidden = value === hiddenWords
  return (
    <text x="100%" y={y + height / 2} dx={-room} dy={5} className={isHidden ? 'bar-value hidden' : 'bar-value'}>
      {String(value ?? '')}
    </text>
  )
}
