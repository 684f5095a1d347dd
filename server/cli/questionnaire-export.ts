import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import type { Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { draftDocument, liveVersion, questionnairesOf } from '../questionnaires/queries.ts'
import { type ExportFormat, exportFormats, writeQuestionnaire } from '../questionnaires/write-questionnaire.ts'
import { consultationOf } from './on-behalf.ts'
import { printReport } from './questionnaire-file.ts'

/** Writes a consultation's questionnaire to stdout in a format of this or another tool, and says what that cannot hold. */
export const verb: Verb = {
  usage: 'folkmoot questionnaire export SLUG --format json|xlsform|surveyjs [--name NAME] [--draft] [--json]',
  about: 'writes a questionnaire to stdout, for another tool or another installation',
  help: 'The newest published version is written, or the draft with --draft. --name tells several questionnaires apart. What\nthe format cannot hold goes to stderr:\n  folkmoot questionnaire export my-consultation --format xlsform > form.xlsx\nWith --json the file is the "content" of the printed document, as base64.',
  run: async (ctx, args, out) => {
    const options = {
      format: { type: 'string' },
      name: { type: 'string' },
      draft: { type: 'boolean' },
    } as const
    const { values, positionals } = readWords(args, options, 1)
    const [slug] = positionals
    const format = exportFormats.find((one) => one === values.format)
    if (!slug || !format) throw new WrongUsage('Name the consultation, and --format: json, xlsform or surveyjs.')
    const document = await documentOf(ctx, slug, values)
    const { bytes, report } = await writeQuestionnaire(document, format satisfies ExportFormat)
    if (values.json) {
      out.json({ consultation: slug, format, report, content: Buffer.from(bytes).toString('base64') })
      return 0
    }
    await out.bytes(bytes)
    printReport(report, out.note)
    return 0
  },
}

async function documentOf(
  ctx: Ctx,
  slug: string,
  { name, draft }: { name?: string | undefined; draft?: boolean | undefined },
): Promise<QuestionnaireDocument> {
  const all = await questionnairesOf(ctx, await consultationOf(ctx, slug))
  const found = name === undefined ? all[0] : all.find((one) => one.name === name)
  if (!found)
    throw new AppError(
      'not-found',
      name === undefined ? 'It has no questionnaire.' : `It has no questionnaire “${name}”.`,
    )
  if (name === undefined && all.length > 1)
    throw new WrongUsage(
      `It has several questionnaires; say which with --name: ${all.map((one) => `“${one.name}”`).join(', ')}.`,
    )
  const document = draft ? await draftDocument(ctx, found.id) : (await liveVersion(ctx, found.id))?.document
  if (!document)
    throw new AppError('conflict', `No version of “${found.name}” was published yet. --draft writes the draft.`)
  return document
}
