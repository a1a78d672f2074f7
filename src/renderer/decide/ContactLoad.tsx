import { dayOf } from '#campaign/calendar.ts';
import { quarters } from '#drawing/ticks.ts';
import type { ContactLoad } from '#campaign/contactLoad.ts';
import { call } from '../bridge/studio.ts';
import { Curve, RowChart } from '../kit/charts/charts.tsx';
import { Section } from '../kit/Screen.tsx';
import { dayFormats, formatDate, formatNumber, formatShare, startOfMonth } from '../locale.ts';
import { t } from '../text/text.ts';
import { useAnswer } from './useWork.ts';

const SHOWN = 12;
/** What a curve counts over. */
const WEEKS = 4;
const LABELS = ['under', 'onTarget', 'saturated'] as const;

/** Contact load, segment by segment over four weeks each, and push against pull phase by phase. */
export function ContactLoadSection({ capPerWeek }: { capPerWeek: number }) {
  const load = useAnswer(['load'], (about) => call('decision.contactLoad', about));
  return (
    <>
      <Section title={t('decide.contactLoad')} hint={t('decide.contactLoadHint')}>
        {load === null ? (
          <p className="soft">{t('forecast.coming')}</p>
        ) : (
          <Strips load={load} capPerWeek={capPerWeek} />
        )}
      </Section>
      {load !== null && load.phases.length > 0 ? (
        <Section title={t('decide.mix')} hint={t('decide.mixHint')}>
          <PhaseBars phases={load.phases} />
        </Section>
      ) : null}
    </>
  );
}

function Strips({ load: { loads, dates }, capPerWeek }: { load: ContactLoad; capPerWeek: number }) {
  if (loads.length === 0) return <p className="soft">{t('forecast.nobody')}</p>;
  const shown = loads.slice(0, SHOWN);
  const cap = WEEKS * capPerWeek;
  const most = Math.max(cap * 1.15, 1, ...shown.flatMap(({ window }) => window));
  const months = dates.flatMap((date, day) => (day > 0 && startOfMonth(dayOf(date)) === dayOf(date) ? [day] : []));
  return (
    <div>
      <p className="legend">
        {LABELS.map((label) => (
          <span key={label}>
            <i className={`key load-${label}`} />
            {t(`decide.contactLoad.${label}`)}
          </span>
        ))}
        <span>
          <i className="key load-cap" />
          {t('decide.contactLoad.cap', { count: cap })}
        </span>
      </p>
      <ul className="strips">
        {shown.map(({ id, name, window, label }) => (
          <li key={id}>
            <span className="strip-name" dir="auto">
              {name}
            </span>
            <Curve values={window} kinds={label} most={most} against={cap} marks={months} />
            <span className="soft figure">{loadText(window, label, dates)}</span>
          </li>
        ))}
      </ul>
      <p className="strip-days faint figure">
        <span className="strip-months">
          <span>{formatDate(dates[0]!, 'short')}</span>
          {months
            .filter((day) => day > dates.length / 10)
            .map((day) => (
              <span key={day} style={{ insetInlineStart: `${(100 * day) / dates.length}%` }}>
                {dayFormats.monthShort(dayOf(dates[day]!))}
              </span>
            ))}
        </span>
      </p>
      {loads.length > SHOWN ? (
        <p className="faint">{t('decide.segmentsMore', { count: loads.length - SHOWN })}</p>
      ) : null}
    </div>
  );
}

function loadText(window: readonly number[], label: readonly string[], dates: readonly string[]): string {
  const most = Math.max(...window, 0);
  const over = label.filter((one) => one === 'saturated').length;
  if (most === 0) return t('decide.contactsNone');
  return t(over > 0 ? 'decide.contactsOver' : 'decide.contactsMost', {
    count: most,
    date: formatDate(dates[window.indexOf(most)] ?? dates[0]!, 'short'),
    days: formatNumber(over),
  });
}

function PhaseBars({ phases }: { phases: ContactLoad['phases'] }) {
  return (
    <div>
      <p className="legend">
        <span>
          <i className="key tone-push" />
          {t('direction.push')}
        </span>
        <span>
          <i className="key tone-pull" />
          {t('direction.pull')}
        </span>
        <span>
          <i className="key aim-mark" />
          {t('decide.aimMark')}
        </span>
      </p>
      <RowChart
        title={t('decide.mix')}
        heads={[t('settings.phases'), t('decide.picture'), t('decide.by.direction')]}
        hideHeads
        className="phase-bars"
        range={[0, 1]}
        ticks={quarters(1)}
        formatTick={formatShare}
        rows={phases.map(({ id, name, push, pull, pushShare, pushAim }) => ({
          id,
          name: <span dir="auto">{name}</span>,
          marks: {
            bars:
              pushShare === null
                ? [{ from: 0, to: 1, tone: 'nothing' }]
                : [
                    { from: 0, to: pushShare, tone: 'push' },
                    { from: pushShare, to: 1, tone: 'pull' },
                  ],
            aim: pushAim,
          },
          cells: [
            <span key="words" className="soft">
              {pushShare === null
                ? t('decide.phaseEmpty', { aim: formatShare(pushAim) })
                : t('decide.phase', { push, pull, share: formatShare(pushShare), aim: formatShare(pushAim) })}
            </span>,
          ],
        }))}
      />
    </div>
  );
}
