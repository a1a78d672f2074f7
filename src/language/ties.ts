import { quote } from '#campaign/checks/finding.ts';
import { COLLECTIONS } from '#campaign/collections.ts';
import type { Campaign, Tie } from '#campaign/document.ts';
import { anchorOf } from '#campaign/ties.ts';
import { WEEKDAY_NAMES } from '#campaign/dateNames.ts';

/** What is said of first days that hang from others. */

const UNITS = {
  days: ['day', 'days'],
  workingDays: ['working day', 'working days'],
  weeks: ['week', 'weeks'],
} as const;

const countOf = (count: number, unit: Tie['unit']): string => `${count} ${UNITS[unit][count === 1 ? 0 : 1]}`;

/** “10 working days before “Launch””, “Thursday in the week of “Town hall””. */
export function tieInWords(campaign: Anchored, tie: Tie): string {
  const { kind, id } = anchorOf(tie);
  const items: readonly { id: string; name: string }[] = campaign[COLLECTIONS[kind]];
  const anchor = quote(items.find((item) => item.id === id)?.name ?? id);
  const { count, unit, weekday } = tie;
  const away = countOf(Math.abs(count), unit);
  if (unit === 'weeks') {
    const day = WEEKDAY_NAMES[(weekday ?? 1) - 1]!;
    return count === 0 ? `${day} in the week of ${anchor}` : `${day}, ${away} ${sideOf(count)} the week of ${anchor}`;
  }
  if (count === 0) return unit === 'days' ? `on the day of ${anchor}` : `on the working day of ${anchor}, or the next`;
  return `${away} ${sideOf(count)} ${anchor}`;
}

type Anchored = Pick<Campaign, 'events' | 'goals' | 'phases' | 'touchpoints'>;

/** “10 working days before “Launch” (2027-03-01)”: with the date of its anchor, so that a table can be read back. */
export function tieInCell(campaign: Anchored, tie: Tie): string {
  const { kind, id } = anchorOf(tie);
  const items: readonly { id: string; date?: string; start?: string }[] = campaign[COLLECTIONS[kind]];
  const anchor = items.find((item) => item.id === id);
  return `${tieInWords(campaign, tie)} (${anchor?.start ?? anchor?.date ?? 'gone'})`;
}

/** How far something is from an anchor that is known by its name and date. */
export interface WrittenTie extends Pick<Tie, 'count' | 'unit' | 'weekday'> {
  name: string;
  date: string;
}

const WEEK = new RegExp(
  `^(${WEEKDAY_NAMES.join('|')})(?: in|, (\\d+) weeks? (before|after)) the week of “(.*\\S.*)”$`,
  'i',
);
const ON_ITS_DAY = /^on the (working )?day of “(.*\S.*)”(?:, or the next)?$/i;
const AWAY = /^(\d+) (working )?days? (before|after) “(.*\S.*)”$/i;

/** Longer texts are no ties: names have 200 characters at most. */
const LONGEST = 1000;

/** What `tieInCell` wrote; undefined where a text says nothing of the kind. */
export function readTie(text: string): WrittenTie | undefined {
  if (text.length > LONGEST) return undefined;
  const [, words = '', date = ''] = /^(.*”.*) \((\d{4}-\d{2}-\d{2})\)$/.exec(plainly(text)) ?? [];
  const signed = (count: string | undefined, side: string | undefined) =>
    side?.toLowerCase() === 'before' ? -Number(count) : Number(count ?? 0);
  const unitOf = (working: string | undefined) => (working ? 'workingDays' : 'days');
  const week = WEEK.exec(words);
  if (week) {
    const [, day = '', count, side, name = ''] = week;
    const weekday = WEEKDAY_NAMES.findIndex((each) => each.toLowerCase() === day.toLowerCase()) + 1;
    return { name, date, count: signed(count, side), unit: 'weeks', weekday };
  }
  const [, onWorking, there] = ON_ITS_DAY.exec(words) ?? [];
  if (there !== undefined) return { name: there, date, count: 0, unit: unitOf(onWorking) };
  const [, count, working, side, name] = AWAY.exec(words) ?? [];
  return name === undefined ? undefined : { name, date, count: signed(count, side), unit: unitOf(working) };
}

/** Without what keeps directions apart. */
const plainly = (text: string): string => text.replace(/[\u2066-\u2069]/g, '').trim();

const sideOf = (count: number): string => (count < 0 ? 'before' : 'after');
