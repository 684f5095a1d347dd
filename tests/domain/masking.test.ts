import { expect, test } from 'vitest'
import { masked, stillNames } from '../../shared/feedback/masking.ts'

// Case 62.
test('what could name somebody is taken out of a quote, and nothing else', () => {
  const wrote =
    'Ask PC 1234 or ann.b+c@mail.example.org, (ring 020 7946 0000), at N15 4QL; see https://example.org/me. In 2009, 32 boroughs.'
  expect(masked(wrote)).toBe(
    'Ask [officer] or [e-mail], (ring [phone]), at [postcode]; see [web address] In 2009, 32 boroughs.',
  )
  expect(stillNames(masked(wrote))).toEqual([])
  expect(stillNames('x@y.org')).toEqual(['[e-mail]'])
})

// Case 7: what somebody wrote is read in its own length, not in its square.
test.each(['a', 'a.', '1', '1 ', '+', '-', 'PC', 'A1', 'a@', '@', '('])('a long run of "%s" takes no time', (piece) => {
  const wrote = piece.repeat(200_000 / piece.length)
  const began = performance.now()
  masked(wrote)
  stillNames(wrote)
  expect(performance.now() - began).toBeLessThan(3000)
})
