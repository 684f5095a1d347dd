import { useMediaQuery } from '@mantine/hooks'
import { Bar, BarChart, XAxis, YAxis } from 'recharts'

interface StackedProps {
  heads: string[]
  rows: { label: string; shares: (number | null)[] }[]
}

/** Purple to green over as many steps as the scale has; the names stand above, so colour is never the only sign. */
const colours = (n: number): string[] => {
  const steps: Record<number, number[]> = { 2: [1, 5], 3: [1, 3, 5], 4: [1, 2, 4, 5], 5: [1, 2, 3, 4, 5] }
  return (steps[n] ?? Array.from({ length: n }, (_, i) => 1 + Math.round((4 * i) / Math.max(1, n - 1)))).map(
    (step) => `var(--agree-${step})`,
  )
}

/** One bar a statement, its parts in the order of the scale. The table below says the same. */
export function StackedBars({ heads, rows }: StackedProps) {
  const fills = colours(heads.length)
  const isNarrow = useMediaQuery('(max-width: 759px)', false, { getInitialValueInEffect: false })
  const data = rows.map(({ label, shares }) => ({
    label,
    ...Object.fromEntries(shares.map((share, i) => [`part${i}`, share ?? 0])),
  }))
  return (
    <div className="bars-figure" aria-hidden="true">
      <div className="scale-names">
        {heads.map((head, i) => (
          <span key={head}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <rect width="12" height="12" rx="3" fill={fills[i]} />
            </svg>
            {head}
          </span>
        ))}
      </div>
      <BarChart
        responsive
        layout="vertical"
        data={data}
        width="100%"
        height={rows.length * (isNarrow ? 64 : 40) + 8}
        margin={{ top: 4, right: 8, bottom: 4, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" domain={[0, 1]} hide />
        <YAxis
          type="category"
          dataKey="label"
          width={isNarrow ? 120 : 230}
          axisLine={false}
          tickLine={false}
          tick={{ fill: 'var(--ink)', fontSize: 13 }}
          interval={0}
        />
        {heads.map((head, i) => (
          <Bar
            key={head}
            dataKey={`part${i}`}
            stackId="scale"
            barSize={22}
            fill={fills[i] ?? ''}
            stroke="var(--surface)"
            strokeWidth={2}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </div>
  )
}
