import { z } from 'zod'
import { counters } from './counters.ts'
import { rags } from './rag.ts'

const fragment = z.strictObject({ line: z.int().positive(), text: z.string().min(1) })
const cellShape = {
  asPrinted: z.array(fragment).min(1),
  reading: z.string().min(1).optional(),
  damaged: z.literal(true).optional(),
  note: z.string().min(1).optional(),
}
const cell = z.strictObject(cellShape)
const lead = z.strictObject({ ...cellShape, names: z.array(z.string().min(1)).min(1) })

/** What an action and an objective both may have: an empty cell of the table is left out. */
const rowShape = {
  text: cell,
  lead: lead.optional(),
  funding: cell.optional(),
  timescales: z.array(cell).default([]),
  measures: z.array(cell).default([]),
  progress: z.array(cell).default([]),
}
/** `countedBy`: the product itself counts what the action's measure asks for, and shows it beside the measure. */
const action = z.strictObject({ ...rowShape, countedBy: z.enum(counters).optional() })
const objective = z.strictObject({
  ...rowShape,
  status: z.strictObject({ asPrinted: z.array(fragment).min(1), rag: z.enum(rags) }),
  actions: z.array(action).min(1),
})

/** A plan as it was printed: every character of its source is in one cell, or in `outsideTheCells` with the reason. */
export const planDocument = z.strictObject({
  slug: z.string(),
  title: cell,
  period: cell,
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  commitment: cell,
  principlesFrom: cell,
  principles: z.array(z.strictObject({ number: z.int(), name: cell, text: cell })),
  themes: z.array(z.strictObject({ number: z.int(), title: cell, objectives: z.array(objective).min(1) })),
  outsideTheCells: z.array(z.strictObject({ ...fragment.shape, why: z.string().min(1) })),
})
export type PlanDocument = z.infer<typeof planDocument>
