import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign, smallCampaign } from './arbitrary.testing.ts';
import { dayOf, formatDay, mondayOf, rangeOf } from './calendar.ts';
import type { Campaign, Touchpoint } from './document.ts';
import {
  isClash,
  isOverCap,
  jointLoadOf,
  messagesIn,
  proposedAudiences,
  quietWeeks,
  weeksOf,
  type PlanOnCalendar,
  type Reaching,
} from './jointLoad.ts';
import { plannedIn } from './planned.ts';
import { apply } from './reducer.ts';
import { forCohort, startsOfCohorts } from './rolling.ts';
import { contactsIn, weeklyLoadOf } from './weeklyLoad.ts';

const changed = (campaign: Campaign, commands: Parameters<typeof apply>[1][]): Campaign =>
  commands.reduce((before, command) => {
    try {
      return apply(before, command).campaign;
    } catch {
      return before;
    }
  }, campaign);

/** Some plans that are all somewhat other; some of them may roll. */
const anyPlans = fc
  .array(fc.array(arbitraryCommand, { maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((commands, index) => planOf(`plan-${index}`, changed(fullCampaign, commands))));
const plans = anyPlans.map((all) =>
  all.map((plan) => {
    const { rolling: _, ...campaign } = plan.campaign;
    return { ...plan, campaign };
  }),
);
const planOf = (id: string, campaign: Campaign, hasCap = true): PlanOnCalendar => ({ id, campaign, hasCap });
const reachingIn = (all: readonly PlanOnCalendar[]): Reaching[] =>
  all.flatMap(({ id, campaign }, index) => {
    const segment = campaign.segments[index % Math.max(1, campaign.segments.length)];
    return segment ? [{ plan: id, segment: segment.id }] : [];
  });

const isSomebodyIn = (all: readonly PlanOnCalendar[], reaching: readonly Reaching[]): boolean =>
  reaching.some(({ plan, segment }) =>
    all.some(
      ({ id, campaign }) =>
        id === plan &&
        campaign.segments.some(({ id: of, size, inflow = 0 }) => of === segment && (size > 0 || inflow > 0)),
    ),
  );

const everyone = { ...fullCampaign.segments[0]!, id: 'all', name: 'All staff', size: 40, channels: [] };
const mail = (id: string, start: string, more: Partial<Touchpoint> = {}): Touchpoint => ({
  id,
  name: `Message ${id}`,
  tactic: 'broad-email',
  direction: 'push',
  channel: 'email',
  laneId: smallCampaign.lanes[0]!.id,
  segments: [],
  start,
  days: 1,
  cadence: 'once',
  time: { zone: 'campaign', at: '09:00' },
  message: { subject: '', body: '' },
  ...more,
});
const plainly = (touchpoints: Touchpoint[], capPerWeek = 2): Campaign => ({
  ...smallCampaign,
  start: '2027-01-11',
  days: 70,
  segments: [everyone],
  goals: [],
  events: [],
  decisions: [],
  ideas: [],
  touchpoints,
  contact: { ...smallCampaign.contact, capPerWeek },
});
const whole = (...ids: string[]) => ({ reaching: ids.map((plan) => ({ plan, segment: 'all' })) });

describe('joint load', () => {
  it('is the sum of what each plan gives by its own weekly load', () => {
    fc.assert(
      fc.property(plans, (all) => {
        const reaching = reachingIn(all);
        const sums = new Map<number, number>();
        for (const { plan, segment } of reaching) {
          const { campaign } = all.find(({ id }) => id === plan)!;
          const { from, segments } = weeklyLoadOf(campaign);
          const own = rangeOf(campaign);
          // What lies outside of a plan is sent all the same.
          for (const { isMessage, isContact, reached, days } of plannedIn(campaign).planned)
            if (isMessage && isContact && reached.some(({ id, size }) => id === segment && size > 0))
              for (const day of days)
                if (day < own.from || day >= own.until) sums.set(mondayOf(day), (sums.get(mondayOf(day)) ?? 0) + 1);
          segments
            .find((row) => row.segment.id === segment)
            ?.contacts.forEach((count, week) => {
              if (count > 0) sums.set(from + 7 * week, (sums.get(from + 7 * week) ?? 0) + count);
            });
        }
        const { weeks } = jointLoadOf(all, { reaching });
        const counted = weeks.filter(({ contacts }) => contacts > 0);
        expect(new Map(counted.map(({ monday, contacts }) => [monday, contacts]))).toEqual(sums);
        for (const { monday, contacts, by } of weeks) {
          expect(by.reduce((sum, one) => sum + one.contacts, 0)).toBe(contacts);
          const messages = messagesIn(all, { reaching }, monday);
          expect(new Set(messages.map(({ plan }) => plan))).toEqual(new Set(by.map(({ plan }) => plan)));
          expect(messages.some(({ isContact }) => isContact)).toBe(contacts > 0);
        }
      }),
    );
  });

  it('is the same whatever the order of plans and audience', () => {
    fc.assert(
      fc.property(anyPlans, (all) => {
        const reaching = reachingIn(all);
        fc.pre(isSomebodyIn(all, reaching));
        const [back, gnihcaer] = [all.toReversed(), reaching.toReversed()];
        expect(jointLoadOf(back, { reaching: gnihcaer })).toEqual(jointLoadOf(all, { reaching }));
        const range = { from: dayOf('2026-12-01'), until: dayOf('2027-06-01') };
        expect(quietWeeks(back, { reaching: gnihcaer }, range)).toEqual(quietWeeks(all, { reaching }, range));
      }),
    );
  });

  it('finds the clash, the strictest cap and the messages that make the week full', () => {
    const all = [
      planOf('a', plainly([mail('one', '2027-01-12'), mail('two', '2027-01-14')], 3)),
      planOf('b', plainly([mail('three', '2027-01-13'), mail('four', '2027-02-02')], 2)),
      planOf('c', plainly([mail('five', '2027-01-13')], 1), false),
    ];
    const { cap, weeks } = jointLoadOf(all, whole('a', 'b'));
    expect(cap).toBe(2);
    expect(weeks.map((week) => [formatDay(week.monday), week.contacts, isClash(week), isOverCap(week, cap)])).toEqual([
      ['2027-01-11', 3, true, true],
      ['2027-02-01', 1, false, false],
    ]);
    const messages = messagesIn(all, whole('a', 'b'), dayOf('2027-01-11'));
    expect(messages.map(({ plan, touchpoint, days }) => [plan, touchpoint.id, ...days.map(formatDay)])).toEqual([
      ['a', 'one', '2027-01-12'],
      ['b', 'three', '2027-01-13'],
      ['a', 'two', '2027-01-14'],
    ]);
    // A calendar file has no cap of its own.
    expect(jointLoadOf(all, whole('c')).cap).toBeNull();
    expect(isOverCap({ contacts: 100 }, null)).toBe(false);
  });

  it('counts a meeting as a clash and not as a message', () => {
    const all = [
      planOf('a', plainly([mail('one', '2027-01-12')])),
      planOf('b', plainly([mail('two', '2027-01-13', { channel: 'meeting', tactic: 'custom-push' })]), false),
    ];
    const [week] = jointLoadOf(all, whole('a', 'b')).weeks;
    expect([week!.contacts, isClash(week!)]).toEqual([1, true]);
    expect(messagesIn(all, whole('a', 'b'), week!.monday).map(({ isContact }) => isContact)).toEqual([true, false]);
  });

  it('counts what a plan sends after its end', () => {
    const plan = plainly([mail('one', '2027-01-12'), mail('late', '2027-04-30')]);
    const [last] = jointLoadOf([planOf('a', plan)], whole('a')).weeks.slice(-1);
    expect([formatDay(last!.monday), last!.contacts]).toEqual(['2027-04-26', 1]);
    const [quietest] = quietWeeks([planOf('a', plan)], whole('a'), {
      from: dayOf('2027-04-26'),
      until: dayOf('2027-05-10'),
    });
    expect(formatDay(quietest!.monday)).toBe('2027-05-03');
  });

  it('takes all of a plan where all of it is said to reach them', () => {
    const other = { ...everyone, id: 'other', name: 'Others' };
    const plan = plainly([mail('one', '2027-01-12', { segments: ['other'] }), mail('two', '2027-01-13')]);
    const all = [planOf('a', { ...plan, segments: [everyone, other] })];
    expect(jointLoadOf(all, whole('a')).weeks[0]!.contacts).toBe(1);
    expect(jointLoadOf(all, { reaching: [{ plan: 'a', segment: null }] }).weeks[0]!.contacts).toBe(2);
  });

  it('passes over plans and segments that are gone, and segments that nobody is in', () => {
    const empty = { ...everyone, id: 'empty', size: 0 };
    const all = [planOf('a', { ...plainly([mail('one', '2027-01-12')]), segments: [empty] })];
    for (const reaching of [
      { plan: 'a', segment: 'gone' },
      { plan: 'gone', segment: null },
      { plan: 'a', segment: 'empty' },
    ])
      expect(jointLoadOf(all, { reaching: [reaching] })).toEqual({ cap: null, weeks: [] });
  });
});

it('counts as working days of a shared audience those on which none of it is off', () => {
  const calendar = (id: string, daysOff: string[]) => ({
    id,
    name: id,
    weekend: [6, 7],
    daysOff: daysOff.map((date) => ({ date, name: 'Off' })),
  });
  const withDaysOff = (id: string, daysOff: string[]): PlanOnCalendar =>
    planOf(id, {
      ...plainly([]),
      calendars: [calendar('own', daysOff)],
      segments: [{ ...everyone, calendarId: 'own' }],
    });
  const all = [withDaysOff('a', ['2027-01-19']), withDaysOff('b', ['2027-01-20', '2027-01-28'])];
  const weeks = quietWeeks(all, whole('a', 'b'), { from: dayOf('2027-01-11'), until: dayOf('2027-02-01') });
  expect(weeks.map(({ monday, workingDays }) => [formatDay(monday), workingDays])).toEqual([
    ['2027-01-11', 5],
    ['2027-01-25', 4],
    ['2027-01-18', 3],
  ]);
});

describe('a rolling plan', () => {
  it('counts the days off that each of those meets who start later, as their own plan does', () => {
    const tip = mail('tip', '2026-12-28', { cadence: 'workingDays', days: 5 });
    const calendar = { ...fullCampaign.calendars[0]!, id: 'own', weekend: [6, 7] };
    const daysOff = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-13'].map(
      (date) => ({ date, name: 'Off' }),
    );
    const plan: Campaign = {
      ...plainly([tip]),
      start: '2026-12-28',
      days: 14,
      calendars: [{ ...calendar, daysOff }],
      rolling: { weeks: 4 },
      segments: [{ ...everyone, inflow: 0.2, calendarId: 'own' }],
    };
    const { weeks } = jointLoadOf([planOf('a', plan)], whole('a'));
    expect(weeks.map(({ monday, contacts }) => [formatDay(monday), contacts])).toEqual([
      ['2027-01-04', 5],
      ['2027-01-11', 4],
      ['2027-01-18', 5],
      ['2027-01-25', 5],
    ]);
    const { laterDays } = messagesIn([planOf('a', plan)], whole('a'), dayOf('2027-01-11'))[0]!;
    expect(laterDays.map(formatDay)).toEqual(['2027-01-11', '2027-01-12', '2027-01-14', '2027-01-15']);
    const own = weeksOf(plan);
    expect([formatDay(own.from), own.sends.slice(0, 5), own.contacts.slice(0, 5)]).toEqual([
      '2026-12-28',
      [0, 5, 4, 5, 5],
      [0, 5, 4, 5, 5],
    ]);
  });

  const rolls: Campaign = {
    ...plainly([
      mail('welcome', '2027-01-12'),
      mail('check-in', '2027-01-20'),
      mail('second', '2027-01-21'),
      mail('month', '2027-02-16', { channel: 'meeting' }),
    ]),
    days: 40,
    rolling: { weeks: 3 },
    segments: [{ ...everyone, inflow: 5 }],
  };

  it('reaches people until the last to start are through, each week as whoever gets most', () => {
    const cohorts = startsOfCohorts(rolls).map((start) => planOf(start, forCohort(rolls, start)));
    const reaching = cohorts.map(({ id }) => ({ plan: id, segment: 'all' }));
    const expected = jointLoadOf(cohorts, { reaching }).weeks.map(({ monday, by }) => ({
      monday,
      contacts: Math.max(...by.map(({ contacts }) => contacts)),
    }));
    const { weeks } = jointLoadOf([planOf('a', rolls)], whole('a'));
    expect(weeks.map(({ monday, contacts }) => ({ monday, contacts }))).toEqual(expected);
    expect(weeks.map(({ contacts }) => contacts)).toEqual([1, 2, 2, 2, 2, 0, 0, 0, 0].slice(0, weeks.length));
    const own = weeksOf(rolls);
    expect(own.sends.reduce((sum, count) => sum + count, 0)).toBe(4 * cohorts.length);
    expect(own.contacts.slice(0, 6)).toEqual([1, 2, 2, 2, 2, 0]);
    expect(jointLoadOf([planOf('a', rolls)], { reaching: [{ plan: 'a', segment: null }] }).weeks).toEqual(weeks);
  });

  it('is not quiet where only those who start later are reached', () => {
    const range = { from: dayOf('2027-02-01'), until: dayOf('2027-03-22') };
    const weeks = quietWeeks([planOf('a', rolls)], whole('a'), range);
    const of = (monday: string) => weeks.find((week) => formatDay(week.monday) === monday)!;
    expect(of('2027-02-08')).toMatchObject({ contacts: 2, plans: ['a'] });
    expect(of('2027-02-15')).toMatchObject({ contacts: 0, plans: ['a'] });
  });

  it('tells on which days which of them get a message', () => {
    const messages = messagesIn([planOf('a', rolls)], whole('a'), dayOf('2027-01-18'));
    const told = messages.map(({ touchpoint, days, laterDays }) => [
      touchpoint.id,
      days.map(formatDay),
      laterDays.map(formatDay),
    ]);
    expect(told).toEqual([
      ['welcome', [], ['2027-01-19']],
      ['check-in', ['2027-01-20'], []],
      ['second', ['2027-01-21'], []],
    ]);
  });

  it('counts segments that people only join later', () => {
    const later = { ...rolls, segments: [{ ...everyone, size: 0, inflow: 5 }] };
    const [week] = jointLoadOf([planOf('a', later)], whole('a')).weeks;
    expect(week).toMatchObject({ monday: dayOf('2027-01-18'), contacts: 1 });
  });
});

describe('quiet weeks', () => {
  const range = { from: dayOf('2027-01-11'), until: dayOf('2027-03-22') };

  it('are the Mondays between two days, once each, the least noise first', () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 60 }), (all, length) => {
        const from = rangeOf(fullCampaign).from;
        const audience = { reaching: reachingIn(all) };
        fc.pre(isSomebodyIn(all, audience.reaching));
        const weeks = quietWeeks(all, audience, { from, until: from + length });
        const mondays = weeks.map(({ monday }) => monday).toSorted((a, b) => a - b);
        const expected = Array.from({ length }, (_, day) => from + day).filter((day) => (day + 3) % 7 === 0);
        expect(mondays).toEqual(expected);
        weeks.slice(1).forEach(({ noise }, index) => expect(noise).toBeGreaterThanOrEqual(weeks[index]!.noise));
      }),
    );
  });

  it('are not told where nobody of the audience is left', () => {
    const all = [planOf('a', plainly([mail('one', '2027-01-12')]))];
    for (const reaching of [[], [{ plan: 'a', segment: 'gone' }], [{ plan: 'gone', segment: null }]])
      expect(() => quietWeeks(all, { reaching }, range)).toThrow('Nobody of this audience is left');
  });

  it('lie behind busy ones, events and holidays, and say why', () => {
    const busy = plainly([mail('one', '2027-01-12'), mail('two', '2027-01-20')]);
    const fair = {
      id: 'fair',
      name: 'Trade fair',
      kind: 'initiative' as const,
      start: '2027-01-27',
      days: 1,
      pushFactor: 1,
      pullFactor: 1,
      segments: [],
    };
    const all = [planOf('a', { ...busy, events: [fair] })];
    const weeks = quietWeeks(all, whole('a'), { from: dayOf('2026-12-21'), until: dayOf('2027-02-07') });
    expect(formatDay(weeks[0]!.monday)).toBe('2027-01-04');
    const of = (monday: string) => weeks.find((week) => formatDay(week.monday) === monday)!;
    expect(of('2027-01-25')).toMatchObject({ events: ['Trade fair'], noise: 1 });
    expect(of('2027-01-11')).toMatchObject({ contacts: 1, plans: ['a'], noise: 2 });
    expect(of('2027-02-01')).toMatchObject({ contacts: 0, workingDays: 5, plans: [], noise: 0 });
    expect(of('2026-12-21').workingDays).toBeLessThan(5);
    expect(weeks[0]!.noise).toBe(0);
  });

  it('are never quieter for one message more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 69 }), { maxLength: 10 }),
        fc.integer({ min: 0, max: 69 }),
        (days, one) => {
          const on = (all: number[]) =>
            quietWeeks(
              [planOf('a', plainly(all.map((day, index) => mail(`m${index}`, formatDay(range.from + day)))))],
              whole('a'),
              range,
            );
          const before = new Map(on(days).map(({ monday, noise }) => [monday, noise]));
          for (const { monday, noise } of on([...days, one])) expect(noise).toBeGreaterThanOrEqual(before.get(monday)!);
        },
      ),
      { numRuns: 30 },
    );
  });
});

