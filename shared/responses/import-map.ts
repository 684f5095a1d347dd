import { z } from 'zod'

const text = (most: number) =>
  z.string('Write it in quotation marks.').min(1, 'Write something.').max(most, `Use ${most} characters or fewer.`)
const name = text(2000)
const code = text(80)
const place = 'A place is a whole number from 1 to 100.'

const column = z.strictObject(
  {
    /** The code of the question that the column answers. */
    question: code,
    /** Of a question of several answers: the option that this column ticks. */
    option: code.optional(),
    /** Of a grid or of amounts: the row. */
    row: code.optional(),
    /** Of a ranking: which place this column names, 1 being the first. */
    place: z.int(place).min(1, place).max(100, place).optional(),
    /** The words that were written beside "other". */
    words: z.literal(true, 'It is true, or left out.').optional(),
    /** What stands in the file → the code of the option; null for "no answer". */
    values: z
      .record(z.string().max(2000), code.nullable(), 'It is a list of “what stands in the file”: “code”.')
      .optional(),
    /** Several answers in one cell are parted by this. */
    separator: text(5).optional(),
  },
  'A column is told by “question”, and where needed “option”, “row”, “place”, “words”, “values”, “separator”: nothing else.',
)

/**
 * How the columns of a file answer the questions of a consultation. A column is named by its head, by both heads of two
 * rows as `first | second`, or by its place as `#3`. What is not named here is recognised by itself where that can be.
 */
export const importMapSchema = z.strictObject(
  {
    format: z.literal(1, 'Write "format": 1.'),
    /** One row of heads, or two, as SurveyMonkey writes them. */
    headerRows: z.literal([1, 2], 'It is 1 or 2.').optional(),
    /** The column with a number or name that each response keeps: importing again is known by it. */
    key: name.optional(),
    columns: z.record(name, column, 'It is a list of “head of a column”: what it answers.').optional(),
    /** Columns that are not imported; they are named in the report all the same. */
    ignore: z.array(name, 'It is a list of heads.').max(5000, 'Name 5,000 columns or fewer.').optional(),
    /** How 03/04/2026 is read. */
    dates: z.enum(['day first', 'month first'], 'It is “day first” or “month first”.').optional(),
  },
  'A map holds “format”, “columns”, “key”, “ignore”, “headerRows” and “dates”: nothing else.',
)

export type ImportMap = z.output<typeof importMapSchema>
export type MappedColumn = z.output<typeof column>

export const emptyMap: ImportMap = { format: 1 }
