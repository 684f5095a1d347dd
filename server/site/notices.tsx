import { Hono } from 'hono'
import { postcodeAttribution } from '../../shared/population/characteristics.ts'
import { needs, type RouteEnv } from '../platform/registry.ts'
import { Layout } from './layout.tsx'
import { page } from './page.tsx'

/** What holds for the whole site. Each consultation's own notice is on its own page. */
export const noticePages = new Hono<RouteEnv>()
  .get('/privacy', needs('public.read'), (c) => page(c, <Privacy />))
  .get('/accessibility', needs('public.read'), (c) => page(c, <Accessibility />))
  .get('/promises', needs('public.read'), (c) => page(c, <Promises embedded={c.var.ctx.engine === 'pglite'} />))

const Privacy = () => (
  <Layout title="Privacy">
    <h1>Privacy</h1>
    <p className="lead">We want to know what you think, not who you are.</p>
    <h2>When you answer</h2>
    <p>
      We keep your answers, the version of the questions, and the day. We keep no name, e-mail address, internet
      address, device or exact time with them. A postcode becomes the name of a borough as it arrives, and is dropped.
    </p>
    <p className="note">
      The borough is found on our own server, in a list it holds; the postcode is sent to nobody.{' '}
      {postcodeAttribution.join('. ')}.
    </p>
    <p>
      Each consultation has its own privacy notice: who asks, why, who sees the answers, how long they are kept, and
      whom to ask or complain to. Your answer keeps the number of the version you were shown.
    </p>
    <h2>Questions about you</h2>
    <p>
      They come after your answer is in. Every one is optional. They are kept in a table of their own, and no page or
      file shows them beside your words.
    </p>
    <h2>Before you send</h2>
    <p>
      Answers you save are kept for 24 hours, or until the consultation closes if you make a private link. They are
      never counted. One cookie finds them again; it holds a random number and lasts 24 hours. Unless you sign in there
      are no other cookies, and nothing is loaded from anybody else.
    </p>
    <h2>Your e-mail address</h2>
    <p>
      Only if you ask to be told what came of it. It is kept apart from every answer, and nothing ties the two together.
      We use it for one e-mail, which has a link that deletes your address here.
    </p>
    <h2>Your rights</h2>
    <p>
      Your <a href="/receipt">receipt</a> lets you withdraw your answer until the counting, and erase it at any time.
      Without it we cannot find your answer, because we do not know who you are.
    </p>
  </Layout>
)

const Accessibility = () => (
  <Layout title="Accessibility">
    <h1>Accessibility</h1>
    <p className="lead">Everybody should be able to answer, on any device, in their own way.</p>
    <h2>What works</h2>
    <p>
      Every page works without scripts, by keyboard alone, at 320 pixels wide and at 400% zoom, in high-contrast mode
      and on paper. Buttons and choices are at least 44 pixels high. We build to the Web Content Accessibility
      Guidelines 2.2, level AA.
    </p>
    <h2>What was checked, and what was not</h2>
    <p>
      Each kind of page is checked by machine with axe and an HTML validator when the software is built. A machine finds
      some faults and not others. No person has yet tested these pages with a screen reader or voice control, and nobody
      outside has audited them. This page will say so when they have.
    </p>
    <h2>What does not work well yet</h2>
    <ul>
      <li>The words of the site itself are in English only. Questions can be written in other languages.</li>
      <li>There is no Easy Read or British Sign Language version made by the site.</li>
      <li>Papers that a consultation links to are on other sites, and we cannot vouch for them.</li>
    </ul>
    <h2>If something is in your way</h2>
    <p>
      Each consultation names other ways to answer, and whom to call. Tell them what was in your way. In Great Britain
      the Equality and Human Rights Commission enforces the accessibility rules for public bodies; the{' '}
      <a href="https://www.equalityadvisoryservice.com/" rel="noreferrer">
        Equality Advisory and Support Service
      </a>{' '}
      takes complaints.
    </p>
  </Layout>
)

function Promises({ embedded }: { embedded: boolean }) {
  return (
    <Layout title="Our promises to you">
      <h1>Our promises to you</h1>
      <p className="lead">Only what holds today. Each one is checked by the tests of this software.</p>
      <h2>What you send is kept</h2>
      <p>
        The page that says “Your answer is in” is sent only after your answer is stored. If it could not be stored, the
        page says so and keeps what you wrote.
      </p>
      {embedded && (
        <p>
          <b>A limit, today:</b> this site runs on its embedded database. It survives a crash of the program. It does
          not promise to survive a power cut in the moments after you send. A live consultation belongs on PostgreSQL.
        </p>
      )}
      <h2>It is counted once</h2>
      <p>
        Press the button twice, reload, or lose the connection: the same form gives the same receipt and one answer.
      </p>
      <h2>You can check it</h2>
      <p>
        Your receipt shows whether your answer is in and counted. You can withdraw it until the counting, and erase it
        at any time.
      </p>
      <h2>Nobody follows you</h2>
      <p>
        No internet address or device is stored. There is one cookie, to find your own unsent answers, for 24 hours.
        Nothing comes from another site.
      </p>
      <h2>What you say about yourself stays apart</h2>
      <p>Questions about you are optional, come after your answer is in, and are stored apart from it.</p>
      <h2>Everybody can answer</h2>
      <p>
        The pages you answer on work without scripts, on a small screen, by keyboard, and weigh 20 kilobytes at most.
      </p>
      <h2>What staff do is on record</h2>
      <p>
        Each change a member of staff makes, and each reading of single answers, is written into a record that shows if
        it was changed afterwards.
      </p>
    </Layout>
  )
}
