import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#campaign/calendar.ts';
import { isContact } from '#campaign/contacts.ts';
import { CADENCES, CHANNELS, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { parameterById } from '#campaign/parameters.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { medianValues } from './values.ts';
import { assume, campaign, largeCampaign, segment, START, touchpoint, typicalCampaign } from '../campaigns.testing.ts';
import { compile } from './compile.ts';
import { effectsOf } from '../model/effects.ts';
import { forcesOf } from '../model/forces.ts';
import { expectationOf } from '../kernel/expectation.ts';
import type { Plan } from './plan.ts';
import { STORED } from '../model/stages.ts';

const OTHER_LANGUAGE = 'reach.otherLanguage';
const OFF_HOURS = 'reach.offHours';
const UNAWARE = STORED.indexOf('unaware');
/** A message `day` days after the start, with what is said about its language and time. */
function message(
  day: number,
  language?: string,
  time: Touchpoint['time'] = { zone: 'segment' },
  changes = {},
): Touchpoint {
  const text = { subject: '', body: '', ...(language && { language }) };
  return touchpoint('unheard-of', day, { message: text, time, ...changes });
}

/** What messages do to being noticed, to trying and to coming back on a day. */
function pushOn(plan: Plan, day: number, index = 0): number[] {
  const { reach, click, comeback } = forcesOf(plan, effectsOf(plan, medianValues(plan)), index, day);
  return [reach, click, comeback];
}

const planOf = (touchpoints: Touchpoint[], changes: Partial<Campaign> = {}) =>
  compile(campaign({ touchpoints, ...changes }));
const isSuited = ({ exposures }: Plan) =>
  exposures.every(({ channels }) =>
    channels.every(({ kinds }) => kinds.every(({ isForeign, away }) => !isForeign && !away)),
  );

/** The share that is left of a message's being noticed, against one that suits. */
function leftOf(touchpoint: Touchpoint, changes: Partial<Campaign> = {}): number {
  const day = dayOf(touchpoint.start) - dayOf(START);
  const suited = { ...touchpoint, time: { zone: 'segment' as const }, message: { subject: '', body: '' } };
  return pushOn(planOf([touchpoint], changes), day)[0]! / pushOn(planOf([suited], changes), day)[0]!;
}

describe('language', () => {
  test.each([
    ['de', 'de', 1],
    ['de', 'de-CH', 1],
    ['de-AT', 'de', 1],
    ['de-AT', 'de-CH', 1],
    ['en', 'de', 0.6],
    ['d', 'de', 0.6],
    ['deu', 'de', 0.6],
  ])('written in %s, read by %s: %f is left', (written, read, left) => {
    expect(leftOf(message(0, written), { segments: [segment({ language: read })] })).toBeCloseTo(left, 12);
  });

  test('that is not said is everybody’s own', () => {
    const plan = planOf([message(0)], { segments: [segment({ language: 'ja' })] });
    expect(isSuited(plan)).toBe(true);
  });

  test('weakens following and bringing back as well, but not what a message costs', () => {
    const german = { segments: [segment({ language: 'de' })], assumptions: assume({ 'saturation.halfway': 100 }) };
    const [own, foreign] = ['de', 'en'].map((language) => planOf([message(0, language)], german));
    pushOn(foreign!, 0).forEach((rate, effect) => expect(rate / pushOn(own!, 0)[effect]!).toBeCloseTo(0.6, 2));
    expect(foreign!.exposures[0]!.contacts).toEqual(own!.exposures[0]!.contacts);
    expect(foreign!.exposures[0]!.messages).toEqual(own!.exposures[0]!.messages);
  });

  test('does not matter to presences', () => {
    const presence = { ...touchpoint('onboarding-tour', 0, { days: 9 }), message: message(0, 'ja').message };
    expect(isSuited(planOf([presence, message(3)]))).toBe(true);
  });
});

describe('the preferred time', () => {
  const at = (time: string, zone: 'segment' | 'campaign' = 'segment', changes = {}) =>
    message(0, undefined, { zone, at: time }, changes);

  test('is met by messages without a time, by whichever clock', () => {
    const abroad = { segments: [segment({ timeZone: 'Asia/Tokyo', preferredTime: '03:00' })] };
    for (const zone of ['segment', 'campaign'] as const)
      expect(isSuited(planOf([message(0, undefined, { zone })], abroad))).toBe(true);
  });

  test.each([
    ['09:00', 1],
    ['10:30', 0.95],
    ['03:00', 0.8],
    ['21:00', 0.8],
  ])('is 09:00: at %s by their own clock %f is left', (time, left) => {
    expect(leftOf(at(time), { segments: [segment({ timeZone: 'Asia/Tokyo' })] })).toBeCloseTo(left, 5);
  });

  test('in the quiet hours a message is as far away as it can be, near as it may lie', () => {
    const quiet = (quietFrom: string, quietUntil: string) => ({
      contact: { ...campaign().contact, quietFrom, quietUntil },
    });
    expect(leftOf(at('10:30'), quiet('10:00', '11:00'))).toBeCloseTo(0.8, 5);
    expect(leftOf(at('10:30'), quiet('10:31', '11:00'))).toBeCloseTo(0.95, 5);
    expect(leftOf(at('10:30'), quiet('22:00', '10:31'))).toBeCloseTo(0.8, 5);
    // 08:00 in Berlin is 16:00 in Tokyo, and 02:00 in New York.
    const abroad = (timeZone: string) =>
      leftOf(at('08:00', 'campaign'), {
        segments: [segment({ timeZone, preferredTime: '15:30' })],
        ...quiet('15:45', '16:15'),
      });
    expect(abroad('Asia/Tokyo')).toBeCloseTo(0.8, 5);
    expect(abroad('Asia/Hong_Kong')).toBeCloseTo(1 - 0.2 / 12, 5);
  });

  test('is by the clock of the segment where the campaign sends by its own', () => {
    // 09:00 in Berlin is 17:00 in Tokyo, 13:30 in Kolkata and 03:00 in New York.
    const left = ['Europe/Berlin', 'Asia/Tokyo', 'Asia/Kolkata', 'America/New_York'].map((timeZone) =>
      leftOf(at('09:00', 'campaign'), { segments: [segment({ timeZone })] }),
    );
    [1, 0.8, 0.85, 0.8].forEach((expected, index) => expect(left[index]).toBeCloseTo(expected, 5));
  });

  test('follows summer time from one message to the next', () => {
    // From 14 to 28 March New York is an hour nearer to Berlin.
    const weekly = at('15:00', 'campaign', { start: '2027-03-08', days: 28, cadence: 'weekly' as const });
    const plan = planOf([weekly], { segments: [segment({ timeZone: 'America/New_York' })] });
    const [pushes] = plan.exposures[0]!.channels;
    expect(Array.from(pushes!.days, (day) => addDays(START, day))).toEqual([
      '2027-03-08',
      '2027-03-15',
      '2027-03-22',
      '2027-03-29',
    ]);
    expect(Array.from(pushes!.kinds[0]!.away!, (share) => Math.round(share * 6))).toEqual([0, 1, 1, 0]);
  });

  test('matters to personal messages only', () => {
    for (const channel of CHANNELS)
      expect(isSuited(planOf([at('23:00', 'segment', { channel })])), channel).toBe(!isContact(channel, undefined));
    expect(isContact('calendar', tacticById('slot-before-email'))).toBe(false);
    const slot = touchpoint('slot-before-email', 0, { channel: 'calendar', time: { zone: 'segment', at: '23:00' } });
    expect(isSuited(planOf([slot]))).toBe(true);
  });
});

describe('both together', () => {
  const german = segment({ language: 'de' });
  const night = { zone: 'segment', at: '21:00' } as const;

  test('multiply, message by message', () => {
    const values = { [OTHER_LANGUAGE]: 0.5, [OFF_HOURS]: 0.25 };
    const plan = planOf([message(0), message(0, 'en'), message(0, 'de', night), message(0, 'en', night)], {
      segments: [german],
      assumptions: assume(values),
    });
    const one = pushOn(planOf([message(0)]), 0)[0]!;
    // Four on one day are little more than their average one.
    const asOne = 1 + parameterById('saturation.sameDay')!.value * (1 - Math.exp(-3));
    expect(pushOn(plan, 0)[0]! / one).toBeCloseTo((asOne * (1 + 0.5 + 0.75 + 0.375)) / 4, 12);
  });

  test('act before saturation: a message at half has half as much at work', () => {
    const alone = { 'saturation.circle': 0, 'channels.email.carryOver': 0 };
    const changes = { segments: [german], assumptions: assume({ [OTHER_LANGUAGE]: 0.5, [OFF_HOURS]: 0.5, ...alone }) };
    const [one, foreign, late] = [message(0, 'de'), message(0, 'en'), message(0, 'de', night)].map((each) =>
      pushOn(planOf([each], changes), 0),
    );
    const half = parameterById('saturation.halfway')!.value;
    const expected = [0.5, (0.5 * (1 + half)) / (0.5 + half), (0.5 * (1 + half)) / (0.5 + half)];
    expected.forEach((left, effect) => expect(foreign![effect]! / one![effect]!).toBeCloseTo(left, 12));
    expect(late).toEqual(foreign);
  });

  test('nothing is left, and nothing is lost, at the ends of their ranges', () => {
    const touchpoints = [message(0, 'en'), message(0, 'en', night), message(9, 'de', night)];
    const none = planOf(touchpoints, {
      segments: [german],
      assumptions: assume({ [OTHER_LANGUAGE]: 0, [OFF_HOURS]: 1 }),
    });
    const all = planOf(touchpoints, {
      segments: [german],
      assumptions: assume({ [OTHER_LANGUAGE]: 1, [OFF_HOURS]: 0 }),
    });
    const suited = planOf([message(0), message(0), message(9)], { segments: [german] });
    for (const day of [0, 1, 9]) {
      expect(pushOn(none, day)).toEqual([0, 0, 0]);
      expect(pushOn(all, day)).toEqual(pushOn(suited, day));
    }
  });

  test('can be judged for one segment by itself', () => {
    const segments = ['a', 'b', 'c'].map((id) => segment({ id, language: 'de' }));
    const assumptions = [
      ...assume({ [OTHER_LANGUAGE]: 0.3, [OFF_HOURS]: 0.4 }, 'a'),
      ...assume({ [OTHER_LANGUAGE]: 0.9 }, 'b'),
    ];
    const plan = planOf([message(0, 'en', night)], { segments, assumptions });
    expect(plan.exposures).toHaveLength(1);
    const one = pushOn(planOf([message(0)]), 0)[0]!;
    const left = segments.map((_, index) => pushOn(plan, 0, index)[0]! / one);
    [0.3 * 0.6, 0.9 * 0.8, 0.6 * 0.8].forEach((expected, index) => expect(left[index]).toBeCloseTo(expected, 12));
  });

  test('change nothing where they suit, message by message', () => {
    const changes = { segments: [german] };
    const touchpoints = [message(0), message(0), message(3)];
    const said = [message(0, 'de-CH'), message(0), message(3, 'de', { zone: 'campaign', at: '09:00' })];
    expect(planOf(said, changes)).toEqual(planOf(touchpoints, changes));
  });

  test('do not depend on the order of the touchpoints', () => {
    const touchpoints = ['07:10', '11:20', '13:50', '22:40'].flatMap((time, index) => [
      message(index, 'en', { zone: 'campaign', at: time }, { days: 20, cadence: 'daily' }),
      message(2 * index, index % 2 ? 'de' : undefined, { zone: 'segment', at: time }, { days: 9, cadence: 'daily' }),
    ]);
    const segments = [german, segment({ id: 'b', timeZone: 'Asia/Tokyo' })];
    const [plan, other] = [touchpoints, touchpoints.toReversed()].map((list) => planOf(list, { segments }));
    expect(other).toEqual(plan);
  });
});

describe('who shares what is sent', () => {
  const segments = [
    segment({ id: 'a' }),
    segment({ id: 'b', language: 'en-GB' }),
    segment({ id: 'c', language: 'de' }),
    segment({ id: 'd', language: 'ja', timeZone: 'Asia/Tokyo' }),
    segment({ id: 'e', preferredTime: '13:00' }),
    segment({ id: 'f', timeZone: 'Europe/London' }),
  ];
  const sharing = (...touchpoints: Touchpoint[]) =>
    planOf(touchpoints, { segments }).segments.map(({ exposure }) => exposure);

  test.each<[string, Touchpoint[], number[]]>([
    ['everybody where nothing is said', [message(0)], [0, 0, 0, 0, 0, 0]],
    ['those who read it', [message(0, 'en')], [0, 0, 1, 1, 0, 0]],
    ['those who read the same of several', [message(0, 'en'), message(1, 'de')], [0, 0, 1, 2, 0, 0]],
    ['those of one preferred time', [message(0, undefined, { zone: 'segment', at: '10:00' })], [0, 0, 0, 0, 1, 0]],
    ['those of one zone', [message(0, undefined, { zone: 'campaign', at: '10:00' })], [0, 0, 0, 1, 2, 3]],
    [
      'everybody where the hour does not matter',
      [message(0, undefined, { zone: 'campaign', at: '10:00' }, { channel: 'poster' })],
      [0, 0, 0, 0, 0, 0],
    ],
  ])('%s', (_, touchpoints, expected) => expect(sharing(...touchpoints)).toEqual(expected));
});

test('a plan whose messages suit everybody is as it was, whatever the two figures are', () => {
  const plans = [...TEMPLATES.map((template) => template.build({ start: START })), largeCampaign(), typicalCampaign()];
  const suited = plans.filter((plan) => isSuited(compile(plan)));
  expect(suited.length).toBeGreaterThan(6);
  for (const each of suited) {
    const other = { ...each, assumptions: [...each.assumptions, ...assume({ [OTHER_LANGUAGE]: 0, [OFF_HOURS]: 1 })] };
    expect(expectationOf(compile(other))).toEqual(expectationOf(compile(each)));
  }
});

test('a foreign message, or one at a bad hour, never makes more people aware', () => {
  const random = fc.record({
    day: fc.integer({ min: -10, max: 40 }),
    days: fc.integer({ min: 1, max: 30 }),
    cadence: fc.constantFrom(...CADENCES),
    channel: fc.constantFrom(...CHANNELS),
    language: fc.constantFrom(undefined, 'en', 'de', 'pt-BR'),
    zone: fc.constantFrom('segment' as const, 'campaign' as const),
    at: fc.constantFrom(undefined, '00:00', '08:45', '13:20', '23:59'),
  });
  const reader = fc.record({
    language: fc.constantFrom('en', 'de-CH', 'pt', 'ja'),
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
    preferredTime: fc.constantFrom('00:10', '09:00', '18:30'),
  });
  const figures = fc.record({
    [OTHER_LANGUAGE]: fc.double({ min: 0, max: 1, noNaN: true }),
    [OFF_HOURS]: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const readers = fc.array(reader, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(random, { maxLength: 6 }), readers, figures, (messages, audience, values) => {
      const segments = audience.map((each, index) => segment({ id: `s${index}`, ...each }));
      const touchpoints = messages.map(({ day, days, cadence, channel, language, zone, at }) =>
        message(day, language, { zone, ...(at && { at }) }, { days, cadence, channel }),
      );
      const suited = touchpoints.map((one) => ({
        ...one,
        time: { zone: 'segment' as const },
        message: { subject: '', body: '' },
      }));
      const rest = { days: 45, segments, assumptions: assume(values) };
      const [given, best] = [planOf(touchpoints, rest), planOf(suited, rest)] as [Plan, Plan];
      expect(isSuited(best)).toBe(true);
      const [effects, bestEffects] = [given, best].map((plan) => effectsOf(plan, medianValues(plan)));
      for (let index = 0; index < segments.length; index++) {
        for (let day = 0; day < given.days; day++) {
          const forces = forcesOf(given, effects!, index, day);
          const bestForces = forcesOf(best, bestEffects!, index, day);
          for (const field of ['reach', 'click', 'comeback'] as const) {
            expect(forces[field]).toBeGreaterThanOrEqual(0);
            expect(forces[field]).toBeLessThanOrEqual(bestForces[field] * (1 + 1e-12));
          }
        }
      }
      const [unaware, leastUnaware] = [given, best].map((plan) => {
        const { series } = expectationOf(plan);
        return segments.map((_, index) => series[(index * STORED.length + UNAWARE) * plan.days + plan.days - 1]!);
      });
      unaware!.forEach((left, index) => expect(left).toBeGreaterThanOrEqual(leastUnaware![index]! - 1e-9));
    }),
    { numRuns: 60 },
  );
});
