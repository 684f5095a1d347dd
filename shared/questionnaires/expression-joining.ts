import type { Condition } from './document.ts'

const most = 50

/** `all` or `any` of the parts: one part stands alone, and more than 50 are put in groups. */
export function joined(op: 'all' | 'any', parts: Condition[]): Condition {
  const all = parts.flatMap((part) => (part.op === op ? part.of : [part]))
  // One part that never holds settles a whole "all", and one that always holds a whole "any".
  const settled = all.find((part) => (part.op === 'all' || part.op === 'any') && part.op !== op && part.of.length === 0)
  if (settled) return settled
  const flat = op === 'any' ? together(all) : all
  if (flat.length === 1) return flat[0]!
  if (flat.length <= most) return { op, of: flat }
  const groups: Condition[] = []
  for (let at = 0; at < flat.length; at += most) groups.push({ op, of: flat.slice(at, at + most) })
  return { op, of: groups }
}

/** `a or b` of one question is one condition over both answers. */
function together(parts: Condition[]): Condition[] {
  const [first] = parts
  const same = (part: Condition) =>
    part.op === 'chosen' && first?.op === 'chosen' && part.question === first.question && part.row === first.row
  if (parts.length < 2 || first?.op !== 'chosen' || !parts.every(same)) return parts
  const options = [...new Set(parts.flatMap((part) => (part.op === 'chosen' ? part.options : [])))]
  return options.length > 200 ? parts : [{ ...first, options }]
}
