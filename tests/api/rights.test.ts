import { expect, test } from 'vitest'
import { createSignInLink } from '../../server/accounts/commands.ts'
import { inTransaction } from '../../server/platform/context.ts'
import type { RegisteredRoute } from '../../server/platform/registry.ts'
import { capabilities } from '../../shared/accounts/policy.ts'
import { aWholeConsultation, missingObjects, type Objects, oneQuestion, theGround } from '../support/rights-objects.ts'
import {
  ask,
  enrolPrincipals,
  expected,
  parametersOf,
  principals,
  type Relation,
  type Right,
  toldBy,
} from '../support/rights-walk.ts'
import { openWorld, type World, worldOver } from '../support/world.ts'

// Cases 13, 14, 15, 16, 19 and 37. Written from SECURITY.md section 8, never derived from the policy: a right that changes
// must be changed here too, by hand. A letter each: public, respondent by link, coordinator, officer, analyst, approver, admin.
const everybody = { may: 'YYYYYYY' }
const holder = { ...everybody, draft: true }
const byCode = { ...everybody, neutral: true }
/** Nothing in this walk is published: the pages of an answer still in work are nobody's, whoever guesses them. */
const published = { ...everybody, neutral: true }
const accounts = { may: '..YYYYY' }
const staff = { may: '...YYY.' }
const officer = { may: '...Y...' }
const officerOrApprover = { may: '...Y.Y.' }
const ofConsultation = { scope: 'consultation' as const }
const ofGroup = { scope: 'group' as const }
const coordinator = { may: '..Y....', ...ofGroup }
const staffOf = { ...staff, ...ofConsultation }
const officerOf = { ...officer, ...ofConsultation }
const approverOf = { may: '.....Y.', ...ofConsultation }
const officerOrApproverOf = { ...officerOrApprover, ...ofConsultation }
const officerOrAnalystOf = { may: '...YY..', ...ofConsultation }

const analystOf = { may: '....Y..', ...ofConsultation }
const analystOrApproverOf = { may: '....YY.', ...ofConsultation }

const risk = { risk: 'Rain', mitigation: '', owner: '', state: 'open' }
const finding = { heading: 'A', text: 'B', evidence: [{ kind: 'count' }], objectives: [], actions: [] }
const commitment = { kind: 'we_did', text: 'A', owner: 'B', dueOn: null, finding: null, objective: null, action: null }

