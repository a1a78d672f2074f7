import { BAND_KINDS, bandLines, type BandKind } from '#contract/bands.ts';
import { spreadInWords } from '#language/spread.ts';
import { STAGES } from '#language/vocabulary.ts';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { memo, useState, type CSSProperties } from 'react';
import type { Campaign } from '#campaign/document.ts';
import { IconButton, Segmented } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { formatDate, formatNumber, formatShare } from '../locale.ts';
import { setBands, useBands } from '../navigation/bands.ts';
import { useShownCampaign } from '../session/shown.ts';
import { t } from '../text/text.ts';
import { GUTTER } from '../viewport/viewport.ts';
import { isEstimate, type Forecast } from './change.ts';
import { Chart, type View } from './Chart.tsx';
import { lookAt, useForecast } from './forecastState.ts';
import './forecast.css';

const EVERYONE = ' ';
const GUTTER_STYLE = { '--gutter': `${GUTTER}px` } as CSSProperties;

/** What the plan is likely to bring, day by day under the timeline, on the same scale. */
export function ForecastPanel() {
  const campaign = useShownCampaign();
  const { forecast, progress, problem, segmentId } = useForecast();
  const [view, setView] = useState<View>('active');
  const [isOpen, setOpen] = useState(true);
  const chosen = campaign.segments.find(({ id }) => id === segmentId);
  const segment = forecast?.segments.find((candidate) => candidate.id === chosen?.id);
  const learners = segment?.learners ?? forecast?.learners ?? 0;
  const { kind } = useBands();
  const [by, setBy] = useState<By>('week');
  const own = by === 'own' && !chosen && view !== 'contacts' && forecast?.cohort ? byOwnDay(forecast) : undefined;
  const counted = own ?? segment ?? forecast;
  const bands = counted && bandLines(counted, kind);
  // It is told of everyone together.
  const spread = view === 'active' && counted === forecast && forecast ? spreadIn(forecast) : undefined;

  return (
    <section className="forecast" aria-label={t('forecast.label')} style={GUTTER_STYLE}>
      <Head
        segments={campaign.segments}
        segmentId={chosen?.id ?? null}
        view={view}
        onView={setView}
        status={problem ?? statusOf(forecast, progress)}
        isOpen={isOpen}
        onOpen={setOpen}
      />
      {isOpen ? <Legend view={view} bands={bands ? { asked: kind, shown: bands.kind } : undefined} /> : null}
      {isOpen && forecast?.cohort ? (
        <p className="forecast-note">
          {!chosen && view !== 'contacts' ? (
            <Segmented
              label={t('forecast.by')}
              value={by}
              options={[
                { id: 'week', label: t('forecast.by.week') },
                { id: 'own', label: t('forecast.by.own') },
              ]}
              onChange={setBy}
            />
          ) : null}{' '}
          {rollingNote(forecast, forecast.cohort, own !== undefined)}
        </p>
      ) : null}
      {isOpen && forecast?.reason === 'teams' ? <p className="forecast-note">{teamsNote(forecast)}</p> : null}
      {isOpen ? (
        learners === 0 && forecast ? (
          <p className="forecast-none">{t('forecast.nobody')}</p>
        ) : forecast && counted && bands && !(chosen && !segment) ? (
          <Chart
            campaign={campaign}
            forecast={own ?? forecast}
            isOwn={own !== undefined}
            series={counted.series}
            bands={bands}
            learners={own?.learners ?? learners}
            view={view}
            contacts={counted.contacts.perLearnerWeek}
            segmentId={segment ? segmentId : null}
          />
        ) : (
          <p className="forecast-none">{t('forecast.coming')}</p>
        )
      ) : null}
      {isOpen && spread !== undefined ? <p className="forecast-spread">{spread}</p> : null}
    </section>
  );
}

type By = 'week' | 'own';

/** Out of so many who have started, where a chart tells shares. */
const OUT_OF = 100;

/** A rolling plan by the days that learners are there, drawn from its first day on: out of 100 of them. Goals, told in learners, are left out. */
function byOwnDay({ incremental: _, baseline: __, bandsWholePath: ___, ...forecast }: Forecast): Forecast {
  const { days, weeks: ____, started: _____, ...shares } = forecast.cohort!;
  const outOf = (list: number[]) => list.map((share) => OUT_OF * share);
  const series = Object.fromEntries(
    Object.entries(shares).map(([name, quantiles]) => [
      name,
      Object.fromEntries(Object.entries(quantiles).map(([key, list]) => [key, outOf(list)])),
    ]),
  ) as Forecast['series'];
  return { ...forecast, learners: OUT_OF, dates: forecast.dates.slice(0, days.length), series, goals: [] };
}

