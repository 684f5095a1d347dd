import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/folders.ts'
import { type Cell, type Fragment, type Lead, reading } from '../../shared/plans/cell.ts'
import { planDocument } from '../../shared/plans/plan-document.ts'

const stored = (name: string) => readFileSync(join(projectFolder, 'server/plans', name), 'utf8')
const raw: unknown = JSON.parse(stored('engagement-plan-2010-11.json'))
const plan = planDocument.parse(raw)
const source = stored('engagement-plan-2010-11.txt').split('\n')
const objectives = plan.themes.flatMap((theme) => theme.objectives)
const actions = objectives.flatMap((objective) => objective.actions)

/** Everything in the document that has the mark of a cell or of a fragment. */
function collect<T>(value: unknown, is: (object: object) => boolean): T[] {
  if (typeof value !== 'object' || value === null) return []
  return [...(is(value) ? [value as T] : []), ...Object.values(value).flatMap((each) => collect<T>(each, is))]
}
const fragments = collect<Fragment>(raw, (object) => 'line' in object)
const cells = collect<Cell>(raw, (object) => 'asPrinted' in object)
const leads = collect<Lead>(raw, (object) => 'names' in object)

test('the plan has 4 themes, 19 objectives, 51 actions and 6 principles', () => {
  expect(plan.themes.map((theme) => theme.objectives.length)).toEqual([7, 5, 3, 4])
  expect(objectives).toHaveLength(19)
  expect(plan.themes.map((theme) => theme.objectives.flatMap((each) => each.actions).length)).toEqual([13, 27, 7, 4])
  expect(actions).toHaveLength(51)
  expect(plan.principles.map((principle) => reading(principle.name))).toEqual([
    'Information',
    'Inclusion',
    'Preparation',
    'Integration',
    'Involve',
    'Feedback',
  ])
})

test('12 objectives are amber, 6 green and 1 red, as the status column prints them', () => {
  const printed = source.flatMap(
    (line) =>
      line
        .split('\t')
        .at(-1)!
        .match(/^(Amber|Green|Red)$/)?.[0]
        .toLowerCase() ?? [],
  )
  expect(objectives.map((objective) => objective.status.rag)).toEqual(printed)
  expect(printed.filter((rag) => rag === 'amber')).toHaveLength(12)
  expect(printed.filter((rag) => rag === 'green')).toHaveLength(6)
  expect(printed.filter((rag) => rag === 'red')).toHaveLength(1)
})

test('every fragment of a cell stands on the line of the source that it names', () => {
  expect(fragments.length).toBeGreaterThan(500)
  for (const { line, text } of fragments) expect(source[line - 1], `line ${line}`).toContain(text)
})

test('every character of the source is in one cell and in no other, or is listed as outside the cells', () => {
  const left = [...source]
  for (const { line, text } of fragments.toSorted((a, b) => b.text.length - a.text.length)) {
    const at = left[line - 1]!.indexOf(text)
    expect(at, `line ${line}: “${text}” is taken twice`).toBeGreaterThanOrEqual(0)
    left[line - 1] = left[line - 1]!.slice(0, at) + '\0'.repeat(text.length) + left[line - 1]!.slice(at + text.length)
  }
  expect(left.flatMap((line, index) => (line.replaceAll('\0', '').trim() === '' ? [] : [index + 1]))).toEqual([])
})

test('a cell that is damaged carries a reading and says why; no other carries one', () => {
  const damaged = cells.filter((cell) => cell.damaged)
  expect(damaged).toHaveLength(17)
  for (const cell of damaged) expect(cell.note && cell.reading).toBeTruthy()
  for (const cell of cells.filter((each) => !each.damaged)) expect(cell.reading ?? cell.note).toBeUndefined()
})

test('letters cut off by the page are given back by the reading, and words of our own stand in square brackets', () => {
  const liaison = objectives[2]!.actions[2]!.text
  expect(liaison.asPrinted[1]!.text).toMatch(/^egular liaison between the ommunications Team and policy ads/)
  expect(reading(liaison)).toMatch(/^Regular liaison between the Communications Team and policy leads/)
  expect(reading(objectives[9]!.actions[6]!.lead!)).toBe('[James] Tate/Kerry McClelland Jacqui Jones')
})

test('leads are names that their cell prints', () => {
  for (const lead of leads) {
    for (const word of lead.names.flatMap((name) => name.split(' '))) expect(reading(lead)).toContain(word)
  }
})
