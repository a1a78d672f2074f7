import { parameterById } from '#campaign/parameters.ts';
import type { Output } from '#contract/contract.ts';
import { call } from '../bridge/studio.ts';
import { Section } from '../kit/Screen.tsx';
import { formatNumber, formatShare } from '../locale.ts';
import { t } from '../text/text.ts';
import { useAnswer } from './useWork.ts';

const SHOWN = 8;

/** Which assumptions move the forecast most: each over its likely range, the others at their medians. */
export function Hinges({ goalId }: { goalId: string | null }) {
  const answer = useAnswer(['hinges', goalId], (about) => call('decision.sensitivity', { ...about, goalId }));
  const parameters = answer?.parameters.slice(0, SHOWN) ?? [];
  return (
    <Section title={t('decide.hinges')} hint={t('decide.hingesHint')}>
      {answer === null ? (
        <p className="soft">{t('forecast.coming')}</p>
      ) : parameters.length === 0 ? (
        <p className="soft">{t('decide.hingesNone')}</p>
      ) : (
        <HingeList expected={answer.expected} parameters={parameters} />
      )}
    </Section>
  );
}

function HingeList({ expected, parameters }: Output<'decision.sensitivity'>) {
  const least = Math.min(expected, ...parameters.flatMap(({ low, high }) => [low, high]));
  const most = Math.max(expected, ...parameters.flatMap(({ low, high }) => [low, high]));
  const at = (learners: number) => (most > least ? (100 * (learners - least)) / (most - least) : 0);
  return (
    <>
      <p className="soft hinge-now">{t('decide.hingesNow', { count: Math.round(expected) })}</p>
      <ul className="hinges">
        {parameters.map(({ parameter, name, low, high, share }) => {
          const [from, to] = low < high ? [low, high] : [high, low];
          return (
            <li key={parameter}>
              <span className="hinge-name">
                {name}
                <span className="faint figure"> {t('decide.hingeShare', { share: formatShare(share) })}</span>
                <span className="soft hinge-about">{parameterById(parameter)?.about}</span>
              </span>
              <span className="hinge-track" aria-hidden>
                <i style={{ insetInlineStart: `${at(from)}%`, width: `${Math.max(0.8, at(to) - at(from))}%` }} />
                <b style={{ insetInlineStart: `${at(expected)}%` }} />
              </span>
              <span className="figure hinge-figures">
                {t('decide.hingeRange', { low: formatNumber(low), high: formatNumber(high) })}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
