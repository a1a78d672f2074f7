import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryCalendar, fullCampaign } from './arbitrary.testing.ts';
import { atWork } from './atWork.ts';
import { formatDay } from './calendar.ts';
import { CADENCES, type Campaign, type Touchpoint } from './document.ts';
import { occurrenceDays, sendsOf } from './occurrences.ts';
import { apply } from './reducer.ts';
import { sendsOffWork, skipDaysOffCommand, toWorkingDaysCommand } from './sendsOffWork.ts';
import { workingDaysOf } from './workingDays.ts';

const series = (more: Partial<Touchpoint>): Touchpoint => ({
  ...fullCampaign.touchpoints[0]!,
  id: 'a',
  segments: ['a'],
  start: '2027-01-11',
  days: 14,
  cadence: 'daily',
  ...more,
});
const plan = (touchpoint: Touchpoint, calendar = fullCampaign.calendars[0]!): Campaign => ({
  ...fullCampaign,
  calendars: [{ ...calendar, id: 'a' }],
  segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'a' })),
  touchpoints: [touchpoint],
});
const sentOf = (campaign: Campaign) => occurrenceDays(atWork(campaign, campaign.touchpoints[0]!));
const daysOf = (campaign: Campaign) => sentOf(campaign).map(formatDay);

it('a weekly series on a holiday goes to the next working day for that once', () => {
  const campaign = plan(series({ cadence: 'weekly', days: 21 }));
  expect(sendsOffWork(campaign, campaign.touchpoints[0]!).map(({ day }) => formatDay(day))).toEqual(['2027-01-18']);
  const command = toWorkingDaysCommand(campaign, campaign.touchpoints[0]!);
  expect(daysOf(apply(campaign, command).campaign)).toEqual(['2027-01-11', '2027-01-19', '2027-01-25']);
});

it('a daily series only leaves its days off out, as its other sends are there already', () => {
  const campaign = plan(series({}));
  const moved = apply(campaign, toWorkingDaysCommand(campaign, campaign.touchpoints[0]!)).campaign;
  const skipped = apply(campaign, skipDaysOffCommand(campaign, campaign.touchpoints[0]!)).campaign;
  // The last weekend goes to the Monday after the series.
  expect(daysOf(moved)).toEqual([...daysOf(skipped), '2027-01-25']);
  expect(daysOf(skipped)).toEqual([
    '2027-01-11',
    '2027-01-12',
    '2027-01-13',
    '2027-01-14',
    '2027-01-15',
    '2027-01-19',
    '2027-01-20',
    '2027-01-21',
    '2027-01-22',
  ]);
});

it('what a send says of its own is kept where it moves', () => {
  const own = { subject: 'Own', body: 'Own' };
  const campaign = plan(series({ cadence: 'weekly', days: 21, exceptions: [{ on: '2027-01-18', message: own }] }));
  const moved = apply(campaign, toWorkingDaysCommand(campaign, campaign.touchpoints[0]!)).campaign;
  expect(moved.touchpoints[0]!.exceptions).toEqual([{ on: '2027-01-18', message: own, to: '2027-01-19' }]);
});

it('afterwards none is on a day off where there is a day on which all work, none is doubled, and no other send is touched', () => {
  fc.assert(
    fc.property(
      arbitraryCalendar,
      fc.constantFrom(...CADENCES.filter((cadence) => cadence !== 'once')),
      fc.integer({ min: 1, max: 80 }),
      (calendar, cadence, days) => {
        const campaign = plan(series({ cadence, days }), calendar);
        const [before] = campaign.touchpoints as [Touchpoint];
        const off = new Set(sendsOffWork(campaign, before).map(({ on }) => on));
        const { isDayOff } = workingDaysOf(campaign, campaign.segments[0]);
        for (const command of [toWorkingDaysCommand(campaign, before), skipDaysOffCommand(campaign, before)]) {
          const { campaign: done, inverse } = apply(campaign, command);
          const [after] = done.touchpoints as [Touchpoint];
          const sent = sentOf(done);
          expect(new Set(sent).size).toBe(sent.length);
          expect(sent.filter(isDayOff)).toEqual([]);
          const kept = (one: Touchpoint) => sendsOf(one).filter(({ on }) => !off.has(on));
          expect(kept(after)).toEqual(kept(before));
          expect(apply(done, inverse).campaign).toEqual(campaign);
        }
      },
    ),
  );
});
