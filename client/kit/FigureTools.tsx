import { Button, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useUndoBar } from './UndoBar.tsx'

interface FigureToolsProps {
  /** The figure's name, for the buttons' names and the file's. */
  figure: string
  /** The table behind the figure: heads first. What is copied is exactly what is shown. */
  rows: () => (string | number)[][]
  /** A link to the server's CSV, where the server writes it; else the rows are written here; null where nobody may. */
  csvHref?: string | null
  /** How was this computed: base, weights, rules, in words. */
  how: ReactNode
}

/** Copy, CSV and "How was this computed?" at the title of a figure. */
export function FigureTools({ figure, rows, csvHref, how }: FigureToolsProps) {
  const [open, setOpen] = useState(false)
  const say = useUndoBar()
  const copy = async () => {
    await navigator.clipboard.writeText(
      rows()
        .map((row) => row.join('\t'))
        .join('\n'),
    )
    say('The table is copied. Paste it into a sheet or a letter.')
  }
  return (
    <div className="figure-tools">
      <Button onClick={() => void copy()} aria-label={`Copy: ${figure}`}>
        Copy
      </Button>
      {csvHref === null ? null : (
        <Button component="a" href={csvHref ?? csvOf(rows())} download={`${figure}.csv`} aria-label={`CSV: ${figure}`}>
          CSV
        </Button>
      )}
      <Button onClick={() => setOpen(true)} aria-label={`How was this computed? ${figure}`}>
        How was this computed?
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="How was this computed?">
        <div className="how">{how}</div>
      </Modal>
    </div>
  )
}

/** A spreadsheet must not take a cell for a formula: such a cell begins with an apostrophe. */
const cellOf = (value: string | number) => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return `"${text.replaceAll('"', '""')}"`
}

const csvOf = (rows: (string | number)[][]) =>
  `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${rows.map((row) => row.map(cellOf).join(',')).join('\r\n')}`)}`
