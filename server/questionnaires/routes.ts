import { Hono } from 'hono'
import { actInput, publishInput, renameInput, stepInput } from '../../shared/questionnaires/inputs.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { json, needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { act, redo, renameQuestionnaire, undo } from './commands.ts'
import { publishVersion } from './publish-version.ts'
import { questionnairePage, questionnaireScope } from './queries.ts'

const scopeOf = scopeFromParam('questionnaireId', questionnaireScope)

export const questionnaireRoutes = new Hono<RouteEnv>()
  .get('/:questionnaireId', needs('questionnaire.read', scopeOf), async (c) =>
    c.json(await pageOr404(c.var.ctx, c.req.param('questionnaireId'))),
  )
  .patch('/:questionnaireId', needs('questionnaire.edit', scopeOf), json(renameInput), async (c) => {
    await renameQuestionnaire(c.var.ctx, c.req.param('questionnaireId'), c.req.valid('json').name)
    return c.json(await pageOr404(c.var.ctx, c.req.param('questionnaireId')))
  })
  .post('/:questionnaireId/acts', needs('questionnaire.edit', scopeOf), json(actInput), async (c) =>
    c.json(await act(c.var.ctx, c.req.param('questionnaireId'), c.req.valid('json'))),
  )
  .post('/:questionnaireId/undo', needs('questionnaire.edit', scopeOf), json(stepInput), async (c) =>
    c.json(await undo(c.var.ctx, c.req.param('questionnaireId'), c.req.valid('json'))),
  )
  .post('/:questionnaireId/redo', needs('questionnaire.edit', scopeOf), json(stepInput), async (c) =>
    c.json(await redo(c.var.ctx, c.req.param('questionnaireId'), c.req.valid('json'))),
  )
  .post('/:questionnaireId/versions', needs('questionnaire.publish', scopeOf), json(publishInput), async (c) =>
    c.json(await publishVersion(c.var.ctx, c.req.param('questionnaireId'), c.req.valid('json')), 201),
  )

async function pageOr404(ctx: Ctx, id: string) {
  const page = await questionnairePage(ctx, id)
  if (!page) throw notFound()
  return page
}
