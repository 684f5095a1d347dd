import { Hono } from 'hono'
import { consultationTie, itemEdit, itemMove, newItem } from '../../shared/projects/items.ts'
import { json, needs, type RouteEnv } from '../platform/registry.ts'
import { addItem, editItem, moveItem, removeItem, tieToConsultation, undoChange } from './commands.ts'
import { projectList, projectPage } from './queries.ts'

export const projectRoutes = new Hono<RouteEnv>()
  .get('/', needs('project.read'), async (c) => c.json(await projectList(c.var.ctx)))
  .get('/:slug', needs('project.read'), async (c) => c.json(await projectPage(c.var.ctx, c.req.param('slug'))))
  .post('/:slug/items', needs('project.edit'), json(newItem), async (c) =>
    c.json(await addItem(c.var.ctx, c.req.param('slug'), c.req.valid('json')), 201),
  )
  .put('/:slug/items/:itemId', needs('project.edit'), json(itemEdit), async (c) =>
    c.json(await editItem(c.var.ctx, c.req.param('slug'), c.req.param('itemId'), c.req.valid('json'))),
  )
  .put('/:slug/items/:itemId/position', needs('project.edit'), json(itemMove), async (c) =>
    c.json(await moveItem(c.var.ctx, c.req.param('slug'), c.req.param('itemId'), c.req.valid('json').position)),
  )
  .delete('/:slug/items/:itemId', needs('project.edit'), async (c) =>
    c.json(await removeItem(c.var.ctx, c.req.param('slug'), c.req.param('itemId'))),
  )
  .post('/:slug/changes/:changeId/undo', needs('project.edit'), async (c) =>
    c.json(await undoChange(c.var.ctx, c.req.param('slug'), c.req.param('changeId'))),
  )
  .put('/:slug/consultation', needs('project.edit'), json(consultationTie), async (c) => {
    await tieToConsultation(c.var.ctx, c.req.param('slug'), c.req.valid('json').consultationId)
    return c.body(null, 204)
  })
