import { Button, TextInput } from '@mantine/core'
import { type CSSProperties, type ReactNode, useState } from 'react'
import { SearchIcon } from './icons.tsx'
import { useRowKeys } from './row-keys.ts'

export interface Column<T> {
  head: string
  cell: (row: T) => ReactNode
  /** Numbers stand to the right. */
  numeric?: boolean
}

interface TableProps<T> {
  /** What the table lists, said to a screen reader. */
  caption: string
  /** The first column is the row's link; Enter opens it. */
  columns: Column<T>[]
  rows: T[]
  keyOf: (row: T) => string
  /** The words a search looks through; without it there is no search field. */
  words?: (row: T) => string
  searchLabel?: string
  /** Beside the search field: filters. */
  tools?: ReactNode
  /** What stands here when there are no rows at all. */
  empty?: ReactNode
}

/** Rows of 44 px with hairlines; j and k move, Enter opens, / searches. */
export function Table<T>(props: TableProps<T>) {
  const { caption, columns, rows, keyOf, words, searchLabel, tools, empty } = props
  const [sought, setSought] = useState('')
  const needle = sought.trim().toLowerCase()
  const shown = words && needle ? rows.filter((row) => words(row).toLowerCase().includes(needle)) : rows
  const body = useRowKeys()
  if (rows.length === 0 && empty) return empty
  return (
    <div className="section">
      {words || tools ? (
        <div className="table-tools">
          {words ? (
            <TextInput
              data-search
              type="search"
              aria-label={searchLabel ?? `Search: ${caption}`}
              placeholder={searchLabel ?? 'Search this list'}
              leftSection={<SearchIcon />}
              rightSection={<kbd>/</kbd>}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
            />
          ) : null}
          {tools}
        </div>
      ) : null}
      {shown.length === 0 && needle ? (
        <div className="panel">
          <p>Nothing here has the words “{sought.trim()}”.</p>
          <Button mt={12} onClick={() => setSought('')}>
            Clear the search
          </Button>
        </div>
      ) : (
        <div className="panel flush">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="table-scroll" tabIndex={0} aria-label={caption}>
            <table
              className={columns.length > 4 ? 'table wide' : 'table'}
              style={{ '--facts': widthsOf(columns) } as CSSProperties}
            >
              <caption className="unseen">{caption}</caption>
              <thead>
                <tr>
                  {columns.map((column) => (
                    <th key={column.head} scope="col" className={column.numeric ? 'num' : undefined}>
                      {column.head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody ref={body}>
                {shown.map((row) => (
                  <Row key={keyOf(row)} row={row} columns={columns} />
                ))}
              </tbody>
            </table>
          </section>
        </div>
      )}
    </div>
  )
}

/** How the facts of a row share its width where the link has a line of its own: words need more than numbers. */
const widthsOf = <T,>(columns: Column<T>[]) =>
  columns
    .slice(1)
    .map((column) => (column.numeric ? 'minmax(0, 4fr)' : 'minmax(0, 6fr)'))
    .join(' ')

function Row<T>({ row, columns }: { row: T; columns: Column<T>[] }) {
  return (
    <tr>
      {columns.map((column, i) =>
        i === 0 ? (
          <th key={column.head} scope="row">
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.head} data-head={column.head} className={column.numeric ? 'num' : undefined}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  )
}
