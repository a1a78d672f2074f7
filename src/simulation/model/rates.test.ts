import { describe, expect, test } from 'vitest';
import type { Campaign, Touchpoint } from '#campaign/document.ts';
import { parameterById } from '#campaign/parameters.ts';
import type { Tactic, TacticEffect } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { medianValues, placesIn } from '../plan/values.ts';
import { ALIKE, assume, campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { changeUntilMiddle } from './agents.ts';
import { STAGE } from '../numbers/layouts.ts';
import { effectsOf } from './effects.ts';
import { forcesOf, type Forces } from './forces.ts';

/**
 * The rates of a day as docs/model.md writes them, worked out by hand from the medians of the parameters: for a segment that is three steps away,
 * under one or two touchpoints or events, on days that are all alike.
 */

const median = (id: string) => parameterById(id)!.value;
const STEPS = 3;
/** What three steps leave of trying, and what two do. */
const EASE = Math.exp(-median('trying.friction') * 3);
const EASE_OF_TWO = Math.exp(-median('trying.friction') * 2);

const event = (pushFactor: number, pullFactor: number): Campaign['events'][number] => ({
  id: `e${pushFactor} ${pullFactor}`,
  name: 'E',
  kind: 'holiday',
  start: START,
  days: 90,
  pushFactor,
  pullFactor,
  segments: [],
});

interface Given {
  /** Presences on all days, each a tactic of its own. */
  presences?: TacticEffect[];
  /** A message on each of these days, by their tactics' effects. */
  messages?: [day: number, effect: TacticEffect, changes?: Partial<Touchpoint>][];
  changes?: Partial<Campaign>;
}

const FORCES = [
  ...(['reach', 'awareness', 'pull', 'click', 'comeback', 'peers'] as const),
  ...(['buyIn', 'contacts', 'giveUp', 'advance', 'lapse', 'champion'] as const),
];

/** The rates of a day by name, for the segment at an index. */
function ratesOf({ presences = [], messages = [], changes = {} }: Given) {
  const effects = [...presences, ...messages.map(([, effect]) => effect)];
  const lookup = (id: string) => {
    const form = Number(id) < presences.length ? 'presence' : 'message';
    return { id, form, effect: effects[Number(id)] } as Tactic;
  };
  const touchpoints = [
    ...presences.map((_, index) => touchpoint(String(index), 0, { days: 90, channel: 'platform' })),
    ...messages.map(([day, , more], index) => touchpoint(String(presences.length + index), day, more)),
  ];
  const assumptions = [...assume(ALIKE), ...(changes.assumptions ?? [])];
  const given = campaign({ segments: [segment({ frictionSteps: STEPS })], touchpoints, ...changes, assumptions });
  const plan = compile(given, { tactics: lookup });
  const found = effectsOf(plan, medianValues(plan));
  return (field: keyof Forces, day = 0, index = 0) => forcesOf(plan, found, index, day)[field];
}

/** What presences add together, and what they multiply by: the next one does less than the one before, and all of them no more than the most. */
const together = (sum: number, most: number) => most * (1 - Math.exp(-sum / most));
const multiplied = (product: number, most: number) =>
  product > 1
    ? Math.exp(together(Math.log(product), Math.log(most)))
    : 1 / Math.exp(together(-Math.log(product), Math.log(most)));

describe('hearing of it without a message', () => {
  const recall = median('awareness.recall');

  test('the chances of presences are added, saturate together, and become a rate', () => {
    const rates = ratesOf({ presences: [{ awareness: 0.05 }, { awareness: 0.03 }] });
    expect(rates('awareness')).toBeCloseTo(recall - Math.log(1 - together(0.05 + 0.03, 0.15)), 12);
    expect(ratesOf({})('awareness')).toBeCloseTo(recall, 12);
    const many = ratesOf({ presences: [{ awareness: 0.6 }, { awareness: 0.7 }] });
    expect(many('awareness')).toBeCloseTo(recall - Math.log(1 - together(1.3, 0.15)), 12);
    expect(many('awareness')).toBeLessThan(recall - Math.log(1 - 0.15));
  });

  test('an event for pull multiplies all of it, and one for push nothing', () => {
    const rates = ratesOf({ presences: [{ awareness: 0.05 }], changes: { events: [event(7, 0.4)] } });
    expect(rates('awareness')).toBeCloseTo(0.4 * (recall - Math.log(1 - together(0.05, 0.15))), 12);
  });
});

describe('trying without a message', () => {
  const pull = median('trying.pull');
  const influence = median('peers.influence');
  const buyIn = median('buyIn.weight');

  test('the chances of presences are added, saturate together and become a rate, and steps stand in the way', () => {
    const rates = ratesOf({ presences: [{ pull: 0.02 }, { pull: 0.03 }] });
    expect(rates('pull')).toBeCloseTo(EASE * (pull - Math.log(1 - together(0.02 + 0.03, 0.015))), 12);
  });

  test('peers are heard across the same steps, and presences multiply them, upwards or downwards', () => {
    const rates = ratesOf({ presences: [{ peers: 1.3 }, { peers: 1.5 }] });
    expect(rates('peers')).toBeCloseTo(EASE * influence * multiplied(1.3 * 1.5, 2), 12);
    const harm = ratesOf({ presences: [{ peers: 0.7 }, { peers: 0.5 }] });
    expect(harm('peers')).toBeCloseTo(EASE * influence * multiplied(0.7 * 0.5, 2), 12);
    const both = ratesOf({ presences: [{ peers: 2 }, { peers: 0.5 }] });
    expect(both('peers')).toBeCloseTo(EASE * influence, 12);
  });

  test('so is the seniors’ word, to which presences add', () => {
    const rates = ratesOf({ presences: [{ buyIn: 0.02 }, { buyIn: 0.01 }] });
    expect(rates('buyIn')).toBeCloseTo(EASE * (buyIn + together(0.02 + 0.01, 0.03)), 12);
  });

  test('an event for pull multiplies all three', () => {
    const rates = ratesOf({ changes: { events: [event(7, 0.4)] } });
    expect(rates('pull')).toBeCloseTo(0.4 * EASE * pull, 12);
    expect(rates('peers')).toBeCloseTo(0.4 * EASE * influence, 12);
    expect(rates('buyIn')).toBeCloseTo(0.4 * EASE * buyIn, 12);
  });

  test('presences take steps away, never more than there are', () => {
    expect(ratesOf({ presences: [{ frictionRemoved: 1 }] })('peers')).toBeCloseTo(EASE_OF_TWO * influence, 12);
    const none = ratesOf({ presences: [{ frictionRemoved: 2 }, { frictionRemoved: 4 }] });
    expect(none('peers')).toBeCloseTo(influence, 12);
  });
});

describe('giving up, habit, lapsing and championing', () => {
  test('presences multiply the first two and the last, and lapsing as a factor', () => {
    const presence = { giveUp: 0.7, repetition: 1.2, lapse: 0.8, championing: 2 };
    const other = { giveUp: 0.9, repetition: 1.5, lapse: 0.95, championing: 1.1 };
    const rates = ratesOf({ presences: [presence, other], changes: { events: [event(7, 0.4)] } });
    expect(rates('giveUp')).toBeCloseTo(median('trying.giveUp') * multiplied(0.7 * 0.9, 2.5), 12);
    expect(rates('advance')).toBeCloseTo(median('habit.advance') * multiplied(1.2 * 1.5, 2), 12);
    expect(rates('lapse')).toBeCloseTo(multiplied(0.8 * 0.95, 2.5), 12);
    expect(rates('champion')).toBeCloseTo(median('champions.rate') * multiplied(2 * 1.1, 5), 12);
  });

  test('never by more or less than their most, of which a single one at 0 counts as .05', () => {
    const low = { giveUp: 0.001, lapse: 0.001, repetition: 0.001, championing: 0 };
    const less = ratesOf({ presences: [low, low, low, low] });
    expect(less('giveUp')).toBeCloseTo(median('trying.giveUp') / 2.5, 6);
    expect(less('lapse')).toBeCloseTo(1 / 2.5, 5);
    expect(less('advance')).toBeCloseTo(median('habit.advance') / 2, 6);
    expect(less('champion')).toBeCloseTo(median('champions.rate') * multiplied(0.05 ** 4, 5), 12);
    const high = { giveUp: 90, lapse: 90, repetition: 90, championing: 90 };
    const more = ratesOf({ presences: [high, high, high, high] });
    expect(more('giveUp')).toBeCloseTo(median('trying.giveUp') * 2.5, 5);
    expect(more('lapse')).toBeCloseTo(2.5, 5);
    expect(more('advance')).toBeCloseTo(median('habit.advance') * 2, 6);
    expect(more('champion')).toBeCloseTo(median('champions.rate') * 5, 5);
  });
});

describe('messages', () => {
  const noticed = -Math.log(1 - median('channels.email.reach'));
  const followed = -Math.log(1 - median('channels.email.click'));
  const halfway = median('saturation.halfway');
  const kept = median('channels.email.carryOver') ** (1 / 7);
  /** What is at work of messages of a weight, `ago` days later. */
  const atWork = (weight: number, ago: number) => (1 - kept) * weight * kept ** ago;
  const saturated = (amount: number, half = halfway) => (half * amount) / (half + amount);
  let whole = 0;
  for (let ago = 0; ago < 200; ago++) whole += saturated(atWork(1, ago));
  /** The part of a message’s chance that falls on a day with so much at work. */
  const part = (amount: number, half = halfway) => (followed * saturated(amount, half)) / whole;
  // A circle that is never small.
  const wide = assume({ 'saturation.circle': 0 });
  /** What so many messages of a channel and day do together, in single ones of their average. */
  const asOne = (count: number) => 1 + median('saturation.sameDay') * (1 - Math.exp(1 - count));
  /** What is left of a message by contacts of some days ago. */
  const worn = (...daysAgo: number[]) =>
    1 / (1 + median('saturation.week') * daysAgo.reduce((sum, ago) => sum + Math.exp(-ago / 7), 0));

  test('are noticed on their day alone: factors multiply the rate, and messages of a channel count little more than one', () => {
    const rates = ratesOf({
      messages: [
        [5, { reach: 1.5 }],
        [5, {}],
      ],
      changes: { events: [event(0.3, 7)] },
    });
    expect(rates('reach', 5)).toBeCloseTo(0.3 * noticed * asOne(2) * 1.25, 12);
    expect([rates('reach', 4), rates('reach', 6)]).toEqual([0, 0]);
  });

  test('of two channels add up, however many of a day in one of them', () => {
    const crowd = Array.from({ length: 20 }, (): [number, TacticEffect] => [5, {}]);
    const mails = ratesOf({ messages: crowd });
    expect(mails('reach', 5)).toBeCloseTo(noticed * asOne(20), 12);
    expect(mails('reach', 5) / ratesOf({ messages: [[5, {}]] })('reach', 5)).toBeLessThan(
      1 + median('saturation.sameDay'),
    );
    const slack = -Math.log(1 - median('channels.slack.reach'));
    const both = ratesOf({ messages: [...crowd, [5, {}, { channel: 'slack' }]] });
    expect(both('reach', 5)).toBeCloseTo(noticed * asOne(20) + slack, 12);
  });

  test('do less for each contact of the days before, in whatever channel, and less so the longer ago that was', () => {
    const slack = { channel: 'slack' } as const;
    const rates = ratesOf({
      messages: [
        [5, {}, slack],
        [5, { contact: 0 }],
        [7, {}, slack],
        [8, { contact: 1.5 }],
        [30, {}],
      ],
      changes: { assumptions: wide },
    });
    expect(rates('reach', 8)).toBeCloseTo(noticed * worn(3, 1), 12);
    const wornMost =
      1 / (1 + median('saturation.week') * (Math.exp(-25 / 7) + Math.exp(-23 / 7) + 1.5 * Math.exp(-22 / 7)));
    expect(rates('reach', 30)).toBeCloseTo(noticed * wornMost, 12);
    // Following wears as noticing does.
    const alone = ratesOf({
      messages: [
        [5, {}, slack],
        [7, {}, slack],
        [8, {}],
      ],
      changes: { assumptions: wide },
    });
    const slacks = -Math.log(1 - median('channels.slack.click'));
    const slackPart = (amount: number) => (slacks * saturated(amount)) / whole;
    const before = atWork(1, 3) + atWork(worn(2), 1);
    expect(alone('click', 8)).toBeCloseTo(EASE * (slackPart(before) + part(atWork(worn(3, 1), 0))), 8);
  });

  test('are followed on their day and after it, as their channel saturates, across the steps', () => {
    const rates = ratesOf({
      messages: [
        [5, { click: 1.5 }],
        [7, {}],
      ],
      changes: { assumptions: wide, events: [event(0.3, 7)] },
    });
    expect(rates('click', 4)).toBe(0);
    expect(rates('click', 5)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 0)), 8);
    expect(rates('click', 6)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 1)), 8);
    expect(rates('click', 7)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 2) + atWork(worn(2), 0)), 8);
    expect(rates('click', 20)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 15) + atWork(worn(2), 13)), 8);
  });

  test('bring people back by both of their factors', () => {
    const rates = ratesOf({ messages: [[5, { click: 1.5, comeback: 2 }]], changes: { assumptions: wide } });
    expect(rates('comeback', 5)).toBeCloseTo(EASE * part(atWork(1.5 * 2, 0)), 8);
    expect(rates('comeback', 8)).toBeCloseTo(EASE * part(atWork(1.5 * 2, 3)), 8);
  });

  test('saturate sooner in a small circle, and each channel by itself', () => {
    const circle = median('saturation.circle');
    const rates = ratesOf({
      messages: [
        [5, {}],
        [5, {}, { channel: 'slack' }],
      ],
      changes: { segments: [segment({ size: 30, frictionSteps: 0, channels: ['email'] })] },
    });
    expect(rates('click', 5)).toBeCloseTo(part(atWork(1, 0), (halfway * 30) / (30 + circle)), 8);
  });

  test('saturate by a Hill curve where its shape is another', () => {
    const hill = (amount: number) => (halfway * amount ** 2) / (amount ** 2 + halfway ** 2);
    let all = 0;
    for (let ago = 0; ago < 200; ago++) all += hill(atWork(1, ago));
    const shaped = [...wide, ...assume({ 'saturation.shape': 2 })];
    const rates = ratesOf({ messages: [[5, {}]], changes: { assumptions: shaped } });
    expect(rates('click', 6)).toBeCloseTo((EASE * followed * hill(atWork(1, 1))) / all, 8);
  });

  test('cost one contact each unless their tactic says otherwise, also those that are not personal', () => {
    const rates = ratesOf({
      messages: [
        [5, {}, { channel: 'video' }],
        [5, {}, { channel: 'manager' }],
        [5, {}, { channel: 'meeting' }],
        [5, { contact: 0.5 }],
        [5, { contact: 0 }],
      ],
      presences: [{ contact: 2 }],
    });
    expect([rates('contacts', 4), rates('contacts', 5)]).toEqual([0, 3.5]);
  });

  test('do nothing to a segment without their channel, nor do presences', () => {
    const rates = ratesOf({
      messages: [[5, {}]],
      presences: [{ pull: 0.05, awareness: 0.1 }],
      changes: { segments: [segment({ frictionSteps: STEPS, channels: ['slack'] })] },
    });
    expect([rates('reach', 5), rates('click', 5), rates('contacts', 5)]).toEqual([0, 0, 0]);
    expect(rates('pull', 5)).toBeCloseTo(EASE * median('trying.pull'), 12);
    expect(rates('awareness', 5)).toBeCloseTo(median('awareness.recall'), 12);
  });

  test('hold what their tactic does to those who are there already on the days on which they come, and not between', () => {
    const rates = ratesOf({
      messages: [[5, { lapse: 0.8, frictionRemoved: 1 }, { days: 8, cadence: 'weekly' }]],
    });
    const days = [4, 5, 6, 12, 13];
    const kept = multiplied(0.8, 2.5);
    expect(days.map((day) => rates('lapse', day))).toEqual(
      [1, kept, 1, kept, 1].map((factor) => expect.closeTo(factor, 12)),
    );
    expect(rates('peers', 5)).toBeCloseTo(EASE_OF_TWO * median('peers.influence'), 12);
    expect(rates('peers', 6)).toBeCloseTo(EASE * median('peers.influence'), 12);
  });

  test('count alike for push and for pull: the form of a tactic decides, not its direction', () => {
    const given = (direction: Touchpoint['direction']) =>
      ratesOf({ messages: [[5, { click: 1.5 }, { direction }]], presences: [{ pull: 0.05 }] });
    const [pull, push] = [given('pull'), given('push')];
    for (const field of FORCES) expect(pull(field, 5), field).toBe(push(field, 5));
  });
});

