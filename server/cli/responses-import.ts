import { basename } from 'node:path'
import { count } from '../../shared/kernel/text.ts'
import { emptyMap, type ImportMap, importMapSchema } from '../../shared/responses/import-map.ts'
import { AppError } from '../platform/errors.ts'
import type { Out, Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { type ImportReport, importResponses } from '../responses/import.ts'
import { encodings, mostBytes, readCsv } from '../responses/read-csv.ts'
import { fileRefused, readNamed } from './named-file.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'

/** Answers that were collected elsewhere, from a CSV file, through the same door as all others. */
export const verb: Verb = {
  usage:
    'folkmoot responses import FILE --consultation SLUG [--map FILE] [--weight COLUMN] [--questionnaire NAME] [--encoding E] [--all-or-nothing] --as EMAIL --reason TEXT [--json]',
  about: 'imports responses from a CSV file, each row through the same door as every answer',
  help: `For an officer of the consultation (--as), with the reason; both are kept in the audit trail. The consultation is open.

The columns are recognised by themselves where they are named as our own export names them, as LimeSurvey does
(G01Q01[SQ001]), as SurveyMonkey does (two rows of heads), or by the words of the questions and options. What each of
the others is, a map file says (JSON):

  {
    "format": 1,
    "key": "RespondentID",
    "columns": {
      "Gender": { "question": "sex", "values": { "M": "male", "F": "female", "-": null } },
      "Which have you seen? | Episode IV": { "question": "seen", "option": "iv" },
      "#7": { "question": "confidence", "row": "listen" }
    },
    "ignore": ["IP Address"]
  }

A column is named by its head, by both heads of two rows as "first | second", or by its place as "#7". Also: "words"
(the words beside "other"), "place" (of a ranking), "separator" (several answers in one cell), "headerRows" 1 or 2,
"dates" "day first" (usual) or "month first".

A row of LimeSurvey whose submitdate is empty was never sent and is refused; "ignore" that column to take it.

Every row is checked as if it were sent now, on the newest version. Each row is in, there already (the same file again
adds nothing: by the key's column, or else by what the row says), or refused with its number and the reasons. Ends with 1 when
a row is refused; with --all-or-nothing nothing is kept then. Imported answers have a way in of their own, "Imported
file", everywhere. --weight names a column of weights, kept for "folkmoot tables --weight imported".

Files: up to 20 MB and 200,000 rows; comma, semicolon or tab; UTF-8, or else read as Windows-1252, or --encoding
${encodings.join(', ')}. Nothing in a cell is worked out: =1+1 stays these four signs.

Example:
  npm run --silent folkmoot -- responses import panel.csv --consultation safer-streets --map panel-map.json \\
    --as officer@example.org --reason "The panel answered on paper"`,
  run: async (ctx, args, out) => {
    const { values, positionals } = readWords(
      args,
      {
        consultation: { type: 'string' },
        map: { type: 'string' },
        weight: { type: 'string' },
        questionnaire: { type: 'string' },
        encoding: { type: 'string' },
        'all-or-nothing': { type: 'boolean' },
        ...behalfOptions,
      },
      1,
    )
    const [name] = positionals
    if (!name || !values.consultation) throw new WrongUsage('Name one file, and --consultation SLUG.')
    const encoding = encodings.find((one) => one === values.encoding)
    if (values.encoding && !encoding) throw new WrongUsage(`--encoding is one of ${encodings.join(', ')}.`)
    const officer = await onBehalf(ctx, values)
    const consultationId = await consultationOf(ctx, values.consultation)
    const map = values.map === undefined ? emptyMap : await mapIn(values.map, out.cwd)
    const file = readCsv(await readNamed(name, out.cwd, mostBytes), encoding)
    const { weight, questionnaire } = values
    const asked = { ...file, map, weight, questionnaire, allOrNothing: values['all-or-nothing'] === true }
    const report = await importResponses(officer, consultationId, asked)
    if (values.json)
      out.json({ consultation: values.consultation, file: basename(name), encoding: file.encoding, ...report })
    else say(out, report, file.encoding)
    return report.refused.length > 0 ? 1 : 0
  },
}

async function mapIn(name: string, cwd: string): Promise<ImportMap> {
  const bytes = await readNamed(name, cwd, mostBytes)
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw fileRefused(name, 'It is no JSON.')
  }
  const map = importMapSchema.safeParse(json)
  if (map.success) return map.data
  const fields = map.error.issues.map((issue) => [issue.path.join('.') || 'the map', issue.message] as const)
  throw new AppError('bad-input', 'The map file needs another look. Nothing was imported.', Object.fromEntries(fields))
}

/** As many refused rows as a screen holds; `--json` lists all. */
const shown = 20

function say(out: Out, { rows, in: taken, alreadyThere, refused, notImported, kept }: ImportReport, encoding: string) {
  if (encoding !== 'utf-8')
    out.note(`The file is no UTF-8; it was read as ${encoding}. If letters look wrong, say --encoding.`)
  if (notImported.length > 0)
    out.note(`Columns that answer no question were left aside: ${notImported.map((head) => `“${head}”`).join(', ')}.`)
  for (const { row, reasons } of refused.slice(0, shown)) out.note(`Row ${row} is refused: ${reasons.join(' ')}`)
  if (refused.length > shown) out.note(`${refused.length - shown} more rows are refused; --json lists them all.`)
  out.line(
    `${count(rows, 'row')}: ${taken} in, ${alreadyThere} there already, ${refused.length} refused.${kept ? '' : ' Nothing was imported.'}`,
  )
}
