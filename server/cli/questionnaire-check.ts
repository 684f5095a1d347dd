import { count } from '../../shared/kernel/text.ts'
import { canPublish, summarise } from '../../shared/questionnaires/check.ts'
import { proveQuestionnaire } from '../../shared/questionnaires/proof.ts'
import type { Out, Verb } from '../platform/operator.ts'
import { readWords, WrongUsage } from '../platform/operator-words.ts'
import { printFindings, questionnaireIn } from './questionnaire-file.ts'

/** Checks the questionnaire in a file as the builder does before publishing; exit 1 when something stops it. */
export const verb: Verb = {
  usage: 'folkmoot questionnaire check FILE [--json]',
  about: 'proves a questionnaire: what can never be asked, what cannot be answered, what is missing',
  help: 'FILE is a questionnaire of Folkmoot (JSON), an XLSForm (.xlsx, .csv), a SurveyJS survey (JSON) or a LimeSurvey\nstructure (.lss, .txt). Exit 1 when something would stop it from being published.',
  run: (_ctx, args, out) => checkFile(args, out),
  alone: (args, out) => checkFile(args, out),
}

async function checkFile(args: string[], out: Out): Promise<0 | 1> {
  const { values, positionals } = readWords(args, {}, 1)
  const [file] = positionals
  if (!file) throw new WrongUsage('Name one file.')
  const { document, format } = await questionnaireIn(file, out.cwd)
  const { findings, ...proof } = proveQuestionnaire(document)
  const summary = summarise(document, findings)
  if (values.json) out.json({ file, format, publishable: canPublish(findings), summary, findings, ...proof })
  else {
    printFindings(findings, out.line)
    const routes = `${proof.routes.exact ? '' : 'at least '}${count(proof.routes.count, 'route')}`
    const people = count(proof.people.length, 'test person sees', 'test people see')
    out.line(`${summary.sentence}. It takes about ${summary.minutes} min.`)
    out.line(`It has ${routes}; ${people} all that can be seen (their answers: --json).`)
  }
  return canPublish(findings) ? 0 : 1
}