it('a plan’s own weeks are those of its fullest segment', () => {
  fc.assert(
    fc.property(plans, ([plan]) => {
      const { campaign } = plan!;
      const { from, contacts, sends } = weeksOf(campaign);
      contacts.forEach((most, week) => {
        const own = campaign.segments.map(({ id }) => contactsIn(campaign, id, from + 7 * week).length);
        expect(most > 0).toBe(own.some((count) => count > 0) && campaign.segments.some(({ size }) => size > 0));
        if (most > 0) expect(sends[week]).toBeGreaterThan(0);
      });
    }),
    { numRuns: 30 },
  );
});

it('segments of one name are proposed until they are said to be the same', () => {
  const all = [
    planOf('a', plainly([])),
    planOf('b', { ...plainly([]), segments: [{ ...everyone, id: 'x', name: ' all STAFF' }] }),
  ];
  const [proposal, ...more] = proposedAudiences(all, []);
  expect(more).toEqual([]);
  expect(proposal).toEqual({
    name: 'All staff',
    reaching: [
      { plan: 'a', segment: 'all' },
      { plan: 'b', segment: 'x' },
    ],
  });
  expect(proposedAudiences(all, [proposal!])).toEqual([]);
  expect(proposedAudiences(all.slice(0, 1), [])).toEqual([]);
});
