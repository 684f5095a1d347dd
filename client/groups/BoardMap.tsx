import { boroughs } from '../../shared/population/boroughs.ts'
import { type Tile, TileMap } from '../kit/TileMap.tsx'
import type { BoardGroup } from './api.ts'

const marks: Record<BoardGroup['state'], { value: string; amount: Tile['amount'] }> = {
  'not asked': { value: '–', amount: 0 },
  asked: { value: 'asked', amount: 1 },
  started: { value: 'begun', amount: 2 },
  sent: { value: 'sent', amount: 4 },
}

/** Every borough with its engagement group's state as a word; the City, which has no group, is a dashed tile. */
export function BoardMap({ groups }: { groups: BoardGroup[] }) {
  const tiles = boroughs.map((borough): Tile => {
    const group = groups.find((one) => one.kind === 'cpeg' && one.boroughCode === borough.code)
    if (!group) return { ...borough, amount: 0, says: `${borough.name}: no engagement group` }
    return { ...borough, ...marks[group.state], says: `${borough.name}: ${group.state}` }
  })
  return (
    <div className="board-map">
      <TileMap title="How far the engagement group of each borough has come" tiles={tiles} />
      <p className="note">
        {groups.some((group) => group.state === 'not asked') ? '“–”: not asked. ' : ''}The City of London has its own
        police and no engagement group. The table below says the same.
      </p>
    </div>
  )
}
