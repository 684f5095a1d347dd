import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicCount } from '../../shared/feedback/manifest.ts'
import { publicPeople, publicTablesOf } from '../../shared/feedback/public-tables.ts'
import { type PublicTable, questionOf, type SealedTable } from '../../shared/feedback/release-tables.ts'

const en = (text: string) => ({ en: text })
const lines = (n: number, name: string) =>
  Array.from({ length: n }, (_, i) => ({ id: `${name}${i}`, label: en(`${i}`) }))
const head = (rows: number) => ({
  id: 't1',
  key: 'q',
  question: en('What comes first?'),
  rows: lines(rows, 'r'),
  missing: { blank: 3, declined: 2, dontKnow: 1 },
})

/** Small counts often, for it is they that must not show. */
const people = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 60 }),
  fc.integer({ max: 5000, min: 0 }),
)
const counts = fc.array(people, { minLength: 1, maxLength: 8 })

const oneWay: fc.Arbitrary<SealedTable> = counts.map((all) => ({ ...head(all.length), kind: 'one-way', counts: all }))
const several: fc.Arbitrary<SealedTable> = fc
  .tuple(counts, people)
  .map(([all, more]) => ({ ...head(all.length), kind: 'several', counts: all, base: Math.max(...all) + more }))
const byEquality: fc.Arbitrary<SealedTable> = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc
      .array(fc.array(people, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows })
      .map((cells) => ({
        ...head(rows),
        kind: 'by-equality' as const,
        by: en('What is your sex?'),
        byKey: 'sex',
        columns: lines(columns, 'c'),
        counts: cells,
        several: false,
        bases: [...cells[0]!.map((_, c) => cells.reduce((sum, row) => sum + row[c]!, 0)), 12],
        unknown: cells.map((_, r) => (r === 0 ? 12 : 0)),
        silent: cells[0]!.map(() => 9),
        neither: 2,
      })),
  )
const anyTable = fc.oneof(oneWay, several, byEquality)

const publicOf = (sealed: SealedTable) => publicTablesOf([sealed])[0]!
const numbersOf = (table: PublicTable) =>
  table.columns.flatMap((column) => [...column.counts, column.base]).filter((n) => n !== null)

test('a published table shows no count of 1 to 7, and only multiples of 5', () => {
  fc.assert(
    fc.property(anyTable, (sealed) => {
      for (const n of numbersOf(publicOf(sealed))) {
        expect(n % 5).toBe(0)
        expect(n === 0 || n > 7).toBe(true)
      }
    }),
    { numRuns: 1000 },
  )
})

test('a count of 1 to 7 is hidden, wherever it stands', () => {
  fc.assert(
    fc.property(anyTable, (sealed) => {
      const shown = publicOf(sealed)
      const exact = sealed.kind === 'by-equality' ? sealed.counts : sealed.counts.map((n) => [n])
      for (const [r, row] of exact.entries()) {
        for (const [c, n] of row.entries()) if (n >= 1 && n <= 7) expect(shown.columns[c]?.counts[r]).toBeNull()
      }
    }),
    { numRuns: 1000 },
  )
})

test('a share stands only on a shown count and a shown base of 30 or more, and is made of those two', () => {
  fc.assert(
    fc.property(anyTable, (sealed) => {
      for (const { counts: cells, shares, base } of publicOf(sealed).columns) {
        for (const [i, share] of shares.entries()) {
          if (share === null) continue
          expect(base).toBeGreaterThanOrEqual(30)
          expect(share).toBe(Math.min(1, cells[i]! / base!))
        }
      }
    }),
    { numRuns: 1000 },
  )
})

test('where everybody chose exactly one of several answers, one hidden answer does not stand alone', () => {
  const { columns } = publicOf({ ...head(4), kind: 'several', counts: [40, 17, 3, 0], base: 60 })
  expect(columns[0]).toMatchObject({ base: 60, counts: [40, null, null, 0] })
})

test('a question by another reads as one line', () => {
  const asked = { question: en('Do you feel safe?'), by: en('What is your sex?') }
  expect(questionOf(asked)).toBe('Do you feel safe? By “What is your sex?”')
  expect(questionOf({ question: en('The police …'), statement: en('listen') })).toBe('The police … listen')
})

test('how many answered is said in steps of 5, and not at all from 1 to 7', () => {
  expect([0, 1, 7, 8, 12, 13, 2398].map(publicCount)).toEqual([0, null, null, 10, 10, 15, 2400])
})

test('how many people answered is never said smaller than the base of a table', () => {
  const tables = publicTablesOf([{ ...head(3), kind: 'one-way', counts: [23, 23, 23] }])
  expect(tables[0]?.columns[0]?.base).toBe(75)
  expect([publicPeople(69, tables), publicPeople(690, tables), publicPeople(7, tables)]).toEqual([75, 690, null])
})
