/**
 * Who may do what: the one table, asked by the server's route registry and by the client alike.
 * A grant is (role, scope): the scope is the uuid of a consultation or of a group, or null for all of them.
 */
export const roles = ['coordinator', 'officer', 'analyst', 'approver', 'admin'] as const
export type Role = (typeof roles)[number]

export interface Grant {
  role: Role
  scope: string | null
}

/** Who asks: nobody known (`public`), somebody holding a private link (`respondent`), or an account with grants. */
export type Principal = { kind: 'public' } | { kind: 'respondent' } | { kind: 'account'; grants: Grant[] }

/** Capabilities open to everybody; a private link or receipt is checked by the command itself. */
const open = [
  'public.read', // published pages
  'response.submit', // answer, save, come back
  'receipt.use', // check, withdraw, erase, by the code alone
  'sign-in', // sign-in pages and calls
] as const

/** Capabilities of any signed-in account. */
const signedIn = ['account.self'] as const

/** Capabilities by role; `scoped` ones need a grant on the object's consultation or group. */
const byRole = {
  'consultation.list': { roles: ['officer', 'analyst', 'approver'], scoped: false },
  'consultation.create': { roles: ['officer'], scoped: false },
  'consultation.read': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'consultation.edit': { roles: ['officer', 'approver'], scoped: true },
  'consultation.ask-to-open': { roles: ['officer'], scoped: true },
  'consultation.confirm-opening': { roles: ['approver'], scoped: true },
  'consultation.fill-with-synthetic': { roles: ['officer'], scoped: true },
  'questionnaire.read': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'questionnaire.edit': { roles: ['officer', 'approver'], scoped: true },
  'questionnaire.publish': { roles: ['officer', 'approver'], scoped: true },
  'group.ask': { roles: ['officer'], scoped: true },
  'group.board': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'group.read-answers': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'group.list': { roles: ['officer', 'analyst', 'approver', 'admin'], scoped: false },
  'group.home': { roles: ['coordinator'], scoped: true },
  'group.answer': { roles: ['coordinator'], scoped: true },
  'population.read': { roles: ['coordinator', 'officer', 'analyst', 'approver', 'admin'], scoped: false },
  'analysis.read': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'analysis.export': { roles: ['analyst', 'approver'], scoped: true },
  'responses.export': { roles: ['analyst'], scoped: true },
  'responses.confirm-export': { roles: ['approver'], scoped: true },
  'responses.see-exports': { roles: ['analyst', 'approver'], scoped: true },
  'responses.import': { roles: ['officer'], scoped: true },
  'free-text.read': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'release.freeze': { roles: ['officer', 'analyst'], scoped: true },
  'release.read': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'feedback.write': { roles: ['officer', 'analyst', 'approver'], scoped: true },
  'feedback.approve': { roles: ['approver'], scoped: true },
  'plan.read': { roles: ['officer', 'analyst', 'approver'], scoped: false },
  'plan.report': { roles: ['officer', 'approver'], scoped: false },
  'project.read': { roles: ['officer', 'analyst', 'approver'], scoped: false },
  'project.edit': { roles: ['officer', 'approver'], scoped: false },
} as const satisfies Record<string, { roles: readonly Role[]; scoped: boolean }>

export type Capability = (typeof open)[number] | (typeof signedIn)[number] | keyof typeof byRole
export const capabilities = [...open, ...signedIn, ...Object.keys(byRole)] as Capability[]

const isIn = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value)

/** Whether the capability looks at the object's scope at all. */
export function isScoped(capability: Capability): boolean {
  return capability in byRole && byRole[capability as keyof typeof byRole].scoped
}

/** Whether the principal holds the capability on some object, or on any: what decides between 403 and 404. */
export function mayEver(principal: Principal, capability: Capability): boolean {
  if (isIn(open, capability)) return true
  if (principal.kind !== 'account') return false
  if (isIn(signedIn, capability)) return true
  const { roles: allowed } = byRole[capability]
  return principal.grants.some((grant) => isIn<Role>(allowed, grant.role))
}

/** Whether the principal holds the capability on the object with this scope (ignored where the capability has none). */
export function may(principal: Principal, capability: Capability, scope: string | null): boolean {
  if (!mayEver(principal, capability)) return false
  if (!isScoped(capability) || principal.kind !== 'account') return true
  const { roles: allowed } = byRole[capability as keyof typeof byRole]
  return principal.grants.some((g) => isIn<Role>(allowed, g.role) && (g.scope === null || g.scope === scope))
}
