/** What the product can count towards a measure of the plan: the groups whose formal response is in. */
export const counters = ['group-responses'] as const
