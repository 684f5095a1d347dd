import { useState } from 'react'
import { hiddenBecause } from '../../shared/analysis/disclosure-rules.ts'
import { testWords } from '../../shared/analysis/test-words.ts'
import { unweightedWords, weightingWords } from '../../shared/analysis/weighting-shown.ts'
import { selfSelecting } from '../../shared/analysis/words.ts'
import { count, number } from '../../shared/kernel/text.ts'
import { Chips } from '../kit/Chips.tsx'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Part } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type Cross, type CrossFigure, fileOf } from './api.ts'
import type { Search } from './asked.ts'
import { Bars } from './Bars.tsx'
import { CrossSheet } from './CrossSheet.tsx'
import { CrossTests } from './CrossTests.tsx'
import {
  type OwnWeights,
  type Show,
  severalWords,
  sheetOf,
  showChoices,
  showOf,
  titleOf,
  widestWords,
} from './cross-shown.ts'
import { countWords } from './figure-words.ts'
import { Chose, HiddenRule, HowTested, HowWeighted } from './How.tsx'
import { NotWeighted } from './Weighing.tsx'

interface CrossProps {
  found: Cross
  figure: CrossFigure
  search: Search
  maySave: boolean
}

/** The table is the truth; the bars draw one of its columns. */
export function CrossTable({ found, figure, search, maySave }: CrossProps) {
  const [chosen, setShow] = useState<Show | null>(null)
  const title = titleOf(figure)
  const { tests } = found
  const weighted = found.weighted && 'shares' in found.weighted ? found.weighted : null
  const show = showOf(chosen, weighted !== null)
  const shown = { figure, weighted, tests, show }
  return (
    <Part
      title={title}
      tools={
        <FigureTools
          figure={`${title}, by ${figure.across.text}`}
          rows={() => sheetOf(shown)}
          csvHref={maySave ? fileOf(found.frame.consultationId, 'crosstab.csv', search) : null}
          how={<How figure={figure} weighted={weighted} tests={tests} />}
        />
      }
    >
      <div className="figure-lead">
        <p className="figure-sentence">{widestWords(shown)}</p>
        <p className="note">
          {figure.answered === null
            ? 'How many answered the question is not shown'
            : `${number(figure.answered)} answered the question`}
          {found.about ? ` ${found.about}` : ''}.{' '}
          {search.down === figure.across.key
            ? 'Each pair of questions has one table: it is shown this way round. '
            : ''}
          {figure.down.kind === 'set' ? `${severalWords} ` : ''}
          {figure.hidden > 0 ? `${count(figure.hidden, 'number')} hidden: ${hiddenBecause}. ` : ''}
          {selfSelecting} {found.synthetic ? <SyntheticTag /> : null}
        </p>
        {weighted ? <p className="note">{weightWords(weighted).join(' ')}</p> : null}
      </div>
      {found.weighted && 'refusals' in found.weighted ? (
        <NotWeighted refusals={found.weighted.refusals} isTested={search.tests !== undefined} />
      ) : null}
      <Chips label="Show" choices={showChoices(weighted !== null)} value={show} onChange={setShow} />
      <CrossSheet shown={shown} title={title} />
      {tests ? <CrossTests tests={tests} figure={figure} /> : null}
      <Columns figure={figure} weighted={weighted} />
    </Part>
  )
}

type Weighted = Extract<NonNullable<Cross['weighted']>, { shares: unknown }>

const weightWords = ({ report, without, unweighted }: Weighted): string[] => [
  ...weightingWords(report, without),
  ...[unweightedWords(unweighted)].filter((words) => words !== null),
]

/** One set of bars a column: small multiples, each with its base. */
function Columns({ figure, weighted }: { figure: CrossFigure; weighted: OwnWeights | null }) {
  const drawn = figure.columns
    .map((column, i) => ({ column, i }))
    .filter(({ column }) => column.id !== '' && (column.base ?? 0) > 0)
  return (
    <div className="multiples">
      {drawn.map(({ column, i }) => (
        <div key={column.id} className="panel">
          <h3>
            {column.label}{' '}
            <span className="note">
              {countWords(column.base)} answered{weighted && weighted.effective[i] !== null ? ', weighted' : ''}
            </span>
          </h3>
          <ColumnBars
            rows={figure.rows.map(({ id, label, cells }, r) => ({
              id,
              label,
              share:
                weighted && weighted.effective[i] !== null
                  ? (weighted.shares[r]?.[i] ?? null)
                  : (cells[i]?.share ?? null),
            }))}
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

function How({ figure, weighted, tests }: { figure: CrossFigure; weighted: Weighted | null; tests: Cross['tests'] }) {
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
      {weighted ? <HowWeighted says={weightWords(weighted)} isRaked={weighted.report !== null} /> : null}
      {tests ? <HowTested says={testWords(tests)} /> : null}
      <HiddenRule />
      {tests ? null : <Chose />}
    </>
  )
}
