import { Hono } from 'hono'
import {
  closingInput,
  consultationEdit,
  newConsultation,
  privacyNotice,
  sendBackInput,
} from '../../shared/consultations/inputs.ts'
import { importedQuestionnaire, newQuestionnaire } from '../../shared/questionnaires/inputs.ts'
import type { Ctx } from '../platform/context.ts'
import { notFound } from '../platform/errors.ts'
import { json, needs, query, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import {
  addQuestionnaire,
  createConsultation,
  editConsultation,
  importQuestionnaire,
  writePrivacyNotice,
} from './commands.ts'
import { askToOpen, confirmOpening, moveClosing, sendBack, takeBack } from './opening.ts'
import { consultationPage, consultationsOfActor } from './queries.ts'

const scope = scopeFromParam('consultationId')

export const consultationRoutes = new Hono<RouteEnv>()
  .get('/', needs('consultation.list'), async (c) => c.json({ consultations: await consultationsOfActor(c.var.ctx) }))
  .post('/', needs('consultation.create'), json(newConsultation), async (c) =>
    c.json(await createConsultation(c.var.ctx, c.req.valid('json')), 201),
  )
  .get('/:consultationId', needs('consultation.read', scope), async (c) =>
    c.json(await pageOr404(c.var.ctx, c.req.param('consultationId'))),
  )
  .patch('/:consultationId', needs('consultation.edit', scope), json(consultationEdit), async (c) => {
    await editConsultation(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })
  .post('/:consultationId/privacy-notices', needs('consultation.edit', scope), json(privacyNotice), async (c) =>
    c.json(await writePrivacyNotice(c.var.ctx, c.req.param('consultationId'), c.req.valid('json')), 201),
  )
  .post('/:consultationId/questionnaires', needs('questionnaire.edit', scope), json(newQuestionnaire), async (c) =>
    c.json(await addQuestionnaire(c.var.ctx, c.req.param('consultationId'), c.req.valid('json')), 201),
  )
  .post(
    '/:consultationId/questionnaires/import',
    needs('questionnaire.edit', scope),
    query(importedQuestionnaire),
    async (c) => {
      const file = new Uint8Array(await c.req.arrayBuffer())
      const { name } = c.req.valid('query')
      return c.json(await importQuestionnaire(c.var.ctx, c.req.param('consultationId'), { name, file }), 201)
    },
  )
  .post('/:consultationId/ask-to-open', needs('consultation.ask-to-open', scope), async (c) => {
    await askToOpen(c.var.ctx, c.req.param('consultationId'))
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })
  .post('/:consultationId/take-back', needs('consultation.ask-to-open', scope), async (c) => {
    await takeBack(c.var.ctx, c.req.param('consultationId'))
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })
  .post('/:consultationId/confirm-opening', needs('consultation.confirm-opening', scope), async (c) => {
    await confirmOpening(c.var.ctx, c.req.param('consultationId'))
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })
  .post('/:consultationId/send-back', needs('consultation.confirm-opening', scope), json(sendBackInput), async (c) => {
    await sendBack(c.var.ctx, c.req.param('consultationId'), c.req.valid('json').note)
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })
  .post('/:consultationId/closing', needs('consultation.edit', scope), json(closingInput), async (c) => {
    await moveClosing(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))
    return c.json(await pageOr404(c.var.ctx, c.req.param('consultationId')))
  })

async function pageOr404(ctx: Ctx, id: string) {
  const page = await consultationPage(ctx, id)
  if (!page) throw notFound()
  return page
}
