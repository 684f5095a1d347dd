import { z } from 'zod'

const name = z.string().min(1).max(2000)
const code = z.string().min(1).max(80)

const column = z.strictObject({
  /** The code of the question that the column answers. */
  question: code,
  /** Of a question of several answers: the option that this column ticks. */
  option: code.optional(),
  /** Of a grid or of amounts: the row. */
  row: code.optional(),
  /** Of a ranking: which place this column names, 1 being the first. */
  place: z.int().min(1).max(100).optional(),
  /** The words that were written beside "other". */
  words: z.literal(true).optional(),
  /** What stands in the file → the code of the option; null for "no answer". */
  values: z.record(z.string().max(2000), code.nullable()).optional(),
  /** Several answers in one cell are parted by this. */
  separator: z.string().min(1).max(5).optional(),
})

/**
 * How the columns of a file answer the questions of a consultation. A column is named by its head, by both heads of two
 * rows as `first | second`, or by its place as `#3`. What is not named here is recognised by itself where that can be.
 */
export const importMapSchema = z.strictObject({
  format: z.literal(1),
  /** One row of heads, or two, as SurveyMonkey writes them. */
  headerRows: z.union([z.literal(1), z.literal(2)]).optional(),
  /** The column with a number or name that each response keeps: importing again is known by it. */
  key: name.optional(),
  columns: z.record(name, column).optional(),
  /** Columns that are not imported; they are named in the report all the same. */
  ignore: z.array(name).max(5000).optional(),
  /** How 03/04/2026 is read. */
  dates: z.enum(['day first', 'month first']).optional(),
})

export type ImportMap = z.output<typeof importMapSchema>
export type MappedColumn = z.output<typeof column>

export const emptyMap: ImportMap = { format: 1 }
