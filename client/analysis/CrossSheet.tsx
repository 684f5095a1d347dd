import { columnLetter } from '../../shared/analysis/column-letters.ts'
import type { CrossFigure } from './api.ts'
import {
  allAt,
  type Cell,
  cellAt,
  cellWords,
  headAt,
  lettersAt,
  type OwnWeights,
  type Show,
  type ShownCross,
} from './cross-shown.ts'
import { countWords } from './figure-words.ts'
import { Few } from './QuestionFigure.tsx'

interface SheetProps {
  shown: ShownCross
  title: string
}

/** With more columns a sheet of paper would cut some off: there each answer stands over its columns, as on a phone. */
const mostOnPaper = 10

/** The table that is the truth: shares or people by column, letters beside the shares they belong to, and every base. */
export function CrossSheet({ shown, title }: SheetProps) {
  const { figure, weighted, tests, show } = shown
  const caption = `${title}, by ${figure.across.text}`
  return (
    <div className="panel flush">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={caption}>
        <table className={`table compact cross${figure.columns.length > mostOnPaper ? ' many' : ''}`}>
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              {figure.columns.map(({ id, label }, c) => (
                <th key={id} scope="col" className="num">
                  {tests ? <span className="letters">{columnLetter(c)}</span> : null} {label}
                </th>
              ))}
              <th scope="col" className="num">
                All
              </th>
            </tr>
          </thead>
          <tbody>
            {figure.rows.map((row, r) => (
              <tr key={row.id}>
                <th scope="row">{row.label}</th>
                {figure.columns.map(({ id }, c) => (
                  <td key={id} className="num" data-head={headAt(shown, c)}>
                    <Value cell={cellAt(shown, r, c)} show={show} />
                    <Letters letters={lettersAt(shown, r, c)} />
                  </td>
                ))}
                <td className="num" data-head="All">
                  <Value cell={allAt(shown, r)} show={show} />
                </td>
              </tr>
            ))}
          </tbody>
          <Bases figure={figure} weighted={weighted} />
        </table>
      </section>
    </div>
  )
}

/** People as they are, and as many as they are worth once weighted, side by side. */
function Bases({ figure, weighted }: { figure: CrossFigure; weighted: OwnWeights | null }) {
  return (
    <tbody className="totals">
      <tr>
        <th scope="row">Answered</th>
        {figure.columns.map(({ id, label, base }) => (
          <td key={id} className="num" data-head={label}>
            {base === null ? <Few isWide /> : countWords(base)}
          </td>
        ))}
        <td className="num" data-head="All">
          {countWords(figure.answered)}
        </td>
      </tr>
      {weighted ? (
        <tr>
          <th scope="row">Worth about, weighted</th>
          {figure.columns.map(({ id, label }, c) => (
            <td key={id} className="num" data-head={label}>
              {weighted.effective[c] === null ? <NoWeight /> : countWords(weighted.effective[c] ?? null)}
            </td>
          ))}
          <td className="num" data-head="All">
            {countWords(weighted.effectiveAll)}
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

const NoWeight = () => <span className="few">not weighted</span>

function Value({ cell, show }: { cell: Cell; show: Show }) {
  if (cell.count === null) return <Few isWide />
  return cellWords(cell, show) ?? <NoWeight />
}

/** They stay together: a letter on a line of its own would seem to belong to the next number. */
const Letters = ({ letters }: { letters: string }) =>
  letters ? (
    <>
      {' '}
      <span className="letters whole">{letters}</span>
    </>
  ) : null
