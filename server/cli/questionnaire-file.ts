import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Finding } from '../../shared/questionnaires/check.ts'
import { type FidelityReport, groupedEntries, totalsInWords } from '../../shared/questionnaires/fidelity.ts'
import { AppError, reasonOf } from '../platform/errors.ts'
import type { Out } from '../platform/operator.ts'
import { mostBytes, type ReadQuestionnaire, readQuestionnaire } from '../questionnaires/read-questionnaire.ts'
import { FileRefused } from '../questionnaires/read-text.ts'

/** The questionnaire in a file on the command line; a file that cannot be read or imported is a refusal with its name. */
export async function questionnaireIn(file: string, cwd: string): Promise<ReadQuestionnaire> {
  const path = resolve(cwd, file)
  const refused = (why: string) => new AppError('bad-input', `“${basename(file)}” cannot be imported. ${why}`)
  const found = await stat(path).catch((error) => {
    throw refused(error.code === 'ENOENT' ? 'There is no such file.' : reasonOf(error))
  })
  if (!found.isFile()) throw refused('It is not a file.')
  if (found.size > mostBytes) throw refused('It is larger than 20 MB.')
  try {
    return await readQuestionnaire(await readFile(path))
  } catch (error) {
    if (error instanceof FileRefused) throw refused(error.message)
    throw error
  }
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
