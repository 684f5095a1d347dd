import type { Verbs } from '../platform/operator.ts'
import { verb as adminCreate } from './admin-create.ts'
import { verb as exampleLoad } from './example-load.ts'
import { verb as exampleRespond } from './example-respond.ts'
import { verb as migrate } from './migrate.ts'
import { verb as questionnaireCheck } from './questionnaire-check.ts'
import { verb as questionnaireExport } from './questionnaire-export.ts'
import { verb as questionnaireImport } from './questionnaire-import.ts'
import { verb as recount } from './recount.ts'
import { verb as responsesExport } from './responses-export.ts'
import { verb as responsesImport } from './responses-import.ts'
import { verb as signInLink } from './sign-in-link.ts'
import { verb as tables } from './tables.ts'
import { verb as verify } from './verify.ts'

/** The operator's verbs that need the database, by the words that call them. `serve` and `bench` stand apart. */
export const verbs: Verbs = {
  'admin create': adminCreate,
  'example load': exampleLoad,
  'example respond': exampleRespond,
  migrate,
  'questionnaire check': questionnaireCheck,
  'questionnaire export': questionnaireExport,
  'questionnaire import': questionnaireImport,
  recount,
  'responses export': responsesExport,
  'responses import': responsesImport,
  'sign-in-link': signInLink,
  tables,
  verify,
}
