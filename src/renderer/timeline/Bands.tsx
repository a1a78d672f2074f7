import { Diamond, Flag, Sparkles } from 'lucide-react';
import { memo } from 'react';
import { dayOf, rangeOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { packRows } from '#drawing/pack.ts';
import type { Selection } from '../session/session.ts';
import { spokenPlace } from '../items/spoken.ts';
import { type Place, type PlacedKind } from '../items/place.ts';
import { turnsLeft, type Names } from './layout.ts';
import { GUTTER, leftOf, type Scale } from '../viewport/viewport.ts';

/** Phases as bands, and the row of context events, goals and decision points. */

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

/** As head.css has them. */
export const PHASE_BAND_TOP = 4;
export const MARK_HEIGHT = 20;
const MARK_ROW = 23;
const MOST_MARK_ROWS = 5;
const SIGN_ROOM = 20;
/** Room beside a name: its sign, and the padding. */
const SIGN = 30;
/** A name takes no more, and less where the calendar is small. */
const MOST_ROOM = 230;
const LITTLE_ROOM = 96;
const MARK_GAP = 6;

export interface MarkRows {
  rows: Map<string, number>;
  /** Those whose names stand to the left, as to the right they would not be in view. */
  turned: ReadonlySet<string>;
  /** How wide each is with its name. */
  rooms: Map<string, number>;
  count: number;
  areSigns: boolean;
}

/** First-fit rows, so that neighbouring names do not cover each other. */
export function markRows(campaign: Campaign, scale: Scale, names: Names): MarkRows {
  const most = scale.pixelsPerDay >= 4 ? MOST_ROOM : LITTLE_ROOM;
  const named = packMarks(campaign, scale, (name) => Math.min(SIGN + names.widthOf(name), most), names);
  // Too many names to stand beside each other: signs alone, which say their names when pointed at.
  return named.count <= MOST_MARK_ROWS
    ? named
    : { ...packMarks(campaign, scale, () => SIGN_ROOM, names), areSigns: true };
}

/** Marks of a single day. */
const datesIn = ({ goals, decisions }: Campaign) => [
  ...goals.map((goal) => ({ ...goal, kind: 'goal' as const })),
  ...decisions.map((decision) => ({ ...decision, kind: 'decision' as const })),
];
const SIGNS = { goal: Flag, decision: Diamond };

function packMarks(campaign: Campaign, scale: Scale, roomOf: (name: string) => number, names: Names): MarkRows {
  const marks = [
    ...campaign.events.map((event) => ({
      key: `event-${event.id}`,
      day: dayOf(event.start),
      span: event.days * scale.pixelsPerDay,
      name: event.name,
    })),
    ...datesIn(campaign).map(({ kind, id, date, name }) => ({
      key: `${kind}-${id}`,
      day: dayOf(date),
      span: scale.pixelsPerDay,
      name,
    })),
  ];
  const placed = marks.map(({ key, day, span, name }) => {
    const from = leftOf(scale, day);
    const room = Math.max(span, roomOf(name));
    const isTurned = turnsLeft(from, span, room - span, names);
    return {
      key,
      room,
      isTurned,
      extent: { from: isTurned ? from + span - room : from, until: from + (isTurned ? span : room) },
    };
  });
  const { rows, count } = packRows(
    placed.map(({ extent }) => extent),
    MARK_GAP,
  );
  return {
    rows: new Map(placed.map(({ key }, index) => [key, rows[index]!])),
    turned: new Set(placed.flatMap(({ key, isTurned }) => (isTurned ? key : []))),
    rooms: new Map(placed.map(({ key, room }) => [key, room])),
    count: Math.max(1, count),
    areSigns: false,
  };
}

export const markTop = (rows: ReadonlyMap<string, number>, kind: 'event' | 'goal' | 'decision', id: string) =>
  3 + (rows.get(`${kind}-${id}`) ?? 0) * MARK_ROW;

export const marksHeight = (count: number) => count * MARK_ROW + 6;

export const Marks = memo(function Marks({
  campaign,
  scale,
  selection,
  focused,
  marks: { rows, turned, rooms, areSigns },
}: BandsProps & { marks: MarkRows }) {
  const placeOf = (key: string, left: number, span: number) => {
    const width = areSigns ? SIGN_ROOM : rooms.get(key)!;
    return { left: GUTTER + (turned.has(key) ? left + span - width : left), width };
  };
  return (
    <>
      {campaign.events.map((event) => {
        const range = rangeOf(event);
        const span = (range.until - range.from) * scale.pixelsPerDay;
        return (
          <div
            key={event.id}
            className="mark mark-event"
            data-turned={turned.has(`event-${event.id}`) || undefined}
            title={event.name}
            data-kind="event"
            data-id={event.id}
            role="button"
            aria-pressed={isIn(selection, 'event', event.id)}
            aria-label={spokenPlace(campaign, { kind: 'event', id: event.id })}
            tabIndex={isFocused(focused, 'event', event.id) ? 0 : -1}
            style={{
              ...placeOf(`event-${event.id}`, leftOf(scale, range.from), span),
              top: markTop(rows, 'event', event.id),
            }}
          >
            <i className="mark-span" style={{ width: span }} />
            <Sparkles aria-hidden />
            <span>{event.name}</span>
          </div>
        );
      })}
      {datesIn(campaign).map(({ kind, id, name, date }) => {
        const key = `${kind}-${id}`;
        const Sign = SIGNS[kind];
        return (
          <div
            key={key}
            className={`mark mark-${kind}`}
            data-turned={turned.has(key) || undefined}
            title={name}
            data-kind={kind}
            data-id={id}
            role="button"
            aria-pressed={isIn(selection, kind, id)}
            aria-label={spokenPlace(campaign, { kind, id })}
            tabIndex={isFocused(focused, kind, id) ? 0 : -1}
            style={{
              ...placeOf(key, leftOf(scale, dayOf(date)) + scale.pixelsPerDay / 2, 0),
              top: markTop(rows, kind, id),
            }}
          >
            <Sign aria-hidden />
            <span>{name}</span>
          </div>
        );
      })}
    </>
  );
});
