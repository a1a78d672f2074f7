import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, ContextEvent, Touchpoint } from '#campaign/document.ts';
import { isMessage } from '#campaign/sending.ts';
import { TACTICS, tacticById } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import type { SeriesName } from '#contract/forecast.ts';
import { campaign, segment, START, touchpoint, typicalCampaign } from './campaigns.testing.ts';
import { SUMMED } from './forecast/fromRuns.ts';
import { immediateForecastOf } from './forecast/immediate.ts';
import { expectationOf } from './kernel/expectation.ts';
import { trajectoriesOf } from './kernel/trajectories.ts';
import { effectsOf } from './model/effects.ts';
import { STORED, TOTALS_OF_METRIC } from './model/stages.ts';
import { STAGE } from './numbers/layouts.ts';
import { compile } from './plan/compile.ts';
import { medianValues, placesIn } from './plan/values.ts';

/**
 * Thoughts that anybody can follow, against what the model makes of them: the direction of each, and how large it may be. Expected shares of all learners,
 * in percent, at the medians of the parameters.
 */

const PEOPLE = { segments: [segment({ size: 5000 })] };
/** What is expected day by day. */
interface Course {
  on: (name: SeriesName, day: number) => number;
  last: number;
  active: number[];
  /** Active learners on the last day. */
  end: number;
}

function courseOf(changes: Partial<Campaign>, change: (values: Float64Array) => void = () => {}): Course {
  const plan = compile(campaign({ ...PEOPLE, ...changes }));
  const values = medianValues(plan);
  change(values);
  const { series } = expectationOf(plan, values);
  const on = (name: SeriesName, day: number) => {
    const parts = SUMMED.find(([other]) => other === name)![1];
    const sums = plan.segments.map((_, index) =>
      parts.reduce((sum, part) => sum + series[(index * STORED.length + part) * plan.days + day]!, 0),
    );
    return (100 * sums.reduce((sum, one) => sum + one, 0)) / plan.learners;
  };
  const active = Array.from({ length: plan.days }, (_, day) => on('active', day));
  return { on, last: plan.days - 1, active, end: active.at(-1)! };
}

const copies = (count: number) => Array.from({ length: count }, () => touchpoint('x', 0));
/** Plain mails over eighty days, wherever the day of the week is among these. */
const mailsOn = (...weekdays: number[]) =>
  Array.from({ length: 80 }, (_, day) => day).flatMap((day) =>
    weekdays.includes(day % 7) ? [touchpoint('x', day)] : [],
  );
const holiday = (pushFactor: number): ContextEvent => ({
  id: 'e',
  name: 'E',
  kind: 'holiday',
  start: START,
  days: 1,
  pushFactor,
  pullFactor: 1,
  segments: [],
});
const PRESENCES = TACTICS.filter((tactic) => !isMessage(tactic));
const isPush = ({ tactic }: Touchpoint) => {
  const known = tacticById(tactic);
  return !known || isMessage(known);
};
const repeated = (touchpoints: Touchpoint[], times: number) =>
  Array.from({ length: times }, (_, time) => touchpoints.map((each) => ({ ...each, id: `${each.id} ${time}` }))).flat();

describe('one mail and nothing else', () => {
  const mail = courseOf({ days: 360, touchpoints: [touchpoint('launch-email', 0)] });
  const peak = Math.max(...mail.active);

  test('peaks within 30 days, below 3 %, and is below a quarter of that after 180', () => {
    expect(mail.active.indexOf(peak)).toBeLessThan(30);
    expect(peak).toBeGreaterThan(0.3);
    expect(peak).toBeLessThan(3);
    expect(mail.active[180]).toBeLessThan(peak / 4);
    expect(mail.active[359]).toBeLessThan(mail.active[180]!);
  });

  test('is noticed by most, half of whom have lost sight of it within a month', () => {
    expect(100 - mail.on('unaware', 0)).toBeGreaterThan(50);
    expect(mail.on('aware', 30)).toBeLessThan(mail.on('aware', 0) / 2);
    expect(mail.on('aware', 180)).toBeLessThan(3);
  });

  test('does more than nothing, which does next to nothing', () => {
    const blank = courseOf({ days: 360 });
    expect(Math.max(...blank.active)).toBeLessThan(0.1);
    expect(mail.active[30]).toBeGreaterThan(10 * blank.active[30]!);
  });

  test('leaves 2 to 8 % of those who tried it in use after 90 days without any message', () => {
    const plan = compile(campaign({ days: 90 }));
    const options = { precision: 64, begin: STAGE.tried } as const;
    const trajectories = trajectoriesOf(plan, [effectsOf(plan, medianValues(plan))], options);
    const left = TOTALS_OF_METRIC.active.reduce((sum, total) => sum + 100 * trajectories.total(0, 89, total), 0);
    expect(left).toBeGreaterThan(2);
    expect(left).toBeLessThan(8);
  });
});

