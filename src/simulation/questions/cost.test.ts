import { expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { costMeter } from './cost.ts';

/** Thirteen days from a Wednesday on: three calendar weeks, the first and the last of them cut short. */
const given = campaign({
  start: addDays(START, 2),
  days: 13,
  segments: [segment({ id: 'a', size: 300 }), segment({ id: 'b', size: 100, channels: ['slack'] })],
});
const meter = costMeter(given);

test('weeks are those of the calendar, from Monday', () => {
  expect(meter.weeks).toBe(3);
  // Sunday, then Monday.
  expect(Array.from(meter.of(touchpoint('x', 6)).contacts)).toEqual([1, 0, 0, 0, 0, 0]);
  expect(Array.from(meter.of(touchpoint('x', 7)).contacts)).toEqual([0, 1, 0, 0, 0, 0]);
  const daily = touchpoint('x', 0, { days: 30, cadence: 'daily' });
  expect(Array.from(meter.of(daily).contacts)).toEqual([5, 7, 1, 0, 0, 0]);
});

test('messages are those of an average learner, on days of the campaign, to segments that the channel reaches', () => {
  expect(meter.of(touchpoint('x', 0, { days: 30, cadence: 'daily' })).messages).toBe((13 * 300) / 400);
  expect(meter.of(touchpoint('x', 5, { channel: 'slack' })).messages).toBe(1);
  expect(meter.of(touchpoint('x', 5, { channel: 'slack', segments: ['b'] })).messages).toBe(100 / 400);
});

test('contacts are personal messages alone, hours those of the tactic, once a touchpoint', () => {
  const film = touchpoint('launch-film', 5, { channel: 'video' });
  expect(Array.from(meter.of(film).contacts)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(meter.of(film).messages).toBe(300 / 400);
  const weekly = touchpoint('welcome-message', 5, { channel: 'slack', days: 8, cadence: 'weekly' });
  const both = meter.sum([film, weekly]);
  expect(Array.from(both.contacts)).toEqual([1, 1, 0, 1, 1, 0]);
  expect(both.effortHours).toBe(tacticById('launch-film')!.effortHours + tacticById('welcome-message')!.effortHours);
});
