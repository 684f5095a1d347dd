import { Fragment } from 'react'
import { hiddenBecause } from '../../shared/analysis/disclosure-rules.ts'
import { number } from '../../shared/kernel/text.ts'
import { Verdict } from '../kit/Verdict.tsx'
import type { Inclusion, InclusionBlock, InclusionRow } from './api.ts'
import { countWords, withoutAnswer } from './figure-words.ts'
import { Axis, IntervalPlot, topOf } from './IntervalPlot.tsx'

/** One row a group, one axis a characteristic. */
export function HeardTable({ data }: { data: Inclusion }) {
  const place = data.area.code === 'london' ? 'London' : 'the borough'
  return (
    <div className="panel flush">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-label={`Who was heard in ${data.area.name}`}>
        <table className="table heard">
          <caption className="unseen">Who answered in {data.area.name}, beside who lives there</caption>
          <thead>
            <tr>
              <th scope="col">Characteristic</th>
              <th scope="col">
                <Legend place={place} />
              </th>
              <th scope="col">In words (Census 2021)</th>
              <th scope="col">Verdict</th>
              <th scope="col" className="num">
                To close it
              </th>
            </tr>
          </thead>
          {data.blocks.map((block) => (
            <Block key={block.characteristic} block={block} people={data.people} place={place} />
          ))}
        </table>
      </section>
    </div>
  )
}

const Legend = ({ place }: { place: string }) => (
  <span className="legend">
    <svg width="34" height="14" viewBox="0 -1 34 14" aria-hidden="true">
      <line className="interval" x1="0" y1="6" x2="34" y2="6" />
      <circle className="dot" cx="17" cy="6" r="5.5" />
    </svg>
    answered, interval
    <svg width="6" height="14" viewBox="0 0 6 14" aria-hidden="true">
      <line className="area" x1="3" y1="0" x2="3" y2="14" />
    </svg>
    {place}
  </span>
)

function Block({ block, people, place }: { block: InclusionBlock; people: number | null; place: string }) {
  if (block.tooFew) return <TooFew block={block} people={people} place={place} />
  const top = topOf(block.rows)
  return (
    <tbody>
      <tr className="block-head">
        <th scope="rowgroup">{block.name}</th>
        <td className="bare">
          <Axis top={top} />
        </td>
        <td colSpan={3} className="note bare">
          {basesOf(block, place)}
        </td>
      </tr>
      {block.rows.map((row) => (
        <Row key={row.category} row={row} top={top} />
      ))}
      {[block.distance, block.caution].map((words) =>
        words ? (
          <tr key={words}>
            <td colSpan={5} className="note bare">
              {words}
            </td>
          </tr>
        ) : null,
      )}
    </tbody>
  )
}

function TooFew({ block, people, place }: { block: InclusionBlock; people: number | null; place: string }) {
  return (
    <tbody>
      <tr className="block-head">
        <th scope="rowgroup">{block.name}</th>
        <td colSpan={4} className="bare">
          <Verdict word="cannot tell" />{' '}
          <span className="too-few">
            {block.answered === null
              ? `How many answered this is not shown: ${hiddenBecause}.`
              : `${countWords(block.answered)} of ${countWords(people)} answered this, too few to compare with ${place}.`}
          </span>
        </td>
      </tr>
    </tbody>
  )
}

/** `340 answered, 9 preferred not to say, 3 left it blank. The borough: 16 and over`. */
function basesOf(block: InclusionBlock, place: string): string {
  const { answered, declined, blank, dontKnow, notAsked, base } = block
  const parts = [
    answered === null ? 'how many answered is not shown' : `${number(answered)} answered`,
    ...withoutAnswer(block),
    notAsked ? `${number(notAsked)} ${notAsked === 1 ? 'was' : 'were'} not asked` : '',
    [declined, blank, dontKnow, notAsked].includes(null)
      ? 'for which reason the others did not is not shown, as some are too few'
      : '',
  ].filter(Boolean)
  return `${parts.join(', ')}. ${place === 'London' ? 'London' : 'The borough'}: ${base === 'all ages' ? base : '16 and over'}`
}

function Row({ row, top }: { row: InclusionRow; top: number }) {
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td className="bare">
        <IntervalPlot row={row} top={top} />
      </td>
      <td className="bare">
        <Words words={row.words} />
      </td>
      <td data-head="Verdict">
        <Verdict word={row.verdict} />
      </td>
      <td className="num" data-head="To close it">
        {row.shortfall === null ? <span className="none">–</span> : <People n={row.shortfall} />}
      </td>
    </tr>
  )
}

const People = ({ n }: { n: number }) => (
  <>
    {number(n)} <span className="unit">{n === 1 ? 'person' : 'people'}</span>
  </>
)

/** The shares stand out from the words that carry them. */
function Words({ words }: { words: string }) {
  return words.split(/(\d[\d.]*%)/).map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence, drawn anew as a whole
    part.endsWith('%') ? <b key={i}>{part}</b> : <Fragment key={i}>{part}</Fragment>,
  )
}
