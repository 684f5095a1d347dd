import { columnLetter } from '../../shared/analysis/column-letters.ts'
import type { Cross, CrossFigure } from './api.ts'
import { countWords, percent } from './figure-words.ts'
import { Few } from './QuestionFigure.tsx'

export type Show = 'weighted' | 'shares' | 'counts'
export type OwnWeights = Extract<NonNullable<Cross['weighted']>, { shares: unknown }>

interface SheetProps {
  figure: CrossFigure
  weighted: OwnWeights | null
  tests: Cross['tests']
  show: Show
  title: string
}

/** The table that is the truth: shares or people by column, letters beside the shares they belong to, and every base. */
export function CrossSheet({ figure, weighted, tests, show, title }: SheetProps) {
  const caption = `${title}, by ${figure.across.text}`
  return (
    <div className="panel flush">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={caption}>
        <table className="table compact cross">
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
                {row.cells.map((cell, c) => (
                  <td key={figure.columns[c]?.id} className="num" data-head={headOf(figure, tests, c)}>
                    <Value
                      show={show}
                      count={cell.count}
                      share={cell.share}
                      weighted={weighted?.shares[r]?.[c] ?? null}
                    />
                    {show !== 'counts' && tests?.letters[r]?.[c] ? (
                      <span className="letters"> {tests.letters[r]?.[c]}</span>
                    ) : null}
                  </td>
                ))}
                <td className="num" data-head="All">
                  <Value
                    show={show}
                    count={row.total}
                    share={row.total === null ? null : row.total / Math.max(1, figure.answered)}
                    weighted={weighted?.all[r] ?? null}
                  />
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

const headOf = ({ columns }: CrossFigure, tests: Cross['tests'], c: number) =>
  tests ? `${columnLetter(c)} ${columns[c]?.label}` : columns[c]?.label

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

interface ValueProps {
  show: Show
  count: number | null
  share: number | null
  weighted: number | null
}

function Value({ show, count, share, weighted }: ValueProps) {
  if (count === null) return <Few isWide />
  if (show === 'counts') return countWords(count)
  if (show === 'shares') return percent(share)
  return weighted === null ? <NoWeight /> : percent(weighted)
}
