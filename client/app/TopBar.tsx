import { useMantineColorScheme } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { meQuery } from '../accounts/api.ts'
import { MoonIcon, SunIcon } from '../kit/icons.tsx'
import { useTrail } from '../kit/Where.tsx'
import { FindAnything } from './FindAnything.tsx'

/** Where I am, whether the data is the example, search, light or dark. */
export function TopBar() {
  const me = useSuspenseQuery(meQuery).data
  return (
    <section className="topbar" aria-label="Where you are, and search">
      <Trail />
      <div className="topbar-tools">
        {me.example ? (
          <span className="tag ink">
            Example<span className="example-long">: every response is synthetic</span>
          </span>
        ) : null}
        <FindAnything />
        <SchemeSwitch />
      </div>
    </section>
  )
}

function Trail() {
  const trail = useTrail()
  return (
    <nav className="trail" aria-label="Where you are">
      {trail.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the trail is drawn anew as a whole
        <Fragment key={i}>
          {i > 0 ? <span aria-hidden="true"> / </span> : null}
          <span>{part}</span>
        </Fragment>
      ))}
    </nav>
  )
}

function SchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const device = useColorScheme()
  const dark = (colorScheme === 'auto' ? device : colorScheme) === 'dark'
  return (
    <button
      type="button"
      className="scheme"
      aria-label={dark ? 'Light colours' : 'Dark colours'}
      title={dark ? 'Light colours' : 'Dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </button>
  )
}
