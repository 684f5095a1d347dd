import { QueryClient } from '@tanstack/react-query'
import { isFinal } from '../kit/refusal.ts'

/** A refusal is an answer and is not asked again; a dropped connection is tried twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && !isFinal(error),
    },
    mutations: { retry: false },
  },
})