describe('copies of one mail on one day', () => {
  const one = courseOf({ touchpoints: copies(1) });

  test.each([2, 5, 20, 50])('%i of them bring at most 1.15 times one', (count) => {
    const many = courseOf({ touchpoints: copies(count) });
    for (const day of [0, 5, 10, 30, 89])
      expect(many.active[day], `day ${day}`).toBeLessThanOrEqual(1.15 * one.active[day]!);
    expect(100 - many.on('unaware', 0)).toBeLessThanOrEqual(1.15 * (100 - one.on('unaware', 0)));
  });

  test.each([
    [2, 1.9],
    [5, 4.7],
    [20, 15],
    [50, 35],
  ])('%i of them lose at least %f times as many', (count, times) => {
    const many = courseOf({ touchpoints: copies(count) });
    expect(many.on('optedOut', 0)).toBeGreaterThan(times * one.on('optedOut', 0));
  });

  test('lose about as many on one day as over weeks, and bring far less', () => {
    const [together, apart] = [
      courseOf({ touchpoints: copies(20) }),
      courseOf({ touchpoints: Array.from({ length: 20 }, (_, index) => touchpoint('x', 4 * index)) }),
    ];
    const ratio = together.on('optedOut', 89) / apart.on('optedOut', 89);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(1.2);
    expect(apart.end).toBeGreaterThan(5 * together.end);
  });
});

test('plain mails do most at two a week or fewer, and daily ones less than weekly ones', () => {
  const rhythms: [string, Touchpoint[]][] = [
    ['one', [touchpoint('x', 0)]],
    ['fortnightly', mailsOn(0).filter((_, index) => index % 2 === 0)],
    ['weekly', mailsOn(0)],
    ['twice', mailsOn(0, 3)],
    ['three times', mailsOn(0, 2, 4)],
    ['weekdays', mailsOn(0, 1, 2, 3, 4)],
    ['daily', mailsOn(0, 1, 2, 3, 4, 5, 6)],
  ];
  const courses = rhythms.map(([, touchpoints]) => courseOf({ days: 84, touchpoints }));
  const ends = courses.map(({ end }) => end);
  const best = ends.indexOf(Math.max(...ends));
  expect(['weekly', 'twice']).toContain(rhythms[best]![0]);
  expect(ends.slice(0, best + 1)).toEqual(ends.slice(0, best + 1).toSorted((a, b) => a - b));
  expect(ends.slice(best)).toEqual(ends.slice(best).toSorted((a, b) => b - a));
  expect(ends.at(-1)).toBeLessThan(ends[2]!);
  const lost = courses.map(({ on, last }) => on('optedOut', last));
  expect(lost).toEqual(lost.toSorted((a, b) => a - b));
  expect(lost.at(-1)).toBeGreaterThan(20);
});

