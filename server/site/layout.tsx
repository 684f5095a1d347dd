import { type ReactNode, useContext } from 'react'
import { script, stylesheet } from './assets.ts'
import { En } from './english.tsx'
import { directionOf } from './language.ts'
import { Bank, Mark } from './marks.tsx'
import { PageAddress } from './page.tsx'

export interface LayoutProps {
  /** Of the document; the product's name is added. Begins with "Error: " when something on the page needs another look. */
  title: string
  children: ReactNode
  /** The respondent's own pages carry no menu: brand, page, footer. */
  menu?: boolean
  /** The address of the menu's current page. */
  here?: string
  /** Every response and figure on the page is synthetic. */
  synthetic?: boolean
  /** Said of the page as a whole, above everything on it. */
  strip?: ReactNode
  language?: string
  /** Pages that belong to one person, or to nobody, stay out of search engines. */
  indexed?: boolean
  /** The small script, where there is a form for it. */
  form?: boolean
  /** The page shows figures, the map or the plan, so it loads their styles too. */
  figures?: boolean
  /** Where the page's own privacy notice is, when it has one: the footer leads there, and not to the site's. */
  privacy?: string | undefined
}

const menuItems = [
  ['/', 'Consultations'],
  ['/feedback', 'What came of it'],
  ['/plan', 'The plan'],
  ['/receipt', 'Your receipt'],
] as const

const footItems = [
  ['/accessibility', 'Accessibility'],
  ['/promises', 'Our promises to you'],
] as const

/** The frame of every public page. */
export function Layout(props: LayoutProps) {
  const { title, children, menu = true, here, synthetic = false, language = 'en', indexed = true } = props
  const { form = false, figures = false, privacy = '/privacy' } = props
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${title} – Folkmoot`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#072F28" />
        {!indexed && <meta name="robots" content="noindex" />}
        <link rel="stylesheet" href={stylesheet(figures)} />
        <link rel="icon" href={icon} />
        {form && script && <script src={script} defer />}
      </head>
      <body>
        <a className="skip" href="#main">
          Go to the page
        </a>
        {synthetic && <Synthetic />}
        {props.strip}
        <header className="top" lang="en">
          <div className="wrap">
            <a className="brand" href="/">
              <Mark />
              Folkmoot
            </a>
            {menu && <Menu here={here} />}
            <PrintedAddress whole={indexed} />
          </div>
        </header>
        <Bank />
        <main id="main" className="wrap" tabIndex={-1}>
          {children}
        </main>
        <Foot news={menu} privacy={privacy} />
      </body>
    </html>
  )
}

/** The mark in two tones, for the browser's tab; `data:` is the only address an image may have here. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E%3Ccircle cx='20' cy='20' r='20' fill='%23072F28'/%3E%3Ccircle cx='20' cy='22' r='7' fill='%23F0B13C'/%3E%3C/svg%3E"

export const Strip = ({ name, children }: { name: string; children: ReactNode }) => (
  <aside className="strip" aria-label={name} lang="en" dir="ltr">
    <p className="wrap">
      <b>{name}.</b> {children}
    </p>
  </aside>
)

const Synthetic = () => <Strip name="Example">Every response and figure here is synthetic.</Strip>

/** On paper alone. The address of a page of one person's own may open it, so only the site's is printed there. */
function PrintedAddress({ whole }: { whole: boolean }) {
  const { origin, path } = useContext(PageAddress)
  return <p className="paper">{whole ? origin + path : origin}</p>
}

function Menu({ here }: { here: string | undefined }) {
  return (
    <nav className="menu" aria-label="Main">
      <details>
        <summary>Menu</summary>
        <ul>
          {menuItems.map(([href, name]) => (
            <li key={href}>
              <a href={href} aria-current={here === href ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  )
}

/** Whoever answers is not led away to the news. */
const Foot = ({ news, privacy }: { news: boolean; privacy: string }) => (
  <footer className="foot" lang="en">
    <div className="wrap">
      <ul>
        <li>
          <a href={privacy}>Privacy</a>
        </li>
        {footItems.map(([href, name]) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
        {news && (
          <li>
            <a href="/feedback.rss">Answers published (RSS)</a>
          </li>
        )}
      </ul>
      <p>
        <En>This site is not watched for emergencies. Call 999, or 101 if it is not urgent.</En>
      </p>
    </div>
  </footer>
)