const rights: Record<string, Right> = {
  // Any account, about itself. Signing in is for everybody.
  'GET /api/accounts/me': accounts,
  'POST /api/accounts/password': accounts,
  'POST /api/accounts/sign-out': accounts,
  'POST /api/accounts/switch': {
    ...accounts,
    body: () => ({ accountId: 'anybody' }),
    never: 'only the example lets one switch person',
  },
  'POST /api/accounts/sign-in': everybody,
  'POST /api/accounts/totp': everybody,
  'POST /api/accounts/enrol': everybody,
  'POST /api/accounts/enrol/confirm': everybody,
  'POST /api/accounts/mail-link': everybody,
  'GET /sign-in/:token': everybody,
  'POST /sign-in/:token': everybody,
  'GET /sign-in/mail/:token': everybody,
  'POST /sign-in/mail/:token': everybody,

  // The names of groups, and census counts that are public anyway: no content of anybody's.
  'GET /api/groups': { may: '...YYYY' },
  'GET /api/population': accounts,
  'GET /api/population/:areaCode': accounts,

  // Create and edit: assigned officers and approvers. Open: the officer asks, the approver confirms.
  'GET /api/consultations': staff,
  'GET /api/desk/consultations': staff,
  'GET /api/desk/today': staff,
  'POST /api/consultations': officer,
  'GET /api/consultations/:consultationId': staffOf,
  'PATCH /api/consultations/:consultationId': officerOrApproverOf,
  'POST /api/consultations/:consultationId/privacy-notices': officerOrApproverOf,
  'POST /api/consultations/:consultationId/questionnaires': officerOrApproverOf,
  'POST /api/consultations/:consultationId/questionnaires/import': officerOrApproverOf,
  'POST /api/consultations/:consultationId/ask-to-open': officerOf,
  'POST /api/consultations/:consultationId/take-back': officerOf,
  'POST /api/consultations/:consultationId/confirm-opening': approverOf,
  'POST /api/consultations/:consultationId/send-back': approverOf,
  'POST /api/consultations/:consultationId/closing': officerOrApproverOf,
  'GET /api/questionnaires/:questionnaireId': staffOf,
  'PATCH /api/questionnaires/:questionnaireId': officerOrApproverOf,
  'POST /api/questionnaires/:questionnaireId/acts': officerOrApproverOf,
  'POST /api/questionnaires/:questionnaireId/undo': officerOrApproverOf,
  'POST /api/questionnaires/:questionnaireId/redo': officerOrApproverOf,
  'POST /api/questionnaires/:questionnaireId/versions': officerOrApproverOf,
  'GET /preview/:questionnaireId': staffOf,
  'GET /preview/:questionnaireId/:pageId': staffOf,
  'GET /try-out/:questionnaireId': staffOf,
  'POST /try-out/:questionnaireId': staffOf,

  // Ways in and what came: assigned staff see counts; groups are asked by the officer.
  'GET /api/collectors/:consultationId': staffOf,
  'POST /api/collectors/:consultationId/groups': officerOf,
  'GET /api/responses/:consultationId/counts': staffOf,
  'GET /api/responses/:consultationId/groups': staffOf,
  'POST /api/responses/:consultationId/fill': officerOf,

  'GET /api/desk/consultations/:consultationId/groups': staffOf,
  'GET /api/desk/consultations/:consultationId/groups/:groupSlug/answer': staffOf,

  // A coordinator's own group: what it was asked, and who is missing in its borough.
  'GET /api/desk/my-groups': accounts,
  'GET /api/desk/groups/:groupSlug': coordinator,
  'GET /api/desk/groups/:groupSlug/heard/:consultationId': coordinator,

  // Analysis: assigned officers, analysts and approvers look; files are for analysts and approvers.
  'GET /api/analysis/:consultationId/frequencies': staffOf,
  'GET /api/analysis/:consultationId/crosstab': staffOf,
  'GET /api/analysis/:consultationId/book': staffOf,
  'GET /api/analysis/:consultationId/book.csv': analystOrApproverOf,
  'GET /api/analysis/:consultationId/book.xlsx': analystOrApproverOf,
  'GET /api/analysis/:consultationId/inclusion/:area': staffOf,
  'GET /api/analysis/:consultationId/answered/:questionnaireId': staffOf,
  'GET /api/analysis/:consultationId/free-text': staffOf,
  'GET /api/analysis/:consultationId/frequencies.csv': analystOrApproverOf,
  'GET /api/analysis/:consultationId/crosstab.csv': analystOrApproverOf,
  'GET /api/analysis/:consultationId/inclusion/:area/csv': analystOrApproverOf,

  // Everybody's answers as a file: analysts ask, approvers confirm, and only whoever asked fetches it.
  'GET /api/analysis/:consultationId/exports': analystOrApproverOf,
  'POST /api/analysis/:consultationId/exports': analystOf,
  'POST /api/analysis/:consultationId/exports/:exportId/decision': { ...approverOf, body: () => ({ confirm: true }) },
  'POST /api/analysis/:consultationId/exports/:exportId/open': { ...analystOf, asker: true },
  'GET /api/analysis/:consultationId/exports/:exportId/file': { ...analystOf, asker: true },
  'GET /api/analysis/:consultationId/codebook.csv': analystOf,

  // Feedback: officers and analysts freeze; officers, analysts and approvers write; approvers alone publish.
  'GET /api/feedback/waiting': staff,
  'GET /api/feedback/:consultationId': staffOf,
  'GET /api/feedback/:consultationId/freezable': officerOrAnalystOf,
  'POST /api/feedback/:consultationId/preview': officerOrAnalystOf,
  'POST /api/feedback/:consultationId/release': officerOrAnalystOf,
  'GET /api/feedback/:consultationId/recount': staffOf,
  'PUT /api/feedback/:consultationId/summary': staffOf,
  'POST /api/feedback/:consultationId/findings': staffOf,
  'PUT /api/feedback/:consultationId/findings/:findingId': { ...staffOf, body: () => finding },
  'DELETE /api/feedback/:consultationId/findings/:findingId': staffOf,
  'POST /api/feedback/:consultationId/quotes': staffOf,
  'DELETE /api/feedback/:consultationId/quotes/:quoteId': staffOf,
  'POST /api/feedback/:consultationId/commitments': staffOf,
  'PUT /api/feedback/:consultationId/commitments/:commitmentId': { ...staffOf, body: () => commitment },
  'DELETE /api/feedback/:consultationId/commitments/:commitmentId': staffOf,
  'POST /api/feedback/:consultationId/commitments/:commitmentId/progress': {
    ...staffOf,
    body: () => ({ doneOn: '2026-03-16', newDueOn: null, note: '' }),
  },
  'POST /api/feedback/:consultationId/send': staffOf,
  'POST /api/feedback/:consultationId/take-back': staffOf,
  'POST /api/feedback/:consultationId/send-back': approverOf,
  'POST /api/feedback/:consultationId/publish': approverOf,

  // The plan and the projects belong to no consultation: staff read them, officers and approvers keep them up.
  'GET /api/plans': staff,
  'GET /api/desk/plan/objectives/:objectiveId': staff,
  'GET /api/plans/objectives/:objectiveId': staff,
  'POST /api/plans/objectives/:objectiveId/reports': {
    ...officerOrApprover,
    body: () => ({ actionId: null, rag: 'green', progress: 'Done.', seen: 0 }),
  },
  'GET /api/projects': staff,
  'GET /api/projects/:slug': staff,
  'POST /api/projects/:slug/items': { ...officerOrApprover, body: () => ({ kind: 'risk', content: risk }) },
  'PUT /api/projects/:slug/items/:itemId': {
    ...officerOrApprover,
    body: () => ({ kind: 'risk', content: risk, revision: 0 }),
  },
  'PUT /api/projects/:slug/items/:itemId/position': { ...officerOrApprover, body: () => ({ position: 0 }) },
  'DELETE /api/projects/:slug/items/:itemId': officerOrApprover,
  'POST /api/projects/:slug/changes/:changeId/undo': officerOrApprover,
  'PUT /api/projects/:slug/consultation': {
    ...officerOrApprover,
    body: ({ consultationId }) => ({ consultationId: consultationId ?? null }),
  },

  // The public website. The desk's page is an empty shell that anybody may load; what it asks for is guarded above.
  'GET /desk': everybody,
  'GET /desk/*': everybody,
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /assets/:name{(site|figures|enhance)-[0-9a-f]{12}\\.(css|js)}': everybody,
  'GET /': everybody,
  'GET /privacy': everybody,
  'GET /accessibility': everybody,
  'GET /promises': everybody,
  'GET /plan': everybody,
  'GET /feedback': everybody,
  'GET /feedback.rss': everybody,
  'GET /c/:slug': everybody,
  'GET /c/:slug/privacy': everybody,
  'GET /c/:slug/results': published,
  'GET /c/:slug/results/tables.csv': published,
  'GET /c/:slug/results/tables/:table': published,
  'GET /c/:slug/tell-me': everybody,
  'POST /c/:slug/tell-me': everybody,

  // Answering needs no account; what a draft or a receipt opens is decided by its own code.
  'GET /receipt': everybody,
  'POST /receipt': everybody,
  'POST /receipt/withdraw': everybody,
  'POST /receipt/erase': everybody,
  'GET /c/:slug/respond': everybody,
  'POST /c/:slug/respond': everybody,
  'GET /c/:slug/respond/page/:pageId': holder,
  'POST /c/:slug/respond/page/:pageId': everybody,
  'GET /c/:slug/respond/check': holder,
  'POST /c/:slug/respond/check': holder,
  'GET /c/:slug/respond/in': holder,
  'GET /c/:slug/respond/in/copy': holder,
  'GET /c/:slug/respond/later': holder,
  'POST /c/:slug/respond/later': holder,
  'GET /c/:slug/respond/return/:token': everybody,
  'POST /c/:slug/respond/return/:token': byCode,
  'GET /c/:slug/respond/about-you': holder,
  'POST /c/:slug/respond/about-you': holder,

  // A group's formal response: the coordinators of that group.
  'GET /c/:slug/respond/:collector': coordinator,
  'POST /c/:slug/respond/:collector': coordinator,
  'GET /c/:slug/respond/:collector/page/:pageId': coordinator,
  'POST /c/:slug/respond/:collector/page/:pageId': coordinator,
  'GET /c/:slug/respond/:collector/check': coordinator,
  'POST /c/:slug/respond/:collector/check': coordinator,
  'GET /c/:slug/respond/:collector/in': coordinator,
  'GET /c/:slug/respond/:collector/in/copy': coordinator,
  'GET /c/:slug/respond/:collector/how': coordinator,
  'POST /c/:slug/respond/:collector/how': coordinator,
}

