import { useEffect, useRef } from 'react';
import type { Campaign } from '#campaign/document.ts';
import type { Contributions } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { Segmented } from '../kit/controls.tsx';
import { RowChart } from '../kit/charts/charts.tsx';
import type { Tone } from '../kit/charts/marks.ts';
import { Section } from '../kit/Screen.tsx';
import { effectOf, becauseOf } from '#campaign/telling.ts';
import { BASELINE } from '#language/decisions.ts';
import { formatNumber, signed } from '../locale.ts';
import { knows, t } from '../text/text.ts';
import { useChoice, useWork } from './useWork.ts';
import { WorkBar, WorkNote } from './WorkBar.tsx';

type Kind = Contributions['items'][number]['kind'];
const KINDS = ['direction', 'channel', 'touchpoint'] as const satisfies readonly Kind[];

/** Who or what the expected learners are owed to, and what the plan would lose without each touchpoint. */
export function ContributionsSection({ campaign, goalId }: { campaign: Campaign; goalId: string | null }) {
  const [kind, setKind] = useChoice<(typeof KINDS)[number]>('contributionBy', 'direction');
  const work = useWork(
    ['contribution', goalId],
    (about) => call('decision.contribution', { ...about, goalId }),
    (found) => t('decide.contributionDone', partsInWords(found)),
  );
  const result = work.result?.value;
  const section = useRef<HTMLDivElement>(null);
  // The button is gone when the result is there; the focus goes on to it.
  useEffect(() => {
    if (result && document.activeElement === document.body) section.current?.focus();
  }, [result]);
  return (
    <Section
      title={t('decide.contribution')}
      hint={t('decide.contributionHint')}
      actions={
        result ? (
          <Segmented
            label={t('decide.contributionBy')}
            value={kind}
            options={KINDS.map((id) => ({ id, label: t(`decide.by.${id}`) }))}
            onChange={setKind}
          />
        ) : undefined
      }
    >
      {campaign.touchpoints.length === 0 ? (
        <p className="soft">{t('decide.contributionNone')}</p>
      ) : (
        <>
          {result && !work.isStale && work.progress === null ? null : (
            <WorkBar work={work} label={t('decide.contributionStart')} doing={t('decide.contributionDoing')} />
          )}
          <WorkNote work={work} />
          {result ? (
            <div ref={section} tabIndex={-1} role="group" aria-label={t('decide.contribution')}>
              <ContributionTable contributions={result} kind={kind} />
            </div>
          ) : null}
        </>
      )}
    </Section>
  );
}

function ContributionTable({ contributions, kind }: { contributions: Contributions; kind: (typeof KINDS)[number] }) {
  const items = contributions.items.filter((item) => item.kind === kind);
  const marginal = new Map(contributions.marginal.map((one) => [one.id, one]));
  const isTouchpoints = kind === 'touchpoint';
  const digits = digitsOf(contributions);
  return (
    <>
      <p>{t('decide.parts', partsInWords(contributions))}</p>
      <RowChart
        title={t('decide.contribution')}
        heads={[
          t(`decide.by.${kind}`),
          t('decide.picture'),
          t('decide.brings'),
          ...(isTouchpoints ? [t('decide.without')] : []),
        ]}
        className="contributions"
        range={[
          Math.min(0, ...items.flatMap(({ value, p05 }) => [value, p05])),
          Math.max(1, ...items.flatMap(({ value, p95 }) => [value, p95])),
        ]}
        against={0}
        formatTick={formatNumber}
        rows={items.map(({ id, name, value, p05, p95 }) => {
          const lost = isTouchpoints ? marginal.get(id) : undefined;
          const isHarm = lost !== undefined && effectOf(lost) === 'harms';
          return {
            id,
            mark: isHarm ? 'harm' : undefined,
            name: <span dir="auto">{nameOf(kind, id, name)}</span>,
            marks: { bars: [{ from: 0, to: value, tone: toneOf(id, p05, p95) }], band: [p05, p95] },
            cells: [
              <>
                {signed(value, digits)}
                <span className="faint">
                  {' '}
                  {t('decide.between', {
                    low: signed(id === BASELINE ? Math.max(0, p05) : p05, digits),
                    high: signed(p95, digits),
                  })}
                </span>
              </>,
              ...(isTouchpoints ? [lost ? <Without key={id} lost={lost} digits={digits} /> : null] : []),
            ],
          };
        })}
        foot={[t('decide.together'), t('decide.togetherText'), formatNumber(contributions.total, digits)]}
      />
      <p className="faint">
        {t('decide.band')} {t(contributions.exact ? 'decide.exact' : 'decide.estimated')}
      </p>
    </>
  );
}

/** Few people are shown with a decimal, so that the parts add up to the eye. */
const digitsOf = ({ total }: Contributions) => (Math.abs(total) < 100 ? 1 : 0);

/** What comes about because of the plan, and what would have anyway. */
function partsInWords(contributions: Contributions): { because: string; anyway: string } {
  const { total, items } = contributions;
  const anyway = items.find(({ id, kind }) => kind === 'direction' && id === BASELINE)?.value ?? 0;
  const digits = digitsOf(contributions);
  const parts = becauseOf(total, anyway, 10 ** -digits);
  return { because: formatNumber(parts.because, digits), anyway: formatNumber(parts.anyway, digits) };
}

/** What may be nothing is drawn in the tone of what is not known. */
function toneOf(id: string, p05: number, p95: number): Tone {
  if (id === BASELINE) return 'itself';
  if (p95 < 0) return 'harm';
  if (p05 <= 0) return 'unsure';
  return id === 'push' || id === 'pull' ? id : 'middle';
}

/** What taking a touchpoint out would change, with its band, and what may be said of it. */
function Without({ lost, digits }: { lost: Contributions['marginal'][number]; digits: number }) {
  const effect = effectOf(lost);
  return (
    <>
      {signed(-lost.value, digits)}{' '}
      <span className="contribution-band">
        {t('decide.between', { low: signed(-lost.p95, digits), high: signed(-lost.p05, digits) })}
      </span>
      {effect === 'helps' ? null : (
        <span className="contribution-word"> {t(effect === 'harms' ? 'decide.harms' : 'decide.addsLittle')}</span>
      )}
    </>
  );
}

function nameOf(kind: Kind, id: string, name: string): string {
  if (id === BASELINE) return t('decide.baseline');
  const key = `${kind}.${id}`;
  return kind !== 'touchpoint' && knows(key) ? t(key) : name;
}
