import { hiddenSign } from '../../shared/analysis/disclosure-rules.ts'
import { noPlace } from '../../shared/analysis/question-columns.ts'
import { list, selfSelecting } from '../../shared/analysis/words.ts'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import type { Figure } from './api.ts'
import { basesWords, countWords, percent, weightedSentence } from './figure-words.ts'
import { HowQuestion } from './How.tsx'
import { Few, type FigureProps } from './QuestionFigure.tsx'
import { StackedBars } from './StackedBars.tsx'

interface GridProps extends Omit<FigureProps, 'figure'> {
  statements: Figure[]
}

/** Several statements on one scale: the bars of all of them, then the table with each statement's own base. */
export function GridFigure({ statements, synthetic, maySave, isRaked }: GridProps) {
  const first = statements[0]
  if (!first) return null
  const heads = first.rows.map(({ label }) => label)
  return (
    <Part
      title={first.text}
      tools={
        <FigureTools
          figure={first.text}
          rows={() => sheet(statements, heads)}
          how={
            <HowQuestion
              several={first.kind === 'set'}
              bases={basesWords(first.bases)}
              measures={first}
              isRaked={isRaked}
            />
          }
          {...(maySave ? {} : { csvHref: null })}
        />
      }
    >
      <div className="figure-lead">
        {statements.map((figure) => (
          <p key={figure.key} className="figure-sentence small-sentence">
            <strong>{figure.rowText}:</strong> {figure.sentence}
            {weightedSentence(figure)}
          </p>
        ))}
        <p className="note">
          {first.weighted ? weightedWords(statements) : ''}
          {selfSelecting} {synthetic ? <SyntheticTag /> : null}
        </p>
      </div>
      <div className="panel figure-stack">
        {first.kind === 'codes' ? (
          <StackedBars
            heads={heads.filter((_, i) => isBar(first, i))}
            rows={statements.map((figure) => ({
              label: figure.rowText ?? '',
              shares: sharesOf(figure).filter((_, i) => isBar(first, i)),
            }))}
          />
        ) : null}
        <GridTable statements={statements} heads={heads} title={first.text} />
      </div>
    </Part>
  )
}

/** What was given no place leaves its part of the bar empty. */
const isBar = (figure: Figure, i: number) => figure.type !== 'ranking' || figure.rows[i]?.id !== noPlace.id

const lineHead = ([first]: Figure[]) => (first?.type === 'grid' ? 'Statement' : 'Line')

/** Weighted where they may be: a statement with a hidden number stays as people answered. */
const sharesOf = ({ rows, weighted, effective }: Figure) =>
  rows.map(({ share }, r) => (weighted && effective !== null ? (weighted[r] ?? null) : share))

function weightedWords(statements: Figure[]): string {
  const plain = statements.filter(({ effective }) => effective === null)
  if (plain.length === 0) return 'Shares are weighted; the counts of who answered are people. '
  if (plain.length === statements.length) return 'Not weighted: numbers are hidden, or fewer than 30 answered. '
  return `Shares are weighted, but for “${list(plain.map(({ rowText }) => rowText ?? ''))}”, where a number is hidden. `
}

/** Places and amounts have a mean; the shares of a scale have none. */
const meanHead = ([first]: Figure[]): string[] =>
  first?.type === 'ranking' ? ['Mean place'] : first?.kind === 'value' ? ['Mean'] : []

const sheet = (statements: Figure[], heads: string[]): (string | number)[][] => [
  [
    lineHead(statements),
    ...heads,
    ...meanHead(statements),
    'Answered',
    'Preferred not to say',
    'Did not know',
    'Left it blank',
  ],
  ...statements.map(({ rowText, rows, mean, bases }) => [
    rowText ?? '',
    ...rows.map((row) => row.count ?? hiddenSign),
    ...(meanHead(statements).length > 0 ? [mean ?? hiddenSign] : []),
    ...[bases.answered, bases.declined, bases.dontKnow, bases.blank].map((count) => count ?? hiddenSign),
  ]),
]

function GridTable({ statements, heads, title }: { statements: Figure[]; heads: string[]; title: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={title}>
      <table className="table compact cross">
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{lineHead(statements)}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
            {meanHead(statements).map((head) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
            <th scope="col" className="num">
              Did not know
            </th>
            <th scope="col" className="num">
              Answered
            </th>
          </tr>
        </thead>
        <tbody>
          {statements
            .map((figure) => ({ figure, ...figure }))
            .map(({ figure, key, rowText, rows, mean, bases }) => (
              <tr key={key}>
                <th scope="row">{rowText}</th>
                {rows.map((row, r) => (
                  <td key={row.id} className="num" data-head={row.label}>
                    {row.share === null ? <Few isWide /> : percent(sharesOf(figure)[r] ?? null)}
                  </td>
                ))}
                {meanHead(statements).map((head) => (
                  <td key={head} className="num" data-head={head}>
                    {mean ?? <Few isWide />}
                  </td>
                ))}
                <td className="num" data-head="Did not know">
                  {bases.dontKnow === null ? <Few isWide /> : countWords(bases.dontKnow)}
                </td>
                <td className="num" data-head="Answered">
                  {bases.answered === null ? <Few isWide /> : countWords(bases.answered)}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
