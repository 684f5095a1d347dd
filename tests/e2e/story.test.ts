import { expect, test } from 'vitest'
import { browserProduct } from '../support/browser-product.ts'
import { findingHeading, freeze, promise, publish, writeAnswer } from '../support/story-answer.ts'
import { askAndFill, build, close, confirmOpening, prepare, title } from '../support/story-desk.ts'
import { answerAsGroup, answerAsResident, comment, followReceipt } from '../support/story-public.ts'

const { windows, open, person } = browserProduct()

test('from a questionnaire to a published answer that the resident finds in the plan', async () => {
  const [officer, approver] = [await person('Consultation officer'), await person('Approver')]
  const consultationId = await build(officer)
  await prepare(officer, consultationId)
  await confirmOpening(approver, consultationId)
  await askAndFill(officer, consultationId)

  const resident = await open({ scripts: false, width: 320 })
  const receipt = await answerAsResident(resident)
  await answerAsGroup(await person('Group coordinator'))

  const analyst = await person('Analyst')
  await analyst.page.goto(`/desk/analysis/${consultationId}`)
  // The resident is the 101st: while it is open, figures move on in whole steps of ten.
  await analyst.page.getByRole('heading', { name: '100 people answered' }).waitFor()
  await analyst.page.goto(`/desk/analysis/${consultationId}/heard`)
  await analyst.page.getByRole('heading', { name: 'Who was heard in London' }).waitFor()
  await analyst.page.getByText('if this were a random sample').first().waitFor()

  await close(officer, consultationId)
  await freeze(officer, consultationId)
  const { wording } = await writeAnswer(officer, 'north gate')
  expect(wording).toBe(comment.replace('020 7946 0018', '[phone]'))
  await publish(approver, consultationId, comment)

  const { results, plan } = await followReceipt(resident, receipt)
  for (const words of [findingHeading, promise, wording, '1 group sent a formal answer'])
    expect(results).toContain(words)
  expect(results).not.toContain('020 7946 0018')
  expect(plan).toContain(title)
  expect(plan).toContain(promise)
  for (const window of windows) expect(window.trouble).toEqual([])
})
