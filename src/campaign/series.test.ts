import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallCampaign } from './arbitrary.testing.ts';
import { addDays, formatDay } from './calendar.ts';
import { commandSchema, type Command } from './commands.ts';
import type { Campaign, Touchpoint } from './document.ts';
import { arbitraryRhythm, arbitrarySend, withExceptions } from './exceptions.testing.ts';
import { canonical, serializeCampaign } from './file.ts';
import { occurrencesOf, ruleDays, sendsOf } from './occurrences.ts';
import { apply } from './reducer.ts';
import {
  bringBackSendCommand,
  changeSendCommand,
  dayOfMonthCommand,
  daysForSends,
  moveSendCommand,
  resetSendCommand,
  SCOPES,
  skipSendCommand,
  weekdaysCommand,
} from './series.ts';

const weekly: Touchpoint = {
  id: 't',
  name: 'Nudge',
  tactic: 'custom-push',
  direction: 'push',
  channel: 'email',
  laneId: 'a',
  segments: [],
  start: '2027-01-12',
  days: 36,
  cadence: 'weekly',
  time: { zone: 'campaign', at: '09:00' },
  message: { subject: 'Hello', body: 'Two minutes.' },
};
const planWith = (...touchpoints: Touchpoint[]): Campaign => ({ ...smallCampaign, touchpoints });
const datesOf = (touchpoint: Touchpoint) => occurrencesOf(touchpoint).map(({ day }) => formatDay(day).slice(5));
const third = '2027-01-26';

function after(command: Command | null, campaign = planWith(weekly)): Campaign {
  if (!command) return campaign;
  const { campaign: changed, inverse } = apply(campaign, commandSchema.parse(JSON.parse(JSON.stringify(command))));
  expect(serializeCampaign(apply(changed, inverse).campaign)).toBe(serializeCampaign(campaign));
  return canonical(changed);
}
const datesAfter = (command: Command | null, campaign?: Campaign) => after(command, campaign).touchpoints.map(datesOf);
const all = ['01-12', '01-19', '01-26', '02-02', '02-09', '02-16'];

describe('a send of a series', () => {
  it('is moved alone, with all later ones, or with all', () => {
    const move = (scope: (typeof SCOPES)[number], days = 1) =>
      datesAfter(moveSendCommand(planWith(weekly), 't', third, days, scope));
    expect(move('this')).toEqual([['01-12', '01-19', '01-27', '02-02', '02-09', '02-16']]);
    expect(move('later')).toEqual([
      ['01-12', '01-19'],
      ['01-27', '02-03', '02-10', '02-17'],
    ]);
    expect(move('all', -1)).toEqual([['01-11', '01-18', '01-25', '02-01', '02-08', '02-15']]);
  });

  it('is moved on from where it was moved to, and is none of its own where it comes back', () => {
    const moved = after(moveSendCommand(planWith(weekly), 't', third, 2, 'this'));
    expect(datesAfter(moveSendCommand(moved, 't', third, 1, 'this'), moved)[0]![2]).toBe('01-29');
    expect(after(moveSendCommand(moved, 't', third, -2, 'this'), moved).touchpoints[0]).toEqual(weekly);
    expect(moveSendCommand(moved, 't', '2027-01-28', 1, 'this')).toBeNull();
  });

  it('is skipped alone, with all later ones, or with all, and brought back as it was', () => {
    const skip = (scope: (typeof SCOPES)[number]) => datesAfter(skipSendCommand(planWith(weekly), 't', third, scope));
    expect(skip('this')).toEqual([all.toSpliced(2, 1)]);
    expect(skip('later')).toEqual([['01-12', '01-19']]);
    expect(skip('all')).toEqual([]);
    const moved = after(moveSendCommand(planWith(weekly), 't', third, 2, 'this'));
    const skipped = after(skipSendCommand(moved, 't', third, 'this'), moved);
    expect(after(bringBackSendCommand(skipped, 't', third), skipped)).toEqual(canonical(moved));
    expect(after(resetSendCommand('t', third), skipped).touchpoints[0]).toEqual(weekly);
  });

  it('gets a message of its own, alone or with all later ones, and shares it with all', () => {
    const message = { subject: 'Only now', body: '' };
    const change = (scope: (typeof SCOPES)[number], campaign = planWith(weekly)) =>
      after(changeSendCommand(campaign, 't', third, { message }, scope), campaign).touchpoints;
    expect(change('this')).toEqual([{ ...weekly, exceptions: [{ on: third, message }] }]);
    const [first, later] = change('later');
    expect(first).toEqual({ ...weekly, days: 8 });
    expect(later).toEqual({ ...weekly, id: later!.id, start: third, days: 22, message });
    expect(change('all')).toEqual([{ ...weekly, message }]);
    const own = after(changeSendCommand(planWith(weekly), 't', third, { message }, 'this'));
    expect(change('all', own)).toEqual([{ ...weekly, message }]);
    expect(after(changeSendCommand(own, 't', third, { message: weekly.message }, 'this'), own).touchpoints).toEqual([
      weekly,
    ]);
  });

  it('parts its series on its days, whatever the cadence and the exceptions', () => {
    const series = fc.record({
      rhythm: arbitraryRhythm.filter(({ cadence }) => cadence !== 'once'),
      start: fc.oneof(
        fc.constantFrom('2027-01-31', '2027-01-30', '2027-01-29'),
        fc.integer({ min: 0, max: 400 }).map((day) => addDays('2027-01-01', day)),
      ),
      days: fc.integer({ min: 20, max: 200 }),
    });
    fc.assert(
      fc.property(series, fc.array(arbitrarySend, { maxLength: 5 }), fc.nat(), ({ rhythm, ...span }, sends, place) => {
        const one = withExceptions({ ...weekly, ...span, ...rhythm }, sends);
        const at = sendsOf(one);
        const { on } = at[place % at.length]!;
        const campaign = planWith(one);
        const parted = after(
          changeSendCommand(campaign, 't', formatDay(on), { time: { zone: 'segment' } }, 'later'),
          campaign,
        );
        const days = parted.touchpoints.flatMap((part) => occurrencesOf(part).map(({ day }) => day));
        expect(days.sort((a, b) => a - b)).toEqual(occurrencesOf(one).map(({ day }) => day));
        expect(parted.touchpoints[0]!.id).toBe('t');
      }),
    );
  });
});

