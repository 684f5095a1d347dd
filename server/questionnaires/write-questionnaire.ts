import writeExcelFile from 'write-excel-file/node'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { ExportAccount } from '../../shared/questionnaires/export-account.ts'
import type { FidelityReport } from '../../shared/questionnaires/fidelity.ts'
import { exportSurveyjs } from '../../shared/questionnaires/surveyjs-export.ts'
import { exportXlsform } from '../../shared/questionnaires/xlsform-export.ts'
import type { RawSheet } from '../../shared/questionnaires/xlsform-sheets.ts'

export const exportFormats = ['json', 'xlsform', 'surveyjs'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface Written {
  bytes: Uint8Array
  /** How the file's name ends. */
  ending: string
  mime: string
  report: FidelityReport
}

/** The questionnaire as a file of this format, with what the format cannot hold. */
export const writeQuestionnaire = (document: QuestionnaireDocument, format: ExportFormat): Promise<Written> =>
  writers[format](document)

const ofJson = (value: unknown, ending: string, report: FidelityReport): Written => ({
  bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
  ending,
  mime: 'application/json',
  report,
})

const writers: Record<ExportFormat, (document: QuestionnaireDocument) => Promise<Written>> = {
  json: async (document) => {
    const account = new ExportAccount(document, 'its own format')
    for (const { at } of account.root.cells()) account.ledger.converted(at, 'It is kept as it is.')
    return ofJson(document, 'json', account.close())
  },
  surveyjs: async (document) => {
    const { survey, report } = exportSurveyjs(document)
    return ofJson(survey, 'surveyjs.json', report)
  },
  xlsform: async (document) => {
    const { sheets, report } = exportXlsform(document)
    const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return { bytes: await workbookOf(sheets), ending: 'xlsx', mime, report }
  },
}

/** Every cell is a text, so that none is ever worked out as a formula. */
function workbookOf(sheets: RawSheet[]): Promise<Uint8Array> {
  const pages = sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row) => row.map((value) => (value === '' ? null : { value, type: String }))),
  }))
  return writeExcelFile(pages).toBuffer()
}
