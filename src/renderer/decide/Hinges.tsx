import type { Output } from '#studio/contract.ts';
import { call } from '../bridge/studio.ts';
import { Section } from '../kit/Screen.tsx';
import { formatNumber, formatShare } from '../locale.ts';
import { t } from '../text/text.ts';
import { useAnswer } from './useWork.ts';

const SHOWN = 8;

/** Which assumptions move the forecast most: each over its likely range, the others at their medians. */
export function Hinges({ goalId }: { goalId: string | null }) {
  const answer = useAnswer((about) => call('decision.hinges', { ...about, goalId }), String(goalId));
  const hinges = answer?.hinges.slice(0, SHOWN) ?? [];
  return (
    <Section title={t('decide.hinges')} hint={t('decide.hingesHint')}>
      {answer === null ? (
        <p className="soft">{t('forecast.coming')}</p>
      ) : hinges.length === 0 ? (
        <p className="soft">{t('decide.hingesNone')}</p>
      ) : (
        <HingeList hinges={hinges} />
      )}
    </Section>
  );
}

function HingeList({ hinges }: { hinges: Output<'decision.hinges'>['hinges'] }) {
  const least = Math.min(...hinges.flatMap(({ low, high }) => [low, high]));
  const most = Math.max(...hinges.flatMap(({ low, high }) => [low, high]));
  const at = (learners: number) => (most > least ? (100 * (learners - least)) / (most - least) : 0);
  return (
    <ul className="hinges">
      {hinges.map(({ parameter, name, low, high, share }) => {
        const [from, to] = low < high ? [low, high] : [high, low];
        return (
          <li key={parameter}>
            <span className="hinge-name">
              {name}
              <span className="faint figure"> {t('decide.hingeShare', { share: formatShare(share) })}</span>
            </span>
            <span className="hinge-track" aria-hidden>
              <i style={{ insetInlineStart: `${at(from)}%`, width: `${Math.max(0.8, at(to) - at(from))}%` }} />
            </span>
            <span className="figure hinge-figures">
              {t('decide.hingeRange', { low: formatNumber(low), high: formatNumber(high) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
