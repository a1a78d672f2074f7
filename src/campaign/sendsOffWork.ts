import { atWork } from './atWork.ts';
import { formatDay } from './calendar.ts';
import type { Batch, SimpleCommand } from './commands.ts';
import { isGoing, type Campaign, type Touchpoint } from './document.ts';
import { sendsOf, type Send } from './occurrences.ts';
import { isReached, meantBy } from './reach.ts';
import { moveSendCommand, skipSendCommand } from './series.ts';
import { isRepeated } from './sending.ts';
import { isAnyoneResting, isWorkingDay, restAmong } from './workingDays.ts';

/** Sends of a series on days on which some of its people rest, and what takes them off these days. */

/** Farther than this a send is not moved: it would be another one. */
const MOST_DAYS_LATER = 14;

/** The sends that fall on a day off of anybody whom they reach; none of what is skipped. */
export function sendsOffWork(campaign: Campaign, touchpoint: Touchpoint): Send[] {
  if (!isGoing(touchpoint) || !isRepeated(touchpoint)) return [];
  const rests = restFor(campaign, touchpoint);
  return sendsOf(atWork(campaign, touchpoint)).filter(({ day, exception }) => !exception?.skipped && rests(day));
}

/** Whether anybody whom a touchpoint reaches rests on an epoch day. */
function restFor(campaign: Campaign, { segments, channel }: Touchpoint): (day: number) => boolean {
  const reached = meantBy(segments, campaign.segments).filter((segment) => isReached(segment, channel));
  const restOn = restAmong(campaign, reached);
  return (day) => isAnyoneResting(restOn(day));
}

/**
 * Moves each of these sends to the next day on which all of its people work, or, where there is none within two weeks, somebody does. One that would meet
 * another send of the series there is skipped.
 */
export function toWorkingDaysCommand(campaign: Campaign, touchpoint: Touchpoint): Batch {
  const rests = restFor(campaign, touchpoint);
  const off = sendsOffWork(campaign, touchpoint);
  const leaving = new Set(off.map(({ on }) => on));
  const taken = new Set(
    sendsOf(atWork(campaign, touchpoint))
      .filter(({ on, exception }) => !exception?.skipped && !leaving.has(on))
      .map(({ day }) => day),
  );
  const commands = off.flatMap((send) => {
    const days = Array.from({ length: MOST_DAYS_LATER }, (_, index) => send.day + index + 1);
    const to = days.find((day) => !rests(day)) ?? days.find((day) => isWorkingDay(campaign, touchpoint.segments, day));
    const on = formatDay(send.on);
    if (to === undefined || taken.has(to)) return skipSendCommand(campaign, touchpoint.id, on, 'this') ?? [];
    taken.add(to);
    return moveSendCommand(campaign, touchpoint.id, on, to - send.day, 'this') ?? [];
  });
  return { type: 'batch', action: 'sendsToWorkingDays', commands: commands as SimpleCommand[] };
}

/** Skips each of these sends. */
export function skipDaysOffCommand(campaign: Campaign, touchpoint: Touchpoint): Batch {
  const commands = sendsOffWork(campaign, touchpoint).flatMap(
    ({ on }) => skipSendCommand(campaign, touchpoint.id, formatDay(on), 'this') ?? [],
  );
  return { type: 'batch', action: 'skipDaysOff', commands: commands as SimpleCommand[] };
}
