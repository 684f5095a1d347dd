import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { mayEver } from '../../shared/accounts/policy.ts'
import { meQuery } from '../accounts/api.ts'
import { todayQuery } from '../consultations/api.ts'
import { Mark, MenuIcon } from '../kit/icons.tsx'
import { Waiting } from '../kit/Waiting.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { nouns } from './nouns.ts'
import { TopBar } from './TopBar.tsx'
import { WhoIAm } from './WhoIAm.tsx'

/** The frame of every desk page: rail of nouns, top bar, the page. Below 760 the rail is a menu at the top. */
export function Shell() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useFocusOnArrival(main, path)
  return (
    <div className="desk">
      <a className="skip" href="#main">
        Go to the page
      </a>
      <Rail path={path} />
      <TopBar />
      <main id="main" ref={main} tabIndex={-1}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <KeysHelp />
    </div>
  )
}

function Rail({ path }: { path: string }) {
  const me = useSuspenseQuery(meQuery).data
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page changes
  useEffect(() => setOpen(false), [path])
  const mine = nouns.filter((noun) => noun.needs.some((need) => mayEver({ kind: 'account', grants: me.grants }, need)))
  return (
    <header className="rail" data-open={open || undefined}>
      <div className="rail-top">
        <Link to="/" className="brand">
          <Mark />
          Folkmoot
        </Link>
        <button
          type="button"
          className="rail-menu"
          aria-expanded={open}
          aria-controls="nouns"
          onClick={() => setOpen(!open)}
        >
          <MenuIcon /> Menu
        </button>
      </div>
      <div className="rail-body" id="nouns">
        <nav aria-label="Desk">
          {mine.map((noun) => (
            <Link
              key={noun.to}
              to={noun.to}
              activeOptions={{ exact: noun.to === '/' }}
              activeProps={{ 'aria-current': 'page' }}
            >
              {noun.says}
              {noun.to === '/' ? <Waiters /> : null}
            </Link>
          ))}
        </nav>
        <WhoIAm me={me} />
      </div>
    </header>
  )
}

/** How many things need me: the rail's one number. */
function Waiters() {
  const things = useQuery(todayQuery).data?.things.length ?? 0
  if (things === 0) return null
  return (
    <span className="waiters">
      <span className="unseen">: </span>
      {things}
      <span className="unseen">{things === 1 ? ' thing needs you' : ' things need you'}</span>
    </span>
  )
}

/** After a change of page, focus stands at the page, so that the keyboard and a screen reader go on from there. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, path: string) {
  const first = useRef(path)
  useEffect(() => {
    if (first.current === path) return
    first.current = path
    main.current?.focus({ preventScroll: true })
  }, [main, path])
}
