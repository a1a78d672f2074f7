import { parameterById } from '#campaign/parameters.ts';
import type { Output } from '#contract/contract.ts';
import { call } from '../bridge/studio.ts';
import { RowChart } from '../kit/charts/charts.tsx';
import { Section } from '../kit/Screen.tsx';
import { formatNumber, formatShare } from '../locale.ts';
import { t } from '../text/text.ts';
import { useAnswer } from './useWork.ts';

const SHOWN = 8;

type Parameter = Output<'decision.sensitivity'>['parameters'][number];

/** What an assumption is about, below its name. */
function aboutIn({ kind, parameter }: Pick<Parameter, 'kind' | 'parameter'>): string | undefined {
  if (kind === 'tactic') return t('decide.strengthAbout');
  return parameterById(kind === 'campaign' ? 'variation.campaign' : parameter)?.about;
}

/** Which assumptions move the forecast most: each over its likely range, the others at their medians. */
export function SensitivitySection({ goalId }: { goalId: string | null }) {
  const answer = useAnswer(['sensitivity', goalId], (about) => call('decision.sensitivity', { ...about, goalId }));
  const parameters = answer?.parameters.slice(0, SHOWN) ?? [];
  return (
    <Section title={t('decide.sensitivity')} hint={t('decide.sensitivityHint')}>
      {answer === null ? (
        <p className="soft">{t('forecast.coming')}</p>
      ) : parameters.length === 0 ? (
        <p className="soft">{t('decide.sensitivityNone')}</p>
      ) : (
        <ParameterList expected={answer.expected} parameters={parameters} />
      )}
    </Section>
  );
}

function ParameterList({ expected, parameters }: Output<'decision.sensitivity'>) {
  const ends = parameters.flatMap(({ low, high }) => [low, high]);
  return (
    <>
      <p className="soft sensitivity-now">{t('decide.sensitivityNow', { count: Math.round(expected) })}</p>
      <p className="legend">
        <span>
          <i className="key tone-low" />
          {t('decide.parameterIfLow')}
        </span>
        <span>
          <i className="key tone-high" />
          {t('decide.parameterIfHigh')}
        </span>
      </p>
      <RowChart
        title={t('decide.sensitivity')}
        heads={[t('decide.parameterName'), t('decide.picture'), t('decide.parameterEnds')]}
        hideHeads
        className="sensitivity"
        range={[Math.min(expected, ...ends), Math.max(expected, ...ends)]}
        against={expected}
        formatTick={formatNumber}
        rows={parameters.map(({ name, low, high, share, ...one }) => ({
          id: one.parameter,
          name: (
            <>
              {name}
              <span className="faint figure"> {t('decide.parameterShare', { share: formatShare(share) })}</span>
              <span className="soft sensitivity-about">{aboutIn(one)}</span>
            </>
          ),
          marks: { bars: endsFrom(expected, low, high) },
          cells: [t('decide.parameterRange', { low: formatNumber(low), high: formatNumber(high) })],
        }))}
      />
      <p className="faint">{t('decide.sensitivityShares')}</p>
    </>
  );
}

/** From the middle to either end; where both lie on one side, the shorter over the longer. */
function endsFrom(expected: number, low: number, high: number) {
  const bars = [
    { from: expected, to: low, tone: 'low' as const },
    { from: expected, to: high, tone: 'high' as const },
  ];
  return bars.toSorted((a, b) => Math.abs(b.to - expected) - Math.abs(a.to - expected));
}
