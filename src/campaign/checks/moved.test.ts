import { describe, expect, it } from 'vitest';
import { fullCampaign } from '../arbitrary.testing.ts';
import type { Campaign, Touchpoint } from '../document.ts';
import { apply } from '../reducer.ts';
import { movedBetween, wayOut } from './moved.ts';

const mail = (id: string, start: string, more: Partial<Touchpoint> = {}): Touchpoint => ({
  id,
  name: id,
  tactic: 'custom-push',
  direction: 'push',
  channel: 'email',
  laneId: 'b',
  segments: ['a'],
  start,
  days: 1,
  cadence: 'once',
  time: { zone: 'campaign', at: '09:00' },
  message: { subject: 'Hello', body: 'Start.' },
  ...more,
});
const days = (count: number) => ({ eventId: 'a', count, unit: 'days' as const });

// The event is on Monday, 1 February 2027; the calendar has 18 January off.
const plan: Campaign = {
  ...fullCampaign,
  segments: fullCampaign.segments.map((segment) => ({ ...segment, calendarId: 'a' })),
  touchpoints: [
    mail('weekend', '2027-01-29', { tie: days(-3) }),
    mail('clash', '2027-02-02', { tie: days(1) }),
    mail('feast', '2027-02-01', { tie: days(0) }),
    mail('locked', '2027-01-26', { tie: days(-6), locked: true }),
    mail('free', '2027-01-19'),
    mail('late', '2027-02-05', { tie: days(4), time: { zone: 'campaign', at: '22:00' } }),
    mail('others', '2027-02-03', { tie: days(2), segments: ['b'] }),
  ],
};
// Two weeks earlier, on the day off.
const moved = apply(plan, { type: 'editEvent', id: 'a', changes: { start: '2027-01-18' } }).campaign;

describe('what moved', () => {
  const what = movedBetween(plan, moved);

  it('is told with where it was, what it meets, and what stayed', () => {
    expect(
      what.moved.map(({ touchpoint, from, met }) => [
        touchpoint.id,
        from,
        touchpoint.start,
        met.map((one) =>
          one.kind === 'message'
            ? `message ${one.other.id}`
            : one.kind === 'dayOff'
              ? `off ${one.rest.names.join()}`
              : one.kind,
        ),
      ]),
    ).toEqual([
      ['weekend', '2027-01-29', '2027-01-15', []],
      ['feast', '2027-02-01', '2027-01-18', ['off Founding day']],
      ['clash', '2027-02-02', '2027-01-19', ['message free']],
      ['others', '2027-02-03', '2027-01-20', []],
      ['late', '2027-02-05', '2027-01-22', ['quietHours']],
    ]);
    expect(what.stayed.map(({ id }) => id)).toEqual(['locked']);
  });

  it('is nothing where nothing did', () => {
    expect(movedBetween(plan, plan)).toEqual({ moved: [], stayed: [] });
  });

  it('has a way out of each, after which it meets nothing', () => {
    let campaign = moved;
    for (const id of ['feast', 'clash', 'late']) {
      const met = movedBetween(plan, campaign).moved.find((one) => one.touchpoint.id === id)!.met[0]!;
      campaign = apply(campaign, wayOut(campaign, id, met)!).campaign;
    }
    expect(movedBetween(plan, campaign).moved.flatMap(({ met }) => met)).toEqual([]);
    const start = (id: string) => campaign.touchpoints.find((one) => one.id === id)!.start;
    // 19 January has another message, 20 January one for other people.
    expect([start('feast'), start('clash')]).toEqual(['2027-01-20', '2027-01-21']);
    expect(campaign.touchpoints.find(({ id }) => id === 'feast')!.tie).toEqual(days(2));
  });

  it('has none where every day within four weeks is taken', () => {
    const daily = mail('daily', '2027-01-11', { days: 60, cadence: 'daily' });
    const full = { ...moved, touchpoints: [...moved.touchpoints, daily] };
    expect(wayOut(full, 'clash', { kind: 'message', day: 0, other: daily })).toBe(null);
  });
});
