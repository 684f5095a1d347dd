import { number } from '../../shared/kernel/text.ts'
import { Panel } from '../kit/Panel.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type Tile, TileMap } from '../kit/TileMap.tsx'
import type { Inclusion } from './api.ts'
import type { Search } from './asked.ts'
import { BoroughPicker } from './Desk.tsx'

interface TopProps {
  data: Inclusion
  area: string
  search: Search
  change: (next: Search) => void
}

/** The controls, one spoken sentence, and the map; the table below is the truth. */
export function HeardTop({ data, area, search, change }: TopProps) {
  return (
    <Panel raised>
      <div className="heard-top">
        <div className="stack wide">
          <div className="filters">
            <BoroughPicker all="All of London" value={search.area} onChange={(area) => change({ area })} />
          </div>
          {data.people === 0 ? null : <p className="spoken">{data.spoken}</p>}
          <p className="help">
            {basesOf(data)} People chose to answer. Verdicts hold only “if this were a random sample”.{' '}
            {data.synthetic ? <SyntheticTag /> : null}
          </p>
        </div>
        {data.tiles.length > 0 ? <BoroughMap tiles={data.tiles} area={area} change={change} /> : null}
      </div>
    </Panel>
  )
}

const told: Record<string, string> = {
  age_band: 'an age',
  sex: 'their sex',
  ethnic_group_5: 'an ethnic group',
  religion: 'a religion',
}

/** `352 answered in Haringey; 340 gave an age, 328 an ethnic group.` */
function basesOf({ people, area, blocks, knowsBoroughs }: Inclusion): string {
  if (people === null) return `Too few answered in ${area.name} to show.`
  const where = knowsBoroughs ? `in ${area.name}` : 'in all; no question tells the borough'
  const given = blocks
    .flatMap(({ characteristic, answered }) =>
      answered !== null && told[characteristic] ? [`${number(answered)} ${told[characteristic]}`] : [],
    )
    .slice(0, 3)
  return `${number(people)} answered ${where}${given.length > 0 ? `; ${given.join(', ').replace(/ /, ' gave ')}` : ''}.`
}

function BoroughMap({
  tiles,
  area,
  change,
}: {
  tiles: Inclusion['tiles']
  area: string
  change: (next: Search) => void
}) {
  const groups = Math.max(0, ...tiles.map((tile) => tile.groups))
  return (
    <div className="heard-map">
      <TileMap
        title="In how many groups each borough is heard fewer"
        tiles={tiles.map((tile) => tileOf(tile))}
        chosen={area}
        onChoose={(code) => change({ area: code === area ? '' : code })}
      />
      <p className="note">
        Numbers: how many of up to {groups} groups are heard fewer or much fewer. “?”: cannot tell anywhere.
      </p>
      <details>
        <summary>As a table</summary>
        <table className="table compact slim">
          <caption className="unseen">Groups heard fewer, by borough</caption>
          <thead>
            <tr>
              <th scope="col">Borough</th>
              <th scope="col" className="num">
                Heard fewer
              </th>
            </tr>
          </thead>
          <tbody>
            {[...tiles]
              .sort((a, b) => a.name.localeCompare(b.name))
              .map((tile) => (
                <tr key={tile.code}>
                  <th scope="row">{tile.name}</th>
                  <td className="num" data-head="Heard fewer">
                    {tile.fewer ?? 'cannot tell'}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}

function tileOf({ code, name, label, col, row, fewer, groups }: Inclusion['tiles'][number]): Tile {
  const says = fewer === null ? `${name}: cannot tell` : `${name}: ${fewer} of ${groups} groups heard fewer`
  const amount = (fewer === null ? 0 : Math.min(3, fewer) + 1) as Tile['amount']
  const value = fewer === null ? '?' : fewer > 0 ? String(fewer) : undefined
  return { code, name, label, col, row, amount, says, ...(value ? { value } : {}) }
}
