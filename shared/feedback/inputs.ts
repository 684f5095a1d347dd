import { z } from 'zod'
import { commitmentKinds } from './commitment.ts'

const words = (name: string, most: number) =>
  z.string().trim().min(1, `Write ${name}.`).max(most, `Use ${most} characters or fewer.`)
const day = z.iso.date('Choose a date.').refine((date) => date >= '1900', 'Choose a date.')

/** What a release is to hold: each a question on its own, or by one equality variable. */
export const freezeInput = z.strictObject({
  tables: z
    .array(z.strictObject({ question: z.string().min(1).max(200), by: z.string().min(1).max(200).nullable() }))
    .min(1, 'Choose at least one table.')
    .max(200, 'Choose 200 tables or fewer.'),
})

/** A finding rests on a cell of a table, on how many answered, or on quotes. */
export const evidenceInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('cell'),
    table: z.string().max(100),
    row: z.string().max(100),
    column: z.string().max(100),
  }),
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('quote'), quote: z.uuid() }),
])
export type Evidence = z.infer<typeof evidenceInput>

export const findingInput = z.strictObject({
  heading: words('a heading', 200),
  text: words('what was found', 2000),
  evidence: z.array(evidenceInput).min(1, 'Pin a number or a quote: a finding rests on what people said.').max(20),
  objectives: z.array(z.uuid()).max(20),
  actions: z.array(z.uuid()).max(20),
})
export type FindingInput = z.infer<typeof findingInput>

export const quoteInput = z.strictObject({
  question: z.string().min(1).max(200),
  response: z.uuid(),
  edited: words('the quote', 1000),
})

export const commitmentInput = z
  .strictObject({
    kind: z.enum(commitmentKinds),
    text: words('what is promised', 500),
    because: z.string().trim().max(500).default(''),
    owner: words('who owns it', 200),
    dueOn: day.nullable(),
    finding: z.uuid().nullable(),
    objective: z.uuid().nullable(),
    action: z.uuid().nullable(),
  })
  .refine((c) => c.kind !== 'we_will' || c.dueOn !== null, { path: ['dueOn'], message: 'Say by when.' })
  .refine((c) => c.kind !== 'we_will_not' || c.because !== '', { path: ['because'], message: 'Say why not.' })
export type CommitmentInput = z.input<typeof commitmentInput>

export const commitmentProgressInput = z.strictObject({
  doneOn: day.nullable(),
  newDueOn: day.nullable(),
  note: z.string().trim().max(500),
})

/** The three sentences at the head of the published answer. */
export const summaryInput = z.strictObject({ said: words('what people said', 600), did: words('what was done', 600) })

export const sendBackInput = z.strictObject({ note: words('what needs to change', 1000) })
