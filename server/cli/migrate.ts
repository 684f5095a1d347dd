import type { Verb } from '../platform/operator.ts'
import { readWords } from '../platform/operator-words.ts'

/** Opening the data has migrated it already: this verb is for doing it before a deployment. */
export const verb: Verb = {
  usage: 'folkmoot migrate [--json]',
  about: 'brings the database to this version of the program',
  run: async (_ctx, args, out) => {
    const { values } = readWords(args, {})
    if (values.json) out.json({ migrated: true })
    else out.line('The database has every migration.')
    return 0
  },
}
