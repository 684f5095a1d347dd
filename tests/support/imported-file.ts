import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { verb as responsesImport } from '../../server/cli/responses-import.ts'
import { responses } from '../../server/responses/tables.ts'
import type { OpenConsultation } from './fixtures.ts'
import { operated } from './operator.ts'
import { openWorld } from './world.ts'

const world = await openWorld()
const { ctx } = world
export const folder = mkdtempSync(join(tmpdir(), 'folkmoot-import-'))
export const reason = ['--reason', 'The panel answered on paper']

/** Writes the file and imports it as an officer of the consultation. */
export async function imported(
  to: OpenConsultation,
  file: string | Buffer,
  words: string[] = [],
  role: 'officer' | 'analyst' = 'officer',
) {
  writeFileSync(join(folder, 'file.csv'), file)
  const person = await world.person(role, to.consultationId)
  return {
    person,
    ...(await operated(
      ctx,
      responsesImport,
      ['file.csv', '--consultation', to.slug, ...words, '--as', person.email, ...reason],
      folder,
    )),
  }
}

export const stored = (to: OpenConsultation) =>
  ctx.db
    .select()
    .from(responses)
    .where(eq(responses.consultationId, to.consultationId))
    .orderBy(asc(responses.weight), asc(responses.id))

/** Three people as a panel's file has them. */
export const panel = `id,priorities_knives,priorities_burglary,contact,sex,years,w
a1,1,0,yes,female,3,0.5
a2,0,1,no,,10,1.5
a3,0,1,prefer not to say,male,20,2
`
