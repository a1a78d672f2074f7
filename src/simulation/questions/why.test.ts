import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { whySchema } from '#contract/why.ts';
import { campaign, largeCampaign, segment, START, touchpoint, typicalCampaign, assume } from '../campaigns.testing.ts';
import { expectationOf } from '../kernel/expectation.ts';
import { expectedWay } from '../kernel/expectedWay.ts';
import { STORED } from '../model/stages.ts';
import { compile } from '../plan/compile.ts';
import { lastBend } from './bends.ts';
import { addingUp, whyOf } from './why.ts';

const at = (day: number) => addDays(START, day);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** What the kernel expects of a stored series on a day, of all segments or some. */
function expected(
  of: ReturnType<typeof compile>,
  names: string[],
  day: number,
  segments = [...of.segments.keys()],
): number {
  const { series } = expectationOf(of);
  return sum(
    segments.flatMap((index) =>
      names.map((name) => series[(index * STORED.length + STORED.findIndex((one) => one === name)) * of.days + day]!),
    ),
  );
}
const ACTIVE = ['using', 'habitual', 'champion'];

describe('whyOf', () => {
  const large = largeCampaign({
    segments: ['sales', 'service', 'engineering'].map((id, index) =>
      segment({ id, name: id, size: 400 * (index + 1), frictionSteps: index, language: index === 1 ? 'de' : 'en' }),
    ),
    // Whoever tries it counts as a peer as well, so that nothing of the model is left out.
    assumptions: assume({ 'peers.trying': 0.3 }),
  });
  const plan = compile(large);

  test.each([
    [30, 12],
    [45, 38],
    [120, 60],
  ])('tells the change of the expectation from day %2$i to %1$i, in parts that add up', (day, since) => {
    const why = whyOf(large, { date: at(day), since: at(since) });
    expect(whySchema.parse(why)).toEqual(why);
    for (const { series, before, after, change, parts, shown } of why.changes) {
      const names = series === 'active' ? ACTIVE : ['aware'];
      // The same model, step by step.
      expect(Math.abs(before - expected(plan, names, since))).toBeLessThan(1e-9 * plan.learners);
      expect(Math.abs(after - expected(plan, names, day))).toBeLessThan(1e-9 * plan.learners);
      expect(sum(parts.map(({ learners }) => learners))).toBeCloseTo(change, 6);
      expect(sum(parts.map((part) => part.shown))).toBeCloseTo(shown.change, 9);
      expect(shown.after - shown.before).toBeCloseTo(shown.change, 9);
    }
  });

  test('follows the way that is expected where there is something to decide, and names nothing of another', () => {
    const decision = {
      id: 'd',
      name: 'd',
      date: at(20),
      metric: 'active' as const,
      below: 1,
      unit: 'share' as const,
      segments: [],
    };
    const waiting = [
      touchpoint('second-try', 25, { id: 'rescue', days: 30, cadence: 'weekly', thenOf: 'd' }),
      touchpoint('text-reminder', 25, { id: 'thanks', channel: 'text', otherwiseOf: 'd' }),
      touchpoint('two-minutes-a-day', 30, { id: 'slot', name: 'Slot', days: 30, otherwiseOf: 'd' }),
    ];
    const decided = { ...large, decisions: [decision], touchpoints: [...large.touchpoints, ...waiting] };
    const why = whyOf(decided, { date: at(60), since: at(20) });
    const told = JSON.stringify(why.changes);
    expect(told).toContain('"rescue"');
    for (const other of ['"thanks"', 'Slot']) expect(told).not.toContain(other);
    expect(why.planHash).toBe(compile(decided).hash);
    const [active] = why.changes;
    expect(Math.abs(active!.after - expected(expectedWay(compile(decided)), ACTIVE, 60))).toBeLessThan(1e-6);
  });

  test.each(TEMPLATES.map((template) => [template.id, template] as const))(
    'adds up to what the kernel expects of the template %s',
    (_, template) => {
      const built = template.build({ start: START });
      const compiled = compile(built);
      const day = Math.floor(0.7 * built.days);
      const { changes } = whyOf(built, { date: at(day), since: at(day - 10) });
      changes.forEach(({ before, after, change, parts }, index) => {
        const names = index === 0 ? ACTIVE : ['aware'];
        expect(Math.abs(before - expected(compiled, names, day - 10))).toBeLessThan(1e-8 * (1 + compiled.learners));
        expect(Math.abs(after - expected(compiled, names, day))).toBeLessThan(1e-8 * (1 + compiled.learners));
        expect(sum(parts.map(({ learners }) => learners))).toBeCloseTo(change, 6);
      });
    },
  );

  describe('of a rolling plan', () => {
    const rolling = campaign({
      days: 42,
      rolling: { weeks: 5 },
      segments: [segment({ id: 'a', size: 60, inflow: 25 }), segment({ id: 'b', size: 30, frictionSteps: 1 })],
      touchpoints: [
        touchpoint('launch-email', 3, { id: 'welcome' }),
        touchpoint('why-message', 20, { id: 'later', cadence: 'weekly', days: 15 }),
        touchpoint('one-click-link', 8, { id: 'link', name: 'Link', days: 20 }),
      ],
      events: [
        {
          id: 'e',
          name: 'Fair',
          kind: 'holiday',
          start: at(50),
          days: 7,
          pushFactor: 0.5,
          pullFactor: 0.5,
          segments: [],
        },
      ],
      assumptions: assume({ 'peers.influence': 0.2, 'buyIn.weight': 0.05, 'peers.trying': 0.2 }),
    });
    const compiled = compile(rolling);
    const cohorts = (id?: string) =>
      compiled.segments.flatMap((one, index) => (id === undefined || one.id === id ? [index] : []));
    const startsOf = (index: number) => compiled.segments[index]!.start ?? 0;

    test.each([undefined, 'a', 'b'])('tells its parts by date, of who has started by then: %s', (segmentId) => {
      const why = whyOf(rolling, { date: at(55), since: at(30), segmentId });
      expect(whySchema.parse(why)).toEqual(why);
      for (const { series, before, after, change, parts } of why.changes) {
        const names = series === 'active' ? ACTIVE : ['aware'];
        expect(before).toBeCloseTo(expected(compiled, names, 30, cohorts(segmentId)), 7);
        expect(after).toBeCloseTo(expected(compiled, names, 55, cohorts(segmentId)), 7);
        expect(sum(parts.map(({ learners }) => learners))).toBeCloseTo(change, 7);
        expect(sum(parts.map((part) => part.shown))).toBeCloseTo(
          why.changes.find((one) => one.series === series)!.shown.change,
          9,
        );
      }
      expect(JSON.stringify(why.changes)).toContain('Fair');
    });

    test.each([undefined, 'a'])('tells them by own day, of every 100 who start: %s', (segmentId) => {
      const why = whyOf(rolling, { date: at(25), since: at(12), segmentId, byOwnDay: true });
      expect(whySchema.parse(why)).toEqual(why);
      expect(why).toMatchObject({ own: { since: 12, day: 25 }, isBend: false });
      const of = cohorts(segmentId);
      const onOwnDay = (names: string[], day: number) =>
        (100 * sum(of.map((index) => expected(compiled, names, day + startsOf(index), [index])))) / why.learners;
      for (const { series, before, after, change, parts } of why.changes) {
        const names = series === 'active' ? ACTIVE : ['aware'];
        expect(before).toBeCloseTo(onOwnDay(names, 12), 7);
        expect(after).toBeCloseTo(onOwnDay(names, 25), 7);
        expect(sum(parts.map(({ learners }) => learners))).toBeCloseTo(change, 7);
      }
    });

    test('names by own day what comes then for everyone, and by date what comes for whoever is there', () => {
      const [active] = whyOf(rolling, { date: at(6), since: at(2), byOwnDay: true }).changes;
      expect(active!.parts.map(({ id }) => id)).toContain('welcome');
      expect(JSON.stringify(active)).not.toContain('later');
      // Weeks later others still get their welcome.
      const [, aware] = whyOf(rolling, { date: at(40), since: at(37) }).changes;
      expect(aware!.parts.find(({ id }) => id === 'welcome')!.learners).toBeGreaterThan(0);
    });

    test('finds the bend of the curve that is asked about, and days up to the end of each', () => {
      expect(whyOf(rolling, { date: at(41), byOwnDay: true })).toMatchObject({ isBend: true });
      expect(() => whyOf(rolling, { date: at(42), byOwnDay: true })).toThrow('says nothing of');
      expect(whyOf(rolling, { date: at(76) }).date).toBe(at(76));
      expect(() => whyOf(rolling, { date: at(77) })).toThrow('says nothing of');
    });

    test('has no days of one’s own where everybody starts together', () => {
      expect(() => whyOf(campaign(), { date: at(9), byOwnDay: true })).toThrow('everyone starts on the first day');
    });
  });

  test('counts one segment where one is asked about', () => {
    const why = whyOf(large, { date: at(30), since: at(10), segmentId: 'service' });
    expect(why.learners).toBe(800);
    const [active] = why.changes;
    expect(Math.abs(active!.after - expected(plan, ACTIVE, 30, [1]))).toBeLessThan(1e-6);
    expect(sum(active!.parts.map(({ learners }) => learners))).toBeCloseTo(active!.change, 6);
  });

  test('names the touchpoint that brought them, by its own messages', () => {
    const plan = campaign({
      touchpoints: [
        touchpoint('launch-email', 7, { id: 'strong' }),
        touchpoint('poster', 7, { id: 'wall', channel: 'poster' }),
        touchpoint('launch-email', 30, { id: 'late' }),
      ],
    });
    const { changes } = whyOf(plan, { date: at(14), since: at(6) });
    const [active, aware] = changes;
    expect(active!.parts[0]).toMatchObject({ driver: 'touchpoint', id: 'strong' });
    expect(active!.parts.some(({ id }) => id === 'late')).toBe(false);
    const ofMails = aware!.parts.find(({ id }) => id === 'strong')!;
    expect(ofMails.learners).toBeGreaterThan(0.5 * aware!.change);
  });

  test('names each that is there by what it does, and keeps nothing for all of them together', () => {
    const links = campaign({
      touchpoints: [
        touchpoint('launch-email', 2, { id: 'mail' }),
        touchpoint('one-click-link', 0, { id: 'link', channel: 'platform', direction: 'pull', days: 60 }),
        touchpoint('onboarding-tour', 0, { id: 'tour', channel: 'platform', direction: 'pull', days: 60 }),
        touchpoint('two-minutes-a-day', 40, { id: 'later', channel: 'platform', direction: 'pull', days: 20 }),
      ],
    });
    const { changes } = whyOf(links, { date: at(30), since: at(8) });
    for (const { parts, change } of changes) {
      expect(parts.map(({ driver }) => driver)).not.toContain('presences');
      expect(parts.map(({ id }) => id)).not.toContain('later');
      expect(sum(parts.map(({ learners }) => learners))).toBeCloseTo(change, 6);
    }
    const of = (id: string) => changes[0]!.parts.find((part) => part.id === id)!;
    expect(of('link')).toMatchObject({ driver: 'touchpoint', name: 'one-click-link' });
    expect(of('link').learners).toBeGreaterThan(0);
    expect(of('tour').learners).toBeGreaterThan(0);
  });

  test('says what events, days off, fatigue and forgetting take', () => {
    const busy = {
      touchpoints: [touchpoint('why-message', 0, { days: 60, cadence: 'daily' })],
      events: [
        {
          id: 'e',
          name: 'Audit',
          kind: 'holiday' as const,
          start: at(20),
          days: 10,
          pushFactor: 0.5,
          pullFactor: 1,
          segments: [],
        },
      ],
    };
    const { changes } = whyOf(campaign(busy), { date: at(29), since: at(19) });
    const of = (series: number, driver: string) => changes[series]!.parts.find((part) => part.driver === driver);
    expect(of(0, 'events')!.learners).toBeLessThan(0);
    expect(of(0, 'events')!.names).toEqual(['Audit']);
    expect(of(0, 'fatigue')!.learners).toBeLessThan(0);
    expect(of(0, 'days')!.learners).toBeLessThan(0);
    expect(of(1, 'forgetting')!.learners).toBeLessThan(0);
    const quiet = whyOf(campaign(), { date: at(29), since: at(19) }).changes;
    expect(quiet.flatMap(({ parts }) => parts.map(({ driver }) => driver))).not.toContain('events');
    expect(quiet.flatMap(({ parts }) => parts.map(({ driver }) => driver))).not.toContain('fatigue');
  });

  test('compares with the last bend where no day is named, and from the start where there is none', () => {
    const plan = campaign({ touchpoints: [touchpoint('launch-email', 0), touchpoint('launch-email', 40)] });
    const why = whyOf(plan, { date: at(50) });
    expect(why.isBend).toBe(true);
    // It rose after the second mail, and bends where that has done its work.
    expect(why.since! > at(40) && why.since! < at(50)).toBe(true);
    expect(whyOf(plan, { date: at(0) }).since).toBeNull();
    expect(whyOf(plan, { date: at(3), since: at(-4) })).toMatchObject({ since: null, isBend: false });
  });

  test('refuses days outside of the campaign, an order upside down and unknown segments', () => {
    const plan = typicalCampaign();
    expect(() => whyOf(plan, { date: at(90) })).toThrow('says nothing of');
    expect(() => whyOf(plan, { date: at(10), since: at(10) })).toThrow('earlier day');
    expect(() => whyOf(plan, { date: at(10), segmentId: 'none' })).toThrow('no segment “none”');
  });
});

describe('lastBend', () => {
  test('finds the last corner of a line with corners, and none in a straight one', () => {
    expect(lastBend([0, 1, 2, 3, 4, 4, 4, 4, 10, 16])).toBe(7);
    expect(lastBend([0, 5, 10, 15])).toBe(0);
    expect(lastBend([0, 0])).toBe(0);
  });
});

describe('addingUp', () => {
  test('rounds to whole numbers that add up to the total as it is shown', () => {
    expect(addingUp([1.4, 1.4, 1.2], 4)).toEqual([2, 1, 1]);
    expect(addingUp([-0.4, 0.4], 0)).toEqual([0, 0]);
    expect(addingUp([2.5, -1.5], 2)).toEqual([3, -1]);
    expect(addingUp([], 0)).toEqual([]);
  });
});
