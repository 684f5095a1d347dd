import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'

/** What the address asks for: `?borough=E09000014&down=…`. Figures can be sent to a colleague as a link. */
export type Search = Record<string, string | undefined>

export function useSearchWords(): [Search, (change: Search) => void] {
  const navigate = useNavigate()
  const raw = useRouterState({ select: (state) => state.location.search as Record<string, unknown> })
  const search: Search = Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  )
  const change = (next: Search) => {
    const kept = Object.entries({ ...search, ...next }).filter(([, value]) => value)
    void navigate({ to: '.', search: Object.fromEntries(kept) as never, replace: true, resetScroll: false })
  }
  return [search, change]
}

export const useConsultationId = (): string => useParams({ strict: false }).consultationId ?? ''

/** Only what the filter knows, so that the query has no empty words: one borough, or else one way in. */
export const filterOf = ({ borough, collector }: Search) => ({
  ...(borough ? { borough } : {}),
  ...(collector && !borough ? { collector } : {}),
})

interface CrossMeasures {
  weight?: string
  tests?: 'holm' | 'bonferroni'
  reason?: string
}

/** Weights and tests of a table, or of a book of them; tests only with a reason. */
export const crossMeasures = ({ weight, tests, reason }: Search): CrossMeasures => ({
  ...(weight ? { weight } : {}),
  ...(reason && (tests === 'holm' || tests === 'bonferroni') ? { tests, reason } : {}),
})

/** Weights and intervals of all questions; intervals only with a reason. */
export const questionMeasures = ({ weight, intervals, reason }: Search) => ({
  ...(weight ? { weight } : {}),
  ...(reason && intervals === 'on' ? { intervals: 'on' as const, reason } : {}),
})
