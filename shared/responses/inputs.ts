import { z } from 'zod'

/** How many synthetic people are to answer. */
export const fillInput = z.strictObject({
  count: z.int('Enter a whole number').min(1, 'Enter 1 or more').max(5000, 'Enter 5,000 or fewer'),
})
