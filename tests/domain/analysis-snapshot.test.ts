import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Counter } from '../../server/analysis/counter.ts'
import type { FedRow } from '../../server/analysis/held.ts'
import { everybody } from '../../shared/analysis/select.ts'
import { aQuestionnaire } from '../support/fixtures.ts'

const file = () => join(mkdtempSync(join(tmpdir(), 'folkmoot-snapshot-')), 'projection.bin')
const [consultationId, versionId] = [randomUUID(), randomUUID()]

const row = (i: number, change: Partial<FedRow> = {}): FedRow => ({
  consultationId,
  id: randomUUID(),
  versionId,
  collectorId: i % 2 === 0 ? 'web' : 'other',
  state: 'in',
  groupId: null,
  synthetic: false,
  answers: JSON.stringify({
    priorities: { options: i % 3 === 0 ? ['knives', 'hate'] : ['burglary'] },
    years: { number: i % 60 },
    home: { area: i % 2 === 0 ? 'E09000014' : 'outside' },
    confidence: { rows: { listen: 'high' } },
  }),
  equality: i % 4 === 0 ? null : JSON.stringify({ sex: { option: i % 5 === 0 ? 'male' : 'female' } }),
  ...change,
})

function filled(rows: FedRow[]): Counter {
  const counter = new Counter()
  counter.setVersions(consultationId, [{ id: versionId, document: aQuestionnaire() }])
  counter.takeRows(rows)
  return counter
}

test('a snapshot counts as what it was written from, goes on from there, and keeps what waits to be shown', () => {
  const rows = Array.from({ length: 1500 }, (_, i) => row(i))
  const counter = filled(rows)
  counter.takeRows([row(1), row(2)])
  const path = file()
  counter.save(path, '"here"')
  const back = new Counter()
  expect(back.load(path)).toEqual({ position: '"here"', versions: [[consultationId, [versionId]]] })
  expect(back.rows()).toBe(1502)
  const counted = counter.frequencies(consultationId, true, everybody)
  expect(counted.people).toBe(1500)
  expect(back.frequencies(consultationId, true, everybody)).toEqual(counted)
  const gone = rows.slice(0, 700).map((one) => ({ ...one, state: 'withdrawn' }))
  const more = Array.from({ length: 3000 }, (_, i) => row(i))
  for (const one of [counter, back]) one.takeRows([...gone, ...more])
  expect(back.frequencies(consultationId, true, everybody)).toEqual(
    counter.frequencies(consultationId, true, everybody),
  )
  expect(back.frequencies(consultationId, false, everybody).people).toBe(3802)
})

test('imported weights are kept in a snapshot, grow with the rows, and go with a withdrawn response', () => {
  const rows = Array.from({ length: 1500 }, (_, i) => row(i, i < 900 ? { weight: 1 + (i % 4) } : {}))
  const counter = filled(rows)
  counter.frequencies(consultationId, false, everybody)
  const path = file()
  counter.save(path, '"here"')
  const back = new Counter()
  back.load(path)
  const gone = rows.slice(0, 400).map((one) => ({ ...one, state: 'withdrawn' }))
  const table = (of: Counter) =>
    of.crossed(consultationId, false, everybody, ['area', 'collector'], 'imported').weighting
  for (const one of [counter, back]) one.takeRows([...gone, ...Array.from({ length: 3000 }, (_, i) => row(i))])
  const found = table(back)
  expect(found).toEqual(table(counter))
  const left = rows.slice(400, 900).reduce((sum, one) => sum + one.weight!, 0)
  if (!found?.ok) throw new Error('imported weights are never refused')
  const all = (list: number[]) => list.reduce((sum, n) => sum + n, 0)
  expect([found.without, all(found.sums.people.bases), all(found.sums.sums.bases)]).toEqual([3000 + 600, 500, left])
})

test('a torn, foreign or missing file is no snapshot: everything is read again', () => {
  const path = file()
  expect(new Counter().load(path)).toBeNull()
  filled(Array.from({ length: 200 }, (_, i) => row(i))).save(path, '"here"')
  const whole = readFileSync(path).byteLength
  truncateSync(path, whole - 500)
  expect(new Counter().load(path)).toBeNull()
  writeFileSync(path, 'something else entirely')
  expect(new Counter().load(path)).toBeNull()
})