describe('an assumption', () => {
  test('for one segment acts on that segment, beside everyone’s', () => {
    const segments = ['c', 'b', 'a'].map((id) => segment({ id, frictionSteps: 2 }));
    const assumptions = [
      ...assume({ 'trying.friction': 0.3 }),
      ...assume({ 'trying.pull': 0.01, 'channels.email.reach': 0.4 }, 'b'),
      ...assume({ 'trying.friction': 0.1 }, 'a'),
    ];
    const rates = ratesOf({ messages: [[5, {}]], changes: { segments, assumptions } });
    expect(rates('pull', 5, 0)).toBeCloseTo(Math.exp(-0.3 * 2) * median('trying.pull'), 12);
    expect(rates('pull', 5, 1)).toBeCloseTo(Math.exp(-0.3 * 2) * 0.01, 12);
    expect(rates('pull', 5, 2)).toBeCloseTo(Math.exp(-0.1 * 2) * median('trying.pull'), 12);
    const reach = [0, 1, 2].map((index) => rates('reach', 5, index));
    [median('channels.email.reach'), 0.4, median('channels.email.reach')].forEach((chance, index) =>
      expect(reach[index]).toBeCloseTo(-Math.log(1 - chance), 12),
    );
  });
});

test('half a day changes the weight of peers by r / 2 / (1 + r / 4) of those who go', () => {
  const half = (rate: number) => rate / 2 / (1 + rate / 4);
  const start = median('trying.start');
  const giveUp = median('trying.giveUp') * multiplied(0.5, 2.5);
  const champion = median('champions.rate') * multiplied(4, 5);
  const champions = median('peers.champions');
  const lapse = (level: number) => half(median('habit.lapse') * median('habit.hold') ** level * multiplied(0.9, 2.5));
  const plan = compile(campaign({ touchpoints: [touchpoint('0', 0, { days: 90, channel: 'platform' })] }), {
    tactics: (id) => ({ id, form: 'presence', effect: { giveUp: 0.5, championing: 4, lapse: 0.9 } }) as Tactic,
  });
  const effects = effectsOf(plan, medianValues(plan));
  const expected = [
    (half(start + giveUp) * start) / (start + giveUp),
    -lapse(0),
    -lapse(1),
    -lapse(2),
    -lapse(3) + half(champion) * (champions - 1),
    -champions * lapse(4),
  ];
  const stages = [STAGE.tried, STAGE.using, STAGE.using2, STAGE.using3, STAGE.habitual, STAGE.champion];
  const changes = stages.map((stage) =>
    changeUntilMiddle(stage, forcesOf(plan, effects, 0, 0), effects.traits[0]!, effects.society),
  );
  expected.forEach((change, index) => expect(changes[index], String(index)).toBeCloseTo(change, 12));
});

