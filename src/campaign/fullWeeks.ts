import { dayOf, formatDay, mondayOf } from './calendar.ts';
import { asReallySent, type Held } from './cap.ts';
import type { Batch, SimpleCommand } from './commands.ts';
import type { Campaign, Touchpoint } from './document.ts';
import { LONGEST_NAME, MOST } from './limits.ts';
import { isSeries } from './occurrences.ts';
import { plannedIn, type Planned } from './planned.ts';

import { apply } from './reducer.ts';
import { staysOnDate } from './ties.ts';
import { weeklyLoadOf } from './weeklyLoad.ts';

/**
 * Ways out of a week in which segments get more messages than the cap allows: what is moved, made one or dropped, by the same order in which the cap
 * itself would do it. They are proposals: nothing is done before somebody says so.
 */

export interface WayOut {
  kind: 'move' | 'merge' | 'drop';
  /** What becomes of which touchpoint. */
  steps: {
    touchpoint: Touchpoint;
    /** The day of the send that is meant. */
    day: number;
    /** Its new day, or the touchpoint that it becomes part of; neither where it is dropped. */
    to?: number;
    into?: Touchpoint;
    /** What that is called then. */
    called?: string;
  }[];
  commands: Batch;
  /** Messages beyond the cap in that week that are left, over all segments. */
  left: number;
}

/** How one message of several is written. */
export interface DigestWords {
  name: (names: readonly string[]) => string;
  subject: (subjects: readonly string[]) => string;
}

/** Messages beyond the cap in the week of a Monday, over all segments; 0 where the cap is kept, or the week lies outside the plan. */
export function beyondCap(campaign: Campaign, monday: number): number {
  const { from, segments } = weeklyLoadOf(sendingAll(campaign));
  const week = (monday - from) / 7;
  const cap = campaign.contact.capPerWeek;
  return segments.reduce((sum, { contacts }) => sum + Math.max(0, (contacts[week] ?? 0) - cap), 0);
}

/** The plan as it is written, whatever the cap would do about it. */
const sendingAll = (campaign: Campaign): Campaign => withCap(campaign, 'send');

const withCap = (campaign: Campaign, atCap: NonNullable<Campaign['contact']['atCap']>): Campaign => ({
  ...campaign,
  contact: { ...campaign.contact, atCap },
});

/**
 * The ways out of the week that begins on a Monday (an epoch day), the gentlest first; none where the cap is kept, or where everything in it must be
 * sent, is locked or went out. Pure. O(ways × sends × segments).
 */
export function waysOutOf(
  campaign: Campaign,
  monday: number,
  words: DigestWords,
  isOut: (touchpoint: Touchpoint) => boolean = () => false,
): WayOut[] {
  if (beyondCap(campaign, monday) === 0) return [];
  const mayTouch: MayTouch = (touchpoint) => !staysOnDate(touchpoint) && !isOut(touchpoint);
  const ways = [
    moved(campaign, monday, mayTouch),
    merged(campaign, monday, words, mayTouch),
    dropped(campaign, monday, mayTouch),
  ];
  return ways.flatMap((way): WayOut[] => {
    if (!way) return [];
    const commands: Batch = { type: 'batch', action: 'fullWeek', commands: way.commands };
    return [{ ...way, commands, left: beyondCap(apply(campaign, commands).campaign, monday) }];
  });
}

type MayTouch = (touchpoint: Touchpoint) => boolean;
type Way = Omit<WayOut, 'commands' | 'left'> & { commands: SimpleCommand[] };

/** What a cap of that kind would hold back in the week, of what may be touched. */
const heldIn = (campaign: Campaign, monday: number, atCap: 'defer' | 'drop', mayTouch: MayTouch): Held[] =>
  asReallySent(withCap(campaign, atCap)).held.filter(
    ({ touchpoint, day }) => mondayOf(day) === monday && mayTouch(touchpoint),
  );

