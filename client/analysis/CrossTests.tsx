import { testWords } from '../../shared/analysis/test-words.ts'
import type { Cross, CrossFigure } from './api.ts'

type Tests = NonNullable<Cross['tests']>

/** What the tests say, a sentence each, and what a chi-square expected where it was made. */
export function CrossTests({ tests, figure }: { tests: Tests; figure: CrossFigure }) {
  return (
    <div className="panel tested">
      <h3>The differences, tested</h3>
      <ul>
        {testWords(tests).map((words) => (
          <li key={words}>{words}</li>
        ))}
        <li>People chose to answer: a test holds only “if this were a random sample”.</li>
      </ul>
      {tests.chiSquare ? <Expected tests={tests} expected={tests.chiSquare.expected} figure={figure} /> : null}
    </div>
  )
}

/** Beside what was counted, line by line as it was tested. */
function Expected({ tests, expected, figure }: { tests: Tests; expected: number[][]; figure: CrossFigure }) {
  const { lines, columns, hasRest } = tests.tested
  const names = [...lines.map((r) => figure.rows[r]?.label ?? ''), ...(hasRest ? ['All other lines together'] : [])]
  return (
    <details>
      <summary>Expected counts</summary>
      <p className="note">How many each column would hold if the answers did not differ between the columns.</p>
      <div className="table-scroll">
        <table className="table compact cross">
          <caption className="unseen">Expected counts</caption>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              {columns.map((c) => (
                <th key={figure.columns[c]?.id} scope="col" className="num">
                  {figure.columns[c]?.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, i) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((c, k) => (
                  <td key={figure.columns[c]?.id} className="num" data-head={figure.columns[c]?.label}>
                    {expected[i]?.[k]?.toFixed(1)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
