import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WorkerLink } from '../../server/analysis/worker-link.ts'
import { bannerBook } from '../../shared/analysis/banner.ts'
import { crosstab } from '../../shared/analysis/count.ts'
import { layoutOf } from '../../shared/analysis/layout.ts'
import { Projection } from '../../shared/analysis/projection.ts'
import { everybody, select } from '../../shared/analysis/select.ts'
import { weightedCrosstab, weightSet } from '../../shared/analysis/weighted-table.ts'
import { chanceFrom } from '../../shared/kernel/chance.ts'
import { documentOf, rowsOf, survey } from '../support/random-survey.ts'

/** A random survey with answers; everybody, or women alone; what may stand down a table, and across. */
function answered([shapes, seed, many]: typeof survey extends fc.Arbitrary<infer T> ? T : never, isFiltered: boolean) {
  const document = documentOf(shapes)
  const projection = new Projection(layoutOf([{ id: 'v1', document }]))
  for (const row of rowsOf(document, seed, many)) projection.apply(row)
  const filter = isFiltered ? { where: [{ column: 'eq-sex', categories: ['eq-sex-female'] }] } : everybody
  const downs = projection.stores.filter(({ column }) => column.kind === 'codes' || column.kind === 'set')
  return {
    projection,
    selection: select(projection, filter),
    downs,
    acrosses: downs.filter(({ column }) => column.kind === 'codes'),
  }
}

test('every table of a banner book is the crosstab of its pair, for codes and several answers, with and without a filter', () => {
  fc.assert(
    fc.property(survey, fc.boolean(), (random, isFiltered) => {
      const { selection, downs, acrosses } = answered(random, isFiltered)
      const book = [...bannerBook(downs, acrosses, selection)]
      expect(book).toEqual(downs.map((down) => acrosses.map((across) => crosstab(down, across, selection))))
    }),
    { numRuns: 25 },
  )
})

test('weighted tables hold the very sums that are counted one by one, to the last bit, and so round alike', () => {
  fc.assert(
    fc.property(survey, fc.boolean(), (random, isFiltered) => {
      const { projection, selection, downs, acrosses } = answered(random, isFiltered)
      const chance = chanceFrom(random[1])
      const set = weightSet(Float64Array.from({ length: projection.rows }, () => Math.max(0, chance() - 0.1)))
      for (const down of downs)
        for (const across of acrosses)
          expect(weightedCrosstab(down, across, selection, set)).toEqual({
            sums: crosstab(down, across, selection, set.weights),
            squares: crosstab(down, across, selection, set.squares),
            people: crosstab(down, across, selection, set.people),
          })
    }),
    { numRuns: 25 },
  )
})

test('a book that is stopped, weighted or not, ends at once; the thread counts on, and one that is not stopped is whole', async () => {
  const link = new WorkerLink()
  try {
    const document = documentOf(
      Array.from({ length: 60 }, () => ({
        type: 'single' as const,
        options: 5,
        declines: false,
        conditional: false,
        conditionalOption: false,
      })),
    )
    const rows = rowsOf(document, 3, 3000).map((row) => ({
      ...row,
      consultationId: 'c',
      answers: JSON.stringify(row.answers),
      equality: JSON.stringify(row.equality),
    }))
    await link.ask('setVersions', ['c', [{ id: 'v1', document }]])
    await link.ask('takeRows', [rows])
    const keys = Array.from({ length: 60 }, (_, i) => `q${i}`)
    for (const by of [null, 'imported'] as const) {
      const ask = (signal?: AbortSignal) =>
        link.ask('bannerBook', ['c', false, everybody, keys, keys, by], signal ? { signal } : {})
      const stop = new AbortController()
      const stopped = ask(stop.signal)
      stop.abort()
      await expect(stopped).rejects.toThrow('stopped')
      await expect(ask(AbortSignal.abort())).rejects.toThrow('stopped')
      expect(await link.ask('rows', [])).toBe(3000)
      const book = await ask()
      expect([book.downs, book.tables.length, book.tables[0]?.length]).toEqual([keys, 60, 60])
      const weighted = book.weighting?.ok ? book.weighting.sums : []
      expect([weighted.length, weighted[0]?.length]).toEqual(by ? [60, 60] : [0, undefined])
    }
  } finally {
    await link.end()
  }
}, 60_000)