/** As a cap that defers does it: on the same weekday, one to four weeks later, where there is room. */
function moved(campaign: Campaign, monday: number, mayTouch: MayTouch): Way | undefined {
  const held = heldIn(campaign, monday, 'defer', mayTouch).flatMap((one) =>
    one.to === undefined ? [] : [{ ...one, to: one.to }],
  );
  if (held.length === 0) return undefined;
  return {
    kind: 'move',
    steps: held.map(({ touchpoint, day, to }) => ({ touchpoint, day, to })),
    commands: held.map(({ touchpoint, send, day, to }): SimpleCommand => {
      const { id, start } = touchpoint;
      if (!isSeries(touchpoint)) return { type: 'moveTouchpoint', id, start: formatDay(dayOf(start) + to - day) };
      const { on: _, ...otherwise } = send.exception ?? { on: '' };
      return { type: 'setSend', id, on: formatDay(send.on), send: { ...otherwise, to: formatDay(to) } };
    }),
  };
}

function dropped(campaign: Campaign, monday: number, mayTouch: MayTouch): Way | undefined {
  const held = heldIn(campaign, monday, 'drop', mayTouch);
  if (held.length === 0) return undefined;
  return {
    kind: 'drop',
    steps: held.map(({ touchpoint, day }) => ({ touchpoint, day })),
    commands: held.map(({ touchpoint, send }): SimpleCommand => {
      const { id } = touchpoint;
      return isSeries(touchpoint)
        ? { type: 'setSend', id, on: formatDay(send.on), send: { skipped: true } }
        : { type: 'editTouchpoint', id, changes: { status: 'cancelled' } };
    }),
  };
}

/** Messages of one channel to the same people become one digest, on the day of the first of them. */
function merged(campaign: Campaign, monday: number, words: DigestWords, mayTouch: MayTouch): Way | undefined {
  const { planned } = plannedIn(sendingAll(campaign));
  const inWeek = planned.filter(
    (one) => isMergeable(one) && mayTouch(one.touchpoint) && one.days.some((day) => mondayOf(day) === monday),
  );
  const groups = [
    ...Map.groupBy(inWeek, ({ touchpoint: { channel, laneId, segments, goalId } }) =>
      JSON.stringify([channel, laneId, segments.toSorted(), goalId]),
    ).values(),
  ].filter((group) => group.length > 1 && bodyOf(group.map(({ touchpoint }) => touchpoint)).length <= MOST.text);
  if (groups.length === 0) return undefined;
  const way: Way = { kind: 'merge', steps: [], commands: [] };
  for (const group of groups) {
    const [first, ...others] = group
      .map(({ touchpoint, days }) => ({ touchpoint, day: days.find((day) => mondayOf(day) === monday)! }))
      .toSorted((a, b) => a.day - b.day);
    const all = [first!, ...others].map(({ touchpoint }) => touchpoint);
    const called = fitting('name', words.name(all.map(({ name }) => name)), LONGEST_NAME)['name'] ?? all[0]!.name;
    way.steps.push(...others.map(({ touchpoint, day }) => ({ touchpoint, day, into: first!.touchpoint, called })));
    way.commands.push(
      {
        type: 'editTouchpoint',
        id: first!.touchpoint.id,
        changes: {
          name: called,
          ...fitting(
            'message.subject',
            words.subject(all.map(({ message }) => message.subject).filter(Boolean)),
            MOST.subject,
          ),
          'message.body': bodyOf(all),
        },
      },
      ...others.map(({ touchpoint: { id } }): SimpleCommand => ({ type: 'removeTouchpoint', id })),
    );
  }
  return way;
}

/** A message that is sent once, on one day, and that nobody has fixed. */
const isMergeable = ({ touchpoint, isContact, days }: Planned): boolean =>
  isContact &&
  days.length === 1 &&
  !isSeries(touchpoint) &&
  touchpoint.priority !== 'must' &&
  touchpoint.thenOf === undefined &&
  touchpoint.otherwiseOf === undefined;

/** A text in its field; where it is too long for it, what stands there stays. */
const fitting = (field: string, text: string, most: number): Record<string, string> =>
  text.length <= most ? { [field]: text } : {};

/** Each message below its subject, in the order in which they would have been sent; the button of the first stays one, those of the others become lines. */
const bodyOf = (all: readonly Touchpoint[]): string =>
  all
    .map(({ name, message: { subject, body, callToAction } }, place) => {
      const link = place > 0 && callToAction ? `${callToAction.label}: ${callToAction.url}` : '';
      return [subject || name, body, link].filter(Boolean).join('\n');
    })
    .join('\n\n');
