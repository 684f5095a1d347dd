import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { ReactNode } from 'react'
import type { RouteEnv } from '../platform/registry.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'

/** A page that says one thing and a way on: no error colour, never "Oops". */
export function plainPage(
  c: Context<RouteEnv>,
  what: { title: string; children: ReactNode; synthetic?: boolean },
  status: ContentfulStatusCode,
): Response {
  return page(
    c,
    <Layout title={what.title} indexed={false} synthetic={what.synthetic ?? false}>
      <h1>{what.title}</h1>
      {what.children}
    </Layout>,
    status,
  )
}

/** The way on from a page that leads nowhere. */
export const ToConsultations = () => (
  <p className="go">
    <a href="/">All consultations</a>
  </p>
)
