import { createContext, useContext } from 'react'
import type { Act, Ref } from '../../shared/questionnaires/acts.ts'
import type { QuestionnaireDocument } from '../../shared/questionnaires/document.ts'

/** What is chosen in the outline: the settings and the page in the middle follow it. */
export type Chosen = Ref & { kind: 'section' | 'page' | 'question' }

export interface Building {
  questionnaireId: string
  document: QuestionnaireDocument
  /** Without it everything is there to read and nothing to change. */
  mayEdit: boolean
  act: (act: Act) => boolean
  chosen: Chosen | null
  choose: (chosen: Chosen | null) => void
  /** Says what was done to a screen reader and, with a way back, at the foot. */
  announce: (words: string) => void
}

export const BuildingContext = createContext<Building | null>(null)

export function useBuilding(): Building {
  const building = useContext(BuildingContext)
  if (!building) throw new Error('Only inside the builder.')
  return building
}

export const newId = () => crypto.randomUUID()
