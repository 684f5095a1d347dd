import { expect, test } from 'vitest'
import { verb as responsesExport } from '../../server/cli/responses-export.ts'
import { consultations } from '../../server/consultations/tables.ts'
import { type Print, runVerb } from '../../server/platform/operator.ts'
import { newKey } from '../../server/responses/keys.ts'
import { submitAll } from '../../server/responses/submit.ts'
import type { Question } from '../../shared/questionnaires/document.ts'
import { anOpenConsultation, aQuestionnaire } from '../support/fixtures.ts'
import { operated } from '../support/operator.ts'
import { readSav } from '../support/sav.ts'
import { openWorld } from '../support/world.ts'

const world = await openWorld()
const { ctx } = world
const en = (text: string) => ({ en: text })

/** So many questions that take words, and one of a hundred options. */
const many = 450
const texts = Array.from({ length: many }, (_, i): Question => {
  return { id: `t${i}`, code: `t${i}`, type: 'short_text', text: en(`Text ${i}`), maximum: 1000 }
})
const ticks: Question = {
  id: 'ticks',
  code: 'ticks',
  type: 'multiple',
  text: en('Ticks'),
  options: Array.from({ length: 100 }, (_, i) => ({ id: `o${i}`, code: `o${i}`, label: en(`Option ${i}`) })),
}

test('a questionnaire of hundreds of columns of text is an SPSS file like any other, each as wide as its longest', async () => {
  const document = aQuestionnaire({
    sections: [{ id: 's', title: en('S'), pages: [{ id: 'p', title: en('P'), questions: [...texts, ticks] }] }],
  })
  const to = await anOpenConsultation(world, { document })
  const person = await world.person('analyst', to.consultationId)
  const words = [to.slug, '--format', 'sav', '--as', person.email, '--reason', 'All the columns there are']
  const empty = await operated(ctx, responsesExport, words)
  expect([empty.code, empty.err]).toEqual([0, `0 responses, ${many + 100} columns of answers.\n`])
  expect(empty.bytes.subarray(0, 4).toString()).toBe('$FL2')
  const long = 'A bridge. '.repeat(80).trim()
  const answers = { t0: { text: 'first' }, [`t${many - 1}`]: { text: long }, ticks: { options: ['o99'] } }
  await submitAll(ctx, [{ ...to, key: newKey(ctx), answers, startedAt: null }])
  const { rows } = await readSav((await operated(ctx, responsesExport, words)).bytes)
  expect(rows).toMatchObject([{ t0: 'first', t1: '', [`t${many - 1}`]: long, ticks_o0: 0, ticks_o99: 1 }])
})

test('an export that is read slowly holds nothing: others use the database between any two of its parts', async () => {
  const to = await anOpenConsultation(world)
  const sent = Array.from({ length: 3 }, () => ({
    ...to,
    key: newKey(ctx),
    answers: { priorities: { options: ['knives'] } },
  }))
  await submitAll(
    ctx,
    sent.map((one) => ({ ...one, startedAt: null })),
  )
  const person = await world.person('analyst', to.consultationId)
  let parts = 0
  const print: Print = async (printed) => {
    if (!('bytes' in printed)) return
    parts++
    await ctx.db.select({ id: consultations.id }).from(consultations).limit(1)
  }
  const words = [to.slug, '--format', 'csv', '--as', person.email, '--reason', 'Read in a pager']
  expect(await runVerb(ctx, { it: responsesExport }, ['it', ...words], '/', print)).toBe(0)
  expect(parts).toBeGreaterThan(0)
})
