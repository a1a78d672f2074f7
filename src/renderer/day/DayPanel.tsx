import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { dayPlanOf, type Arrival } from '#campaign/arrivals.ts';
import { dayOf, rangeOf, weekdayOf, type Span } from '#campaign/calendar.ts';
import type { Campaign, Segment } from '#campaign/document.ts';
import { phasesOn } from '#campaign/phases.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import { tacticById, TACTICS } from '#campaign/tactics/catalogue.ts';
import { minuteOf } from '#campaign/wallClock.ts';
import { workingDaysOf } from '#campaign/workingDays.ts';
import { useWeeklyLoad } from '../contactLoad/weeklyLoad.ts';
import { CHANNEL_ICONS } from '../kit/channelIcons.ts';
import { Button, IconButton } from '../kit/controls.tsx';
import { SelectField } from '../kit/fields.tsx';
import { dayFormats, formatHour, formatNumber, formatTime } from '../locale.ts';
import { closeDay, openDay, takeFocus } from '../navigation/day.ts';
import { goToTimeline } from '../navigation/panes.ts';
import { select, type Selection } from '../session/session.ts';
import { useShownCampaign } from '../session/shown.ts';
import { addTacticOn } from '../tactics/tacticDrag.ts';
import { facts, t } from '../text/text.ts';
import { hoursOf, loadOn } from './hours.ts';
import './day.css';

