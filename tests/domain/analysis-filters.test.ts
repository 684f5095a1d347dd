import { expect, test } from 'vitest'
import { Counter, type FedRow } from '../../server/analysis/counter.ts'
import { selectedOf } from '../../server/analysis/frame.ts'
import { aQuestionnaire } from '../support/fixtures.ts'
import { uuid } from '../support/random-survey.ts'

const consultationId = uuid(1)
const versionId = uuid(2)
const haringey = 'E09000014'

/** Twenty people of Haringey by one link, and by another three of Haringey and seventeen from elsewhere. */
const rows = Array.from(
  { length: 40 },
  (_, i): FedRow => ({
    id: uuid(100 + i),
    consultationId,
    versionId,
    collectorId: i < 20 ? 'one link' : 'another',
    groupId: null,
    state: 'in',
    synthetic: false,
    answers: { home: { area: i < 23 ? haringey : 'outside' } },
    equality: null,
  }),
)

const inHaringey = { column: 'area', categories: [haringey] }
const byOneLink = { column: 'collector', categories: ['one link'] }

// Security list 60
test('a filter within a filter shows nothing where only a few people are between the two', () => {
  const counter = new Counter()
  counter.setVersions(consultationId, [{ id: versionId, document: aQuestionnaire() }])
  counter.takeRows(new TextEncoder().encode(JSON.stringify(rows)))
  const asked = (where: (typeof inHaringey)[]) => counter.frequencies(consultationId, false, { where })
  expect(selectedOf(asked([inHaringey]))).toBe(23)
  expect(selectedOf(asked([byOneLink]))).toBe(20)
  // One condition alone is a part of everybody, and how many those are is told anyway.
  expect(asked([byOneLink]).wholes).toEqual([])
  // Twenty of the 23 in Haringey came by this link: the three others would be had by subtraction.
  expect(asked([inHaringey, byOneLink])).toMatchObject({ selected: 20, wholes: [20, 23] })
  expect(selectedOf(asked([inHaringey, byOneLink]))).toBeNull()
})
