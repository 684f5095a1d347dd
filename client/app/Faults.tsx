import { Button } from '@mantine/core'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { Mark } from '../kit/icons.tsx'
import { Page } from '../kit/Page.tsx'
import { isFinal } from '../kit/refusal.ts'

export const NotFound = () => (
  <Page title="There is nothing here">
    <p>The address may be mistyped, or this may not be yours to see.</p>
    <div className="row">
      <ButtonLink to="/">Go to Today</ButtonLink>
    </div>
  </Page>
)

export function PageFault({ error }: { error: unknown }) {
  return (
    <Page title="This page could not be shown">
      <ErrorBox error={error} />
      <div className="row">
        {isFinal(error) ? null : <Button onClick={() => location.reload()}>Load the page again</Button>}
        <ButtonLink to="/">Go to Today</ButtonLink>
      </div>
    </Page>
  )
}

/** It could not even be found out who is signed in: there is no rail to stand beside. */
export const DeskFault = ({ error }: { error: unknown }) => (
  <main className="outside" id="main">
    <a href="/" className="outside-brand">
      <Mark /> Folkmoot
    </a>
    <h1>The desk could not be opened</h1>
    <ErrorBox error={error} again={() => location.reload()} againWords="Load the page again" />
  </main>
)
