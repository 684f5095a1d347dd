import { useQuery } from '@tanstack/react-query'
import { reading } from '../../shared/plans/cell.ts'
import { type Plan, planQuery } from '../plans/api.ts'

export interface PlanItem {
  id: string
  kind: 'objective' | 'action'
  words: string
}

/** Objectives and actions in the plan's order, an action under its objective. */
export const itemsOf = (plan: Plan | null | undefined): PlanItem[] =>
  (plan?.themes ?? []).flatMap((theme) =>
    theme.objectives.flatMap((objective) => [
      { id: objective.id, kind: 'objective' as const, words: `${objective.ref} ${reading(objective.text)}` },
      ...objective.actions.map((action) => ({
        id: action.id,
        kind: 'action' as const,
        words: `${action.ref} ${reading(action.text)}`,
      })),
    ]),
  )

/** What a finding or a commitment speaks to in the plan. */
export function PlanTies({ objectives, actions }: { objectives: string[]; actions: string[] }) {
  const plan = useQuery(planQuery).data
  const tied = itemsOf(plan).filter((item) => objectives.includes(item.id) || actions.includes(item.id))
  if (tied.length === 0) return null
  return (
    <p className="small">
      In the plan:{' '}
      {tied.map((item, i) => (
        <span key={item.id}>
          {i > 0 ? '; ' : ''}
          {item.words}
        </span>
      ))}
    </p>
  )
}
