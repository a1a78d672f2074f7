import { carryAtWork } from './atWork.ts';
import { addDays, dayOf, formatDay } from './calendar.ts';
import type { Command, SimpleCommand } from './commands.ts';
import type { Campaign, Exception, Touchpoint } from './document.ts';
import { MOST_DAYS } from './limits.ts';
import { randomId } from './identity.ts';
import { isSeries, roundOf, ruleDays, sendsOf, type Rule, type Send } from './occurrences.ts';
import { hasWeekdays, onOrdinalInMonth, onWeekdays, ruleFrom, type Ordinal } from './rhythm.ts';

/** Edits of a series by one of its sends: of this one, of this and all later ones, or of all. Each is one command, undone as one. */

export const SCOPES = ['this', 'later', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** What one send may have of its own. */
export type SendChanges = Pick<Exception, 'message' | 'time'>;

/** Moves a send by some days. `on` is the day on which the rule sends it. */
export function moveSendCommand(
  campaign: Campaign,
  id: string,
  on: string,
  days: number,
  scope: Scope,
): Command | null {
  const found = findSend(campaign, id, on);
  if (!found || days === 0) return null;
  const { touchpoint, send } = found;
  if (scope === 'this') return setSend(touchpoint, send, { to: formatDay(send.day + days) });
  if (scope === 'all' || send.number === 1)
    return { type: 'moveTouchpoint', id, start: addDays(touchpoint.start, days) };
  return splitCommand(campaign, found, 'moveLaterSends', (later) =>
    carryAtWork(campaign, later, { ...later, start: addDays(later.start, days) }),
  );
}

/** Leaves a send out; this and later ends the series before it, all takes it out of the plan. */
export function skipSendCommand(campaign: Campaign, id: string, on: string, scope: Scope): Command | null {
  const found = findSend(campaign, id, on);
  if (!found) return null;
  const { touchpoint, send } = found;
  if (scope === 'this') return setSend(touchpoint, send, { skipped: true });
  if (scope === 'all' || send.number === 1) return { type: 'removeTouchpoint', id };
  return { type: 'batch', action: 'skipLaterSends', commands: [endBefore(touchpoint, send)] };
}

/** Sends a skipped one again, as it was before. */
export function bringBackSendCommand(campaign: Campaign, id: string, on: string): Command | null {
  const found = findSend(campaign, id, on);
  return found && setSend(found.touchpoint, found.send, { skipped: undefined });
}

/** Gives a send back to the rule of its series. */
export const resetSendCommand = (id: string, on: string): Command => ({ type: 'setSend', id, on, send: null });

/** Gives a send another message or time. What is the same as that of its series is no exception. */
export function changeSendCommand(
  campaign: Campaign,
  id: string,
  on: string,
  changes: SendChanges,
  scope: Scope,
): Command | null {
  const found = findSend(campaign, id, on);
  if (!found) return null;
  const { touchpoint, send } = found;
  if (scope === 'this') {
    const own = (['message', 'time'] as const).flatMap((field) =>
      changes[field] === undefined
        ? []
        : [[field, isSame(changes[field], touchpoint[field]) ? undefined : changes[field]]],
    );
    return setSend(touchpoint, send, Object.fromEntries(own) as Partial<Exception>);
  }
  // What the whole series says now is nothing of this send's own any more.
  const changed = <T extends Touchpoint>(series: T): T => ({
    ...series,
    ...changes,
    ...withoutOwn(series, on, changes),
  });
  if (scope === 'later' && send.number > 1) return splitCommand(campaign, found, 'changeLaterSends', changed);
  const { message, time, exceptions } = changed(touchpoint);
  const all = { message, time, ...(touchpoint.exceptions && { exceptions: exceptions ?? null }) };
  return { type: 'editTouchpoint', id, changes: all };
}

/** The length that gives a series so many sends by its rule, skipped ones among them: it ends with the last of them. */
export function daysForSends(series: Omit<Rule, 'days'>, count: number): number {
  if (!isSeries(series) || count <= 1) return 1;
  const from = dayOf(series.start);
  let days = MOST_DAYS;
  // Few sends need few days looked at, whatever the cadence.
  for (let tried = 31 * count; tried < MOST_DAYS; tried *= 2)
    if (ruleDays({ ...series, days: tried }).length >= count) {
      days = tried;
      break;
    }
  const last = ruleDays({ ...series, days })[count - 1] ?? from + MOST_DAYS - 1;
  return last - from + 1;
}

/** The weekdays of a weekly or fortnightly series. Its first send goes to the next such day; there are as many weeks of sends as before. */
export function weekdaysCommand(touchpoint: Touchpoint, weekdays: readonly number[], firstWeekday: number): Command {
  const { cadence, start } = touchpoint;
  if (!hasWeekdays(cadence)) throw new Error('A series of weeks has weekdays.');
  const rule: Omit<Rule, 'days'> = { cadence, ...onWeekdays(cadence, start, weekdays, firstWeekday) };
  const count = Math.ceil((ruleDays(touchpoint).length * weekdays.length) / roundOf(touchpoint).length);
  return ruleCommand(touchpoint, rule, count);
}

/** The day of each month on which a series is sent: a weekday by its ordinal there, or the date of its first send. As often as before. */
export function dayOfMonthCommand(touchpoint: Touchpoint, by: { ordinal: Ordinal; weekday: number } | 'date'): Command {
  const { cadence, start } = touchpoint;
  const rule = by === 'date' ? { start } : onOrdinalInMonth(start, by.weekday, by.ordinal);
  return ruleCommand(touchpoint, { cadence, ...rule }, ruleDays(touchpoint).length);
}

function ruleCommand({ id }: Touchpoint, rule: Omit<Rule, 'days'>, count: number): Command {
  const { start, alsoAfter = null, monthlyBy = null } = rule;
  return { type: 'editTouchpoint', id, changes: { start, days: daysForSends(rule, count), alsoAfter, monthlyBy } };
}

interface Found {
  touchpoint: Touchpoint;
  send: Send;
}

function findSend(campaign: Campaign, id: string, on: string): Found | null {
  const touchpoint = campaign.touchpoints.find((other) => other.id === id);
  if (!touchpoint || !isSeries(touchpoint)) return null;
  const day = dayOf(on);
  const send = sendsOf(touchpoint).find((other) => other.on === day);
  return send ? { touchpoint, send } : null;
}

/** The command for one send, with what it had of its own before; null where nothing changes. */
function setSend(
  { id }: Touchpoint,
  { on, exception }: Send,
  changes: { [K in keyof Exception]?: Exception[K] | undefined },
): Command | null {
  const day = formatDay(on);
  const { on: _, ...before } = exception ?? { on: day };
  const entries = Object.entries({ ...before, ...changes }).filter(
    ([field, value]) => value !== undefined && !(field === 'to' && value === day),
  );
  const send = Object.fromEntries(entries) as Omit<Exception, 'on'>;
  if (isSame(send, before)) return null;
  return { type: 'setSend', id, on: day, send: entries.length > 0 ? send : null };
}

/** Parts a series at a send: the first part keeps the id and ends before it, the second begins at it and is changed. */
function splitCommand(
  campaign: Campaign,
  { touchpoint, send }: Found,
  action: string,
  change: (later: Touchpoint) => Touchpoint,
): Command {
  const later = { ...laterPart(touchpoint, send), id: `touchpoint-${randomId()}` };
  const at = campaign.touchpoints.indexOf(touchpoint) + 1;
  return {
    type: 'batch',
    action,
    commands: [endBefore(touchpoint, send), { type: 'addTouchpoint', item: change(later), at }],
  };
}

/** Ends a series with the send before this one. */
function endBefore({ id, start, ...series }: Touchpoint, { number }: Send): SimpleCommand {
  const last = ruleDays({ start, ...series })[number - 2]!;
  return { type: 'resizeTouchpoint', id, start, days: last - dayOf(start) + 1 };
}

/**
 * A series from one of its sends on, on the same days. A monthly one that begins on the last day of a short month would go on on that date:
 * there the days as they were are exceptions.
 */
function laterPart({ exceptions: all, tie: _, ...series }: Touchpoint, { on, number }: Send): Touchpoint {
  const wanted = ruleDays(series).slice(number - 1);
  const whole = dayOf(series.start) + series.days - on;
  const later = { ...ruleFrom(series, on, number), days: whole };
  const kept = new Map(all?.map((exception) => [exception.on, exception]));
  const rule = ruleDays(later);
  // The other date may fit in once more.
  const days = rule.length > wanted.length ? rule[wanted.length - 1]! - on + 1 : whole;
  const exceptions = wanted
    .flatMap((was, index): Exception[] => {
      const day = rule[index];
      const own = kept.get(formatDay(was));
      if (day === undefined || (day === was && !own)) return [];
      const { to = formatDay(was), ...rest } = own ?? { on: '' };
      return [{ ...rest, on: formatDay(day), ...(to !== formatDay(day) && { to }) }];
    })
    .filter(({ on: _, ...own }) => Object.keys(own).length > 0);
  return { ...later, days, ...(exceptions.length > 0 && { exceptions }) };
}

/** The exceptions of a series without what one send has of its own in these fields. */
function withoutOwn({ exceptions }: Touchpoint, on: string, changes: SendChanges): Pick<Touchpoint, 'exceptions'> {
  if (!exceptions) return {};
  const left = exceptions.flatMap((exception) => {
    if (exception.on !== on) return [exception];
    const entries = Object.entries(exception).filter(([field]) => !(field in changes));
    return entries.length > 1 ? [Object.fromEntries(entries) as Exception] : [];
  });
  return { exceptions: left.length > 0 ? left : undefined } as Pick<Touchpoint, 'exceptions'>;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
