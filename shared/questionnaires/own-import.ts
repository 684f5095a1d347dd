import { questionnaireDocument } from './document-schema.ts'
import { Ledger, shortened } from './fidelity.ts'
import { type Imported, ImportRefused } from './sketch-document.ts'
import { SourceNode } from './source-node.ts'

/** Whether a JSON value says that it is a questionnaire of this product. */
export function isOwn(value: unknown): boolean {
  const node = new SourceNode(value)
  return node.child('format').value === 1 && Array.isArray(node.child('sections').value)
}

/** The questionnaire as it is. Throws `ImportRefused` with the place and the reason when it does not fit the schema. */
export function importOwn(value: unknown): Imported {
  const result = questionnaireDocument.safeParse(value)
  if (!result.success) {
    const reasons = result.error.issues.slice(0, 10).map(({ path, message }) => `/${path.join('/')}: ${message}`)
    throw new ImportRefused(`It does not fit the schema of a questionnaire. ${reasons.join(' ')}`)
  }
  const cells = new SourceNode(value).cells()
  const ledger = new Ledger(cells)
  for (const { at, value: said } of cells) ledger.converted(at, `Kept as it is: ${shortened(said, 40)}.`)
  return { document: result.data, report: ledger.close() }
}
