import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readQuestionnaire } from '../../server/questionnaires/read-questionnaire.ts'
import { FileRefused } from '../../server/questionnaires/read-text.ts'

/** Prints how every file of a folder comes over, as the table of docs/fidelity.md: `npm run fidelity -- FOLDER`. */
async function row(path: string): Promise<string> {
  const begun = performance.now()
  try {
    const { format, document, report } = await readQuestionnaire(readFileSync(path))
    const questions = document.sections.flatMap((section) => section.pages.flatMap((page) => page.questions)).length
    const { converted, approximated, unsupported } = report.totals
    const seconds = ((performance.now() - begun) / 1000).toFixed(2)
    return `| ${basename(path)} | ${format} | ${questions} | ${converted} | ${approximated} | ${unsupported} | ${seconds} s |`
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return `| ${basename(path)} | refused: ${error.message} | | | | | |`
  }
}

const folder = process.argv[2] ?? '.'
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((path) => join(folder, path))
  .filter((path) => statSync(path).isFile())
  .sort()
const head = [
  '| file | format | questions | converted | approximated | not supported | time |',
  '|---|---|---:|---:|---:|---:|---:|',
]
const rows: string[] = []
for (const file of files) rows.push(await row(file))
process.stdout.write(`${[...head, ...rows].join('\n')}\n`)
