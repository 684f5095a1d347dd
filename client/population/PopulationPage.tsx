import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { number } from '../../shared/kernel/text.ts'
import { censusAttribution } from '../../shared/population/characteristics.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { Page } from '../kit/Page.tsx'
import { Panel } from '../kit/Panel.tsx'
import { AreaMap, AreaSelect } from './AreaPicker.tsx'
import { type AreaProfile, boroughsQuery, profileQuery } from './api.ts'
import { CharacteristicFigure } from './CharacteristicFigure.tsx'
import './population.css'
import { unlikeLondon } from './unlike-london.ts'

/** Who lives in London, or in one of its boroughs: what every answer is compared with. */
export function PopulationPage() {
  const { areaCode = 'london' } = useParams({ strict: false })
  const boroughs = useQuery(boroughsQuery)
  const profile = useQuery(profileQuery(areaCode))
  return (
    <Page title={titleOf(profile.data)} note="Census 2021, as people lived on 21 March 2021" trail={['Population']}>
      <Loaded query={boroughs}>
        {(all) => (
          <Panel raised>
            <div className="population-top">
              <div className="stack">
                <AreaSelect boroughs={all} chosen={areaCode} />
                {profile.data ? <p className="spoken">{unlikeLondon(profile.data)}</p> : null}
                <p className="note">
                  The tables give the share of each group, with London beside it. What people answer is compared with
                  these figures, never with a guess.
                </p>
              </div>
              <AreaMap boroughs={all} chosen={areaCode} />
            </div>
          </Panel>
        )}
      </Loaded>
      {/* After what stands above it, which would push it down. */}
      {boroughs.data ? (
        <Loaded query={profile} words="Fetching the census…">
          {(found) => <Profile found={found} />}
        </Loaded>
      ) : null}
    </Page>
  )
}

function titleOf(profile: AreaProfile | undefined): string {
  const residents = profile?.characteristics.find((characteristic) => characteristic.use === 'total')
  if (!profile || !residents) return 'Population'
  return `${number(residents.counted)} people live in ${profile.area.name}`
}

function Profile({ found }: { found: AreaProfile }) {
  return (
    <div className="profile">
      {found.characteristics
        .filter((characteristic) => characteristic.use !== 'total')
        .map((characteristic) => (
          <CharacteristicFigure key={characteristic.id} area={found.area.name} characteristic={characteristic} />
        ))}
      <p className="note">
        {censusAttribution} Totals differ by a few people from one table to the next: the Office for National Statistics
        changes small counts so that nobody can be picked out. Central London was emptier than usual on that day.
      </p>
    </div>
  )
}
