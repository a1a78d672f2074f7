import type { ContactLoad } from '#contract/decision.ts';
import { call } from '../bridge/studio.ts';
import { Section } from '../kit/Screen.tsx';
import { formatDate, formatNumber, formatShare } from '../locale.ts';
import { t } from '../text/text.ts';
import { useAnswer } from './useWork.ts';

const SHOWN = 12;
const LABELS = ['under', 'onTarget', 'saturated'] as const;

/** How much people are asked, segment by segment over four weeks each, and push against pull phase by phase. */
export function Asked() {
  const load = useAnswer(['load'], (about) => call('decision.contactLoad', about));
  return (
    <>
      <Section title={t('decide.asked')} hint={t('decide.askedHint')}>
        {load === null ? <p className="soft">{t('forecast.coming')}</p> : <Strips load={load} />}
      </Section>
      {load !== null && load.phases.length > 0 ? (
        <Section title={t('decide.balance')} hint={t('decide.balanceHint')}>
          <PhaseBars phases={load.phases} />
        </Section>
      ) : null}
    </>
  );
}

function Strips({ load: { loads, dates } }: { load: ContactLoad }) {
  if (loads.length === 0) return <p className="soft">{t('forecast.nobody')}</p>;
  return (
    <div>
      <p className="legend">
        {LABELS.map((label) => (
          <span key={label}>
            <i className={`key load-${label}`} />
            {t(`decide.load.${label}`)}
          </span>
        ))}
      </p>
      <ul className="strips">
        {loads.slice(0, SHOWN).map(({ id, name, window, label }) => {
          const most = Math.max(...window, 0);
          const day = window.indexOf(most);
          const over = label.filter((one) => one === 'saturated').length;
          return (
            <li key={id}>
              <span className="strip-name" dir="auto">
                {name}
              </span>
              <svg className="strip" viewBox={`0 0 ${dates.length} 1`} preserveAspectRatio="none" aria-hidden>
                {stretches(label).map(({ from, until, what }) => (
                  <rect key={from} x={from} width={until - from} y={0} height={1} className={`load-${what}`} />
                ))}
              </svg>
              <span className="soft figure">
                {most === 0
                  ? t('decide.loadNone')
                  : t(over > 0 ? 'decide.loadOver' : 'decide.loadMost', {
                      count: most,
                      date: formatDate(dates[day] ?? dates[0]!, 'short'),
                      days: formatNumber(over),
                    })}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="strip-ends faint figure">
        <span>{formatDate(dates[0]!, 'medium')}</span>
        <span>{formatDate(dates.at(-1)!, 'medium')}</span>
      </p>
      {loads.length > SHOWN ? <p className="faint">{t('decide.loadMore', { count: loads.length - SHOWN })}</p> : null}
    </div>
  );
}

/** Days of one label together. */
function stretches(labels: ContactLoad['loads'][number]['label']) {
  const found: { from: number; until: number; what: (typeof LABELS)[number] }[] = [];
  labels.forEach((what, day) => {
    const last = found.at(-1);
    if (last?.what === what) last.until = day + 1;
    else found.push({ from: day, until: day + 1, what });
  });
  return found;
}

function PhaseBars({ phases }: { phases: ContactLoad['phases'] }) {
  return (
    <div>
      <p className="legend">
        <span>
          <i className="key load-push" />
          {t('direction.push')}
        </span>
        <span>
          <i className="key load-pull" />
          {t('direction.pull')}
        </span>
        <span>
          <i className="key aim-mark" />
          {t('decide.aimMark')}
        </span>
      </p>
      <ul className="phase-bars">
        {phases.map(({ id, name, push, pull, pushShare, pushAim }) => (
          <li key={id}>
            <span className="strip-name" dir="auto">
              {name}
            </span>
            <span className="phase-bar" data-empty={pushShare === null || undefined} aria-hidden>
              <i style={{ width: `${100 * (pushShare ?? 0)}%` }} />
              <b style={{ insetInlineStart: `${100 * pushAim}%` }} />
            </span>
            <span className="soft figure">
              {pushShare === null
                ? t('decide.phaseEmpty', { aim: formatShare(pushAim) })
                : t('decide.phase', { push, pull, share: formatShare(pushShare), aim: formatShare(pushAim) })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
