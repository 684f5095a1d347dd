import { chanceFrom } from '../../shared/kernel/chance.ts'
import { answersOf } from '../../shared/responses/somebody.ts'
import { askGroups } from '../collectors/commands.ts'
import { collectorsOf } from '../collectors/queries.ts'
import { type Group, groupList } from '../groups/queries.ts'
import type { Actor, Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { versionDocument } from '../questionnaires/queries.ts'
import { keyFrom } from '../responses/keys.ts'
import { submit } from '../responses/submit.ts'
import { somebodyIn } from '../responses/synthetic-people.ts'
import { at, type Opened } from './example-consultation.ts'
import { leaningOf } from './example-people.ts'

const day = 86_400_000
/** Left to be answered by hand. */
const leftOpen = 'haringey'

/** Stands for the coordinators of the groups that have no account in the example. */
const loader = (group: Group): Actor => ({
  accountId: 'example',
  email: 'example@example.org',
  name: 'The example',
  grants: [{ role: 'coordinator', scope: group.id }],
})

/** The officer asks the 32 groups; so many of them send a formal response. */
export async function sendFormalResponses(tx: Ctx, officer: Actor, to: Opened, many: number): Promise<void> {
  const groups = await groupList(tx)
  await askGroups(
    at(tx, to.dates.opens, officer),
    to.consultationId,
    groups.map((group) => group.id),
  )
  const doors = new Map((await collectorsOf(tx, to.consultationId)).map((door) => [door.groupId, door.id]))
  const sending = groups.filter((group) => group.slug !== leftOpen).slice(0, many)
  const chance = chanceFrom(many)
  for (const group of sending) {
    const collectorId = doors.get(group.id)
    if (collectorId) await sendOne(tx, to, group, collectorId, chance)
  }
}

async function sendOne(tx: Ctx, to: Opened, group: Group, collectorId: string, chance: () => number): Promise<void> {
  const document = await versionDocument(tx, to.versionId)
  if (!document) throw new AppError('unavailable', 'The example has no questionnaire.')
  const somebody = somebodyIn(chance, group.boroughCode)
  const mind = { somebody: { ...somebody, counted: { contact: 'meeting' } }, leaning: leaningOf(0), chance, today: '' }
  const met = new Date(to.dates.opens.getTime() + 9 * day).toISOString().slice(0, 10)
  const outcome = await submit(at(tx, new Date(to.dates.opens.getTime() + 40 * day), loader(group)), {
    collectorId,
    versionId: to.versionId,
    noticeNumber: to.noticeNumber,
    key: keyFrom(chance),
    answers: answersOf(document, 'main', mind),
    howWeAsked: {
      meetings: [
        { date: met, what: 'Open meeting in the town hall', attendance: 24 + Math.floor(chance() * 60) },
        { date: met, what: 'Stall at the market', attendance: 40 + Math.floor(chance() * 90) },
      ],
      consulted: 'Member bodies of the group, ward panels, two schools and a youth club.',
      minorityView: chance() < 0.5 ? 'A third of those present would put road safety first.' : '',
    },
    startedAt: null,
    synthetic: true,
  })
  if (outcome.outcome !== 'in')
    throw new AppError('unavailable', `A formal response of the example did not come in: ${outcome.outcome}.`)
}
