import { DAY_MINUTES } from '#campaign/calendar.ts';
import { zoneClock } from '#campaign/checks/zones.ts';

/** How far from the time that people prefer a message arrives, by their own clock. */

/** From six hours on a message is as far away as it can be. An assumption, as is that nothing is lost at once. */
const FAR = 6 * 60;

/** From 0, at the preferred time, to 1, six hours or more away on the clock. Minutes beyond a day count on. */
export function awayBy(arrival: number, preferred: number): number {
  const apart = Math.abs(arrival - preferred) % DAY_MINUTES;
  return Math.min(1, Math.min(apart, DAY_MINUTES - apart) / FAR);
}

const clock = zoneClock();
/** By pair of zones and day, for as long as the program runs: a plan is compiled anew with every move of a card. */
const known = new Map<string, Map<number, number>>();

/** A function that says by how many minutes the clocks in one zone are ahead of those in another on an epoch day. */
export function aheadOf(timeZone: string, other: string): (day: number) => number {
  if (timeZone === other) return () => 0;
  const pair = `${timeZone} ${other}`;
  let days = known.get(pair);
  if (!days) known.set(pair, (days = new Map()));
  const found = days;
  return (day) => {
    let minutes = found.get(day);
    if (minutes === undefined) found.set(day, (minutes = clock(timeZone, day) - clock(other, day)));
    return minutes;
  };
}
