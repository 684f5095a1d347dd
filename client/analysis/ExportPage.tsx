import { useQuery } from '@tanstack/react-query'
import { useMayOn } from '../accounts/api.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { type Exports, exportsQuery } from './api.ts'
import { useConsultationId } from './asked.ts'
import { AnalysisDesk } from './Desk.tsx'
import { ExportContents } from './ExportContents.tsx'
import { ExportForm } from './ExportForm.tsx'
import { ExportList } from './ExportList.tsx'
import './export.css'

/** Everybody's answers as a file for a statistics program: what is in it, asking for it, and who asked before. */
export function ExportPage() {
  const consultationId = useConsultationId()
  const found = useQuery(exportsQuery(consultationId))
  const mayAsk = useMayOn('responses.export', consultationId)
  return (
    <AnalysisDesk title={titleOf(found.data)} here="Answers as a file" frame={found.data?.frame}>
      <Loaded query={found}>
        {({ exports }) => (
          <>
            <ExportList exports={exports} mayAsk={mayAsk} />
            {mayAsk ? <ExportForm isNext={!exports.some(({ isMine, state }) => isMine && state === 'ready')} /> : null}
            <ExportContents mayAsk={mayAsk} />
          </>
        )}
      </Loaded>
    </AnalysisDesk>
  )
}

function titleOf(found: Exports | undefined): string {
  const waiting = found?.exports.filter(({ state }) => state === 'waiting').length ?? 0
  if (waiting === 1) return 'A file of answers waits for a second person'
  return waiting > 1 ? `${waiting} files of answers wait for a second person` : 'Answers as a file'
}