/** One day of the plan, in place of the details: what arrives by hour and segment, what else there is, and how full the week is. */
export function DayPanel({ date }: { date: string }) {
  const campaign = useShownCampaign();
  const day = dayOf(date);
  const plan = useMemo(() => dayPlanOf(campaign, day), [campaign, day]);
  const { from, until } = rangeOf(campaign);
  const isInside = from <= day && day < until;
  const own = isInside && hasOwnDays(campaign) ? t('timeline.ownDay', { day: formatNumber(day - from) }) : null;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus()) heading.current!.focus();
  }, [date]);
  const close = () => {
    closeDay();
    goToTimeline();
  };
  return (
    <aside
      className="inspector day"
      aria-label={t('day.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && event.currentTarget.contains(event.target as Element)) close();
      }}
    >
      <header className="inspector-head">
        <IconButton label={t('day.previous')} onPress={() => openDay(day - 1)}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <h2 ref={heading} tabIndex={-1} aria-live="polite">
          {facts(own, dayFormats.full(day))}
        </h2>
        <IconButton label={t('day.next')} onPress={() => openDay(day + 1)}>
          <ChevronRight aria-hidden />
        </IconButton>
        <IconButton label={t('day.close')} onPress={close}>
          <X aria-hidden />
        </IconButton>
      </header>
      {isInside ? null : <p className="day-note">{t('day.outside')}</p>}
      {own === null ? null : <p className="day-note">{t('day.own')}</p>}
      <Around campaign={campaign} day={day} />
      <Hours campaign={campaign} day={day} arrivals={plan.arrivals} />
      {plan.presences.length > 0 ? (
        <section className="day-part">
          <h3>{t('day.there')}</h3>
          <ul>
            {plan.presences.map(({ touchpoint }) => (
              <li key={touchpoint.id}>
                <Item kind="touchpoint" id={touchpoint.id} name={touchpoint.name} mark={touchpoint.direction} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <AddHere day={day} />
    </aside>
  );
}

const WORDS = { phase: 'day.phase', event: 'day.event', goal: 'day.goal', decision: 'day.decision' } as const;

/** What the day lies in and what falls on it: phases, events, goals, decision points. */
function Around({ campaign, day }: { campaign: Campaign; day: number }) {
  const isOn = (span: Span) => rangeOf(span).from <= day && day < rangeOf(span).until;
  const rows = [
    ...phasesOn(campaign.phases, day).map(({ id, name }) => ({ kind: 'phase' as const, id, name })),
    ...campaign.events.filter(isOn).map(({ id, name }) => ({ kind: 'event' as const, id, name })),
    ...campaign.goals
      .filter((goal) => dayOf(goal.date) === day)
      .map(({ id, name }) => ({ kind: 'goal' as const, id, name })),
    ...campaign.decisions
      .filter((decision) => dayOf(decision.date) === day)
      .map(({ id, name }) => ({ kind: 'decision' as const, id, name })),
  ];
  if (rows.length === 0) return null;
  return (
    <section className="day-part" aria-label={t('day.about')}>
      <ul>
        {rows.map(({ kind, id, name }) => (
          <li key={`${kind} ${id}`}>
            <span className="faint">{t(WORDS[kind])}</span>
            <Item kind={kind} id={id} name={name} mark={kind} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps {
  kind: Selection['kind'];
  id: string;
  name: string;
  mark: string;
}

/** Opens something in the details. */
function Item({ kind, id, name, mark }: ItemProps) {
  return (
    <button type="button" className="day-item" data-mark-kind={mark} onClick={() => select({ kind, ids: [id] })}>
      <bdi>{name}</bdi>
    </button>
  );
}

/** More columns than this are neither drawn nor read; those of segments that something reaches come before the others. */
const MOST_COLUMNS = 40;

/** The segments that are columns; one for everyone where there are none. */
function columnsOf({ segments }: Campaign, arrivals: readonly Arrival[]): readonly (Segment | undefined)[] {
  if (segments.length === 0) return [undefined];
  if (segments.length <= MOST_COLUMNS) return segments;
  const reached = new Set(arrivals.map(({ segment }) => segment?.id));
  return segments.toSorted((a, b) => Number(reached.has(b.id)) - Number(reached.has(a.id))).slice(0, MOST_COLUMNS);
}

interface HoursProps {
  campaign: Campaign;
  day: number;
  arrivals: readonly Arrival[];
}

/** A row for each hour, a column for each segment, each by its own clock. */
function Hours({ campaign, day, arrivals }: HoursProps) {
  const columns = columnsOf(campaign, arrivals);
  const rows = useMemo(
    () => hoursOf(campaign, columns, { arrivals: [...arrivals], presences: [] }),
    // Columns follow from the campaign.
    // oxlint-disable-next-line react/exhaustive-deps
    [campaign, arrivals],
  );
  const load = loadOn(useWeeklyLoad(), day);
  const cap = campaign.contact.capPerWeek;
  const freeFor = (segment: Segment | null) => {
    const { isDayOff, nameOf, weekend } = workingDaysOf(campaign, segment ?? undefined);
    if (!isDayOff(day)) return null;
    return nameOf(day) ?? t(weekend.includes(weekdayOf(day)) ? 'day.weekend' : 'day.holiday');
  };
  const free = columns.map((segment) => freeFor(segment ?? null));
  return (
    <section className="day-part">
      <h3 id="day-hours">{t('day.hours')}</h3>
      {arrivals.length === 0 ? <p className="faint">{t('day.nothing')}</p> : null}
      <div className="day-hours" tabIndex={0} role="region" aria-labelledby="day-hours">
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('day.hour')}</span>
              </th>
              {columns.map((segment, place) => (
                <th key={segment?.id ?? ''} scope="col" data-free={free[place] !== null || undefined}>
                  <bdi title={segment?.name}>{segment?.name ?? t('inspector.everyone')}</bdi>
                  {segment && load.has(segment.id) ? <Load count={load.get(segment.id)!} cap={cap} /> : null}
                  {free[place] === null ? null : <bdi className="day-free">{free[place]}</bdi>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ hour, quiet, cells }) => (
              <tr key={hour} data-quiet={quiet || undefined}>
                <th scope="row" className="figure">
                  {formatHour(hour)}
                  {quiet ? <span className="visually-hidden">, {t('day.quiet')}</span> : null}
                </th>
                {cells.map((cell, place) => (
                  <td key={columns[place]?.id ?? ''} data-free={free[place] !== null || undefined}>
                    {cell.map((arrival) => (
                      <ArrivalButton key={`${arrival.touchpoint.id} ${arrival.instant}`} arrival={arrival} />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {campaign.segments.length > columns.length ? (
        <p className="faint">{t('day.more', { count: campaign.segments.length - columns.length })}</p>
      ) : null}
      <p className="faint day-legend">
        <i className="day-swatch" data-quiet /> {t('day.quiet')} <i className="day-swatch" data-free /> {t('day.off')}
      </p>
    </section>
  );
}

/** “2 of 2”: contacts of the week against the cap, the same numbers as the check’s. */
function Load({ count, cap }: { count: number; cap: number }) {
  const isOver = count > cap;
  const words = { count, cap: formatNumber(cap) };
  return (
    <span className="day-load figure" data-over={isOver || undefined} title={isOver ? t('day.overCap') : t('day.week')}>
      <span aria-hidden>{`${t('day.load', words)}${isOver ? ' !' : ''}`}</span>
      <span className="visually-hidden">{t('day.loadSpoken', words)}</span>
    </span>
  );
}

function ArrivalButton({ arrival: { touchpoint, segment, time } }: { arrival: Arrival }) {
  const Icon = CHANNEL_ICONS[touchpoint.channel];
  const at = formatTime(minuteOf(time));
  return (
    <button
      type="button"
      className="day-arrival"
      data-mark-kind={touchpoint.direction}
      data-arrival={touchpoint.id}
      title={`${at} ${touchpoint.name}`}
      onClick={() => select({ kind: 'touchpoint', ids: [touchpoint.id] })}
    >
      <Icon aria-hidden />
      <span className="figure">{at}</span> <bdi>{touchpoint.name}</bdi>
      <span className="visually-hidden">
        {t('day.arrival', {
          channel: t(`channel.${touchpoint.channel}`),
          segment: segment?.name ?? t('inspector.everyone'),
        })}
      </span>
    </button>
  );
}

const FIRST_TACTIC = 'custom-push';

/** A tactic of one's choice, added on this day. */
function AddHere({ day }: { day: number }) {
  const { vocabulary } = useShownCampaign();
  const [tactic, setTactic] = useState(FIRST_TACTIC);
  const known = TACTICS.filter((one) => one.vocabulary === 'both' || one.vocabulary === vocabulary);
  return (
    <section className="day-part day-add">
      <SelectField
        label={t('day.add')}
        value={tactic}
        options={known.map(({ id, name }) => ({ id, label: name }))}
        onCommit={setTactic}
      />
      <Button onPress={() => addTacticOn(tacticById(tactic)!, day)}>{t('day.addTactic')}</Button>
    </section>
  );
}