describe('the calendar', () => {
  const launchOn = (start: string) =>
    courseOf({ start, days: 60, touchpoints: [touchpoint('launch-email', 0, { start })] });
  const tuesday = launchOn('2027-03-09');

  test.each(['2026-12-24', '2026-12-25', '2027-01-01', '2027-03-13', '2027-03-14'])(
    'a launch on %s is noticed by less than half as many as one on a Tuesday in March, and moves fewer',
    (date) => {
      const launch = launchOn(date);
      expect(100 - launch.on('unaware', 0)).toBeLessThan((100 - tuesday.on('unaware', 0)) / 2);
      expect(Math.max(...launch.active)).toBeLessThan(Math.max(...tuesday.active) / 2);
      expect(launch.on('optedOut', 0)).toBeCloseTo(tuesday.on('optedOut', 0), 10);
    },
  );

  test('a Friday is a little less than a Tuesday', () => {
    const friday = launchOn('2027-03-12');
    const [noticed, best] = [friday, tuesday].map(({ on }) => 100 - on('unaware', 0)) as [number, number];
    expect(noticed).toBeLessThan(best);
    expect(noticed).toBeGreaterThan(0.9 * best);
  });

  test('an event that lets nobody notice a mail does not let more people opt out', () => {
    const [none, usual] = [0, 1].map((factor) => courseOf({ touchpoints: copies(1), events: [holiday(factor)] }));
    expect(100 - none!.on('unaware', 0)).toBeLessThan(0.5);
    expect(none!.on('optedOut', 0)).toBeCloseTo(usual!.on('optedOut', 0), 10);
  });
});

describe('pull', () => {
  const withPresences = (count: number, touchpoints = [touchpoint('launch-email', 0)]) =>
    courseOf({
      days: 84,
      touchpoints: [
        ...touchpoints,
        ...PRESENCES.slice(0, count).map(({ id, channel }) => touchpoint(id, 0, { channel, days: 84 })),
      ],
    }).end;

  test('of all kinds at once does not carry a quarter of everyone after a single mail', () => {
    expect(withPresences(PRESENCES.length)).toBeLessThan(25);
    expect(withPresences(PRESENCES.length)).toBeGreaterThan(withPresences(PRESENCES.length / 2));
  });

  test('brings less by each further one that lets people hear of it', () => {
    const own = PRESENCES.filter(({ effect }) => (effect.awareness ?? 0) > 0);
    expect(own.length).toBeGreaterThan(2);
    const heardBy = (count: number) => {
      const touchpoints = own.slice(0, count).map(({ id, channel }) => touchpoint(id, 0, { channel, days: 5 }));
      return 100 - courseOf({ days: 5, touchpoints }).on('unaware', 0);
    };
    const sumOf = (count: number) => own.slice(0, count).reduce((sum, { effect }) => sum + effect.awareness!, 0);
    const gains = own.map((_, index) => (heardBy(index + 1) - heardBy(index)) / (sumOf(index + 1) - sumOf(index)));
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
    expect(gains.at(-1)).toBeGreaterThan(0);
  });

  test('may fail: champions who are weaker than nothing do harm', () => {
    const touchpoints = [...typicalCampaign().touchpoints];
    const place = TACTICS.findIndex(({ id }) => id === 'champion-programme');
    const plan = compile(campaign({ ...PEOPLE, touchpoints }));
    const { strengths } = placesIn(plan);
    const at = (strength: number) => courseOf({ touchpoints }, (values) => (values[strengths + place] = strength)).end;
    const without = courseOf({ touchpoints: touchpoints.filter(({ tactic }) => tactic !== 'champion-programme') }).end;
    expect(at(-1)).toBeLessThan(without);
    expect(at(0)).toBeCloseTo(without, 10);
    expect(at(1)).toBeGreaterThan(without);
    expect(at(1.8)).toBeGreaterThan(at(1));
  });
});

