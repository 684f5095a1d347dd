export interface Tile {
  code: string
  name: string
  /** Three letters. */
  label: string
  col: number
  row: number
  /** The second line: the number itself, or "?". */
  value?: string
  /** 1 to 4 on the amount scale; 0 is a dashed tile: cannot tell, or too few to show. */
  amount: 0 | 1 | 2 | 3 | 4
  /** The words of the title: "Haringey: 4 of 12 groups heard fewer". */
  says: string
}

interface TileMapProps {
  tiles: Tile[]
  title: string
  chosen?: string
  /** Called with the tile's code; without it the tiles are not links. */
  onChoose?: (code: string) => void
}

/** 100 units a cell, tile 87, gap 13; the river runs below the tiles along the lines between cells. */
const river =
  'M806 393.5 H219.5 A26 26 0 0 0 193.5 419.5 V467.5 A26 26 0 0 1 167.5 493.5 H119.5 A26 26 0 0 0 93.5 519.5 V540 Q93.5 575 56 584'

/** London's boroughs as tiles with the Thames between. A table with the same numbers stands beside it. */
export function TileMap({ tiles, title, chosen, onChoose }: TileMapProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of shapes inside a drawing has no element of its own
    <svg className="tile-map" viewBox="-7 -7 814 700" role="group" aria-label={title}>
      <path className="river" d={river} />
      {tiles.map((tile) =>
        onChoose ? (
          <a
            key={tile.code}
            href={`#${tile.code}`}
            aria-current={tile.code === chosen ? 'true' : undefined}
            onClick={(event) => {
              event.preventDefault()
              onChoose(tile.code)
            }}
          >
            <Cell tile={tile} chosen={tile.code === chosen} />
          </a>
        ) : (
          <g key={tile.code}>
            <Cell tile={tile} chosen={tile.code === chosen} />
          </g>
        ),
      )}
    </svg>
  )
}

function Cell({ tile, chosen }: { tile: Tile; chosen: boolean }) {
  const x = tile.col * 100
  const y = tile.row * 100
  const kind = `amount-${tile.amount}`
  return (
    <>
      <title>{tile.says}</title>
      <rect className="cell" x={x - 6} y={y - 6} width="100" height="100" />
      <rect className="halo" x={x - 4} y={y - 4} width="95" height="95" rx="14" />
      <rect className={`tile ${kind}${chosen ? ' chosen' : ''}`} x={x} y={y} width="87" height="87" rx="11" />
      <text className={`code ${kind}`} x={x + 43.5} y={y + (tile.value ? 43 : 54)}>
        {tile.label}
      </text>
      {tile.value ? (
        <text className={`value ${kind}`} x={x + 43.5} y={y + 71}>
          {tile.value}
        </text>
      ) : null}
    </>
  )
}