test('every route is in the table of rights, and every line of it is a route', async () => {
  const { routes } = await openWorld()
  const mounted = routes.map((route) => `${route.method} ${route.path}`)
  expect(mounted.filter((route) => !(route in rights)).sort()).toEqual([])
  expect(Object.keys(rights).filter((route) => !mounted.includes(route))).toEqual([])
})

/** Asked by the operator's verbs alone, in the command itself. */
const ofVerbs = ['responses.export', 'responses.import']

test('every capability of the policy guards a route, or a verb of the operator', async () => {
  const { routes } = await openWorld()
  const asked = new Set<string>([...routes.map((route) => route.capability), ...ofVerbs])
  expect(capabilities.filter((capability) => !asked.has(capability))).toEqual([])
})

/** The objects that the cases of a route name: its own, another's, none, and another's under its own. */
function objectsOf(route: RegisteredRoute, right: Right, own: Objects, other: Objects): [Relation, Objects][] {
  const names = parametersOf(route.path).filter((name) => !['token', 'pageId', 'name', 'table', 'area'].includes(name))
  const cases: [Relation, Objects][] = [['own', own]]
  if (names.length === 0) return cases
  const missing: Objects = { ...own, ...missingObjects() }
  cases.push(['missing', missing])
  if (names.some((name) => other[name] !== own[name])) cases.push(['other', other])
  const last = names.at(-1) ?? ''
  if (right.scope && names.length > 1) cases.push(['mixed', { ...own, [last]: other[last] ?? '' }])
  return cases
}

