import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import './consultations.css'
import { useMayOn } from '../accounts/api.ts'
import { dayOfWeek, daysUntil, fullDay } from '../kit/dates.ts'
import { LoadedPage } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { SyntheticTag } from '../kit/Tag.tsx'
import { type Consultation, consultationQuery } from './api.ts'
import { Closing } from './Closing.tsx'
import { PhaseTag } from './ConsultationTable.tsx'
import { FactsForm } from './FactsForm.tsx'
import { FactsRead } from './FactsRead.tsx'
import { GroupsPanel } from './GroupsPanel.tsx'
import { Missing } from './Missing.tsx'
import { NoticePanel } from './NoticePanel.tsx'
import { QuestionnairesPanel } from './QuestionnairesPanel.tsx'
import { StateActions } from './StateActions.tsx'
import { SyntheticFill } from './SyntheticFill.tsx'
import { WhereNext } from './WhereNext.tsx'

/** One consultation: what people are told, its questionnaires, and its way to being open. */
export function ConsultationPage() {
  const { consultationId } = useParams({ from: '/desk/consultations/$consultationId' })
  const loaded = useQuery(consultationQuery(consultationId))
  return (
    <LoadedPage query={loaded} title="Consultation" above={above}>
      {(one) => <ConsultationView key={one.id} one={one} />}
    </LoadedPage>
  )
}

const above = [
  <Link key="all" to="/consultations">
    Consultations
  </Link>,
]

function ConsultationView({ one }: { one: Consultation }) {
  const mayEdit = useMayOn('consultation.edit', one.id)
  return (
    <Page
      title={one.title}
      trail={[...above, one.title]}
      note={
        <span className="row">
          <PhaseTag phase={one.phase} />
          {one.synthetic ? <SyntheticTag /> : null}
          <span>{standing(one)}</span>
        </span>
      }
      action={<StateActions one={one} />}
    >
      <div className="consultation">
        <div className="consultation-side">
          <Missing one={one} />
          <WhereNext one={one} />
          <QuestionnairesPanel one={one} />
          <GroupsPanel one={one} />
        </div>
        <div className="consultation-facts">
          {mayEdit && one.phase !== 'asked' ? <FactsForm one={one} /> : null}
          {mayEdit && one.phase === 'draft' ? null : <FactsRead one={one} />}
          <NoticePanel one={one} mayEdit={mayEdit && one.phase !== 'asked'} />
        </div>
        <div className="consultation-end">
          {one.phase === 'open' || one.phase === 'scheduled' ? <Closing one={one} /> : null}
          <SyntheticFill one={one} />
        </div>
      </div>
    </Page>
  )
}

/** Where it stands, in one sentence with its date. */
function standing(one: Consultation): string {
  switch (one.phase) {
    case 'draft':
      return one.note ? 'Sent back by the approver.' : 'Nobody outside the desk can see it.'
    case 'asked':
      return 'Waits for an approver. It cannot be changed until then.'
    case 'scheduled':
      return `Opens on ${fullDay(one.opensAt)}.`
    case 'open':
      return `Open until ${dayOfWeek(one.closesAt)}: ${left(one.closesAt)}.`
    case 'closed':
      return `Closed on ${fullDay(one.closesAt)}. We answer by ${fullDay(one.answerBy)}.`
    case 'answered':
      return `Closed on ${fullDay(one.closesAt)}, and answered.`
  }
}

function left(closesAt: string | null): string {
  const days = daysUntil(closesAt)
  return days <= 0 ? 'it closes today' : days === 1 ? '1 day left' : `${days} days left`
}
