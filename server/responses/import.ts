import { type ImportColumn, type ImportHeads, importHeads } from '../../shared/responses/import-columns.ts'
import type { ImportMap } from '../../shared/responses/import-map.ts'
import { type ImportedRow, rowReader } from '../../shared/responses/import-rows.ts'
import { openImportCollector } from '../collectors/commands.ts'
import { latestNotice } from '../consultations/queries.ts'
import { audit } from '../platform/audit.ts'
import { authorise } from '../platform/authorise.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { boroughOf } from '../population/postcodes.ts'
import { liveVersion, questionnairesOf } from '../questionnaires/queries.ts'
import { settleAnswers } from './check-submission.ts'
import { importKey } from './keys.ts'
import { saveAllEqualityAnswers } from './receipts.ts'
import { type Outcome, type Submission, submitAll } from './submit.ts'

export interface ImportAsked {
  /** The file, as rows of cells with its heads, and the number of each row in the sheet. */
  rows: string[][]
  numbers: readonly number[]
  map: ImportMap
  /** The head of the column that holds each response's weight. */
  weight?: string | undefined
  /** A row that is refused refuses all. */
  allOrNothing: boolean
  /** The questionnaire's name, where the consultation has several. */
  questionnaire?: string | undefined
}

export interface ImportReport {
  /** Responses in the file. */
  rows: number
  in: number
  /** Of an earlier import of the same: nothing was added. */
  alreadyThere: number
  /** By the row's number in the sheet, with every reason. */
  refused: { row: number; reasons: string[] }[]
  /** Columns of the file that answer no question. */
  notImported: string[]
  /** Whether anything was kept: not where all or nothing was asked for and a row was refused. */
  kept: boolean
}

interface ReadRow extends ImportedRow {
  /** In the sheet, heads counted. */
  number: number
  name: string
  weight: number | undefined
}

/**
 * Imports a file of responses, for an officer: every row through the one door that all answers come by, under a collector
 * of its own and a key of its own, so that the same file again adds nothing. One transaction with its audit entry.
 */
export async function importResponses(ctx: Ctx, consultationId: string, asked: ImportAsked): Promise<ImportReport> {
  authorise(ctx, 'responses.import', consultationId)
  const to = await versionToAnswer(ctx, consultationId, asked.questionnaire)
  const heads = importHeads(to.document, asked.rows, asked.map)
  if ('faults' in heads) throw new AppError('bad-input', `The file was not imported. ${heads.faults.join(' ')}`)
  const weightAt = asked.weight === undefined ? null : columnAt(heads.columns, asked.weight)
  const used = heads.columns.filter(({ target }) => target)
  if (used.length === 0) throw new AppError('bad-input', noColumn(heads))
  const read = readRows(asked, heads, weightAt)
  const fits = read.map((row) => ({ row, reasons: reasonsOf(to.document, row) }))
  const refused = fits
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ row, reasons }) => ({ row: row.number, reasons }))
  const aside = heads.columns.filter(({ target, at }) => !target && at !== heads.key && at !== weightAt)
  const report: ImportReport = {
    rows: read.length,
    in: 0,
    alreadyThere: 0,
    refused,
    notImported: aside.map(({ head }) => head),
    kept: true,
  }
  if (asked.allOrNothing && refused.length > 0) return { ...report, kept: false }
  const good = fits.filter(({ reasons }) => reasons.length === 0).map(({ row }) => row)
  return keep(ctx, consultationId, to, good, report, asked.allOrNothing)
}

const noColumn = ({ columns }: ImportHeads) =>
  columns.length === 1
    ? `The file has one column, “${columns[0]!.head}”, and it answers no question of this consultation. Columns are parted by commas, semicolons or tabs, and their heads stand in the first row.`
    : 'No column of the file answers a question of this consultation. Say in a map file what each is: see “folkmoot responses import --help”.'

interface To {
  questionnaireId: string
  versionId: string
  noticeNumber: number
  document: Parameters<typeof importHeads>[0]
}

async function versionToAnswer(ctx: Ctx, consultationId: string, name: string | undefined): Promise<To> {
  const all = await questionnairesOf(ctx, consultationId)
  const chosen = name === undefined ? all[0] : all.find((one) => one.name === name)
  if (name !== undefined && !chosen) throw new AppError('not-found', `The consultation has no questionnaire “${name}”.`)
  const [version, notice] = [chosen && (await liveVersion(ctx, chosen.id)), await latestNotice(ctx, consultationId)]
  if (!chosen || !version || !notice)
    throw new AppError('conflict', 'Publish the questionnaire and open the consultation first.')
  return { questionnaireId: chosen.id, versionId: version.id, noticeNumber: notice.number, document: version.document }
}

function columnAt(columns: readonly ImportColumn[], name: string): number {
  const found = columns.filter(({ head }) => head === name)
  if (found.length === 1) return found[0]!.at
  throw new AppError(
    'bad-input',
    `The file has ${found.length === 0 ? 'no column' : 'several columns'} “${name}” for the weight.`,
  )
}

