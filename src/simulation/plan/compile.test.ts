import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { CHANNELS, type Campaign } from '#campaign/document.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { Refusal } from '#campaign/refusal.ts';
import { immediateForecastOf } from '../forecast/immediate.ts';
import { campaign, largeCampaign, segment, START, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from './compile.ts';
import { simulateCounts } from '../runs/simulate.ts';
import type { Plan } from './plan.ts';
import { forecastFrom } from '../forecast/fromRuns.ts';

const email = CHANNELS.indexOf('email');
const onlyExposure = (plan: Plan) => plan.exposures[plan.segments[0]!.exposure]!;
/** The effects of what is there on a day, and what events make of it. */
const condition = (plan: Plan, day: number) => plan.conditions[onlyExposure(plan).conditions[day]!]!;
const effectsOn = (plan: Plan, day: number) => condition(plan, day).presences.map(({ effect }) => effect);

const tactics: Record<string, Pick<Tactic, 'form' | 'effect'>> = {
  loud: { form: 'message', effect: { reach: 1.5, click: 0.5, contact: 2, comeback: 3 } },
  easy: { form: 'presence', effect: { frictionRemoved: 2, giveUp: 0.5 } },
  easier: { form: 'presence', effect: { frictionRemoved: 1, giveUp: 0.5 } },
};
const lookup = (id: string) => (tactics[id] ? ({ id, ...tactics[id] } as Tactic) : undefined);
const planOf = (changes: Partial<Campaign>) => compile(campaign(changes), { tactics: lookup });

describe('compile', () => {
  test('puts messages on their days, by cadence, with the effect of their tactic', () => {
    const plan = planOf({
      touchpoints: [touchpoint('loud', 2), touchpoint('unheard-of', 2, { days: 15, cadence: 'weekly' })],
    });
    const exposure = onlyExposure(plan);
    const [pushes] = exposure.channels;
    expect(exposure.channels).toHaveLength(1);
    expect(pushes!.channel).toBe(email);
    expect([...pushes!.days]).toEqual([2, 9, 16]);
    const plainly = { reach: 1, click: 1, comeback: 1, atOnce: 0 };
    const certain = { tactic: -1, isForeign: false };
    expect(pushes!.kinds).toEqual([
      {
        ...certain,
        factors: { reach: 1.5, click: 0.5, comeback: 1.5, atOnce: 0 },
        at: Uint32Array.of(0),
        counts: Float64Array.of(1),
      },
      { ...certain, factors: plainly, at: Uint32Array.of(0, 1, 2), counts: Float64Array.of(1, 1, 1) },
    ]);
    // Two of a day do little more than their average one: (1 + further (1 - 1 / e)) / 2 each.
    expect([...pushes!.asOne.first]).toEqual([1 / 2, 1, 1]);
    expect(pushes!.asOne.further[0]).toBeCloseTo((1 - Math.exp(-1)) / 2, 12);
    expect([pushes!.asOne.further[1], pushes!.asOne.further[2]]).toEqual([0, 0]);
    expect([exposure.contacts[2], exposure.contacts[9], exposure.contacts[3]]).toEqual([3, 1, 0]);
    expect([exposure.messages[2], exposure.messages[9], exposure.messages[3]]).toEqual([2, 1, 0]);
    // Three contacts fade by e within a week; a day's own do not count yet.
    expect([0, 1, 2].map((day) => exposure.recent[day])).toEqual([0, 0, 0]);
    expect(exposure.recent[3]).toBeCloseTo(3 * Math.exp(-1 / 7), 12);
    expect(exposure.recent[9]).toBeCloseTo(3 * Math.exp(-1), 12);
    expect(exposure.recent[16]).toBeCloseTo(3 * Math.exp(-2) + Math.exp(-1), 12);
  });

  test('leaves out what is cancelled', () => {
    const touchpoints = [touchpoint('loud', 2), touchpoint('loud', 5, { id: 'off', status: 'cancelled' })];
    const hash = (given: typeof touchpoints) => planOf({ touchpoints: given }).hash;
    expect(hash(touchpoints)).toBe(hash(touchpoints.slice(0, 1)));
    expect(hash(touchpoints.map((one) => ({ ...one, status: 'approved' as const })))).not.toBe(hash(touchpoints));
  });

  test('asks for whole learners, as many as the share says in decimals', () => {
    const goal = { id: 'g', name: 'G', metric: 'active' as const, date: START, segments: [], unit: 'share' as const };
    for (const size of [25, 50, 100, 125, 300]) {
      const goals = Array.from({ length: 101 }, (_, percent) => ({
        ...goal,
        id: `g${percent}`,
        target: percent / 100,
      }));
      const plan = planOf({ segments: [segment({ size })], goals });
      expect(plan.goals.map(({ target }) => target)).toEqual(
        goals.map((_, percent) => Math.ceil((percent * size) / 100)),
      );
    }
  });

  test('asks a goal for at least one learner where a share of nobody is wanted', () => {
    const goal = { id: 'g', name: 'G', metric: 'active' as const, date: START, segments: [] };
    const nobody = { segments: [segment({ size: 0 })] };
    const plan = planOf({ ...nobody, goals: [{ ...goal, unit: 'share', target: 0.3 }] });
    expect(plan.goals[0]!.target).toBe(1);
    expect(immediateForecastOf(plan).goals[0]!.probability).toBe(0);
    expect(forecastFrom(plan, [simulateCounts(plan, { firstRun: 0, runs: 3 })]).goals[0]!.probability).toBe(0);
    expect(planOf({ ...nobody, goals: [{ ...goal, unit: 'share', target: 0 }] }).goals[0]!.target).toBe(0);
  });

  test('lets presences hold from their first to their last day, the same one in the same channel once', () => {
    const plan = planOf({
      touchpoints: [
        touchpoint('easy', 3, { days: 4 }),
        touchpoint('easy', 5, { days: 4 }),
        touchpoint('easier', 6, { days: 2 }),
      ],
    });
    const removed = Array.from({ length: 11 }, (_, day) => effectsOn(plan, day).map((each) => each.frictionRemoved));
    expect(removed).toEqual([[], [], [], [2], [2], [2], [1, 2], [1, 2], [2], [], []]);
    expect(effectsOn(plan, 6).map(({ giveUp }) => giveUp)).toEqual([0.5, 0.5]);
  });

  test('lets presences of before the campaign hold in it, and the same one in another channel count again', () => {
    const plan = planOf({
      touchpoints: [
        touchpoint('easy', -5, { days: 8 }),
        touchpoint('easy', 2, { days: 2, channel: 'platform' }),
        touchpoint('easy', -5, { days: 5 }),
      ],
    });
    expect([0, 1, 2, 3, 4].map((day) => effectsOn(plan, day).length)).toEqual([1, 1, 2, 1, 0]);
  });

  test('reaches whom it is meant for, through the channels that reach them', () => {
    const plan = planOf({
      segments: [segment({ id: 'a' }), segment({ id: 'b', channels: ['slack'] }), segment({ id: 'c' })],
      touchpoints: [touchpoint('loud', 0), touchpoint('loud', 1, { channel: 'slack', segments: ['b', 'c'] })],
    });
    const sent = plan.segments.map(({ exposure }) => Array.from(plan.exposures[exposure]!.messages.subarray(0, 2)));
    expect(sent).toEqual([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
  });

  test('lets segments that are reached alike share what reaches them', () => {
    expect(compile(largeCampaign()).exposures).toHaveLength(1);
  });

  test('multiplies events that meet', () => {
    const event = { name: 'E', kind: 'cultural' as const, start: START, pullFactor: 1, segments: [] };
    const plan = planOf({
      events: [
        { ...event, id: 'a', days: 5, pushFactor: 0.5 },
        { ...event, id: 'b', days: 2, pushFactor: 3 },
      ],
    });
    expect([0, 1, 2, 4, 5].map((day) => condition(plan, day).pushFactor)).toEqual([1.5, 1.5, 0.5, 0.5, 1]);
  });

  test('never by more than 25', () => {
    const event = { name: 'E', kind: 'cultural' as const, start: START, days: 5, segments: [] };
    const plan = planOf({ events: ['a', 'b', 'c'].map((id) => ({ ...event, id, pushFactor: 5, pullFactor: 4 })) });
    expect(condition(plan, 0)).toEqual({ presences: [], pushFactor: 25, pullFactor: 25 });
  });

  test('knows the tactics of the catalogue by their place in it, of messages and of presences', () => {
    const plan = compile(campaign({ touchpoints: [touchpoint('launch-email', 0), touchpoint('one-click-link', 0)] }));
    const [mail, link] = ['launch-email', 'one-click-link'].map((id) =>
      TACTICS.findIndex((tactic) => tactic.id === id),
    );
    expect(onlyExposure(plan).channels[0]!.kinds.map(({ tactic }) => tactic)).toEqual([mail]);
    expect(condition(plan, 0).presences.map(({ tactic }) => tactic)).toEqual([link]);
  });

  test('lets what a message does to those who are there already hold on the days on which it comes', () => {
    const tactic = { form: 'message', effect: { reach: 1.2, lapse: 0.9 } } as Tactic;
    const given = campaign({ touchpoints: [touchpoint('both', 2, { days: 8, cadence: 'weekly' })] });
    const plan = compile(given, { tactics: () => tactic });
    expect([1, 2, 3, 8, 9, 10].map((day) => effectsOn(plan, day))).toEqual([
      [],
      [{ lapse: 0.9 }],
      [],
      [],
      [{ lapse: 0.9 }],
      [],
    ]);
    expect(onlyExposure(plan).channels[0]!.kinds[0]!.factors.reach).toBe(1.2);
  });

  test('gives every segment the days off of its own zone, and those who rest alike the same', () => {
    const zones = ['Europe/Berlin', 'Africa/Cairo', 'America/New_York'];
    const plan = compile(campaign({ days: 8, segments: zones.map((timeZone) => segment({ id: timeZone, timeZone })) }));
    expect(plan.segments.map(({ calendar }) => calendar)).toEqual([0, 1, 0]);
    // 11 January 2027 is a Monday: the second working day in Cairo.
    expect(plan.calendars.map((days) => [...days])).toEqual([
      [0, 1, 2, 3, 4, -1, -1, 0],
      [1, 2, 3, 4, -1, -1, 0, 1],
    ]);
  });

  test('keeps a calendar apart from a weekend that is written as it is called', () => {
    const plan = compile({
      ...campaign(),
      calendars: [{ id: '7', name: 'Own', weekend: [1], daysOff: [] }],
      segments: [segment({ id: 'own', calendarId: '7' }), segment({ id: 'india', timeZone: 'Asia/Kolkata' })],
    });
    const [own, india] = plan.segments.map(({ calendar }) => plan.calendars[calendar]!);
    expect([...own!]).not.toEqual([...india!]);
  });

  test('scales and cuts as asked, and says what it cannot do', () => {
    const scaled = compile(campaign(), { scale: 2.5, until: addDays(START, 9) });
    expect([scaled.learners, scaled.days]).toEqual([5000, 10]);
    expect(compile(campaign(), { until: addDays(START, 199) }).days).toBe(200);
    expect(() => compile(campaign(), { until: '2027-01-10' })).toThrow('The campaign starts on 2027-01-11.');
    expect(() => compile(campaign(), { until: '2099-01-01' })).toThrow('Simulate until');
    expect(() => compile(campaign(), { scale: -1 })).toThrow('A scale of -1');
    expect(() => compile(campaign(), { scale: NaN })).toThrow(Refusal);
    expect(() => compile(campaign(), { scale: 1e14 })).toThrow('smaller scale');
  });

  test('survives being sent to a worker', () => {
    const plan = compile(largeCampaign());
    expect(structuredClone(plan)).toEqual(plan);
    expect(simulateCounts(structuredClone(plan), { firstRun: 1, runs: 1 })).toEqual(
      simulateCounts(plan, { firstRun: 1, runs: 1 }),
    );
  });
});

describe('no effect, no change', () => {
  const base = largeCampaign();
  const plan = compile(base);
  const forecast = forecastFrom(plan, [simulateCounts(plan, { firstRun: 0, runs: 3 })]);

  test.each<[string, Partial<Campaign>]>([
    ['the name and description', { name: 'Other', description: 'Other' }],
    ['the order of touchpoints', { touchpoints: base.touchpoints.toReversed() }],
    [
      'owners, notes and messages',
      {
        touchpoints: base.touchpoints.map((t) => ({
          ...t,
          name: 'n',
          owner: 'o',
          notes: 'n',
          message: { subject: 's', body: 'b' },
        })),
      },
    ],
    [
      'touchpoints outside the campaign',
      { touchpoints: [...base.touchpoints, touchpoint('x', -5), touchpoint('x', 700)] },
    ],
    [
      'an event that changes nothing',
      { events: [...base.events, { ...base.events[0]!, id: 'z', pushFactor: 1, pullFactor: 1 }] },
    ],
    ['an assumption equal to the default', { assumptions: [{ id: 'a', parameter: 'habit.advance', value: 0.04 }] }],
    [
      'a language that all of them read, and a time that all of them prefer',
      {
        touchpoints: base.touchpoints.map((t) => ({
          ...t,
          message: { ...t.message, language: 'en-GB' },
          time: { zone: 'campaign', at: '09:00' },
        })),
      },
    ],
    ['phases and lanes', { phases: [{ id: 'p', name: 'P', kind: 'launch', start: START, days: 9, pushAim: 0.5 }] }],
  ])('%s', (_, changes) => {
    const other = compile({ ...base, ...changes });
    expect(other.hash).toBe(plan.hash);
    expect(forecastFrom(other, [simulateCounts(other, { firstRun: 0, runs: 3 })])).toEqual(forecast);
  });

  test('but every edit that matters changes the hash', () => {
    const [first, ...rest] = base.touchpoints;
    const hashes = [
      {},
      { touchpoints: rest },
      { touchpoints: [{ ...first!, start: addDays(first!.start, 1) }, ...rest] },
      { segments: base.segments.map((each) => ({ ...each, frictionSteps: each.frictionSteps + 1 })) },
      { segments: base.segments.slice(1) },
      { assumptions: [{ id: 'a', parameter: 'habit.advance', value: 0.05 }] },
      { assumptions: [{ id: 'a', parameter: 'habit.advance', value: 0.04, low: 0.039 }] },
      { goals: [] },
      { days: 179 },
      { touchpoints: [{ ...first!, message: { ...first!.message, language: 'de' } }, ...rest] },
      { touchpoints: [{ ...first!, time: { zone: 'segment' as const, at: '11:00' } }, ...rest] },
      { touchpoints: [{ ...first!, time: { zone: 'segment' as const, at: '12:00' } }, ...rest] },
    ].map((changes) => compile({ ...base, ...changes }).hash);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('bad or extreme input', () => {
  const goal = { id: 'g', name: 'G', metric: 'active' as const, unit: 'share' as const, date: START, segments: [] };
  const many = () =>
    Array.from({ length: 50_000 }, (_, index) =>
      touchpoint(index % 3 ? 'x' : 'onboarding-tour', index % 200, { days: 1 + (index % 30), cadence: 'daily' }),
    );
  test.each<[string, () => Campaign]>([
    ['nothing at all', () => campaign({ segments: [] })],
    [
      'segments without learners',
      () => typicalCampaign({ segments: [segment({ size: 0 }), segment({ id: 'b', size: 0 })] }),
    ],
    ['ten billion learners', () => typicalCampaign({ segments: [segment({ size: 10_000_000_000 })] })],
    ['one learner', () => typicalCampaign({ segments: [segment({ size: 1 })] })],
    ['one day', () => typicalCampaign({ days: 1 })],
    ['50,000 touchpoints', () => campaign({ touchpoints: many() })],
    [
      '50,000 touchpoints in three languages, by one clock for three zones',
      () =>
        campaign({
          segments: ['Asia/Tokyo', 'Pacific/Chatham', 'America/St_Johns'].map((timeZone, index) =>
            segment({ id: `s${index}`, timeZone, language: ['ja', 'en', 'en-CA'][index]! }),
          ),
          touchpoints: many().map((one, index) => ({
            ...one,
            time: { zone: 'campaign', at: `${10 + (index % 14)}:30` },
            message: { ...one.message, language: ['ja', 'en', 'de'][index % 3]! },
          })),
        }),
    ],
    [
      '100 segments',
      () =>
        typicalCampaign({
          days: 30,
          segments: Array.from({ length: 100 }, (_, index) => segment({ id: `s${index}`, size: index })),
        }),
    ],
    [
      'goals out of reach and out of time',
      () =>
        typicalCampaign({
          goals: [
            { ...goal, target: 1, date: '2020-01-01' },
            { ...goal, id: 'h', target: 0, date: '2090-01-01' },
          ],
        }),
    ],
    [
      'factors at their ends',
      () =>
        typicalCampaign({
          events: [
            {
              id: 'e',
              name: 'E',
              kind: 'economic',
              start: START,
              days: 90,
              pushFactor: 5,
              pullFactor: 5,
              segments: [],
            },
          ],
          assumptions: [
            { id: 'a', parameter: 'channels.email.reach', value: 1 },
            { id: 'b', parameter: 'trying.friction', value: -3 },
            { id: 'c', parameter: 'habit.advance', value: 1e9 },
          ],
        }),
    ],
  ])('%s', (_, make) => {
    const plan = compile(make());
    const forecasts = [immediateForecastOf(plan), forecastFrom(plan, [simulateCounts(plan, { firstRun: 0, runs: 2 })])];
    for (const forecast of forecasts) {
      for (const { series, learners } of [forecast, ...forecast.segments]) {
        const numbers = Object.values(series).flatMap((quantiles) => Object.values(quantiles).flat());
        expect(numbers.every((number) => number >= 0 && number <= learners + 1e-6 * learners)).toBe(true);
        expect(numbers).toHaveLength(9 * 6 * plan.days);
      }
      for (const { probability } of forecast.goals) expect(probability >= 0 && probability <= 1).toBe(true);
      expect(Object.values(forecast.uncertainty).every((variance) => variance >= 0 && variance < Infinity)).toBe(true);
      expect(forecast.contacts.perLearnerWeek.every((messages) => messages >= 0)).toBe(true);
    }
  });
});