describe('the pace of a day', () => {
  // 11 January 2027 is a Monday.
  const pull = median('trying.pull');
  const weekdays = [1.025, 1.025, 1, 0.985, 0.965];
  const off = median('days.off');

  function paceOf(values: Record<string, number>, changes: Partial<Campaign> = {}) {
    const assumptions = assume(values);
    const plan = compile(campaign({ segments: [segment({ frictionSteps: 0 })], ...changes, assumptions }));
    const effects = effectsOf(plan, medianValues(plan));
    return (day: number, index = 0) => forcesOf(plan, effects, index, day).pull / pull;
  }

  test('follows the week, and rests on days off', () => {
    const pace = paceOf({});
    [...weekdays, off, off, weekdays[0]!].forEach((factor, day) =>
      expect(pace(day), String(day)).toBeCloseTo(factor, 12),
    );
    const flat = paceOf({ 'days.weekday': 0 });
    [1, 1, 1, 1, 1, off].forEach((factor, day) => expect(flat(day), String(day)).toBeCloseTo(factor, 12));
    const double = paceOf({ 'days.weekday': 2, 'days.off': 0.4 });
    [1.05, 1.05, 1, 0.97, 0.93, 0.4].forEach((factor, day) => expect(double(day), String(day)).toBeCloseTo(factor, 12));
  });

  test('is that of each segment’s own week: in Cairo it begins on Sunday', () => {
    const segments = [
      segment({ id: 'a', timeZone: 'Africa/Cairo', frictionSteps: 0 }),
      segment({ id: 'b', frictionSteps: 0 }),
    ];
    const pace = paceOf({}, { segments });
    const days = [3, 4, 5, 6, 7];
    [weekdays[4]!, off, off, weekdays[0]!, weekdays[1]!].forEach((factor, index) =>
      expect(pace(days[index]!, 0), String(days[index])).toBeCloseTo(factor, 12),
    );
    expect(pace(4, 1)).toBeCloseTo(weekdays[4]!, 12);
  });

  test('is that of the campaign and the day as well, and multiplies noticing and trying alone', () => {
    const plan = compile(
      campaign({
        assumptions: assume(ALIKE),
        touchpoints: [touchpoint('unheard-of', 2, { days: 9, cadence: 'daily' })],
      }),
    );
    const values = medianValues(plan);
    const usual = forcesOf(plan, effectsOf(plan, values), 0, 4);
    const { campaign: luck, days } = placesIn(plan);
    values[luck] = 1.3;
    values[days + 4] = 0.6;
    const fast = forcesOf(plan, effectsOf(plan, values), 0, 4);
    const paced = new Set(['reach', 'awareness', 'pull', 'click', 'comeback', 'peers', 'buyIn']);
    for (const field of FORCES)
      expect(fast[field], field).toBeCloseTo(usual[field] * (paced.has(field) ? 1.3 * 0.6 : 1), 12);
  });
});

