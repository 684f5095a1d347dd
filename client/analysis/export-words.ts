import type { ExportFormat } from '../../shared/analysis/export-request.ts'

/** The formats, as an analyst chooses among them. */
export const formatNames: Record<ExportFormat, string> = {
  csv: 'CSV',
  xlsx: 'Excel workbook',
  sav: 'SPSS',
  json: 'JSON',
}

export const formatHelp: Record<ExportFormat, string> = {
  csv: 'One table that any program reads. Fetch the codebook beside it.',
  xlsx: 'Two sheets: the answers, and the codebook.',
  sav: 'With labels and missing values inside; PSPP and R read it too.',
  json: 'One document for programs: the codebook, then the answers.',
}
