const pattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether the database would take it for an id: what an address or a form holds may be anything. */
export const isUuid = (text: string): boolean => pattern.test(text)

/** Where a walk over ids in their order begins. */
export const beforeAnyUuid = '00000000-0000-0000-0000-000000000000'
