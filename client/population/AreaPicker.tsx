import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { number } from '../../shared/kernel/text.ts'
import { type Tile, TileMap } from '../kit/TileMap.tsx'
import type { ListedBorough } from './api.ts'

interface PickerProps {
  boroughs: ListedBorough[]
  /** The code of a borough, or `london`. */
  chosen: string
}

function useGo() {
  const navigate = useNavigate()
  return (areaCode: string) =>
    void (areaCode === 'london'
      ? navigate({ to: '/population', resetScroll: false })
      : navigate({ to: '/population/$areaCode', params: { areaCode }, resetScroll: false }))
}

/** A borough by its name; the map beside it says the same. */
export function AreaSelect({ boroughs, chosen }: PickerProps) {
  const go = useGo()
  const byName = [...boroughs].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <NativeSelect
      label="Area"
      w={280}
      maw="100%"
      value={chosen}
      onChange={(event) => go(event.currentTarget.value)}
      data={[{ value: 'london', label: 'All of London' }, ...byName.map((b) => ({ value: b.code, label: b.name }))]}
    />
  )
}

export function AreaMap({ boroughs, chosen }: PickerProps) {
  const go = useGo()
  return (
    <div className="area-map">
      <TileMap title="Usual residents by borough" tiles={tilesOf(boroughs)} chosen={chosen} onChoose={go} />
      <p className="note">
        Numbers: residents in thousands. The steps of colour begin at 0, 210, 270 and 320 thousand. The City of London
        has its own police.
      </p>
    </div>
  )
}

function tilesOf(boroughs: ListedBorough[]): Tile[] {
  return boroughs.map((borough) => ({
    ...borough,
    value: borough.residents === null ? '?' : `${Math.round(borough.residents / 1000)}`,
    amount: amountOf(borough.residents),
    says: `${borough.name}: ${borough.residents === null ? 'no count' : number(borough.residents)} people`,
  }))
}

/** About eight boroughs a step. */
function amountOf(residents: number | null): Tile['amount'] {
  if (residents === null) return 0
  const step = [210_000, 270_000, 320_000].filter((from) => residents >= from).length
  return (step + 1) as Tile['amount']
}