/** What makes the bands wide. */
const spreadIn = ({ uncertainty }: Forecast) => spreadInWords(uncertainty, { share: formatShare });

/** Whose days are shown, and how many have started. */
function rollingNote({ dates }: Forecast, { weeks, started, days }: NonNullable<Forecast['cohort']>, isOwn: boolean) {
  const date = formatDate(dates[0]!, 'medium');
  const last = formatDate(dates.at(-1)!, 'medium');
  const told = isOwn
    ? t('forecast.byOwn', { date, day: formatNumber(days.length - 1) })
    : t('forecast.rolling', { date, last, started: formatNumber(started.p50.at(-1)!) });
  return weeks > 1 ? `${told} ${t('forecast.rollingGroups', { weeks: formatNumber(weeks) })}` : told;
}

/** What the forecast that is shown rests on; nothing while there is none. */
function statusOf(forecast: Forecast | null, progress: number | null): string {
  if (!forecast) return '';
  if (progress === null) return t(isEstimate(forecast) ? 'forecast.estimate' : 'forecast.assumption');
  return t(forecast.reason === 'teams' ? 'forecast.following' : 'forecast.refining', { count: progress });
}

interface HeadProps {
  segments: Campaign['segments'];
  segmentId: string | null;
  view: View;
  onView: (view: View) => void;
  status: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
}

/** The controls, which stay as they are while something is dragged. */
const Head = memo(function Head({ segments, segmentId, view, onView, status, isOpen, onOpen }: HeadProps) {
  return (
    <header className="forecast-head">
      <h2>{t('forecast.title')}</h2>
      <Segmented
        label={t('forecast.view')}
        value={view}
        options={[
          { id: 'active', label: t('forecast.view.active') },
          { id: 'stages', label: t('forecast.view.stages') },
          { id: 'contacts', label: t('forecast.view.contacts') },
        ]}
        onChange={onView}
      />
      <div className="forecast-segment">
        <SelectField
          label={t('forecast.segment')}
          hideLabel
          value={segmentId ?? EVERYONE}
          options={[
            { id: EVERYONE, label: t('forecast.everyone') },
            ...segments.map(({ id, name }) => ({ id, label: name })),
          ]}
          onCommit={(id) => lookAt(id === EVERYONE ? null : id)}
        />
      </div>
      <span className="forecast-status" role="status">
        {status}
      </span>
      <IconButton label={isOpen ? t('forecast.hide') : t('forecast.show')} onPress={() => onOpen(!isOpen)}>
        {isOpen ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
      </IconButton>
    </header>
  );
});

/** How peers inside teams come into the forecast: at once they cannot. */
function teamsNote({ method, sampledLearners }: Forecast): string {
  if (method === 'meanField') return t('forecast.teamsImmediate');
  if (sampledLearners === undefined) return t('forecast.teams');
  return t('forecast.teamsSampled', { count: formatNumber(sampledLearners) });
}

interface LegendProps {
  view: View;
  /** The kind of bands that was asked for, and that which is known. */
  bands: { asked: BandKind; shown: BandKind } | undefined;
}

function Legend({ view, bands }: LegendProps) {
  if (view === 'contacts') return <p className="legend">{t('forecast.contactsText')}</p>;
  const entries: { key: string; label: string; short?: string }[] =
    view === 'active'
      ? [
          { key: 'median', label: t('forecast.median') },
          { key: 'band50', label: t('forecast.band50'), short: t('forecast.band50.short') },
          {
            key: 'band90',
            label: t('forecast.band90'),
            short: t(`forecast.band90.short.${bands?.shown ?? 'daily'}`),
          },
        ]
      : STAGES.map((stage) => ({ key: stage, label: t(`stage.${stage}`) }));
  return (
    <div className="legend">
      {entries.map(({ key, label, short }) => (
        <span key={key}>
          <i className={`key key-${key}`} />
          <span className={short === undefined ? undefined : 'legend-full'}>{label}</span>
          {short === undefined ? null : <span className="legend-short">{short}</span>}
        </span>
      ))}
      {view === 'active' && bands ? (
        <>
          <Segmented
            label={t('forecast.bands')}
            value={bands.asked}
            options={BAND_KINDS.map((kind) => ({ id: kind, label: t(`forecast.bands.${kind}`) }))}
            onChange={setBands}
          />
          <p className="legend-bands">
            {t(`forecast.bandsText.${bands.asked === bands.shown ? bands.shown : 'waiting'}`)}
          </p>
        </>
      ) : null}
    </div>
  );
}
