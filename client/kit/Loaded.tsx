import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorBox } from './ErrorBox.tsx'
import { Waiting } from './Waiting.tsx'

interface LoadedProps<T> {
  query: UseQueryResult<T>
  /** What is being fetched, shown after 2 s: "Counting 2,400 answers…" */
  words?: string
  children: (data: T) => ReactNode
}

/** What a query brought: still bars while it waits, the error with a way on, then the thing itself. */
export function Loaded<T>({ query, words, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) return <ErrorBox error={query.error} again={() => void query.refetch()} />
  return <Waiting words={words} />
}
