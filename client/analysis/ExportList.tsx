import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { hoursToOpen, minutesToFetch } from '../../shared/analysis/export-request.ts'
import { useMayOn } from '../accounts/api.ts'
import { timeAndDate } from '../kit/dates.ts'
import { Empty } from '../kit/Empty.tsx'
import { ErrorBox } from '../kit/ErrorBox.tsx'
import { useFocusKept } from '../kit/focus-back.ts'
import { Part } from '../kit/Page.tsx'
import { exportActs, type ListedExport, useExportAct } from './api.ts'
import { useConsultationId } from './asked.ts'
import { type ActProps, DecideExport } from './DecideExport.tsx'
import { formatNames } from './export-words.ts'

/** Who asked for a file, why, and what became of it, newest first; each with the one act this person can do. */
export function ExportList({ exports, mayAsk }: { exports: ListedExport[]; mayAsk: boolean }) {
  const place = useFocusKept<HTMLUListElement>(exports.map(({ state }) => state).join())
  return (
    <Part title="Files asked for">
      {exports.length === 0 ? (
        <Empty title="Nobody has asked for a file.">
          {mayAsk
            ? 'Ask for one below: a second person confirms it, and it stands here with both names.'
            : 'An analyst of this consultation asks for one; then it waits here for you.'}
        </Empty>
      ) : (
        <ul className="panel flush export-list" ref={place} tabIndex={-1}>
          {exports.map((one, i) => (
            <li key={one.id}>
              <div>
                <p>
                  <strong>{formatNames[one.format]}</strong>
                  {one.withoutText ? ', without' : ', with'} what people wrote. {stands(one)}
                </p>
                <p className="note">
                  {one.isMine ? 'You' : one.askedBy} asked at {timeAndDate(one.askedAt)}: “{one.reason}”
                </p>
              </div>
              <Act one={one} isFirst={i === 0} />
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

function stands({ state, decidedBy, decidedAt, note, fetchedAt, isMine }: ListedExport): string {
  const by = `${decidedBy} confirmed it at ${timeAndDate(decidedAt)}.`
  switch (state) {
    case 'waiting':
      return 'It waits for a second person.'
    case 'refused':
      return `${decidedBy} said no: “${note}”`
    case 'ready':
      return `${by} ${isMine ? 'Fetch it' : 'It can be fetched'} within ${hoursToOpen / 24} days, once.`
    case 'open':
      return `${by} It is being fetched: it can be had for ${minutesToFetch} minutes, once.`
    case 'fetched':
      return `${by} Fetched at ${timeAndDate(fetchedAt)}.`
    default:
      return `${by} It was not fetched in time. Ask again if it is still needed.`
  }
}

function Act({ one, isFirst }: ActProps): ReactNode {
  const mayConfirm = useMayOn('responses.confirm-export', useConsultationId())
  if (one.isMine && (one.state === 'ready' || one.state === 'open')) return <Fetch one={one} isFirst={isFirst} />
  return mayConfirm && !one.isMine && one.state === 'waiting' ? <DecideExport one={one} isFirst={isFirst} /> : null
}

function Fetch({ one, isFirst }: ActProps) {
  const consultationId = useConsultationId()
  const fetched = useExportAct(consultationId, () => exportActs(consultationId).fetch(one.id))
  return (
    <div className="stack">
      {fetched.isError ? <ErrorBox error={fetched.error} what="Not fetched." /> : null}
      <Button
        variant={isFirst ? 'filled' : 'default'}
        disabled={fetched.isPending}
        onClick={() => fetched.mutate(undefined)}
      >
        Fetch the file
      </Button>
    </div>
  )
}
