import { z } from 'zod'
import type { Act } from './acts.ts'
import { code, condition, id, option, page, question, row, section, shapes, title } from './document-schema.ts'

/** The strict schema of an act as the builder sends it; the document that comes of it is checked whole as well. */
const place = z.int().min(0).max(1000)
const ref = z.strictObject({ kind: z.enum(['section', 'page', 'question', 'option', 'row']), id, of: id.optional() })

const base = { do: z.literal('add'), at: place }
const add = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('section'), item: section }),
  z.strictObject({ ...base, kind: z.literal('page'), into: id, item: page }),
  z.strictObject({ ...base, kind: z.literal('question'), into: id, item: question }),
  z.strictObject({ ...base, kind: z.literal('option'), into: id, item: option }),
  z.strictObject({ ...base, kind: z.literal('row'), into: id, item: row }),
])

const clearable = <T extends z.ZodType>(type: T) => type.nullable().optional()
const q = question.options[0].shape
const changes = z.strictObject({
  title: title.optional(),
  code: code.optional(),
  text: q.text.optional(),
  help: clearable(q.help),
  required: clearable(q.required),
  soft: clearable(q.soft),
  checks: clearable(q.checks),
  characteristic: clearable(q.characteristic),
  label: clearable(option.shape.label),
  exclusive: clearable(option.shape.exclusive),
  other: clearable(option.shape.other),
  missing: clearable(option.shape.missing),
  profile: clearable(option.shape.profile),
  minimum: clearable(z.number()),
  maximum: clearable(z.number()),
  decimals: clearable(shapes.number.decimals),
  unit: clearable(shapes.number.unit),
  from: shapes.scale.from.optional(),
  to: shapes.scale.to.optional(),
  low: clearable(shapes.scale.low),
  high: clearable(shapes.scale.high),
  labels: clearable(shapes.scale.labels),
  earliest: clearable(z.union([shapes.date.earliest, shapes.partial_date.earliest])),
  latest: clearable(z.union([shapes.date.latest, shapes.partial_date.latest])),
  precision: shapes.partial_date.precision.optional(),
  shuffle: clearable(shapes.single.shuffle),
  multiple: clearable(shapes.grid.multiple),
  top: clearable(shapes.ranking.top),
  total: shapes.constant_sum.total.optional(),
  preset: clearable(shapes.short_text.preset),
})

const plain = [
  z.strictObject({ do: z.literal('set-title'), title }),
  z.strictObject({ do: z.literal('remove'), ref }),
  z.strictObject({ do: z.literal('move'), ref, into: id.optional(), at: place }),
  z.strictObject({ do: z.literal('edit'), ref, set: changes }),
  z.strictObject({ do: z.literal('set-condition'), ref, condition: condition.nullable() }),
  z.strictObject({ do: z.literal('change-type'), question }),
  z.strictObject({ do: z.literal('insert-equality') }),
  add,
] as const

const one = z.discriminatedUnion('do', plain)
const several = z.strictObject({ do: z.literal('several'), acts: z.array(one).min(1).max(100) })

export const act = z.discriminatedUnion('do', [...plain, several]) satisfies z.ZodType<Act>
