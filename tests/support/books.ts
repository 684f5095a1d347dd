import { expect } from 'vitest'
import type { BookLine } from '../../server/analysis/book-file.ts'
import type { Cross } from '../../server/analysis/queries.ts'
import type { Person } from './world.ts'

/** A book of tables as the desk reads it: its head, then its questions. */
export async function readBook(person: Person, base: string, query: string) {
  const answer = await person.api('GET', `${base}/book?${query}`)
  expect(answer.status).toBe(200)
  const lines = (await answer.text()).trim().split('\n')
  const all = lines.map((line) => JSON.parse(line) as BookLine)
  return { head: all[0]!.head!, questions: all.slice(1).map(({ question }) => question!) }
}

/** The same, each of its tables held to what one question by another says to the same asking, number by number. */
export async function readAlike(person: Person, base: string, by: string, more = '') {
  const book = await readBook(person, base, `by=${by}${more}`)
  for (const { key, tables } of book.questions)
    for (const table of tables) {
      const address = `${base}/crosstab?down=${encodeURIComponent(key)}&across=${table.figure.across.key}${more}`
      const { figure, weighted, tests } = (await (await person.api('GET', address)).json()) as Cross
      const { weighting } = book.head
      if (!weighted || 'refusals' in weighted) {
        expect([table, weighting]).toEqual([{ figure, weighted: null, tests }, weighted])
        continue
      }
      const { report, without, ...shares } = weighted
      expect([table, weighting]).toEqual([
        { figure, weighted: shares, tests },
        { report, without },
      ])
    }
  return book
}
