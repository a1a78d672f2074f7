import { describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { timesOfDay } from './localTimes.ts';

const zones = { a: 'Europe/Berlin', b: 'America/New_York', c: 'Asia/Tokyo' };
const plan = {
  ...fullCampaign,
  timeZone: 'Europe/Berlin',
  segments: fullCampaign.segments.map((one) => ({
    ...one,
    timeZone: zones[one.id as keyof typeof zones],
    preferredTime: one.id === 'c' ? '16:00' : '09:00',
  })),
};
const mail: Touchpoint = {
  ...fullCampaign.touchpoints[3]!,
  start: '2027-01-12',
  time: { zone: 'campaign', at: '18:00' },
};
const said = (changes: Partial<Touchpoint>) => {
  const times = timesOfDay(plan, { ...mail, ...changes });
  return (
    times && [
      times.clock,
      times.minute,
      ...times.others.map(({ minute, days, segments }) => [minute / 60, days, segments.map(({ id }) => id).join('')]),
    ]
  );
};

describe('what other clocks show', () => {
  it('is the local hour, with its day, where the campaign’s clock counts', () => {
    expect(said({})).toEqual(['campaign', 18 * 60, [12, 0, 'b'], [2, 1, 'c']]);
    // In July, New York is still six hours behind Berlin, and Tokyo only seven ahead.
    expect(said({ start: '2027-07-13' })).toEqual(['campaign', 18 * 60, [12, 0, 'b'], [1, 1, 'c']]);
  });

  it('is the hour on the campaign’s clock where each segment’s own counts', () => {
    expect(said({ time: { zone: 'segment', at: '09:00' } })).toEqual(['segment', 540, [15, 0, 'b'], [1, 0, 'c']]);
    expect(said({ time: { zone: 'segment', at: '05:00' } })).toEqual(['segment', 300, [11, 0, 'b'], [21, -1, 'c']]);
  });

  it('is the time that each prefers where none is named, and nothing of what is there all day', () => {
    expect(said({ time: { zone: 'segment' } })).toEqual(['segment', undefined, [9, 0, 'ab'], [16, 0, 'c']]);
    expect(said({ tactic: 'poster', channel: 'poster' })).toBeNull();
  });
});
