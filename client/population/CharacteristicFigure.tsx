import { number } from '../../shared/kernel/text.ts'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import type { ProfiledCharacteristic } from './api.ts'

type Row = ProfiledCharacteristic['rows'][number]

const percent = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)}%`)
const people = (row: Row) => number(row.count)

/** One characteristic of an area: its base in the heading, a table with a bar in each row, London beside it. */
export function CharacteristicFigure({
  area,
  characteristic,
}: {
  area: string
  characteristic: ProfiledCharacteristic
}) {
  const title = `${characteristic.name} (${characteristic.base})`
  const beside = area !== 'London'
  return (
    <Part
      title={title}
      tools={
        <FigureTools
          figure={`${area}, ${title}`}
          rows={() => sheetOf(characteristic, beside)}
          how={<How {...characteristic} />}
        />
      }
    >
      {characteristic.caution ? <p className="help">{characteristic.caution}</p> : null}
      <Table
        caption={`${title}: ${area}`}
        columns={columnsOf(beside)}
        rows={characteristic.rows}
        keyOf={(row) => row.category}
      />
      {characteristic.voluntary ? (
        <p className="note">
          People could leave this question out. Shares are of the {number(characteristic.counted)} who answered it.
        </p>
      ) : null}
    </Part>
  )
}

const columnsOf = (beside: boolean): Column<Row>[] => [
  { head: 'Category', cell: (row) => row.category },
  { head: 'Share', cell: (row) => <Share row={row} /> },
  { head: 'People', numeric: true, cell: people },
  ...(beside ? [{ head: 'London', numeric: true, cell: (row: Row) => percent(row.london) }] : []),
]

/** The bar is an ornament beside its number; the upright tick is London. */
function Share({ row }: { row: Row }) {
  if (row.share === null) return <span className="help">not in the share</span>
  return (
    <div className="share">
      <span>{percent(row.share)}</span>
      <svg viewBox="0 0 200 16" preserveAspectRatio="none" aria-hidden="true">
        <rect className="track" width="200" height="16" rx="3" />
        <rect className="bar" width={Math.max(1, row.share * 200)} height="16" rx="3" />
        {row.london === null || row.london === row.share ? null : (
          <rect className="tick" x={Math.min(197, row.london * 200 - 1.5)} width="3" height="16" />
        )}
      </svg>
    </div>
  )
}

const sheetOf = ({ rows }: ProfiledCharacteristic, beside: boolean) => [
  ['Category', 'People', 'Share', ...(beside ? ['London'] : [])],
  ...rows.map((row) => [row.category, row.count, percent(row.share), ...(beside ? [percent(row.london)] : [])]),
]

function How({ base, voluntary, counted, sources }: ProfiledCharacteristic) {
  return (
    <>
      <p>
        Census 2021, residents of {base}, table {sources.join(' and ')}. The share is the count divided by{' '}
        {number(counted)}, the sum of the categories shown
        {voluntary ? ', without “Not answered”' : ''}.
      </p>
      <p>
        {base === 'all ages'
          ? 'It may be compared with people of all ages. Where only adults answer, compare the bands from 16 up.'
          : 'It may be compared only with respondents aged 16 and over.'}
      </p>
    </>
  )
}
