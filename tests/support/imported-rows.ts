import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import { type ImportHeads, importHeads } from '../../shared/responses/import-columns.ts'
import { emptyMap, type ImportMap } from '../../shared/responses/import-map.ts'
import { rowReader } from '../../shared/responses/import-rows.ts'

const tools = { boroughOf: (text: string) => (text === 'N17 6QA' ? 'E09000014' : undefined), isMonthFirst: false }

/** What each column is for; the faults as an error. */
export function headsOf(document: QuestionnaireDocument, rows: string[][], map: ImportMap = emptyMap): ImportHeads {
  const found = importHeads(document, rows, map)
  if ('faults' in found) throw new Error(found.faults.join(' '))
  return found
}

/** The rows of a sheet as answers. */
export function read(document: QuestionnaireDocument, rows: string[][], map: ImportMap = emptyMap) {
  const found = headsOf(document, rows, map)
  const reader = rowReader(found.columns, found.isOwn, { ...tools, isMonthFirst: found.isMonthFirst })
  return rows.slice(found.headerRows).map(reader)
}