/** What one page of HTML says, but for the nonce and the words of its own address. */
const plain = (text: string) =>
  text.replace(/nonce="[^"]*"/g, '').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')

async function walk(world: World): Promise<{ cases: number; wrong: string[] }> {
  const ground = await theGround(world.ctx)
  const [whole, other] = [await aWholeConsultation(world), await aWholeConsultation(world)]
  const group = { groupId: whole.groupId ?? '', slug: whole.collector ?? '' }
  const answered = await aWholeConsultation(world, { document: oneQuestion, group })
  const own: Objects = { ...whole, sentSlug: answered.slug ?? '' }
  const cookies = await enrolPrincipals(world, own)
  const link = await createSignInLink(world.ctx, (await world.person('officer')).accountId, 24)
  const home = await (await world.app.request(`${world.ctx.publicOrigin}/`)).text()
  const shared = {
    ...ground,
    token: link.split('/').at(-1) ?? '',
    pageId: 'first',
    table: 'table-1',
    area: 'E09000007',
    name: home.match(/\/assets\/((?:site|figures)-[0-9a-f]{12}\.css)/)?.[1] ?? '',
  }
  let cases = 0
  const wrong: string[] = []
  for (const route of world.routes) {
    const name = `${route.method} ${route.path}`
    const right = rights[name]
    if (!right) continue
    const relations = objectsOf(route, right, { ...own, ...shared }, { ...other, ...shared })
    for (const principal of principals) {
      const told = new Map<Relation, string>()
      for (const [relation, objects] of relations) {
        cases += 1
        const want = expected(right, principal, relation)
        const answer = await ask(world.app, world.ctx, route, cookies[principal], objects, right)
        const found = toldBy(answer)
        told.set(relation, `${answer.status} ${plain(answer.text)}`)
        const line = `${name} · ${principal} · ${relation}: `
        if (found !== want)
          wrong.push(`${line}${want} is right, ${answer.status} came: ${plain(answer.text).slice(0, 120)}`)
        if (want !== 'in' && answer.written > 0) wrong.push(`${line}refused, but something was written`)
      }
      const [none, others] = [told.get('missing'), told.get('other')]
      if (right.scope && others !== undefined && none !== others)
        wrong.push(`${name} · ${principal}: another's is told apart from none`)
    }
  }
  return { cases, wrong }
}

class Undone extends Error {}

test("every route answers every kind of person as the table says, on own, another's, missing and mixed objects", async () => {
  const world = await openWorld()
  let result = { cases: 0, wrong: ['the walk did not end'] }
  const walked = inTransaction(world.ctx, async (tx) => {
    result = await walk(worldOver(tx, world.clock))
    throw new Undone()
  })
  await expect(walked).rejects.toThrow(Undone)
  console.log(`${result.cases} cases of rights walked`)
  expect(result.wrong).toEqual([])
  expect(result.cases).toBeGreaterThan(1500)
}, 240_000)
