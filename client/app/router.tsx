import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router'
import { meQuery } from '../accounts/api.ts'
import { DeskFault, NotFound, PageFault } from './Faults.tsx'
import { FirstLoad } from './FirstLoad.tsx'
import { queryClient } from './query-client.ts'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: PageFault })

/** Every page inside the rail; who is signed in is known before any of them is drawn. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  loader: () => queryClient.ensureQueryData(meQuery),
  pendingComponent: FirstLoad,
  pendingMs: 0,
  pendingMinMs: 0,
  errorComponent: DeskFault,
})

/** A page in the rail, fetched when it is first visited: `page('/plan', () => import('../plans/pages.tsx'), 'PlanPage')`. */
function page<P extends string, K extends string>(path: P, load: () => Promise<Record<K, RouteComponent>>, name: K) {
  return createRoute({ getParentRoute: () => desk, path, component: lazyRouteComponent(load, name) })
}

/** A page without the rail, for somebody who is not signed in. */
function outside<P extends string, K extends string>(path: P, load: () => Promise<Record<K, RouteComponent>>, name: K) {
  return createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) })
}

// One line a page, in the order of the rail.
const pages = desk.addChildren([
  page('/', () => import('../consultations/TodayPage.tsx'), 'TodayPage'),
  page('/consultations', () => import('../consultations/ConsultationsPage.tsx'), 'ConsultationsPage'),
  page('/consultations/new', () => import('../consultations/NewPage.tsx'), 'NewPage'),
  page('/consultations/$consultationId', () => import('../consultations/ConsultationPage.tsx'), 'ConsultationPage'),
  page('/questionnaires/$questionnaireId', () => import('../questionnaires/BuilderPage.tsx'), 'BuilderPage'),
  page('/groups', () => import('../groups/GroupsPage.tsx'), 'GroupsPage'),
  page('/groups/$consultationId', () => import('../groups/BoardPage.tsx'), 'BoardPage'),
  page('/groups/$consultationId/$groupSlug', () => import('../groups/GroupAnswerPage.tsx'), 'GroupAnswerPage'),
  page('/group', () => import('../groups/MyGroupPage.tsx'), 'MyGroupsPage'),
  page('/group/$groupSlug', () => import('../groups/MyGroupPage.tsx'), 'MyGroupPage'),
  page('/population', () => import('../population/PopulationPage.tsx'), 'PopulationPage'),
  page('/population/$areaCode', () => import('../population/PopulationPage.tsx'), 'PopulationPage'),
  page('/analysis', () => import('../analysis/AnalysisPage.tsx'), 'AnalysisPage'),
  page('/analysis/$consultationId', () => import('../analysis/OverviewPage.tsx'), 'OverviewPage'),
  page('/analysis/$consultationId/by', () => import('../analysis/ByPage.tsx'), 'ByPage'),
  page('/analysis/$consultationId/book', () => import('../analysis/BookPage.tsx'), 'BookPage'),
  page('/analysis/$consultationId/heard', () => import('../analysis/HeardPage.tsx'), 'HeardPage'),
  page('/analysis/$consultationId/words', () => import('../analysis/WordsPage.tsx'), 'WordsPage'),
  page('/analysis/$consultationId/export', () => import('../analysis/ExportPage.tsx'), 'ExportPage'),
  page('/feedback', () => import('../feedback/FeedbackPage.tsx'), 'FeedbackPage'),
  page('/feedback/$consultationId', () => import('../feedback/AnswerPage.tsx'), 'AnswerPage'),
  page('/plan', () => import('../plans/PlanPage.tsx'), 'PlanPage'),
  page('/plan/$objectiveId', () => import('../plans/ObjectivePage.tsx'), 'ObjectivePage'),
  createRoute({ getParentRoute: () => desk, path: '/$', component: NotFound }),
  page('/account', () => import('../accounts/AccountPage.tsx'), 'AccountPage'),
  page('/projects', () => import('../projects/ProjectsPage.tsx'), 'ProjectsPage'),
  page('/projects/$slug', () => import('../projects/ProjectPage.tsx'), 'ProjectPage'),
])

const tree = root.addChildren([outside('/sign-in', () => import('../accounts/SignInPage.tsx'), 'SignInPage'), pages])

export const router = createRouter({
  routeTree: tree,
  basepath: '/desk',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: PageFault,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
