import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../kit/Loaded.tsx'
import { enrol } from './api.ts'
import { CodeStep } from './CodeStep.tsx'

/** The secret as text and as a link: no picture to photograph, nothing sent anywhere. */
export function EnrolStep({ password, onDone }: { password: string; onDone: () => void }) {
  const secret = useQuery({
    queryKey: ['enrol'],
    queryFn: () => enrol(password),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  return (
    <>
      <p>
        Staff accounts need a second step: an authenticator app on your phone or computer. Add this account to it, then
        type the six figures it shows.
      </p>
      <Loaded query={secret}>
        {({ uri, secret: key }) => (
          <div className="stack wide">
            <p>
              <a href={uri}>Open it in the authenticator of this device</a>
            </p>
            <div>
              <p className="help">Or type this key into your app:</p>
              <code className="secret">{key.match(/.{1,4}/g)?.join(' ')}</code>
            </div>
            <CodeStep first onDone={onDone} />
          </div>
        )}
      </Loaded>
    </>
  )
}
