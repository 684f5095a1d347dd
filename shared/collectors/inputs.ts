import { z } from 'zod'

/** Which groups are asked for a formal response, and by which questionnaire when there are several. */
export const askGroupsInput = z.strictObject({
  groupIds: z.array(z.uuid()).min(1, 'Choose at least one group').max(200, 'Choose 200 groups or fewer'),
  questionnaireId: z.uuid().optional(),
})
