/** A piece of the printed paper. Where it is damaged or contradicts itself, `reading` says what we take it to mean. */
export interface Printed {
  printed: string
  reading?: string
}

export const readingOf = (piece: Printed): string => piece.reading ?? piece.printed

export type Block =
  | ({ type: 'paragraph' | 'heading' } & Printed)
  /** What the form asks for, as printed in its template. */
  | ({ type: 'instruction' } & Printed)
  | { type: 'list'; ordered: boolean; items: Printed[] }

/** The parts of a project initiation document, in its own order. */
export const sectionKeys = [
  'background',
  'objectives',
  'results',
  'scope',
  'business-case',
  'assumptions',
  'constraints',
  'risks',
  'other-areas',
  'deliverables',
  'dependencies',
  'stakeholders',
  'organisation',
  'project-plan',
  'control',
  'communication',
  'other-issues',
  'eia',
] as const
export type SectionKey = (typeof sectionKeys)[number]

export interface Section {
  key: SectionKey
  title: Printed
  blocks: Block[]
}

/** Something about the paper that a reader should know. The words in `about` are the paper's own. */
export interface Note {
  section: SectionKey | 'front' | 'details' | 'versions'
  kind: 'contradiction' | 'unfinished' | 'wording'
  about: string[]
  says: string
}

export const noteKinds: Record<Note['kind'], string> = {
  contradiction: 'Contradiction',
  unfinished: 'Left open',
  wording: 'Wording',
}

interface Field extends Printed {
  label: string
}

export interface Details {
  heading: Printed
  name: Field
  committee: Field
  leads: Field & { people: string[] }
  starts: Field & { date: string }
  ends: Field & { date: string }
}

/** A version of the paper, with who signed it off. */
export interface PaperVersion {
  number: Printed
  status: Printed
  date: Printed & { date: string }
  author: Printed
  changes: Printed | null
  signedOffBy: string[]
}

export interface Versions {
  heading: Printed
  columns: string[]
  rows: PaperVersion[]
}

export interface ProjectSource {
  title: string
  file: string
  about: string
}

/** The transcription of one printed project initiation document. */
export interface ProjectDocument {
  slug: string
  source: ProjectSource
  title: Printed
  details: Details
  versions: Versions
  sections: Section[]
  risks: { risk: Printed; mitigation: Printed }[]
  milestones: { kind: 'activity' | 'report'; title: Printed; period: Printed; startsOn: string; dueOn: string }[]
  stakeholders: Printed[]
  notes: Note[]
}
