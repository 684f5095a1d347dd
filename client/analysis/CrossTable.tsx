import { useState } from 'react'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { Chips } from '../kit/Chips.tsx'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type Cross, type CrossFigure, fileOf } from './api.ts'
import type { Search } from './asked.ts'
import { Bars } from './Bars.tsx'
import { countWords, percent } from './figure-words.ts'
import { Chose, HiddenRule } from './How.tsx'
import { Few } from './QuestionFigure.tsx'

interface CrossProps {
  found: Cross
  figure: CrossFigure
  search: Search
  maySave: boolean
}

type Show = 'shares' | 'counts'

/** The table is the truth; the bars draw one of its columns. */
export function CrossTable({ found, figure, search, maySave }: CrossProps) {
  const [show, setShow] = useState<Show>('shares')
  const title = [figure.down.text, figure.down.rowText].filter(Boolean).join(' ')
  const consultationId = found.frame.consultationId
  return (
    <Part
      title={title}
      tools={
        <FigureTools
          figure={`${title}, by ${figure.across.text}`}
          rows={() => sheetOf(figure)}
          csvHref={maySave ? fileOf(consultationId, 'crosstab.csv', search) : null}
          how={<How figure={figure} />}
        />
      }
    >
      <div className="figure-lead">
        <p className="figure-sentence">{sentenceOf(figure)}</p>
        <p className="note">
          {figure.answered.toLocaleString('en-GB')} answered the question{found.about ? ` ${found.about}` : ''}.{' '}
          {figure.hidden > 0 ? `${figure.hidden} cells are too few to show. ` : ''}
          {selfSelecting} {found.synthetic ? <SyntheticTag /> : null}
        </p>
      </div>
      <Chips
        label="Show"
        choices={[
          { key: 'shares', says: 'Shares' },
          { key: 'counts', says: 'People' },
        ]}
        value={show}
        onChange={setShow}
      />
      <Sheet figure={figure} show={show} title={title} />
      <Columns figure={figure} />
    </Part>
  )
}

/** Where the widest difference between two columns lies, in words: of shown shares only. */
function sentenceOf({ rows, columns, across }: CrossFigure): string {
  const gaps = rows.flatMap((row) => {
    const shown = row.cells.flatMap(({ share }, i) =>
      share === null || columns[i]?.id === '' || (columns[i]?.base ?? 0) < 30
        ? []
        : [{ share, label: columns[i]?.label ?? '' }],
    )
    const sorted = shown.sort((a, b) => a.share - b.share)
    const [low, high] = [sorted[0], sorted.at(-1)]
    return low && high ? [{ row: row.label, low, high, gap: high.share - low.share }] : []
  })
  const widest = gaps.sort((a, b) => b.gap - a.gap)[0]
  if (!widest || widest.gap < 0.005) return `By “${across.text}”, no two columns with 30 or more answers differ.`
  const { row, low, high } = widest
  return `The widest difference is in “${row}”: ${percent(high.share)} of “${high.label}” and ${percent(low.share)} of “${low.label}”.`
}

function Sheet({ figure, show, title }: { figure: CrossFigure; show: Show; title: string }) {
  return (
    <div className="panel flush">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={`${title}, by ${figure.across.text}`}>
        <table className="table compact cross">
          <caption className="unseen">{`${title}, by ${figure.across.text}`}</caption>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              {figure.columns.map(({ id, label }) => (
                <th key={id} scope="col" className="num">
                  {label}
                </th>
              ))}
              <th scope="col" className="num">
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {figure.rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                {row.cells.map((cell, i) => (
                  <td key={figure.columns[i]?.id} className="num" data-head={figure.columns[i]?.label}>
                    {show === 'counts' ? (
                      <Cell value={cell.count} words={countWords} />
                    ) : (
                      <Cell value={cell.share} words={percent} />
                    )}
                  </td>
                ))}
                <td className="num" data-head="All">
                  {show === 'counts' ? (
                    <Cell value={row.total} words={countWords} />
                  ) : (
                    <Cell
                      value={row.total === null ? null : row.total / Math.max(1, figure.answered)}
                      words={percent}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
          <tbody className="totals">
            <tr>
              <th scope="row">Answered</th>
              {figure.columns.map(({ id, label, base }) => (
                <td key={id} className="num" data-head={label}>
                  <Cell value={base} words={countWords} />
                </td>
              ))}
              <td className="num" data-head="All">
                {countWords(figure.answered)}
              </td>
            </tr>
          </tbody>
        </table>
      </section>
    </div>
  )
}

const Cell = ({ value, words }: { value: number | null; words: (value: number | null) => string }) =>
  value === null ? <Few isWide /> : words(value)

/** One set of bars a column: small multiples, each with its base. */
function Columns({ figure }: { figure: CrossFigure }) {
  const drawn = figure.columns
    .map((column, i) => ({ column, i }))
    .filter(({ column }) => column.id !== '' && (column.base ?? 0) > 0)
  return (
    <div className="multiples">
      {drawn.map(({ column, i }) => (
        <div key={column.id} className="panel">
          <h3>
            {column.label} <span className="note">{countWords(column.base)} answered</span>
          </h3>
          <ColumnBars
            rows={figure.rows.map((row) => ({ id: row.id, label: row.label, share: row.cells[i]?.share ?? null }))}
          />
        </div>
      ))}
    </div>
  )
}

/** A column whose numbers are nearly all hidden has no picture. */
function ColumnBars({ rows }: { rows: Parameters<typeof Bars>[0]['rows'] }) {
  const drawn = rows.filter(({ share }) => share !== null && share > 0)
  return drawn.length > 0 ? <Bars rows={rows} /> : <p className="note">Too few to show, answer by answer.</p>
}

const sheetOf = ({ rows, columns, answered }: CrossFigure): (string | number)[][] => [
  ['Answer', ...columns.map(({ label }) => label), 'All'],
  ...rows.map((row) => [row.label, ...row.cells.map(({ count }) => count ?? '[c]'), row.total ?? '[c]']),
  ['Answered', ...columns.map(({ base }) => base ?? '[c]'), answered],
]

function How({ figure }: { figure: CrossFigure }) {
  return (
    <>
      <p>
        Each share is of the people in its column who answered the question.{' '}
        {figure.down.kind === 'set'
          ? 'One person may choose several answers, so a column adds up to more than 100%.'
          : ''}
      </p>
      <p>
        People who did not answer “{figure.across.text}” stand in the last column, so that the totals are those of the
        question itself.
      </p>
      <HiddenRule />
      <Chose />
    </>
  )
}
