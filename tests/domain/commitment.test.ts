import { expect, test } from 'vitest'
import { beforeBecause } from '../../shared/feedback/commitment.ts'

test('a promise reads on to its reason, whether or not it was written with a full stop', () => {
  expect(beforeBecause('close the road to cars.')).toBe('close the road to cars')
  expect(beforeBecause('close the road to cars . ')).toBe('close the road to cars')
  expect(beforeBecause('move to No. 5')).toBe('move to No. 5')
})
