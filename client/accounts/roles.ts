import type { Role } from '../../shared/accounts/policy.ts'

export const roleWords: Record<Role, string> = {
  officer: 'Consultation officer',
  analyst: 'Analyst',
  approver: 'Approver',
  coordinator: 'Group coordinator',
  admin: 'Administrator',
}
