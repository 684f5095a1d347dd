import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { jobs as accountJobs, onLinkAsked } from './accounts/jobs.ts'
import { accountRoutes } from './accounts/routes.ts'
import { sessionCookie } from './accounts/sessions.ts'
import { who } from './accounts/who.ts'
import { analysisRoutes } from './analysis/routes.ts'
import { openDoors } from './collectors/jobs.ts'
import { collectorRoutes } from './collectors/routes.ts'
import { consultationRoutes } from './consultations/routes.ts'
import { deskConsultationRoutes } from './desk/consultations.ts'
import { deskGroupBoardRoutes } from './desk/group-board.ts'
import { deskGroupHomeRoutes } from './desk/group-home.ts'
import { deskPlanRoutes } from './desk/plan.ts'
import { deskTodayRoutes } from './desk/today.ts'
import type { Env } from './env.ts'
import { jobs as feedbackJobs, onErased, onPublished } from './feedback/jobs.ts'
import { feedbackRoutes } from './feedback/routes.ts'
import { groupRoutes } from './groups/routes.ts'
import { planRoutes } from './plans/routes.ts'
import { publishClient, serveAssets } from './platform/assets.ts'
import { forgetAttempts } from './platform/attempts.ts'
import type { Ctx } from './platform/context.ts'
import { readDeskPage } from './platform/desk-page.ts'
import { apiError } from './platform/error-answer.ts'
import { notFound, tooLarge } from './platform/errors.ts'
import { headers } from './platform/headers.ts'
import { healthRoutes } from './platform/health.ts'
import { forgetEvents, type Job, type Subscriptions } from './platform/jobs.ts'
import { mailSender } from './platform/mail.ts'
import { oneOrigin, originCheck, takesFile } from './platform/origin-check.ts'
import { mount, needs, type RegisteredRoute, type RouteEnv } from './platform/registry.ts'
import { sealAudit } from './platform/seal.ts'
import { populationRoutes } from './population/routes.ts'
import { projectRoutes } from './projects/routes.ts'
import { questionnaireRoutes } from './questionnaires/routes.ts'
import { jobs as responseJobs } from './responses/jobs.ts'
import { responseRoutes } from './responses/routes.ts'
import { answerCookie } from './site/answer-cookie.ts'
import { feedbackPages } from './site/feedback.tsx'
import { sitePages } from './site/pages.ts'
import { planPages } from './site/plan.tsx'
import { notFoundPage, problemPage } from './site/problem-page.tsx'
import { resultsPages } from './site/results.tsx'
import { signInPages } from './site/sign-in.tsx'

/** The whole server as a table of contents: what is asked of every request, then every feature by its noun. */
export function buildApp(ctx: Ctx): { app: Hono<RouteEnv>; routes: RegisteredRoute[] } {
  const app = new Hono<RouteEnv>()
  const cookies = [sessionCookie(ctx.publicOrigin), answerCookie(ctx.publicOrigin)]

  app.use(oneOrigin(ctx), headers(ctx), compress(), serveAssets, who(ctx))
  app.use(ofSize, originCheck(ctx, cookies))
  app.onError((error, c) => (isApi(c) ? apiError(ctx, error, c) : problemPage(ctx, error, c)))
  app.notFound((c) => (isApi(c) ? apiError(ctx, notFound(), c) : notFoundPage(c)))
  publishClient()

  const routes = [
    ...mount(app, '/api/accounts', accountRoutes),
    ...mount(app, '/api/groups', groupRoutes),
    ...mount(app, '/api/population', populationRoutes),
    ...mount(app, '/api/questionnaires', questionnaireRoutes),
    ...mount(app, '/api/consultations', consultationRoutes),
    ...mount(app, '/api/collectors', collectorRoutes),
    ...mount(app, '/api/responses', responseRoutes),
    ...mount(app, '/api/analysis', analysisRoutes),
    ...mount(app, '/api/plans', planRoutes),
    ...mount(app, '/api/projects', projectRoutes),
    ...mount(app, '/api/feedback', feedbackRoutes),
    ...mount(app, '/api/desk', deskConsultationRoutes),
    ...mount(app, '/api/desk', deskPlanRoutes),
    ...mount(app, '/api/desk', deskTodayRoutes),
    ...mount(app, '/api/desk', deskGroupBoardRoutes),
    ...mount(app, '/api/desk', deskGroupHomeRoutes),
    ...mount(app, '/desk', deskShell),
    ...mount(app, '/', healthRoutes),
    ...sitePages.flatMap((pages) => mount(app, '/', pages)),
    ...mount(app, '/', signInPages),
    ...mount(app, '/', planPages),
    ...mount(app, '/', resultsPages),
    ...mount(app, '/', feedbackPages),
  ]
  return { app, routes }
}

const isApi = (c: Context) => c.req.path.startsWith('/api/')

const deskPage = readDeskPage()
const deskShell = new Hono<RouteEnv>().get('/', needs('sign-in'), deskPage).get('/*', needs('sign-in'), deskPage)

const refuse = () => {
  throw tooLarge()
}
const small = bodyLimit({ maxSize: 256 * 1024, onError: refuse })
const file = bodyLimit({ maxSize: 20 * 1024 * 1024, onError: refuse })
/** Only a questionnaire of another tool comes as a file; everything else that comes in is small. */
const ofSize: MiddlewareHandler = (c, next) => (takesFile(c.req.path) ? file : small)(c, next)

/** Work that comes round again. */
export const jobs: Job[] = [
  { name: 'seal the audit trail', everySeconds: 5, run: async (ctx) => void (await sealAudit(ctx)) },
  { name: 'forget attempts', everySeconds: 3600, run: forgetAttempts },
  { name: 'forget events', everySeconds: 3600, run: forgetEvents },
  ...accountJobs,
  ...responseJobs,
  ...feedbackJobs,
]

/** Who hears of what: events go only to features on the right. */
export const subscriptions = (env: Pick<Env, 'smtpUrl' | 'mailFrom'>): Subscriptions => ({
  'accounts.link-asked': [onLinkAsked],
  'consultation.opened': [openDoors],
  'feedback.published': [onPublished],
  'response.erased': [onErased],
  'mail.send': [mailSender(env.smtpUrl, env.mailFrom)],
})
