import { useEffect, useRef, useState } from 'react'
import { Mark } from '../kit/icons.tsx'
import { useWhere } from '../kit/Where.tsx'
import { CodeStep } from './CodeStep.tsx'
import { EnrolStep } from './EnrolStep.tsx'
import { LinkByMail } from './LinkByMail.tsx'
import { PasswordStep } from './PasswordStep.tsx'

type Step = { at: 'password' } | { at: 'code' } | { at: 'enrol'; password: string }

/** E-mail and password, then the code of an authenticator; somebody without one makes it here. */
export function SignInPage() {
  const [step, setStep] = useState<Step>({ at: 'password' })
  useWhere('Sign in', ['Sign in'])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (step.at === 'enrol') heading.current?.focus()
  }, [step.at])
  return (
    <main className="outside" id="main">
      <a href="/" className="outside-brand">
        <Mark /> Folkmoot
      </a>
      <h1 ref={heading} tabIndex={-1}>
        {step.at === 'password' ? 'Sign in' : step.at === 'code' ? 'Your code' : 'Set up your second step'}
      </h1>
      {step.at === 'password' ? (
        <>
          {new URLSearchParams(location.search).get('password') === 'set' ? (
            <p role="status">Your password is set. Sign in with it.</p>
          ) : null}
          <PasswordStep
            onNext={(next, password) => {
              if (next === 'done') goOn()
              else setStep(next === 'totp' ? { at: 'code' } : { at: 'enrol', password })
            }}
          />
          <hr />
          <LinkByMail />
        </>
      ) : null}
      {step.at === 'code' ? <CodeStep onDone={goOn} onBack={() => setStep({ at: 'password' })} /> : null}
      {step.at === 'enrol' ? <EnrolStep password={step.password} onDone={goOn} /> : null}
    </main>
  )
}

/** Back to the page that asked, and only to a page of the desk. */
function goOn() {
  const back = new URLSearchParams(location.search).get('back') ?? ''
  location.assign(/^\/desk(\/|$)/.test(back) ? back : '/desk/')
}
