import { hiddenShort, hiddenSign, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { number } from '../../shared/kernel/text.ts'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import type { Figure } from './api.ts'
import { Bars } from './Bars.tsx'
import { basesWords, countWords, percent, weightedSentence } from './figure-words.ts'
import { HowQuestion } from './How.tsx'

export interface FigureProps {
  figure: Figure
  synthetic: boolean
  maySave: boolean
  /** Weighted to the census, not by weights that were imported. */
  isRaked: boolean
}

/** One question: a sentence, the number with its base, then bars beside a real table. */
export function QuestionFigure({ figure, synthetic, maySave, isRaked }: FigureProps) {
  const { text, sentence, bases, rows, kind, quartiles } = figure
  const first = mostFrequent(linesOf(figure))
  const how = <HowQuestion several={kind === 'set'} bases={basesWords(bases)} measures={figure} isRaked={isRaked} />
  return (
    <Part
      title={text}
      tools={
        <FigureTools figure={text} rows={() => sheetOf(figure)} how={how} {...(maySave ? {} : { csvHref: null })} />
      }
    >
      <div className="figure-lead">
        <p className="figure-sentence">
          {sentence}
          {weightedSentence(figure)}
        </p>
        <p className="note">
          {basesWords(bases)} {severalWords(figure)}
          {worthWords(figure)}
          {selfSelecting} {synthetic ? <SyntheticTag /> : null}
        </p>
      </div>
      {rows.length > 0 && bases.answered !== 0 ? (
        <div className={`panel figure-body${extras(figure).length > 0 ? ' measured' : ''}`}>
          <Bars rows={isWeighted(figure) ? first.map((line) => ({ ...line, share: line.weighted })) : first} />
          <FigureTable figure={figure} lines={first} />
        </div>
      ) : null}
      {first.length < rows.length ? (
        <p className="note">
          The {first.length} most frequent of {number(rows.length)} answers. Copy and CSV hold all of them.
        </p>
      ) : null}
      <Summaries summaries={figure.summaries} />
      {quartiles ? <Quartiles quartiles={quartiles} /> : null}
    </Part>
  )
}

const tooMany = 40
const few = 20

/** Of a long list its most frequent answers; what is hidden has no place among them. */
function mostFrequent(lines: Line[]): Line[] {
  if (lines.length <= tooMany) return lines
  return [...lines].sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, few)
}

type Line = Figure['rows'][number] & { weighted: number | null; interval: [number, number] | null }

const linesOf = ({ rows, weighted, intervals }: Figure): Line[] =>
  rows.map((row, r) => ({ ...row, weighted: weighted?.[r] ?? null, interval: intervals?.[r] ?? null }))

/** A weighted share is shown where there is one; a question with a hidden number stays as people answered. */
const isWeighted = ({ weighted, effective }: Figure) => weighted !== null && effective !== null

const severalWords = ({ kind, type }: Figure) =>
  kind === 'set' && type === 'multiple'
    ? 'They could choose several: shares are of people and add up to more than 100%. '
    : ''

function worthWords(figure: Figure): string {
  if (figure.weighted === null || figure.bases.answered === 0) return ''
  if (figure.effective === null) return 'Not weighted: a number is hidden, or fewer than 30 answered. '
  return `Weighted, they are worth about ${countWords(figure.effective)} people alike. `
}

/** What stands after the count and the share: heads and cells, a line each. */
function extras(figure: Figure): { head: string; cell: (line: Line) => string | null }[] {
  const between = ({ interval }: Line) => interval && `${percent(interval[0])} to ${percent(interval[1])}`
  const weighted = (line: Line) => (line.weighted === null ? null : percent(line.weighted))
  return [
    ...(isWeighted(figure) ? [{ head: 'Weighted', cell: weighted }] : []),
    ...(figure.intervals ? [{ head: 'Interval, if random', cell: between }] : []),
  ]
}

export function sheetOf(figure: Figure): (string | number)[][] {
  const { bases, quartiles, summaries } = figure
  const more = extras(figure)
  return [
    ['Answer', 'Count', 'Share of those who answered', ...more.map(({ head }) => head)],
    ...linesOf(figure).map((line) => [
      line.label,
      line.count ?? hiddenSign,
      line.share === null ? hiddenSign : percent(line.share),
      ...more.map(({ cell }) => cell(line) ?? hiddenSign),
    ]),
    ...(quartiles
      ? [
          ['A quarter or less', quartiles[0]],
          ['Half or less', quartiles[1]],
          ['A quarter or more', quartiles[2]],
        ]
      : []),
    ...summaries.map(({ name, value, interval }) => [name, value, ...(interval ? [interval] : [])]),
    ['Answered', bases.answered ?? hiddenSign],
    ...(isWeighted(figure) ? [['Effective number', figure.effective ?? '']] : []),
    ['Preferred not to say', bases.declined ?? hiddenSign],
    ['Did not know', bases.dontKnow ?? hiddenSign],
    ['Left it blank', bases.blank ?? hiddenSign],
    ['Not asked', bases.notAsked ?? hiddenSign],
  ]
}

function FigureTable({ figure, lines }: { figure: Figure; lines: Line[] }) {
  const { text, bases } = figure
  const more = extras(figure)
  return (
    <div className="table-scroll">
      <table className={more.length > 0 ? 'table compact' : 'table compact slim'}>
        <caption className="unseen">{text}</caption>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col" className="num">
              People
            </th>
            <th scope="col" className="num">
              {bases.answered === null ? 'Share' : `Of ${countWords(bases.answered)} who answered`}
            </th>
            {more.map(({ head }) => (
              <th key={head} scope="col" className="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              <td className="num" data-head="People">
                {row.count === null ? <Few /> : countWords(row.count)}
              </td>
              <td className="num" data-head="Share">
                {row.share === null ? <Few /> : percent(row.share)}
              </td>
              {more.map(({ head, cell }) => (
                <td key={head} className="num whole" data-head={head}>
                  {cell(row) ?? <Few />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Summaries({ summaries }: Pick<Figure, 'summaries'>) {
  if (summaries.length === 0) return null
  return (
    <dl className="facts panel">
      {summaries.map(({ name, value, interval }) => (
        <div key={name} className="key-row">
          <dt>{name}</dt>
          <dd>
            {value}
            {interval ? <span className="note"> {interval}, if this were a random sample</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Never 0, never blank; beside many columns the words are cut to what fits. */
export const Few = ({ isWide = false }: { isWide?: boolean }) => (
  <span className="few">{isWide ? hiddenShort : hiddenWords}</span>
)

function Quartiles({ quartiles }: { quartiles: [string, string, string] | string[] }) {
  const names = ['A quarter said at most', 'Half said at most', 'A quarter said at least']
  return (
    <dl className="facts panel">
      {names.map((name, i) => (
        <div key={name} className="key-row">
          <dt>{name}</dt>
          <dd>{quartiles[i]}</dd>
        </div>
      ))}
    </dl>
  )
}