describe('the strength of a tactic in a run', () => {
  const effect: TacticEffect = {
    reach: 1.6,
    click: 0.7,
    comeback: 2,
    lapse: 0.8,
    peers: 1.4,
    pull: 0.01,
    frictionRemoved: 1,
  };

  /** The rates of a day on which this tactic of the catalogue is there with such a strength, and nothing else. */
  function ratesAt(strength: number, form: Tactic['form'], given = effect) {
    const [{ id }] = TACTICS as [Tactic];
    const one = touchpoint(id, 3);
    const assumptions = assume({ ...ALIKE, 'saturation.circle': 0, 'channels.email.carryOver': 0 });
    const plan = compile(campaign({ segments: [segment({ frictionSteps: STEPS })], touchpoints: [one], assumptions }), {
      tactics: () => ({ id, form, effect: given }) as Tactic,
    });
    const values = medianValues(plan);
    values[placesIn(plan).strengths] = strength;
    return forcesOf(plan, effectsOf(plan, values), 0, 3);
  }

  test.each([-0.5, 0, 0.4, 1, 1.8])('of %f scales what a presence does', (strength) => {
    const rates = ratesAt(strength, 'presence');
    const added = Math.max(0, strength * 0.01) && together(strength * 0.01, 0.015);
    const steps = Math.max(0, STEPS - strength);
    const ease = Math.exp(-median('trying.friction') * steps);
    expect(rates.pull).toBeCloseTo(ease * (median('trying.pull') - Math.log(1 - added)), 12);
    expect(rates.peers).toBeCloseTo(ease * median('peers.influence') * multiplied(1 + 0.4 * strength, 2), 12);
    expect(rates.lapse).toBeCloseTo(multiplied(1 - 0.2 * strength, 2.5), 12);
    expect(rates.reach).toBe(0);
  });

  test.each([-0.5, 0, 0.4, 1, 1.8])('of %f scales what a message does beyond a plain one', (strength) => {
    const { lapse: _lapse, peers: _peers, pull: _pull, frictionRemoved: _steps, ...message } = effect;
    const rates = ratesAt(strength, 'message', message);
    const plain = ratesAt(strength, 'message', {});
    expect(rates.reach / plain.reach).toBeCloseTo(1 + 0.6 * strength, 12);
    expect(rates.contacts).toBe(plain.contacts);
    const half = median('saturation.halfway');
    const saturated = (factor: number) => (factor * (1 + half)) / (factor + half);
    expect(rates.click / plain.click).toBeCloseTo(saturated(1 - 0.3 * strength), 12);
    expect(rates.comeback / plain.comeback).toBeCloseTo(saturated(1 + 0.4 * strength), 12);
  });

  test('so far below 0 that nothing would be left leaves nothing, and takes nothing away', () => {
    const rates = ratesAt(-9, 'message', { reach: 1.6, click: 1.2 });
    expect([rates.reach, rates.click]).toEqual([0, 0]);
    expect(ratesAt(9, 'presence', { lapse: 0.8 }).lapse).toBeCloseTo(multiplied(0.05, 2.5), 12);
  });
});
