import { names, t } from '../text/text.ts';
import { StateMark } from './StateMark.tsx';
import { editOf, statesIn, stateOf, useStanding } from './standing.ts';

/** What of a touchpoint is out or planned, and what an edit of it does there. Nothing, where it was never approved. */
export function StandingLines({ id }: { id: string }) {
  const standing = useStanding((state) => state.standing);
  const profiles = standing?.touchpoints[id];
  if (!profiles || stateOf(standing, id) === undefined) return null;
  return (
    <ul className="standing-lines" aria-label={t('publishing.standing')}>
      {Object.entries(profiles).map(([profile, counts]) => {
        const states = statesIn(counts);
        const [worst] = states;
        if (!worst) return null;
        // What has to be seen to first, and what is out besides.
        const edits = states.filter((one) => one === worst || one.state === 'sent');
        return (
          <li key={profile}>
            <StateMark state={worst.state} />
            <span>
              <strong dir="auto">{profile}</strong>:{' '}
              {names(states.map(({ state, count }) => t(`publishing.count.${state}`, { count })))}.{' '}
              <span className="soft">
                {edits.map(({ state }) => editOf(state, standing.targets, profile)).join(' ')}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
