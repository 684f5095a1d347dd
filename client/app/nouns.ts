import type { Capability } from '../../shared/accounts/policy.ts'

export interface Noun {
  says: string
  to: string
  /** Shown to whoever holds one of these on anything. */
  needs: Capability[]
}

/** The left rail, in this order; a line is added when its page is built. */
export const nouns: Noun[] = [
  { says: 'Today', to: '/', needs: ['consultation.list'] },
  { says: 'Consultations', to: '/consultations', needs: ['consultation.list'] },
  { says: 'Our group', to: '/group', needs: ['group.home'] },
  { says: 'Groups', to: '/groups', needs: ['group.list'] },
  { says: 'Population', to: '/population', needs: ['population.read'] },
  { says: 'Analysis', to: '/analysis', needs: ['analysis.read'] },
  { says: 'Feedback', to: '/feedback', needs: ['release.read'] },
  { says: 'Plan', to: '/plan', needs: ['plan.read'] },
  { says: 'Projects', to: '/projects', needs: ['project.read'] },
]
