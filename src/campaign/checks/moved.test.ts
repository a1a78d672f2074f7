import { describe, expect, it } from 'vitest';
import { fullCampaign } from '../arbitrary.testing.ts';
import type { Campaign, Touchpoint } from '../document.ts';
import { apply } from '../reducer.ts';
import { dayOf } from '../calendar.ts';
import { movedBetween, type Met } from './moved.ts';
import { planOf } from './plan.ts';
import { wayOut } from './wayOut.ts';

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

  it('leaves out what was moved itself', () => {
    const itself = new Set(['feast', 'locked']);
    const { moved: along, stayed } = movedBetween(plan, moved, itself);
    expect(along.map(({ touchpoint }) => touchpoint.id)).toEqual(['weekend', 'clash', 'others', 'late']);
    expect(stayed).toEqual([]);
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

  /** One touchpoint that hangs from the event a, with nothing beside it, after that moved by some days. */
  const alone = (one: Touchpoint, to: string, more: Partial<Campaign> = {}) => {
    const before: Campaign = { ...plan, ...more, touchpoints: [one] };
    const after = apply(before, { type: 'editEvent', id: 'a', changes: { start: to } }).campaign;
    const { met } = movedBetween(before, after).moved[0]!;
    const solved = (kind: Met['kind']) => {
      const command = wayOut(
        after,
        one.id,
        met.find((each) => each.kind === kind)!,
      );
      return command && apply(after, command).campaign;
    };
    return { before, after, met, solved };
  };

  it('meets the end of the campaign, out of which it is lengthened', () => {
    const late = mail('late', '2027-02-05', { tie: days(4), time: { zone: 'segment' } });
    const { before, met, solved } = alone(late, '2027-04-12');
    expect(met).toEqual([
      {
        kind: 'outside',
        sentence: '“late” lies outside the campaign, which runs from 11 January 2027 to 10 April 2027.',
      },
    ]);
    const longer = solved('outside')!;
    expect([longer.start, longer.days]).toEqual([before.start, dayOf('2027-04-17') - dayOf(before.start)]);
    expect(movedBetween(before, longer).moved[0]!.met).toEqual([]);
    const early = mail('early', '2027-01-25', { tie: days(-7) });
    expect(alone(early, '2027-01-04').solved('outside')!.start).toBe('2026-12-28');
    // With another first day, all own days would be others.
    expect(alone(early, '2027-01-04', { rolling: { weeks: 4 } }).solved('outside')).toBe(null);
    // No campaign may be as long as that.
    expect(alone(late, '2040-01-02').solved('outside')).toBe(null);
  });

  it('stays on its side of the anchor, and before the deadline of its goal', () => {
    const start = ({ touchpoints }: Campaign) => touchpoints[0]!.start;
    // The day before Tuesday, 19 January is off, and before that there is a weekend.
    const reminder = alone(mail('reminder', '2027-01-31', { tie: days(-1) }), '2027-01-19');
    expect(reminder.met.map(({ kind }) => kind)).toEqual(['dayOff']);
    expect(start(reminder.solved('dayOff')!)).toBe('2027-01-15');
    const after = alone(mail('after', '2027-02-06', { tie: days(5) }), '2027-02-08');
    expect(start(after.solved('dayOff')!)).toBe('2027-02-12');
    const goals = plan.goals.map((goal) => ({ ...goal, date: '2027-01-17' }));
    const due = alone(mail('due', '2027-01-30', { goalId: 'a', tie: days(-2) }), '2027-01-18', { goals });
    expect(start(due.solved('dayOff')!)).toBe('2027-01-15');
  });

  it('keeps a series where it is but for the sends that are in the way', () => {
    const weekly = mail('weekly', '2027-02-01', { tie: days(0), cadence: 'weekly', days: 29 });
    const { after, met, solved } = alone(weekly, '2027-01-11');
    expect(met).toMatchObject([{ kind: 'dayOff', day: dayOf('2027-01-18'), count: 1 }]);
    const [series] = solved('dayOff')!.touchpoints;
    expect(series).toEqual({ ...after.touchpoints[0], exceptions: [{ on: '2027-01-18', to: '2027-01-19' }] });
    const other = mail('other', '2027-01-25');
    const beside = { ...after, touchpoints: [...after.touchpoints, other] };
    const clear = wayOut(beside, 'weekly', { kind: 'message', day: dayOf('2027-01-25'), other })!;
    expect(apply(beside, clear).campaign.touchpoints[0]).toEqual({
      ...after.touchpoints[0],
      exceptions: [{ on: '2027-01-25', to: '2027-01-26' }],
    });
  });

  it('changes the hour of the sends that come in the quiet hours by a time of their own, and of no others', () => {
    const at = (clock: string) => ({ zone: 'campaign' as const, at: clock });
    const exceptions = [
      { on: '2027-02-10', time: at('22:00') },
      { on: '2027-02-17', to: '2027-02-18' },
      { on: '2027-02-24', time: at('22:00') },
    ];
    const weekly = mail('weekly', '2027-02-03', { tie: days(2), cadence: 'weekly', days: 36, exceptions });
    const { before, after, met } = alone(weekly, '2027-02-02');
    expect(met.map((one) => [one.kind, 'send' in one && one.send])).toEqual([
      ['quietHours', '2027-02-11'],
      ['quietHours', '2027-02-25'],
    ]);
    const solved = met.reduce((campaign, one) => apply(campaign, wayOut(campaign, 'weekly', one)!).campaign, after);
    const until = { zone: 'segment', at: plan.contact.quietUntil };
    expect(solved.touchpoints[0]).toEqual({
      ...after.touchpoints[0],
      exceptions: [
        { on: '2027-02-11', time: until },
        { on: '2027-02-18', to: '2027-02-19' },
        { on: '2027-02-25', time: until },
      ],
    });
    expect(movedBetween(before, solved).moved[0]!.met).toEqual([]);
    // Its own hour is told once, however many of its sends have it.
    const late = { ...weekly, time: at('22:00') };
    expect(alone(late, '2027-02-02').met.map((one) => 'send' in one && one.send)).toEqual([
      false,
      '2027-02-11',
      '2027-02-25',
    ]);
  });

  it('moves the send that is really sent on the day: put off by the cap, or on working days', () => {
    const other = mail('other', '2027-01-20', { priority: 'must' });
    const capped: Campaign = {
      ...moved,
      contact: { ...moved.contact, capPerWeek: 1, atCap: 'defer' },
      touchpoints: [
        mail('first', '2027-01-11', { priority: 'must' }),
        mail('weekly', '2027-01-12', { cadence: 'weekly', days: 2, priority: 'low' }),
      ],
    };
    // Sent on 19 January instead.
    const putOff = wayOut(capped, 'weekly', { kind: 'message', day: dayOf('2027-01-19'), other })!;
    expect(putOff).toMatchObject({ type: 'setSend', on: '2027-01-12' });
    const sent = planOf(apply(capped, putOff).campaign).planned.find(({ touchpoint }) => touchpoint.id === 'weekly')!;
    expect(sent.days).toEqual([dayOf('2027-01-20')]);
    // 18 January is off: what is sent on it is the send that was moved there.
    const exceptions = [{ on: '2027-01-20', to: '2027-01-18' }];
    const working = mail('working', '2027-01-11', { cadence: 'workingDays', days: 12, exceptions });
    const beside = { ...moved, touchpoints: [working, mail('other', '2027-01-18')] };
    expect(wayOut(beside, 'working', { kind: 'message', day: dayOf('2027-01-18'), other })).toMatchObject({
      type: 'setSend',
      on: '2027-01-20',
      send: null,
    });
  });

  it('are days off for meetings as well, which are in the way of no message', () => {
    const workshop = mail('workshop', '2027-02-01', { channel: 'meeting', tie: days(0) });
    const { before, after } = alone(workshop, '2027-01-18');
    const beside = { ...after, touchpoints: [...after.touchpoints, mail('mail', '2027-01-18')] };
    expect(movedBetween(before, beside).moved[0]!.met.map(({ kind }) => kind)).toEqual(['dayOff']);
  });
});
