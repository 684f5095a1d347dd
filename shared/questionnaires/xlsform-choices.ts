import type { Cell, Ledger } from './fidelity.ts'
import type { SketchItem } from './sketch.ts'
import { ChoiceRoom } from './sketch-room.ts'
import type { Sheet, SheetRow } from './xlsform-sheets.ts'

/** The lists of the choices sheet; each choice knows the row it stands in. */
export interface ChoiceLists {
  /** The options of a list, with the choices filter of the question that asks for them; undefined when it is not there. */
  take: (list: string, filter: Cell | undefined) => SketchItem[] | undefined
  /** Names the choices that no question uses. */
  sayUnused: () => void
}

const listOf = ({ cells }: SheetRow) => (cells.get('list_name') ?? cells.get('list name'))?.value

export function choiceLists(sheet: Sheet | undefined, ledger: Ledger): ChoiceLists {
  const lists = new Map<string, SheetRow[]>()
  for (const row of sheet?.rows ?? []) {
    const list = listOf(row)
    if (list === undefined) continue
    const rows = lists.get(list)
    if (rows) rows.push(row)
    else lists.set(list, [row])
  }
  const used = new Set<string>()
  const room = new ChoiceRoom()
  return {
    take: (list, filter) => {
      const rows = lists.get(list)
      if (!rows) return undefined
      used.add(list)
      room.take(rows.length)
      return rows.map((row) => optionOf(row, filter, ledger))
    },
    sayUnused: () => {
      for (const [list, rows] of lists) {
        if (used.has(list)) continue
        for (const row of rows)
          ledger.rest(row.cells.values(), 'unsupported', `No question that was imported uses the list “${list}”.`)
      }
    },
  }
}

function optionOf(row: SheetRow, filter: Cell | undefined, ledger: Ledger): SketchItem {
  ledger.converted(row.cells.get('list_name')!.at, 'It is a choice of this list.')
  const named = row.cells.get('name')
  const label = row.words.get('label') ?? []
  return {
    name: named?.value ?? label[0]?.cell.value ?? '',
    ...(named && { named }),
    label,
    ...(filter && { askIf: [filter], columns: row.cells }),
  }
}
