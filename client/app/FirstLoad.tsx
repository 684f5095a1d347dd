import { Mark } from '../kit/icons.tsx'
import { Waiting } from '../kit/Waiting.tsx'

/** The frame of the desk before it is known who is signed in: what comes takes its place without moving it. */
export const FirstLoad = () => (
  <div className="desk">
    <header className="rail">
      <div className="rail-top">
        <a href="/desk/" className="brand">
          <Mark />
          Folkmoot
        </a>
      </div>
    </header>
    <div className="topbar" />
    <main>
      <div className="page">
        <Waiting words="Opening the desk…" />
      </div>
    </main>
  </div>
)
