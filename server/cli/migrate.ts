import type { Verb } from '../platform/operator.ts'

/** Opening the data has migrated it already: this verb is for doing it before a deployment. */
export const verb: Verb = {
  usage: 'folkmoot migrate',
  about: 'brings the database to this version of the program',
  run: async (_ctx, _args, out) => {
    out.line('The database has every migration.')
    return 0
  },
}
