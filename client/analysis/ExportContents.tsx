import { missingKinds, missingLabels, missingSigns, usualMissing } from '../../shared/analysis/variables.ts'
import { Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { fileOf } from './api.ts'
import { useConsultationId } from './asked.ts'

/** What a file holds, what it leaves out and why, before anybody asks for one. */
export function ExportContents({ mayAsk }: { mayAsk: boolean }) {
  const codebook = fileOf(useConsultationId(), 'codebook.csv', {})
  return (
    <Part title="What is in a file">
      <Panel>
        <div className="export-contents">
          <p>
            <strong>One row is one person’s answers.</strong> A column is named by the question’s code. A question of
            several answers has a column an option, a grid one a row, a ranking one an option with its place. The same
            question is the same column in every version.
          </p>
          <p>
            <strong>The codebook</strong> says what each column is, in the words of every version.
            {mayAsk ? (
              <>
                {' '}
                No answer is in it: <a href={codebook}>fetch the codebook (CSV)</a>.
              </>
            ) : null}
          </p>
          <p>
            <strong>What is missing says why.</strong> The four kinds stay apart, as a word or as a number:
          </p>
          <table className="table compact slim export-missing">
            <caption className="unseen">How a missing answer stands in each format</caption>
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col">CSV, Excel</th>
                <th scope="col" className="num">
                  SPSS
                </th>
              </tr>
            </thead>
            <tbody>
              {missingKinds.map((kind, i) => (
                <tr key={kind}>
                  <th scope="row">{missingLabels[kind]}</th>
                  <td>{missingSigns[kind]}</td>
                  <td className="num">{String(usualMissing[i]).replace('-', '−')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <strong>Equality answers are never in it.</strong> Age, ethnic group, religion and the rest, together, are
            nearly a name. They leave only as counts: cross them with any question here instead.
          </p>
          <p>
            <strong>Nor are</strong> receipts, keys, ids or times of day (the day is kept), and groups’ formal answers,
            which are no one person’s. The order is random and tells nothing.
          </p>
          <p>
            <strong>A second person confirms each file</strong>, because one row is one person. Both names and the
            reason are kept in the audit trail. It is for whoever asked, once.
          </p>
        </div>
      </Panel>
    </Part>
  )
}
