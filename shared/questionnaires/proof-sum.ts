import { compared } from './compared.ts'
import type { Atom } from './conditions.ts'
import type { Id, QuestionOf } from './document.ts'
import { rowsOf } from './fixed-options.ts'
import type { Board, Shape } from './proof-board.ts'
import { always, type Node, never } from './proof-diagrams.ts'

/** Whole steps of the smallest amount, both ends in. */
interface Span {
  from: number
  to: number
}

/** More than anybody shares out, where the total only warns. */
const freely = 1e12

/**
 * Amounts that add up to a total. An amount is known as far as the numbers it is compared with cut it into spans; spans of
 * whole steps reach every sum between the sum of their starts and the sum of their ends.
 */
export function sumShape(question: QuestionOf<'constant_sum'>, atoms: Atom[]): Shape {
  const { rows, total, decimals = 0 } = question
  const grain = 10 ** decimals
  const goal = Math.round(total * grain)
  const isWhole = Math.abs(goal / grain - total) < 1e-9
  const most = question.soft ? freely * grain : goal
  const hard = !question.soft
  const spans = rows.map(({ id }) => spansOf(atoms, id, grain, most))
  const blank = question.required && hard ? 0 : 1
  const given = (on: Board) => on.is(0, (value) => value >= blank)
  const inside = ({ from, to }: Span, atom: Extract<Atom, { op: 'compare' }>) =>
    typeof atom.value === 'number' &&
    compared(from / grain, atom.is, atom.value) &&
    compared(to / grain, atom.is, atom.value)
  const rowAt = (id: Id | undefined) => rows.findIndex((row) => row.id === id)
  return {
    sizes: [1 + blank, ...spans.map((own) => own.length)],
    near: (atom) => [0, ...(atom.op === 'compare' && rowAt(atom.row) >= 0 ? [1 + rowAt(atom.row)] : [])],
    atom: (atom, on) => {
      if (atom.op === 'answered') return given(on)
      if (atom.op !== 'compare' || atom.row === undefined) return never
      const n = rowAt(atom.row)
      const isNone = inside({ from: 0, to: 0 }, atom)
      // A row that is not there got nothing of the total, as one that is left empty.
      if (n < 0) return isNone ? given(on) : never
      const shown = on.holds(rows[n]!.askIf)
      const own = on.is(n + 1, (value) => inside(spans[n]![value]!, atom))
      const none = isNone ? on.d.not(shown) : never
      return on.d.and(given(on), on.d.or(on.d.and(shown, own), none))
    },
    valid: (on) => (hard ? on.d.or(on.d.not(given(on)), isWhole ? adds(on) : never) : always),
    needs: rows.flatMap(({ askIf }) => (askIf ? [askIf] : [])),
    answer: (values, asked) => {
      if (values[0]! < blank) return undefined
      const there = rows.flatMap((row, n) => (rowsOf(asked).some(({ id }) => id === row.id) ? [n] : []))
      const chosen = there.map((n) => spans[n]![values[n + 1] ?? 0]!)
      let left = hard ? goal - chosen.reduce((sum, { from }) => sum + from, 0) : 0
      const amounts = chosen.map(({ from, to }) => {
        const more = Math.max(0, Math.min(left, to - from))
        left -= more
        return Number(((from + more) / grain).toFixed(decimals))
      })
      return { amounts: Object.fromEntries(there.map((n, i) => [rows[n]!.id, amounts[i]!])) }
    },
  }

  /** The sums that the spans so far can come to, each where it holds, until the total lies within. */
  function adds(on: Board): Node {
    let sums = new Map<string, { span: Span; is: Node }>([['0 0', { span: { from: 0, to: 0 }, is: always }]])
    rows.forEach((row, n) => {
      const next = new Map<string, { span: Span; is: Node }>()
      const put = (span: Span, is: Node) => {
        if (span.from > goal || is === never) return
        const capped = { from: span.from, to: Math.min(span.to, goal) }
        const key = `${capped.from} ${capped.to}`
        next.set(key, { span: capped, is: on.d.or(next.get(key)?.is ?? never, is) })
      }
      const shown = on.holds(row.askIf)
      for (const { span, is } of sums.values()) {
        put(span, on.d.and(is, on.d.not(shown)))
        spans[n]!.forEach((own, value) => {
          const here = on.d.and(
            shown,
            on.is(n + 1, (v) => v === value),
          )
          put({ from: span.from + own.from, to: span.to + own.to }, on.d.and(is, here))
        })
      }
      sums = next
    })
    return on.d.any([...sums.values()].flatMap(({ span, is }) => (span.to >= goal ? [is] : [])))
  }
}

function spansOf(atoms: Atom[], row: Id, grain: number, most: number): Span[] {
  const values = atoms.flatMap((atom) =>
    atom.op === 'compare' && atom.row === row ? [Number(atom.value) * grain] : [],
  )
  const edges = values.flatMap((value) => {
    // 0.29 * 100 is a crumb less than 29.
    const near = Math.round(value)
    return Math.abs(near - value) < 1e-6 ? [near, near + 1] : [Math.ceil(value)]
  })
  const starts = [...new Set([0, ...edges.filter((edge) => edge > 0 && edge <= most)])].sort((a, b) => a - b)
  return starts.map((from, n) => ({ from, to: (starts[n + 1] ?? most + 1) - 1 }))
}
