import { Hono } from 'hono'
import { z } from 'zod'
import {
  commitmentInput,
  commitmentProgressInput,
  findingInput,
  freezeInput,
  quoteInput,
  sendBackInput,
  summaryInput,
} from '../../shared/feedback/inputs.ts'
import { json, needs, type RouteEnv, scopeFromParam } from '../platform/registry.ts'
import { freezableQuestions, previewRelease } from './freezable.ts'
import { freezeRelease } from './freeze.ts'
import { publishAnswer, sendBack, sendForApproval, takeBack, writeSummary } from './publish.ts'
import { releaseOf, waitingFor } from './queries.ts'
import { readAnswer } from './read-answer.ts'
import { recountRelease } from './recount.ts'
import { addCommitment, editCommitment, removeCommitment, reportOnCommitment } from './write-commitments.ts'
import { addFinding, editFinding, removeFinding } from './write-findings.ts'
import { keepQuote, removeQuote } from './write-quotes.ts'

const own = scopeFromParam('consultationId')
const base = '/:consultationId'
const nothing = z.strictObject({})
const done = { done: true as const }

/** Release, findings, quotes, commitments and publication of one consultation; the approver's queue over all of them. */
export const feedbackRoutes = new Hono<RouteEnv>()
  .get('/waiting', needs('consultation.list'), async (c) => c.json(await waitingFor(c.var.ctx)))
  .get(base, needs('release.read', own), async (c) =>
    c.json(await readAnswer(c.var.ctx, c.req.param('consultationId'))),
  )
  .get(`${base}/freezable`, needs('release.freeze', own), async (c) =>
    c.json(await freezableQuestions(c.var.ctx, c.req.param('consultationId'))),
  )
  .post(`${base}/preview`, needs('release.freeze', own), json(freezeInput), async (c) =>
    c.json(await previewRelease(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))),
  )
  .post(`${base}/release`, needs('release.freeze', own), json(freezeInput), async (c) =>
    c.json(await freezeRelease(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))),
  )
  .get(`${base}/recount`, needs('release.read', own), async (c) => {
    const release = await releaseOf(c.var.ctx, c.req.param('consultationId'))
    return c.json(release ? await recountRelease(c.var.ctx, release.id) : null)
  })
  .put(`${base}/summary`, needs('feedback.write', own), json(summaryInput), async (c) => {
    await writeSummary(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))
    return c.json(done)
  })
  .post(`${base}/findings`, needs('feedback.write', own), json(findingInput), async (c) =>
    c.json(await addFinding(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))),
  )
  .put(`${base}/findings/:findingId`, needs('feedback.write', own), json(findingInput), async (c) => {
    const { consultationId, findingId } = c.req.param()
    await editFinding(c.var.ctx, consultationId, findingId, c.req.valid('json'))
    return c.json(done)
  })
  .delete(`${base}/findings/:findingId`, needs('feedback.write', own), async (c) => {
    const { consultationId, findingId } = c.req.param()
    await removeFinding(c.var.ctx, consultationId, findingId)
    return c.json(done)
  })
  .post(`${base}/quotes`, needs('feedback.write', own), json(quoteInput), async (c) =>
    c.json(await keepQuote(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))),
  )
  .delete(`${base}/quotes/:quoteId`, needs('feedback.write', own), async (c) => {
    const { consultationId, quoteId } = c.req.param()
    await removeQuote(c.var.ctx, consultationId, quoteId)
    return c.json(done)
  })
  .post(`${base}/commitments`, needs('feedback.write', own), json(commitmentInput), async (c) =>
    c.json(await addCommitment(c.var.ctx, c.req.param('consultationId'), c.req.valid('json'))),
  )
  .put(`${base}/commitments/:commitmentId`, needs('feedback.write', own), json(commitmentInput), async (c) => {
    const { consultationId, commitmentId } = c.req.param()
    await editCommitment(c.var.ctx, consultationId, commitmentId, c.req.valid('json'))
    return c.json(done)
  })
  .delete(`${base}/commitments/:commitmentId`, needs('feedback.write', own), async (c) => {
    const { consultationId, commitmentId } = c.req.param()
    await removeCommitment(c.var.ctx, consultationId, commitmentId)
    return c.json(done)
  })
  .post(
    `${base}/commitments/:commitmentId/progress`,
    needs('feedback.write', own),
    json(commitmentProgressInput),
    async (c) => {
      const { consultationId, commitmentId } = c.req.param()
      await reportOnCommitment(c.var.ctx, consultationId, commitmentId, c.req.valid('json'))
      return c.json(done)
    },
  )
  .post(`${base}/send`, needs('feedback.write', own), json(nothing), async (c) => {
    await sendForApproval(c.var.ctx, c.req.param('consultationId'))
    return c.json(done)
  })
  .post(`${base}/take-back`, needs('feedback.write', own), json(nothing), async (c) => {
    await takeBack(c.var.ctx, c.req.param('consultationId'))
    return c.json(done)
  })
  .post(`${base}/send-back`, needs('feedback.approve', own), json(sendBackInput), async (c) => {
    await sendBack(c.var.ctx, c.req.param('consultationId'), c.req.valid('json').note)
    return c.json(done)
  })
  .post(`${base}/publish`, needs('feedback.approve', own), json(nothing), async (c) => {
    await publishAnswer(c.var.ctx, c.req.param('consultationId'))
    return c.json(done)
  })
