import { say } from '../../shared/kernel/text.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { reportOf } from '../../shared/questionnaires/fidelity.ts'
import { importLimesurveyTsv, importLss } from '../../shared/questionnaires/limesurvey-import.ts'
import { isLimesurveyTsv } from '../../shared/questionnaires/limesurvey-tsv.ts'
import { importOwn, isOwn } from '../../shared/questionnaires/own-import.ts'
import { type Imported, ImportRefused } from '../../shared/questionnaires/sketch-document.ts'
import { importSurveyjs, isSurveyjs } from '../../shared/questionnaires/surveyjs-import.ts'
import { importXlsform } from '../../shared/questionnaires/xlsform-import.ts'
import { isXlsform, sheetsOfCsv } from '../../shared/questionnaires/xlsform-sheets.ts'
import { readJson } from './read-json.ts'
import { readLss } from './read-lss.ts'
import { delimiterOf, readTable } from './read-table.ts'
import { FileRefused, textOf } from './read-text.ts'
import { readXlsx } from './read-xlsx.ts'
import { unpack } from './read-zip.ts'

export type SourceFormat = 'Folkmoot JSON' | 'SurveyJS JSON' | 'XLSForm' | 'LimeSurvey'

export interface ReadQuestionnaire extends Imported {
  format: SourceFormat
}

export const mostBytes = 20 * 1024 * 1024

/** The questionnaire in a file of another tool, or of this one. Throws `FileRefused` with the reason in plain words. */
export async function readQuestionnaire(bytes: Uint8Array): Promise<ReadQuestionnaire> {
  if (bytes.length > mostBytes) throw new FileRefused('It is larger than 20 MB.')
  if (bytes.length === 0) throw new FileRefused('It is empty.')
  try {
    return begins(bytes, [0x50, 0x4b]) ? await ofZip(bytes) : ofText(bytes)
  } catch (error) {
    if (error instanceof ImportRefused) throw new FileRefused(error.message)
    if (error instanceof RangeError) throw new FileRefused('It is built too deep or too large to be read.')
    throw error
  }
}

/** What the questionnaire is called by its officers, until they say otherwise: the title in the file. */
export const nameOf = ({ title, language }: QuestionnaireDocument): string =>
  say(title, language).trim().slice(0, 120) || 'Imported questionnaire'

const begins = (bytes: Uint8Array, first: number[]) => first.every((byte, n) => bytes[n] === byte)

/** A workbook, or an archive of LimeSurvey, of which the structure is read and the rest is named. */
async function ofZip(bytes: Uint8Array): Promise<ReadQuestionnaire> {
  const names: string[] = []
  const found = unpack(bytes, (name) => {
    names.push(name)
    return name.endsWith('.lss')
  })
  const [structure] = found
  if (structure)
    return ofArchive(
      structure[1],
      names.filter((name) => name !== structure[0]),
    )
  if (!names.some((name) => name.toLowerCase() === 'xl/workbook.xml'))
    throw new FileRefused(
      'It is a zip file, but neither an Excel workbook (.xlsx) nor an archive of LimeSurvey (.lsa).',
    )
  const sheets = await readXlsx(bytes)
  return { format: 'XLSForm', ...importXlsform(sheets.map((sheet) => ({ sheet, firstLine: 1 }))) }
}

function ofArchive(structure: Uint8Array, others: string[]): ReadQuestionnaire {
  const { document, report } = importLss(readLss(textOf(structure)))
  const message = 'It is another part of the archive, and no part of the questionnaire: it was not imported.'
  const named = others.map((at) => ({ at, fidelity: 'unsupported' as const, message }))
  return { format: 'LimeSurvey', document, report: reportOf([...report.entries, ...named]) }
}

function ofText(bytes: Uint8Array): ReadQuestionnaire {
  if (begins(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new FileRefused('It is an old Excel workbook (.xls). Save it as .xlsx, and give that.')
  const text = textOf(bytes)
  const start = text.replace(/^\ufeff/, '').trimStart()
  if (start.startsWith('{') || start.startsWith('[')) return ofJson(readJson(text))
  if (start.startsWith('<')) return { format: 'LimeSurvey', ...importLss(readLss(text)) }
  const rows = readTable(text, delimiterOf(text))
  if (isLimesurveyTsv(rows)) return { format: 'LimeSurvey', ...importLimesurveyTsv(rows) }
  if (!isXlsform(rows))
    throw new FileRefused(
      'It is no XLSForm (a table with a sheet “survey” and its column “type”), no SurveyJS survey (JSON), no LimeSurvey structure (.lss, .txt) and no questionnaire of Folkmoot (JSON).',
    )
  return { format: 'XLSForm', ...importXlsform(sheetsOfCsv(rows)) }
}

function ofJson(value: unknown): ReadQuestionnaire {
  if (isOwn(value)) return { format: 'Folkmoot JSON', ...importOwn(value) }
  if (isSurveyjs(value)) return { format: 'SurveyJS JSON', ...importSurveyjs(value) }
  throw new FileRefused('It is JSON, but neither a questionnaire of Folkmoot nor a SurveyJS survey.')
}
