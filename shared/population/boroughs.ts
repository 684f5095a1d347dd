/** The 33 authorities of Greater London, in the order of their codes, with their place on the tile map. */
export interface Borough {
  code: string
  name: string
  /** Three letters for a tile of the map. */
  label: string
  /** 0 is west. */
  col: number
  /** 0 is north. */
  row: number
  /** Whose police: the Metropolitan Police, or the City of London's own. */
  police: 'met' | 'city'
}

type Row = [code: string, name: string, label: string, col: number, row: number]

const rows: Row[] = [
  ['E09000001', 'City of London', 'CTY', 4, 3],
  ['E09000002', 'Barking and Dagenham', 'BDG', 7, 3],
  ['E09000003', 'Barnet', 'BNT', 3, 1],
  ['E09000004', 'Bexley', 'BXL', 7, 4],
  ['E09000005', 'Brent', 'BRE', 2, 2],
  ['E09000006', 'Bromley', 'BRM', 5, 5],
  ['E09000007', 'Camden', 'CMD', 3, 2],
  ['E09000008', 'Croydon', 'CRD', 4, 5],
  ['E09000009', 'Ealing', 'EAL', 1, 3],
  ['E09000010', 'Enfield', 'ENF', 4, 0],
  ['E09000011', 'Greenwich', 'GRN', 6, 4],
  ['E09000012', 'Hackney', 'HCK', 5, 2],
  ['E09000013', 'Hammersmith and Fulham', 'HMF', 1, 4],
  ['E09000014', 'Haringey', 'HGY', 4, 1],
  ['E09000015', 'Harrow', 'HRW', 1, 2],
  ['E09000016', 'Havering', 'HVG', 7, 2],
  ['E09000017', 'Hillingdon', 'HIL', 0, 3],
  ['E09000018', 'Hounslow', 'HNS', 0, 4],
  ['E09000019', 'Islington', 'ISL', 4, 2],
  ['E09000020', 'Kensington and Chelsea', 'KEC', 2, 3],
  ['E09000021', 'Kingston upon Thames', 'KGN', 2, 5],
  ['E09000022', 'Lambeth', 'LBH', 3, 4],
  ['E09000023', 'Lewisham', 'LSH', 5, 4],
  ['E09000024', 'Merton', 'MRT', 3, 5],
  ['E09000025', 'Newham', 'NWM', 6, 3],
  ['E09000026', 'Redbridge', 'RDB', 6, 2],
  ['E09000027', 'Richmond upon Thames', 'RCH', 1, 5],
  ['E09000028', 'Southwark', 'SWK', 4, 4],
  ['E09000029', 'Sutton', 'STN', 3, 6],
  ['E09000030', 'Tower Hamlets', 'TWH', 5, 3],
  ['E09000031', 'Waltham Forest', 'WFT', 5, 1],
  ['E09000032', 'Wandsworth', 'WND', 2, 4],
  ['E09000033', 'Westminster', 'WSM', 3, 3],
]

export const boroughs: Borough[] = rows.map(([code, name, label, col, row]) => ({
  code,
  name,
  label,
  col,
  row,
  police: code === 'E09000001' ? 'city' : 'met',
}))

/** The 32 that the Metropolitan Police serves, each with one engagement group. */
export const metBoroughs = boroughs.filter((borough) => borough.police === 'met')

const byCode = new Map(boroughs.map((borough) => [borough.code, borough]))
export const boroughByCode = (code: string): Borough | undefined => byCode.get(code)

/** Other names in use, by code; the rest is taken care of by `findBorough`. */
const aliases: Record<string, string[]> = {
  E09000001: ['City of London Corporation', 'The City'],
  E09000002: ['Barking'],
  E09000013: ['Hammersmith', 'H&F', 'LBHF'],
  E09000020: ['Kensington', 'K&C', 'RBKC'],
  E09000021: ['Kingston', 'Kingston-upon-Thames', 'RBK'],
  E09000027: ['Richmond', 'Richmond-upon-Thames', 'LBRuT'],
  E09000033: ['City of Westminster', 'Westminster City'],
}

/** Lower case, "&" as "and", one space between words, no "London Borough of" and the like in front. */
function plain(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return words
    .replace(/^the /, '')
    .replace(/^(london borough|royal borough|borough|lb) (of )?/, '')
    .replace(/ (london borough|borough|council)$/, '')
}

const byName = new Map(
  boroughs.flatMap((borough) =>
    [borough.name, borough.code, ...(aliases[borough.code] ?? [])].map((name) => [plain(name), borough]),
  ),
)

/** The borough a person or a file means by a name or code, or undefined. */
export const findBorough = (name: string): Borough | undefined => byName.get(plain(name))
