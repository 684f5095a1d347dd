import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../shared/accounts/inputs.ts'
import { type Capability, may, mayEver } from '../../shared/accounts/policy.ts'
import { http } from '../app/http.ts'

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => http.get<Me>('/api/accounts/me'),
  staleTime: 5 * 60_000,
})

export const useMe = () => useQuery(meQuery)

/** Whether the signed-in person holds the capability on some object: what the desk shows, never what it allows. */
export function useMay(capability: Capability): boolean {
  const me = useSuspenseQuery(meQuery).data
  return mayEver({ kind: 'account', grants: me.grants }, capability)
}

/** Whether the person holds it on this consultation or group. */
export function useMayOn(capability: Capability, scope: string): boolean {
  const me = useSuspenseQuery(meQuery).data
  return may({ kind: 'account', grants: me.grants }, capability, scope)
}

export type Next = 'totp' | 'enrol' | 'done'
export const signIn = (email: string, password: string) =>
  http.post<{ next: Next }>('/api/accounts/sign-in', { email, password })
export const proveCode = (code: string) => http.post<{ next?: Next }>('/api/accounts/totp', { code })
export const enrol = (password: string) =>
  http.post<{ uri: string; secret: string }>('/api/accounts/enrol', { password })
export const confirmEnrolment = (code: string) => http.post<unknown>('/api/accounts/enrol/confirm', { code })
export const mailLink = (email: string) => http.post<unknown>('/api/accounts/mail-link', { email })
export const setPassword = (password: string) => http.post<unknown>('/api/accounts/password', { password })
export const signOut = () => http.post<unknown>('/api/accounts/sign-out')
export const switchPerson = (accountId: string) => http.post<unknown>('/api/accounts/switch', { accountId })
