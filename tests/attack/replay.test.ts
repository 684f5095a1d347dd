import { expect, test } from 'vitest'
import { publicRule } from '../../shared/analysis/disclosure-rules.ts'
import { publicTablesOf } from '../../shared/feedback/public-tables.ts'
import type { Earlier, PublicColumn, SealedTable } from '../../shared/feedback/release-tables.ts'
import { sum } from '../../shared/kernel/sum.ts'

/**
 * The rules are public, so somebody may make every table that there could be, and keep those of which exactly the same is shown.
 * That tells more than the numbers do: why this one was hidden and not that one is told too.
 */
class Replay {
  private readonly alike = new Map<string, number[][]>()

  add(shown: PublicColumn[], truth: number[]) {
    const key = JSON.stringify(shown.map(({ base, counts }) => [base, counts]))
    const known = this.alike.get(key)
    if (known) known.push(truth)
    else this.alike.set(key, [truth])
  }

  /** Small counts by how many values each can have. What reaches the end of what was tried is left out: more would be like it. */
  left(isTried: (truth: number[]) => boolean) {
    const found = { small: 0, fewer: 0, known: 0 }
    for (const truths of this.alike.values()) {
      if (!truths.every(isTried)) continue
      for (let i = 0; i < truths[0]!.length; i++) {
        const values = new Set(truths.map((truth) => truth[i]!))
        const small = truths.filter((truth) => truth[i]! > 0 && truth[i]! <= publicRule.hideUpTo).length
        found.small += small
        if (values.size < publicRule.hideUpTo) found.fewer += small
        if (values.size === 1) found.known += small
      }
    }
    return found
  }
}

const vectors = (length: number, most: number): number[][] =>
  length === 0
    ? [[]]
    : vectors(length - 1, most).flatMap((one) => Array.from({ length: most + 1 }, (_, n) => [...one, n]))

function shownOf(counts: number[], earlier: Earlier[] = []): PublicColumn {
  const rows = counts.map((_, i) => ({ id: `r${i}`, label: { en: `Answer ${i}` } }))
  const missing = { blank: 0, declined: 0, dontKnow: 0 }
  const table: SealedTable = {
    kind: 'one-way',
    id: 't1',
    key: 'q',
    question: { en: 'Q' },
    rows,
    missing,
    counts,
    earlier,
  }
  return publicTablesOf([table])[0]!.columns[0]!
}

test('whoever makes every table of three answers again knows no small count, and narrows few of them', () => {
  const replay = new Replay()
  for (const counts of vectors(3, 34)) replay.add([shownOf(counts)], counts)
  const { small, fewer, known } = replay.left((counts) => counts.every((n) => n <= 26))
  expect(known).toBe(0)
  expect(small).toBeGreaterThan(8000)
  expect(fewer / small).toBeLessThan(0.01)
}, 60_000)

test('whoever makes every two releases of a question again knows no small count of either, nor a small change between', () => {
  const replay = new Replay()
  const more = vectors(2, 24).filter((added) => sum(added) >= publicRule.moreBefore)
  for (const before of vectors(2, 22)) {
    const first = shownOf(before)
    const hidden = first.counts.map((count) => [count === null])
    const earlier = [{ people: sum(before), counts: before.map((n) => [n]), hidden }]
    for (const added of more) {
      const now = before.map((n, i) => n + added[i]!)
      replay.add([first, shownOf(now, earlier)], [...before, ...now, ...added])
    }
  }
  const { small, fewer, known } = replay.left((truth) => truth.every((n, i) => n <= (i < 2 ? 14 : i < 4 ? 60 : 23)))
  expect(known).toBe(0)
  expect(small).toBeGreaterThan(10_000)
  expect(fewer / small).toBeLessThan(0.01)
}, 60_000)