/** The rows with their names: the key's cell, or else what the row says and how often it has been said before. */
function readRows({ rows, numbers }: ImportAsked, heads: ImportHeads, weightAt: number | null): ReadRow[] {
  const read = rowReader(heads.columns, heads.isOwn, { boroughOf, isMonthFirst: heads.isMonthFirst })
  const seen = new Map<string, number>()
  return rows.slice(heads.headerRows).map((cells, i): ReadRow => {
    const own = heads.key === null ? '' : (cells[heads.key] ?? '').trim()
    const name = own === '' ? `row ${JSON.stringify(contentOf(cells, heads))}` : `key ${own}`
    const before = seen.get(name) ?? 0
    seen.set(name, before + 1)
    const row = read(cells)
    const faults = [...row.faults]
    if (cells.length > heads.columns.length)
      faults.push(`It has ${cells.length} cells, the heads are ${heads.columns.length}.`)
    if (own !== '' && before > 0)
      faults.push(`“${own}” stands in ${heads.columns[heads.key!]!.head} of an earlier row.`)
    if (heads.sent !== null && /^\s*(N\/A)?\s*$/.test(cells[heads.sent] ?? ''))
      faults.push(`It was begun and never sent: “${heads.columns[heads.sent]!.head}” is empty.`)
    const weight = weightAt === null ? undefined : weightIn(cells[weightAt] ?? '')
    if (weight !== undefined && !(weight >= 1 / mostWeight && weight <= mostWeight))
      faults.push('Its weight is no number from 0.000001 to 1,000,000.')
    const number = numbers[i + heads.headerRows]!
    return { ...row, faults, number, name: own === '' ? `${name} ${before}` : name, weight }
  })
}

const mostWeight = 1_000_000
/** `1.25` or `1.25e-3`, as programs write weights; NaN for anything else. */
const weightIn = (cell: string) =>
  /^\s*\d{1,9}(\.\d{1,20})?(e[+-]?\d{1,3})?\s*$/i.test(cell) ? Number(cell) : Number.NaN

/** What tells a row without a name: the cells that are imported. Our own export numbers its rows anew each time. */
const contentOf = (cells: string[], heads: ImportHeads) =>
  heads.columns.filter(({ target }) => target).map(({ at }) => cells[at] ?? '')

/** Why the door would not take the row; asked before, so that each row is told apart. */
function reasonsOf(document: To['document'], { main, equality, faults }: ReadRow): string[] {
  if (faults.length > 0) return faults
  try {
    const found = [
      ...settleAnswers(document, main, 'main').faults,
      ...settleAnswers(document, equality, 'equality').faults,
    ]
    return found.map(({ about, message }) => `${about}: ${message}`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const own = Object.values(error.fields)
    return own.length > 0 ? own : [error.message]
  }
}

/** Undoes the transaction and hands on the report. */
class Undone extends Error {
  constructor(readonly report: ImportReport) {
    super('undone')
  }
}

const atOnce = 250

async function keep(
  ctx: Ctx,
  consultationId: string,
  to: To,
  good: ReadRow[],
  report: ImportReport,
  allOrNothing: boolean,
): Promise<ImportReport> {
  const work = inTransaction(ctx, async (tx) => {
    const collectorId = await openImportCollector(tx, consultationId, to.questionnaireId)
    for (let from = 0; from < good.length; from += atOnce) {
      const part = good.slice(from, from + atOnce)
      const outcomes = await submitAll(
        tx,
        part.map((row) => submissionOf(tx, consultationId, collectorId, to, row)),
      )
      refuseWhenShut(outcomes)
      await saveEquality(tx, to, part, outcomes)
      tell(report, part, outcomes)
    }
    if (allOrNothing && report.refused.length > 0) throw new Undone({ ...report, in: 0, kept: false })
    const { rows, in: taken, alreadyThere, refused } = report
    await audit(tx, {
      verb: 'responses.import',
      subject: `consultation:${consultationId}`,
      scope: consultationId,
      detail: { rows, in: taken, alreadyThere, refused: refused.length },
    })
    return report
  })
  return work.catch((error) => {
    if (error instanceof Undone) return error.report
    throw error
  })
}

const submissionOf = (ctx: Ctx, consultationId: string, collectorId: string, to: To, row: ReadRow): Submission => ({
  collectorId,
  versionId: to.versionId,
  noticeNumber: to.noticeNumber,
  key: importKey(ctx, consultationId, row.name),
  answers: row.main,
  startedAt: null,
  weight: row.weight,
})

function refuseWhenShut(outcomes: Outcome[]) {
  if (outcomes.some(({ outcome }) => outcome === 'closed' || outcome === 'not-open'))
    throw new AppError('conflict', 'Answers come in only while the consultation is open. Nothing was imported.')
}

async function saveEquality(tx: Ctx, to: To, part: ReadRow[], outcomes: Outcome[]) {
  const saves = outcomes.flatMap((outcome, i) => {
    const answers = part[i]!.equality
    const isNew = outcome.outcome === 'in' && !outcome.again
    return isNew && Object.keys(answers).length > 0 ? [{ receipt: outcome.receipt, answers }] : []
  })
  if (saves.length > 0) await saveAllEqualityAnswers(tx, to.versionId, saves)
}

const otherThere = 'It was imported before with other answers or another weight. What was imported first stays.'

function tell(report: ImportReport, part: ReadRow[], outcomes: Outcome[]) {
  outcomes.forEach((outcome, i) => {
    const row = part[i]!.number
    if (outcome.outcome === 'in') report[outcome.again ? 'alreadyThere' : 'in']++
    else if (outcome.outcome === 'incomplete')
      report.refused.push({ row, reasons: outcome.faults.map(({ about, message }) => `${about}: ${message}`) })
    else report.refused.push({ row, reasons: [otherThere] })
  })
  report.refused.sort((a, b) => a.row - b.row)
}
