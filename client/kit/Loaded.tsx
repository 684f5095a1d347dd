import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorBox } from './ErrorBox.tsx'
import { Page } from './Page.tsx'
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

interface LoadedPageProps<T> extends LoadedProps<T> {
  /** The heading until the page has its own: "Consultation". */
  title: string
  /** Links to what this page lies in, outermost first. */
  above?: ReactNode[]
}

/** The same where what comes is the whole page: while it waits, or is refused, a page stands there all the same. */
export function LoadedPage<T>({ query, words, title, above = [], children }: LoadedPageProps<T>) {
  if (query.data !== undefined) return children(query.data)
  return (
    <Page title={title} trail={[...above, title]}>
      <Loaded query={query} words={words}>
        {() => null}
      </Loaded>
    </Page>
  )
}
