import { check } from '../../shared/questionnaires/check.ts'
import type { Ctx } from '../platform/context.ts'
import type { Out, Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { createQuestionnaire } from '../questionnaires/commands.ts'
import { nameOf, type ReadQuestionnaire } from '../questionnaires/read-questionnaire.ts'
import { behalfOptions, consultationOf, onBehalf } from './on-behalf.ts'
import { printFindings, printReport, questionnaireIn } from './questionnaire-file.ts'

/** Reads a questionnaire of another tool and says how each part came over; with a consultation, keeps it there as a draft. */
export const verb: Verb = {
  usage: 'folkmoot questionnaire import FILE [--consultation SLUG --as EMAIL --reason TEXT [--name NAME]] [--json]',
  about: 'reads a questionnaire of another tool, and says how each part of it came over',
  help: 'FILE is an XLSForm (.xlsx, .csv), a SurveyJS survey (JSON), a LimeSurvey structure (.lss, .txt) or a questionnaire of\nFolkmoot (JSON). The report goes to stderr. Without --consultation the questionnaire is printed and nothing is kept:\n  folkmoot questionnaire import survey.lss > survey.json\nWith it, it becomes a draft of that consultation, written by the officer of --as, on record.',
  run: importFile,
  alone: (args, out) =>
    args.some((arg) => /^--consultation(=|$)/.test(arg)) ? undefined : importFile(null, args, out),
}

const options = {
  consultation: { type: 'string' },
  name: { type: 'string' },
  ...behalfOptions,
} as const

async function importFile(ctx: Ctx | null, args: string[], out: Out): Promise<0 | 1> {
  const { values, positionals } = readWords(args, options, 1)
  const [file] = positionals
  if (!file) throw new WrongUsage('Name one file.')
  const keep = values.consultation !== undefined
  if (keep && (!values.as || !values.reason))
    throw new WrongUsage('--consultation needs --as with the e-mail of an officer, and --reason.')
  const read = await questionnaireIn(file, out.cwd)
  const findings = check(read.document)
  const kept = ctx && keep ? await keepDraft(ctx, read, values) : undefined
  if (values.json) {
    out.json({ file, format: read.format, ...kept, report: read.report, findings, document: read.document })
    return 0
  }
  out.note(`“${file}” is ${read.format}.`)
  printReport(read.report, out.note)
  if (findings.length > 0) out.note('\nBefore it can be published:')
  printFindings(findings, out.note)
  out.line(
    kept ? `It is a draft of ${values.consultation}, called “${kept.name}”.` : JSON.stringify(read.document, null, 2),
  )
  return 0
}

interface Wanted {
  consultation?: string | undefined
  as?: string | undefined
  reason?: string | undefined
  name?: string | undefined
}

async function keepDraft(ctx: Ctx, { document }: ReadQuestionnaire, wanted: Wanted) {
  const consultationId = await consultationOf(ctx, wanted.consultation ?? '')
  const officer = await onBehalf(ctx, wanted)
  const name = wanted.name?.trim().slice(0, 120) || nameOf(document)
  return { questionnaire: await createQuestionnaire(officer, consultationId, { name, document }), name }
}
