import { type Handler, Hono } from 'hono'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { checkPage, send } from './check.tsx'
import { groupOfDoor } from './door.tsx'
import { equalityPage, saveEqualityPage } from './equality.tsx'
import { goOn, start } from './go-on.tsx'
import { howPage, saveHow } from './how-we-asked.tsx'
import { copyOfReceipt, inPage } from './in.tsx'
import { laterPage, makeLink, returnByLink, returnPage } from './later.tsx'
import { questionPage, savePage } from './question-page.tsx'

/** The respondent's pages: GET asks whether the page may be visited, POST saves and leads on. The same for every door. */
const pages: [method: 'get' | 'post', path: string, handler: Handler<RouteEnv>][] = [
  ['get', '', goOn],
  ['post', '', start],
  ['get', '/page/:pageId', questionPage],
  ['post', '/page/:pageId', savePage],
  ['get', '/check', checkPage],
  ['post', '/check', send],
  ['get', '/in', inPage],
  ['get', '/in/copy', copyOfReceipt],
]

/** Only a person's: a way back for later, and the equality questions, which are never a group's. */
const personPages: typeof pages = [
  ['get', '/later', laterPage],
  ['post', '/later', makeLink],
  ['get', '/return/:token', returnPage],
  ['post', '/return/:token', returnByLink],
  ['get', '/about-you', equalityPage],
  ['post', '/about-you', saveEqualityPage],
]

/** Only a group's: how it asked people. */
const groupPages: typeof pages = [
  ['get', '/how', howPage],
  ['post', '/how', saveHow],
]

export const respondPages = new Hono<RouteEnv>()
for (const [method, path, handler] of [...pages, ...personPages]) {
  respondPages.on(method, `/c/:slug/respond${path}`, needs('response.submit'), handler)
}
for (const [method, path, handler] of [...pages, ...groupPages]) {
  respondPages.on(method, `/c/:slug/respond/:collector${path}`, needs('group.answer', groupOfDoor), handler)
}
