import { type Bits, sizeOfBoth } from './bits.ts'
import type { Crosstab } from './count.ts'
import { firstCategory } from './layout.ts'
import type { Store } from './projection.ts'
import type { Selection } from './select.ts'

/** So many variables stand across a book at the most. */
export const mostBanners = 8

/**
 * A banner book: every question by each of several variables, over one selection. Yields the tables of one question at a
 * time, one a variable in their order, so that who runs it can stop; equal to `crosstab` of each pair. Unweighted.
 */
export function* bannerBook(
  downs: readonly Store[],
  acrosses: readonly Store[],
  selection: Selection,
): Generator<Crosstab[]> {
  const variables = acrosses.map((store): Variable => ({ store, width: widthOf(store), bits: null }))
  const joints = jointsOf(variables, selection)
  for (const down of downs) {
    const own = gather(down, selection)
    const isSet = down.column.kind === 'set'
    const height = firstCategory + (isSet ? 1 : Math.max(1, down.column.categories.length))
    const lines = joints.flatMap((joint) => counted(own, joint, height))
    yield lines.map((all, i) => (isSet ? setTable(down, variables[i]!, all, selection) : codeTable(all)))
  }
}

interface Variable {
  store: Store
  width: number
  /** Of the selected people, who has each code; made when a question of several answers needs it. */
  bits: Bits[] | null
}

const widthOf = ({ column }: Store) => firstCategory + column.categories.length

/** The selected people's codes, close together: gathered once, read many times. */
function gather({ codes }: Store, { rows, size }: Selection): Uint8Array | Uint16Array {
  const close = codes instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size)
  for (let i = 0; i < size; i++) close[i] = codes[rows[i]!]!
  return close
}

/** Variables told by one code: a question is counted by all of them in one pass, and summed up to each afterwards. */
interface Joint {
  codes: Uint16Array
  /** Different codes there may be. */
  many: number
  members: { width: number; stride: number }[]
}

/** So many counters a line stay in the processor's own memory. */
const mostJoint = 2048

/** The variables in their order, as many together as that allows. */
function jointsOf(variables: readonly Variable[], selection: Selection): Joint[] {
  const joints: Joint[] = []
  for (const { store, width } of variables) {
    const last = joints.at(-1)
    const fits = last !== undefined && last.many * width <= mostJoint
    const joint = fits ? last : { codes: new Uint16Array(selection.size), many: 1, members: [] }
    if (!fits) joints.push(joint)
    const own = gather(store, selection)
    const stride = joint.many
    for (let i = 0; i < own.length; i++) joint.codes[i]! += own[i]! * stride
    joint.members.push({ width, stride })
    joint.many *= width
  }
  return joints
}

/** Counts by line and code, for each variable of the joint: lines are the question's codes. */
function counted(own: Uint8Array | Uint16Array, { codes, many, members }: Joint, height: number): number[][][] {
  const counts = new Uint32Array(height * many)
  for (let i = 0; i < own.length; i++) counts[own[i]! * many + codes[i]!]!++
  return members.map(({ width, stride }) =>
    Array.from({ length: height }, (_, line) => {
      const sums = new Array<number>(width).fill(0)
      for (let code = 0, at = line * many; code < many; code++, at++) {
        if (counts[at] !== 0) sums[Math.floor(code / stride) % width]! += counts[at]!
      }
      return sums
    }),
  )
}

function codeTable(lines: number[][]): Crosstab {
  const cells = lines.slice(firstCategory)
  const codes = lines[0]!.length
  const bases = Array.from({ length: codes }, (_, c) => cells.reduce((sum, line) => sum + line[c]!, 0))
  return { cells, bases, missing: lines.slice(0, firstCategory), codes }
}

/** Options are bitsets already: two sets are counted a word at a time. */
function setTable(down: Store, variable: Variable, states: number[][], selection: Selection): Crosstab {
  variable.bits ??= bitsOf(variable, selection)
  const { bits, width } = variable
  return {
    cells: down.bits.map((option) => bits.map((own) => sizeOfBoth(option, own))),
    bases: states[firstCategory]!,
    missing: states.slice(0, firstCategory),
    codes: width,
  }
}

function bitsOf({ store: { codes }, width }: Variable, { bits: selected, rows }: Selection): Bits[] {
  const all = Array.from({ length: width }, () => new Uint32Array(selected.length))
  for (const row of rows) all[codes[row]!]![row >>> 5]! |= 1 << (row & 31)
  return all
}
