import { hiddenBecause, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import type { PublicTable } from '../../shared/feedback/release-tables.ts'
import { boroughs } from '../../shared/population/boroughs.ts'
import { type PublishedAnswer, releaseOf } from '../feedback/queries.ts'
import type { Ctx } from '../platform/context.ts'
import { boroughList } from '../population/queries.ts'

/** Answers for every 10,000 residents of one borough; null where the release hides the count. */
interface Heard {
  code: string
  name: string
  label: string
  col: number
  row: number
  count: number | null
  rate: number | null
}

const steps = [
  { below: 1.5, words: 'under 1.5' },
  { below: 3, words: '1.5 to 2.9' },
  { below: 5, words: '3 to 4.9' },
  { below: Number.POSITIVE_INFINITY, words: '5 or more' },
]
const stepOf = (rate: number | null) => (rate === null ? 0 : steps.findIndex(({ below }) => rate < below) + 1)

/** Below this many authorities with a shown count a map would be a map of nothing. */
const enough = 10

/** The newest published answer whose release says where its answers came from, and for enough of London to be a map. */
export async function latestHeard<A extends PublishedAnswer>(
  ctx: Ctx,
  answers: Iterable<A>,
): Promise<{ answer: A; heard: Heard[] } | undefined> {
  for (const answer of answers) {
    const heard = answer.fault ? undefined : await heardFrom(ctx, answer)
    if (heard && heard.filter(({ rate }) => rate !== null && rate > 0).length >= enough) return { answer, heard }
  }
  return undefined
}

async function heardFrom(ctx: Ctx, answer: PublishedAnswer): Promise<Heard[] | undefined> {
  const release = await releaseOf(ctx, answer.consultationId)
  const table = release?.tables.find(
    (one) => one.kind === 'one-way' && one.rows.some((row) => row.id === boroughs[0]?.code),
  )
  if (!table) return undefined
  const people = new Map((await boroughList(ctx)).map((one) => [one.code, one.residents ?? 0]))
  return boroughs.map((borough) => {
    const count = countOf(table, borough.code)
    const residents = people.get(borough.code) ?? 0
    return { ...borough, count, rate: count === null || residents === 0 ? null : (count / residents) * 10_000 }
  })
}

function countOf(table: PublicTable, code: string): number | null {
  const row = table.rows.findIndex((one) => one.id === code)
  return table.columns[0]?.counts[row] ?? null
}

/** The borough map of the last frozen release, in words, as tiles, and as a table. */
export function HeardMap({ heard, answer }: { heard: Heard[]; answer: PublishedAnswer }) {
  const known = heard.filter((one) => one.rate !== null).toSorted((a, b) => (b.rate ?? 0) - (a.rate ?? 0))
  const [most, least] = [known[0], known.at(-1)]
  return (
    <section className="heard rule" aria-labelledby="heard-from">
      <div>
        <h2 id="heard-from">Where answers came from</h2>
        <p>
          <a href={`/c/${answer.slug}/results`}>{answer.title}</a>: answers for every 10,000 people, in each of the 33
          London authorities.
          {most && least && ` ${most.name} answered most often; ${least.name} least.`}
        </p>
        <ul className="legend">
          {steps.map(({ words }, i) => (
            <li key={words}>
              <Swatch step={i + 1} /> {words}
            </li>
          ))}
          <li>
            <Swatch step={0} /> {hiddenWords}
          </li>
        </ul>
        <p className="note">
          People chose to answer, so this shows who took part. It is not a picture of what all Londoners think. The City
          of London has its own police force.
          {answer.synthetic && ' Synthetic example.'}
        </p>
        <p className="note">
          “{hiddenWords}” means {hiddenBecause}. Residents: Census 2021. Source: Office for National Statistics licensed
          under the Open Government Licence v3.0.
        </p>
      </div>
      <Tiles heard={heard} />
      <details className="as-table">
        <summary>Read the map as a table</summary>
        <table className="whole">
          <thead>
            <tr>
              <th scope="col">Borough</th>
              <th scope="col">Answers, rounded to 5</th>
              <th scope="col">For every 10,000 people</th>
            </tr>
          </thead>
          <tbody>
            {heard.map((one) => (
              <tr key={one.code}>
                <th scope="row">{one.name}</th>
                <td>{one.count ?? hiddenWords}</td>
                <td>{one.rate?.toFixed(1) ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

const Swatch = ({ step }: { step: number }) => (
  <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
    <rect className={`amount-${step}`} x="1" y="1" width="18" height="18" rx="4" />
  </svg>
)

/** 100 units a cell; the river runs below the tiles, along the lines between cells. */
const river =
  'M806 393.5 H219.5 A26 26 0 0 0 193.5 419.5 V467.5 A26 26 0 0 1 167.5 493.5 H119.5 A26 26 0 0 0 93.5 519.5 V540 Q93.5 575 56 584'

const Tiles = ({ heard }: { heard: Heard[] }) => (
  <svg className="tiles" viewBox="-7 -7 814 700" role="img" aria-label="The same figures as a map of London’s boroughs">
    <path className="river" d={river} />
    {heard.map((one) => (
      <g key={one.code}>
        <title>{`${one.name}: ${one.rate === null ? hiddenWords : `${one.rate.toFixed(1)} for every 10,000 people`}`}</title>
        <rect
          className={`amount-${stepOf(one.rate)}`}
          x={one.col * 100}
          y={one.row * 100}
          width="87"
          height="87"
          rx="11"
        />
        <text className={`amount-${stepOf(one.rate)}`} x={one.col * 100 + 43.5} y={one.row * 100 + 54}>
          {one.label}
        </text>
      </g>
    ))}
  </svg>
)
