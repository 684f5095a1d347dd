import { existsSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ExportFormat, exportFormats } from '../../shared/analysis/export-request.ts'
import { count } from '../../shared/kernel/text.ts'
import { type ExportAsked, type Exported, exportResponses } from '../analysis/export.ts'
import { wholeExport } from '../analysis/export-file.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { Out, Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'

/** What people answered, as a file for a statistics program or a sheet. */
export const verb: Verb = {
  usage:
    'folkmoot responses export SLUG --format csv|xlsx|sav|json [--out FILE] [--without-text] --as EMAIL --reason TEXT [--json]',
  about: 'writes what people answered to a file, a row a response, with its codebook',
  help: `For an analyst of the consultation (--as), with the reason; both are kept in the audit trail.

One row is one person's answers. A column is named by the question's code; a question of several answers has a column
an option, a grid one a row. Versions of the questionnaire stand together: the same question is the same column.
What is missing says why: not asked, left blank, prefer not to say, don't know. In csv, xlsx and json these are words, in
sav numbers that SPSS takes as missing. The codebook, with the wording of every version, is the second sheet of xlsx, a
part of json and, with --out, a file beside a csv whose name ends in -codebook.csv; a sav has labels and missing values.

Never in the file: equality answers (they leave only as counts: see "folkmoot tables"), times of day, receipts, keys, and
groups' formal responses, which are no people. The order is random and tells nothing.

A cell of csv or xlsx that a sheet could take for a formula begins with an apostrophe; take one off to have the text.

Without --out the file goes to stdout. A file that is there is not written over. --without-text leaves out what people
wrote in their own words.

Example:
  npm run --silent folkmoot -- responses export safer-streets --format sav --out safer-streets.sav \\
    --as analyst@example.org --reason "Tables for the committee"`,
  run: async (ctx, args, out) => {
    const { values, positionals } = readWords(
      args,
      {
        format: { type: 'string' },
        out: { type: 'string' },
        'without-text': { type: 'boolean' },
        ...behalfOptions,
      },
      1,
    )
    const [slug] = positionals
    const format = exportFormats.find((one) => one === values.format)
    if (!slug || !format) throw new WrongUsage('Name one consultation, and --format csv, xlsx, sav or json.')
    if (values.json && !values.out) throw new WrongUsage('--json tells about the file, so it needs --out.')
    const asked = { format, withoutText: values['without-text'] === true }
    const actor = await onBehalf(ctx, values)
    const id = await consultationOf(ctx, slug)
    const file = values.out === undefined ? null : resolve(out.cwd, values.out)
    const beside = file && hasBeside(format) ? `${file.replace(/\.[a-z]+$/i, '')}-codebook.csv` : null
    const taken = [file, beside].find((one) => one && existsSync(one))
    if (taken) throw new AppError('conflict', `${taken} is there already; choose another name.`)
    const { codebook, responses, variables } = file
      ? await toFile(file, (write) => exportResponses(actor, id, asked, write))
      : await toStdout(actor, id, asked, out)
    if (beside) await toFile(beside, (write) => write(Buffer.from(codebook)))
    const told = `${count(responses, 'response')}, ${count(variables, 'column')} of answers.`
    if (values.json) out.json({ consultation: slug, format, responses, variables, file, codebook: beside })
    else out.note(file ? `${told} Written to ${[file, beside].filter(Boolean).join(' and ')}.` : told)
    return 0
  },
}

/** The others hold it themselves. */
const hasBeside = (format: ExportFormat) => format === 'csv'

/** Made whole first: a reader that pauses, as a pager does, must not hold the data. */
async function toStdout(actor: Ctx, id: string, asked: ExportAsked, out: Out): Promise<Exported> {
  const { exported, file } = await wholeExport(actor, id, asked)
  for await (const part of file) await out.bytes(part as Uint8Array)
  return exported
}

const whyNot: Record<string, string> = {
  EEXIST: 'is there already; choose another name',
  ENOENT: 'cannot be written: there is no such folder',
  ENOTDIR: 'cannot be written: there is no such folder',
  EACCES: 'cannot be written: the account that Folkmoot runs as may not write there',
}

/** A file of the operator's alone; what was begun and failed is taken away again. */
async function toFile<T>(path: string, make: (write: (part: Uint8Array) => Promise<void>) => Promise<T>): Promise<T> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const why = whyNot[error.code ?? ''] ?? `cannot be written (${error.code})`
    throw new AppError('conflict', `${path} ${why}.`)
  })
  try {
    return await make(async (part) => {
      await file.writeFile(part)
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}