describe.each(TEMPLATES.filter(({ id }) => id !== 'blank').map((template) => [template.id, template] as const))(
  'the template %s',
  (_, template) => {
    const given = template.build({ start: START });
    const chancesOf = (changes: Partial<Campaign>) =>
      immediateForecastOf(compile({ ...given, ...changes })).goals.map(({ probability }) => probability);
    const base = courseOf(given);
    const pushes = given.touchpoints.filter(isPush);
    const endWith = (changes: Partial<Campaign>) => courseOf({ ...given, ...changes }).end;

    test('asks fair questions: each goal has a chance between .4 and .9', () => {
      for (const chance of chancesOf({})) {
        expect(chance).toBeGreaterThan(0.4);
        expect(chance).toBeLessThan(0.9);
      }
    });

    test('gains nothing by sending each message twice or five times, nor by twenty more mails in a week', () => {
      const chances = chancesOf({});
      const week = Array.from({ length: 20 }, (__, index) => touchpoint('x', 35 + (index % 5)));
      const variants: [string, Touchpoint[]][] = [
        ['twice', repeated(pushes, 1)],
        ['five times', repeated(pushes, 4)],
        ['a week', week],
      ];
      for (const [name, more] of variants) {
        const touchpoints = [...given.touchpoints, ...more];
        expect(endWith({ touchpoints }), name).toBeLessThan(base.end);
        chancesOf({ touchpoints }).forEach((chance, goal) =>
          expect(chance - chances[goal]!, `${name}, goal ${goal}`).toBeLessThanOrEqual(0.02),
        );
      }
    });

    test('loses more than a third without its pull, and much by six more steps', () => {
      expect(endWith({ touchpoints: pushes })).toBeLessThan(0.65 * base.end);
      const segments = given.segments.map((each) => ({ ...each, frictionSteps: each.frictionSteps + 6 }));
      const further = endWith({ segments });
      expect(further).toBeLessThan(0.75 * base.end);
      expect(further).toBeGreaterThan(0.1 * base.end);
    });

    test('is nearly forgotten a year after its end', () => {
      const after = courseOf({ ...given, days: given.days + 365 });
      expect(after.end).toBeLessThan(0.1 * base.end);
      expect(after.end).toBeGreaterThan(0);
    });

    test('is the same share of however many people', () => {
      const sized = (times: number) =>
        given.segments.map(({ inflow, ...each }) => ({
          ...each,
          size: Math.round(each.size * times),
          ...(inflow !== undefined && { inflow: inflow * times }),
        }));
      expect(endWith({ segments: sized(100) }) / base.end).toBeCloseTo(1, 1);
    });
  },
);

test('what comes after a goal’s date does not help it', () => {
  const goal = { id: 'g', name: 'G', metric: 'active' as const, target: 0.05, unit: 'share' as const, segments: [] };
  const date = addDays(START, 40);
  const chance = (...days: number[]) => {
    const touchpoints = [
      ...typicalCampaign().touchpoints.slice(0, 4),
      ...days.map((day) => touchpoint('gentle-nudge', day)),
    ];
    return immediateForecastOf(compile(campaign({ ...PEOPLE, touchpoints, goals: [{ ...goal, date }] }))).goals[0]!
      .probability;
  };
  expect(chance(45, 60)).toBe(chance());
  expect(chance(20, 30)).toBeGreaterThan(chance());
});

test('a segment without the channel is as if nothing were sent, and a mail at 3 in the morning does less', () => {
  const mail = touchpoint('launch-email', 0);
  const deaf = courseOf({ touchpoints: [mail], segments: [segment({ channels: ['slack'] })] });
  expect(deaf.end).toBe(courseOf({ segments: [segment()] }).end);
  const night = courseOf({ touchpoints: [{ ...mail, time: { zone: 'segment', at: '03:00' } }] });
  const morning = courseOf({ touchpoints: [{ ...mail, time: { zone: 'segment', at: '09:00' } }] });
  expect(night.active[20]).toBeLessThan(0.95 * morning.active[20]!);
  expect(night.active[20]).toBeGreaterThan(0.6 * morning.active[20]!);
});

test('the campaign’s luck moves all of it at once, and a lucky day only what it brings', () => {
  const touchpoints = [touchpoint('launch-email', 0), touchpoint('launch-email', 21)];
  const { campaign: luck, days } = placesIn(compile(campaign({ ...PEOPLE, touchpoints })));
  const [usual, lucky, day] = [
    courseOf({ touchpoints }),
    courseOf({ touchpoints }, (values) => (values[luck] = 1.4)),
    courseOf({ touchpoints }, (values) => (values[days + 21] = 1.4)),
  ];
  expect(lucky!.end).toBeGreaterThan(1.2 * usual!.end);
  expect(day!.active[20]).toBe(usual!.active[20]);
  expect(day!.active[40]).toBeGreaterThan(usual!.active[40]!);
  expect(day!.end).toBeLessThan(lucky!.end);
});
