import { hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import type { Figure } from './api.ts'
import { Bars } from './Bars.tsx'
import { basesWords, countWords, percent } from './figure-words.ts'
import { HowQuestion } from './How.tsx'

interface FigureProps {
  figure: Figure
  synthetic: boolean
  maySave: boolean
}

/** One question: a sentence, the number with its base, then bars beside a real table. */
export function QuestionFigure({ figure, synthetic, maySave }: FigureProps) {
  const { text, sentence, bases, rows, kind, quartiles } = figure
  const first = mostFrequent(rows)
  const how = <HowQuestion several={kind === 'set'} bases={basesWords(bases)} />
  return (
    <Part
      title={text}
      tools={
        <FigureTools figure={text} rows={() => sheetOf(figure)} how={how} {...(maySave ? {} : { csvHref: null })} />
      }
    >
      <div className="figure-lead">
        <p className="figure-sentence">{sentence}</p>
        <p className="note">
          {basesWords(bases)} {selfSelecting} {synthetic ? <SyntheticTag /> : null}
        </p>
      </div>
      {rows.length > 0 && bases.answered > 0 ? (
        <div className="panel figure-body">
          <Bars rows={first} />
          <FigureTable figure={{ ...figure, rows: first }} />
        </div>
      ) : null}
      {first.length < rows.length ? (
        <p className="note">
          The {first.length} most frequent of {rows.length.toLocaleString('en-GB')} answers. Copy and CSV hold all of
          them.
        </p>
      ) : null}
      {quartiles ? <Quartiles quartiles={quartiles} /> : null}
    </Part>
  )
}

const tooMany = 40
const few = 20

/** Of a long list its most frequent answers; what is hidden has no place among them. */
function mostFrequent(rows: Figure['rows']): Figure['rows'] {
  if (rows.length <= tooMany) return rows
  return [...rows].sort((a, b) => (b.count ?? 0) - (a.count ?? 0)).slice(0, few)
}

export const sheetOf = ({ rows, bases, quartiles }: Figure): (string | number)[][] => [
  ['Answer', 'Count', 'Share of those who answered'],
  ...rows.map((row) => [row.label, row.count ?? '[c]', row.share === null ? '[c]' : percent(row.share)]),
  ...(quartiles
    ? [
        ['A quarter or less', quartiles[0]],
        ['Half or less', quartiles[1]],
        ['A quarter or more', quartiles[2]],
      ]
    : []),
  ['Answered', bases.answered],
  ['Preferred not to say', bases.declined],
  ['Did not know', bases.dontKnow],
  ['Left it blank', bases.blank],
  ['Not asked', bases.notAsked],
]

function FigureTable({ figure: { text, rows, bases } }: { figure: Figure }) {
  return (
    <div className="table-scroll">
      <table className="table compact slim">
        <caption className="unseen">{text}</caption>
        <thead>
          <tr>
            <th scope="col">Answer</th>
            <th scope="col" className="num">
              People
            </th>
            <th scope="col" className="num">
              Of {bases.answered.toLocaleString('en-GB')} who answered
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              <td className="num" data-head="People">
                {row.count === null ? <Few /> : countWords(row.count)}
              </td>
              <td className="num" data-head="Share">
                {row.share === null ? <Few /> : percent(row.share)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Never 0, never blank; beside many columns the words are cut to what fits. */
export const Few = ({ isWide = false }: { isWide?: boolean }) => (
  <span className="few">{isWide ? 'too few' : hiddenWords}</span>
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
