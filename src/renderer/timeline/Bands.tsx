import { Flag, Sparkles } from 'lucide-react';
import { memo } from 'react';
import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { packRows } from '#drawing/pack.ts';
import type { Selection } from '../session/session.ts';
import { spokenPlace, type Place, type PlacedKind } from './items.ts';
import { GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';

/** Phases as bands, and the row of context events and goals. */

interface BandsProps {
  campaign: Campaign;
  scale: Scale;
  selection: Selection | null;
  focused: Place | null;
}

const isIn = (selection: Selection | null, kind: PlacedKind, id: string) =>
  selection?.kind === kind && selection.ids.includes(id);
const isFocused = (focused: Place | null, kind: PlacedKind, id: string) => focused?.kind === kind && focused.id === id;

export const PhaseBands = memo(function PhaseBands({ campaign, scale, selection, focused }: BandsProps) {
  return campaign.phases.map((phase) => {
    const range = rangeOf(phase);
    return (
      <div
        key={phase.id}
        className={`phase-band phase-${phase.kind}`}
        data-kind="phase"
        data-id={phase.id}
        role="button"
        aria-pressed={isIn(selection, 'phase', phase.id)}
        aria-label={spokenPlace(campaign, { kind: 'phase', id: phase.id })}
        tabIndex={isFocused(focused, 'phase', phase.id) ? 0 : -1}
        style={{ left: GUTTER + leftOf(scale, range.from), width: (range.until - range.from) * scale.pixelsPerDay - 2 }}
      >
        <span className="phase-name">{phase.name}</span>
      </div>
    );
  });
});

/** As timeline.css has them. */
export const PHASE_BAND_TOP = 4;
export const MARK_HEIGHT = 20;
const MARK_ROW = 23;
const MOST_MARK_ROWS = 5;
const SIGN_ROOM = 20;
const MARK_GAP = 6;

export interface MarkRows {
  rows: Map<string, number>;
  count: number;
  areSigns: boolean;
}

/** First-fit rows, so that neighbouring names do not cover each other. */
export function markRows(campaign: Campaign, scale: Scale): MarkRows {
  const named = packMarks(campaign, scale, labelRoom);
  // Too many names to stand beside each other: signs alone, which say their names when pointed at.
  return named.count <= MOST_MARK_ROWS ? named : { ...packMarks(campaign, scale, () => SIGN_ROOM), areSigns: true };
}

function packMarks(campaign: Campaign, scale: Scale, room: (name: string, scale: Scale) => number): MarkRows {
  const marks = [
    ...campaign.events.map((event) => ({
      key: `event-${event.id}`,
      day: dayOf(event.start),
      span: event.days * scale.pixelsPerDay,
      name: event.name,
    })),
    ...campaign.goals.map((goal) => ({
      key: `goal-${goal.id}`,
      day: dayOf(goal.date),
      span: scale.pixelsPerDay,
      name: goal.name,
    })),
  ];
  const extents = marks.map(({ day, span, name }) => {
    const from = leftOf(scale, day);
    return { from, until: from + Math.max(span, room(name, scale)) };
  });
  const { rows, count } = packRows(extents, MARK_GAP);
  return {
    rows: new Map(marks.map(({ key }, index) => [key, rows[index]!])),
    count: Math.max(1, count),
    areSigns: false,
  };
}

const labelRoom = (name: string, scale: Scale) => Math.min(30 + name.length * 6.2, scale.pixelsPerDay >= 4 ? 190 : 96);

export const markTop = (rows: ReadonlyMap<string, number>, kind: 'event' | 'goal', id: string) =>
  3 + (rows.get(`${kind}-${id}`) ?? 0) * MARK_ROW;

export const marksHeight = (count: number) => count * MARK_ROW + 6;

export const Marks = memo(function Marks({
  campaign,
  scale,
  selection,
  focused,
  rows,
  areSigns,
}: BandsProps & Pick<MarkRows, 'rows' | 'areSigns'>) {
  return (
    <>
      {campaign.events.map((event) => {
        const range = rangeOf(event);
        const span = (range.until - range.from) * scale.pixelsPerDay;
        return (
          <div
            key={event.id}
            className="mark mark-event"
            title={event.name}
            data-kind="event"
            data-id={event.id}
            role="button"
            aria-pressed={isIn(selection, 'event', event.id)}
            aria-label={spokenPlace(campaign, { kind: 'event', id: event.id })}
            tabIndex={isFocused(focused, 'event', event.id) ? 0 : -1}
            style={{
              left: GUTTER + leftOf(scale, range.from),
              top: markTop(rows, 'event', event.id),
              width: areSigns ? SIGN_ROOM : Math.max(span, labelRoom(event.name, scale)),
            }}
          >
            <i className="mark-span" style={{ width: span }} />
            <Sparkles aria-hidden />
            <span>{event.name}</span>
          </div>
        );
      })}
      {campaign.goals.map((goal) => (
        <div
          key={goal.id}
          className="mark mark-goal"
          title={goal.name}
          data-kind="goal"
          data-id={goal.id}
          role="button"
          aria-pressed={isIn(selection, 'goal', goal.id)}
          aria-label={spokenPlace(campaign, { kind: 'goal', id: goal.id })}
          tabIndex={isFocused(focused, 'goal', goal.id) ? 0 : -1}
          style={{
            left: GUTTER + leftOf(scale, dayOf(goal.date)) + scale.pixelsPerDay / 2,
            top: markTop(rows, 'goal', goal.id),
            width: areSigns ? SIGN_ROOM : labelRoom(goal.name, scale),
          }}
        >
          <Flag aria-hidden />
          <span>{goal.name}</span>
        </div>
      ))}
    </>
  );
});
