import type { Finding } from '../../shared/questionnaires/check.ts'
import { type FidelityReport, groupedEntries, totalsInWords } from '../../shared/questionnaires/fidelity.ts'
import type { Out } from '../platform/operator.ts'
import { mostBytes, type ReadQuestionnaire, readQuestionnaire } from '../questionnaires/read-questionnaire.ts'
import { FileRefused } from '../questionnaires/read-text.ts'
import { fileRefused, readNamed } from './named-file.ts'

/** The questionnaire in a file on the command line; a file that cannot be read or imported is a refusal with its name. */
export async function questionnaireIn(file: string, cwd: string): Promise<ReadQuestionnaire> {
  const bytes = await readNamed(file, cwd, mostBytes)
  return readQuestionnaire(bytes).catch((error) => {
    throw error instanceof FileRefused ? fileRefused(file, error.message) : error
  })
}

/** The report for a person: what came over less than whole, the same sentence once with its places. */
export function printReport(report: FidelityReport, note: Out['note']): void {
  note(`${totalsInWords(report)}.`)
  for (const fidelity of ['approximated', 'unsupported'] as const) {
    const groups = groupedEntries(report, fidelity)
    if (groups.length > 0) note(fidelity === 'approximated' ? '\nApproximated:' : '\nNot supported:')
    for (const { message, at } of groups) note(`  ${placesOf(at)}: ${message}`)
  }
}

const placesOf = (at: string[]) =>
  at.length > 4 ? `${at.slice(0, 3).join(', ')} and ${at.length - 3} more` : at.join(', ')

export function printFindings(findings: Finding[], line: Out['line']): void {
  for (const { level, message } of findings)
    line(`${level === 'stop' ? 'Stops publishing' : 'Worth a look'}: ${message}`)
}