it('gives a series the weekdays that are wanted, for as many weeks, and takes its exceptions along', () => {
  const six = { ...weekly, days: 36, exceptions: [{ on: third, skipped: true as const }] };
  const rule = (command: Command) => after(command, planWith(six)).touchpoints[0]!;
  const both = rule(weekdaysCommand(six, [2, 4], 1));
  expect(both).toMatchObject({ start: '2027-01-12', alsoAfter: [2], days: 38 });
  expect(ruleDays(both)).toHaveLength(12);
  const thursdays = rule(weekdaysCommand(six, [4], 1));
  expect(thursdays).toMatchObject({ start: '2027-01-14', exceptions: [{ on: '2027-01-28', skipped: true }] });
  expect(ruleDays(thursdays)).toHaveLength(6);
  expect('alsoAfter' in rule(weekdaysCommand({ ...six, alsoAfter: [2] }, [2], 1))).toBe(false);
  const monthly = { ...weekly, days: 80, cadence: 'monthly' as const };
  const lastFriday = after(dayOfMonthCommand(monthly, { ordinal: -1, weekday: 5 }), planWith(monthly)).touchpoints[0]!;
  expect(datesOf(lastFriday)).toEqual(['01-29', '02-26', '03-26']);
  const byDate = after(dayOfMonthCommand(lastFriday, 'date'), planWith(lastFriday)).touchpoints[0]!;
  expect(datesOf(byDate)).toEqual(['01-29', '02-28', '03-29']);
});

it('gives a series as many sends as are wanted', () => {
  fc.assert(
    fc.property(
      arbitraryRhythm,
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 1, max: 60 }),
      (rhythm, day, count) => {
        const rule = { start: addDays('2027-01-01', day), ...rhythm };
        const days = daysForSends(rule, count);
        const sends = ruleDays({ ...rule, days });
        const { cadence } = rhythm;
        if (cadence === 'weekdays' && count === 1) return;
        expect(sends).toHaveLength(cadence === 'once' ? 1 : count);
        if (cadence !== 'once') expect(formatDay(sends.at(-1)!)).toBe(addDays(rule.start, days - 1));
      },
    ),
  );
});
