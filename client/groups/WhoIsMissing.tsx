import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hiddenBecause, hiddenSign, hiddenWords } from '../../shared/analysis/disclosure-rules.ts'
import { ifRandom, selfSelecting } from '../../shared/analysis/words.ts'
import { number } from '../../shared/kernel/text.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import { FigureTools } from '../kit/FigureTools.tsx'
import { Loaded } from '../kit/Loaded.tsx'
import { Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { Verdict } from '../kit/Verdict.tsx'
import { type AskedConsultation, type GroupHome, type Heard, heardQuery } from './api.ts'

type Block = Heard['blocks'][number]
type Row = Block['rows'][number]

/** Who lives in the borough and was not heard there, so that the group knows whom to ask; by the rule for the public. */
export function WhoIsMissing({ group, asked }: { group: GroupHome['group']; asked: AskedConsultation[] }) {
  const told = asked.filter((one) => one.phase !== 'scheduled')
  const [chosen, choose] = useState(told[0]?.id)
  if (!chosen) return null
  return (
    <Part
      title={`Who is missing in ${group.borough}`}
      tools={
        told.length > 1 ? (
          <NativeSelect
            aria-label="Consultation"
            value={chosen}
            onChange={(event) => choose(event.currentTarget.value)}
            data={told.map((one) => ({ value: one.id, label: one.title }))}
          />
        ) : null
      }
    >
      <HeardIn slug={group.slug} consultationId={chosen} borough={group.borough} />
    </Part>
  )
}

function HeardIn({ slug, consultationId, borough }: { slug: string; consultationId: string; borough: string }) {
  const heard = useQuery(heardQuery(slug, consultationId))
  return (
    <Loaded query={heard} words="Counting…">
      {(found) => (
        <>
          <Panel raised>
            <div className="stack">
              <p className="spoken">
                {found.knowsBoroughs ? found.spoken : 'This consultation does not ask where people live.'}
              </p>
              <p className="help">
                {peopleWords(found, borough)} {selfSelecting} {ifRandom('Verdicts')}
              </p>
              {found.synthetic ? <SyntheticTag /> : null}
            </div>
          </Panel>
          {found.blocks.map((block) => (
            <Missing key={block.characteristic} block={block} borough={borough} />
          ))}
          <p className="note">
            Counts from 1 to 7 are hidden, with others from which they could be worked out, and the rest are rounded to
            5. “{hiddenWords}” means {hiddenBecause}. Figures move on each time ten more people of {borough} have
            answered. Once a release tells who answered, only what it tells of boroughs is told here.{' '}
            {censusAttribution}
          </p>
        </>
      )}
    </Loaded>
  )
}

function peopleWords({ people, isOpen, knowsBoroughs }: Heard, borough: string): string {
  if (!knowsBoroughs) return ''
  const soFar = isOpen ? ' so far' : ''
  return people === null
    ? `How many people of ${borough} have answered${soFar} is ${hiddenWords}: fewer than 30, or it would tell of a smaller number.`
    : `About ${number(people)} people of ${borough} have answered${soFar}.`
}

function Missing({ block, borough }: { block: Block; borough: string }) {
  const title = `${block.name} (${block.base})`
  if (block.answered === null)
    return (
      <p className="too-few">
        <strong>{title}.</strong> Not compared: fewer than 30 people of {borough} said this, or a smaller number could
        be worked out.
      </p>
    )
  return (
    <div className="section missing">
      <div className="section-head">
        <h3>{title}</h3>
        <FigureTools
          figure={`${borough}, ${title}`}
          rows={() => [heads, ...block.rows.map(sheetRow)]}
          how={
            <p>
              About {number(block.answered)} people of {borough} answered this. Counts are rounded to 5; shares,
              verdicts and the number of people that would close a gap are made from the rounded counts. Groups that are
              small in all of London stand together. The borough’s share is from the Census 2021, {block.base}, without
              “Not answered”.
            </p>
          }
        />
      </div>
      <Table caption={title} columns={columns} rows={block.rows} keyOf={(row) => row.label} />
    </div>
  )
}

const columns: Column<Row>[] = [
  { head: 'People', cell: (row) => row.label },
  { head: 'In words (Census 2021)', cell: (row) => row.words },
  { head: 'Verdict', cell: (row) => <Verdict word={row.verdict} /> },
  {
    head: 'To close it',
    numeric: true,
    cell: (row) => (row.shortfall ? `about ${number(row.shortfall)} people` : '–'),
  },
]

const heads = ['People', 'Answered, rounded', 'In words', 'Verdict', 'To close it']
const sheetRow = (row: Row) => [row.label, row.answered ?? hiddenSign, row.words, row.verdict, row.shortfall ?? '']
