import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useParams } from '@tanstack/react-router'
import { ButtonLink } from '../kit/ButtonLink.tsx'
import { dayOfWeek, daysUntil, fullDay } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { LoadedPage } from '../kit/Loaded.tsx'
import { Page, Part } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { SyntheticTag, Tag } from '../kit/Tag.tsx'
import { type AskedConsultation, type GroupHome, groupHomeQuery, myGroupsQuery } from './api.ts'
import { WhoIsMissing } from './WhoIsMissing.tsx'
import './groups.css'

/** To the one group of a coordinator, or to a choice among several. */
export function MyGroupsPage() {
  const mine = useQuery(myGroupsQuery)
  return (
    <LoadedPage query={mine} title="Your groups">
      {(groups) =>
        groups.length === 1 ? (
          <Navigate to="/group/$groupSlug" params={{ groupSlug: groups[0]!.slug }} replace />
        ) : (
          <Page title="Your groups" trail={['Your groups']}>
            {groups.length === 0 ? <Empty title="No group yet.">You are no coordinator of a group.</Empty> : null}
            <ul className="my-groups">
              {groups.map((group) => (
                <li key={group.id}>
                  <Link to="/group/$groupSlug" params={{ groupSlug: group.slug }}>
                    {group.name}
                  </Link>
                </li>
              ))}
            </ul>
          </Page>
        )
      }
    </LoadedPage>
  )
}

/** What a coordinator sees: what the group is asked, where to answer, and who is missing in its borough. */
export function MyGroupPage() {
  const { groupSlug = '' } = useParams({ strict: false })
  const home = useQuery(groupHomeQuery(groupSlug))
  return (
    <LoadedPage query={home} title="Your group">
      {(found) => <Home home={found} />}
    </LoadedPage>
  )
}

function Home({ home: { group, asked } }: { home: GroupHome }) {
  const due = asked.filter((one) => one.phase === 'open' && one.state !== 'sent').length
  return (
    <Page
      title={
        due === 0
          ? 'Nothing waits for your answer'
          : due === 1
            ? 'One consultation waits for your answer'
            : `${due} consultations wait for your answer`
      }
      note={group.name}
      trail={[group.name]}
      action={
        <ButtonLink to="/population/$areaCode" params={{ areaCode: group.boroughCode }}>
          Who lives in {group.borough}
        </ButtonLink>
      }
    >
      <Part title="What the group is asked">
        {asked.length === 0 ? (
          <Empty title="Nothing yet.">
            When the group is asked about a consultation, it stands here with a way to answer.
          </Empty>
        ) : null}
        <ul className="asked">
          {asked.map((one, place) => (
            <li key={one.id}>
              <AskedCard one={one} isFirst={place === 0} />
            </li>
          ))}
        </ul>
      </Part>
      <WhoIsMissing group={group} asked={asked} />
    </Page>
  )
}

const stateWords = { asked: 'Not started', started: 'Started, not sent', sent: 'Sent' }

function AskedCard({ one, isFirst }: { one: AskedConsultation; isFirst: boolean }) {
  const isOpen = one.phase === 'open'
  return (
    <Panel raised={isFirst && isOpen}>
      <div className="asked-card">
        <div>
          <h3 dir="auto">{one.title}</h3>
          <p className="help">{whenOf(one)}</p>
          <div className="row">
            <Tag kind={one.state === 'sent' ? 'done' : isOpen ? 'open' : undefined}>
              {isOpen || one.state === 'sent' ? stateWords[one.state] : 'Not sent'}
            </Tag>
            {one.synthetic ? <SyntheticTag /> : null}
          </div>
        </div>
        {isOpen ? (
          <Button component="a" href={one.answerAt} variant={one.state === 'sent' ? 'default' : 'filled'}>
            {one.state === 'asked'
              ? 'Answer for the group'
              : one.state === 'started'
                ? 'Go on with the answer'
                : 'See or change the answer'}
          </Button>
        ) : (
          <Button component="a" href={one.publicAt}>
            {one.phase === 'answered' ? 'What came of it' : 'See the consultation'}
          </Button>
        )}
      </div>
    </Panel>
  )
}

function whenOf({ phase, opensAt, closesAt, answerBy }: AskedConsultation): string {
  if (phase === 'scheduled') return `Opens on ${fullDay(opensAt)}.`
  if (phase === 'answered') return `Closed on ${fullDay(closesAt)}. It has been answered.`
  if (phase === 'closed')
    return `Closed on ${fullDay(closesAt)}. ${answerBy ? `An answer is due by ${fullDay(answerBy)}.` : ''}`
  if (!closesAt) return 'Open.'
  const left = daysUntil(closesAt)
  return `Closes ${dayOfWeek(closesAt)}${left === 0 ? ', today' : left === 1 ? ', tomorrow' : `, in ${left} days`}. You may change the answer until then.`
}
