import { describe, expect, test } from 'vitest';
import type { Assumption, Campaign, Touchpoint } from '#campaign/document.ts';
import { parameterById } from '#campaign/parameters.ts';
import type { Tactic, TacticEffect } from '#campaign/tactic.ts';
import { medianValues } from '../plan/values.ts';
import { campaign, segment, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { changeUntilMiddle } from './agents.ts';
import { STAGE } from '../numbers/layouts.ts';
import { effectsOf } from './effects.ts';
import { forcesOf, type Forces } from './forces.ts';

/**
 * The rates of a day as docs/model.md writes them, worked out by hand from the medians of the parameters: for a segment that is three steps away,
 * under one or two touchpoints or events.
 */

const median = (id: string) => parameterById(id)!.value;
const STEPS = 3;
/** What three steps leave of trying, and what two do. */
const EASE = Math.exp(-median('trying.friction') * 3);
const EASE_OF_TWO = Math.exp(-median('trying.friction') * 2);

const assume = (values: Record<string, number>, segmentId?: string): Assumption[] =>
  Object.entries(values).map(([parameter, value]) => ({
    id: `${parameter} ${segmentId}`,
    parameter,
    value,
    ...(segmentId && { segmentId }),
  }));
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
  const given = campaign({ segments: [segment({ frictionSteps: STEPS })], touchpoints, ...changes });
  const plan = compile(given, { tactics: lookup });
  const found = effectsOf(plan, medianValues(plan));
  return (field: keyof Forces, day = 0, index = 0) => forcesOf(plan, found, index, day)[field];
}

describe('hearing of it without a message', () => {
  const recall = median('awareness.recall');

  test('the chances of presences are added before they become a rate', () => {
    const rates = ratesOf({ presences: [{ awareness: 0.05 }, { awareness: 0.03 }] });
    expect(rates('awareness')).toBeCloseTo(recall - Math.log(1 - (0.05 + 0.03)), 12);
    expect(ratesOf({})('awareness')).toBeCloseTo(recall, 12);
  });

  test('stops at a chance of .98 a day', () => {
    const rates = ratesOf({ presences: [{ awareness: 0.6 }, { awareness: 0.7 }] });
    expect(rates('awareness')).toBeCloseTo(recall - Math.log(1 - 0.98), 10);
  });

  test('an event for pull multiplies all of it, and one for push nothing', () => {
    const rates = ratesOf({ presences: [{ awareness: 0.05 }], changes: { events: [event(7, 0.4)] } });
    expect(rates('awareness')).toBeCloseTo(0.4 * (recall - Math.log(1 - 0.05)), 12);
  });
});

describe('trying without a message', () => {
  const pull = median('trying.pull');
  const influence = median('peers.influence');
  const buyIn = median('buyIn.weight');

  test('the chances of presences are added before they become a rate, up to .2, and steps stand in the way', () => {
    const rates = ratesOf({ presences: [{ pull: 0.02 }, { pull: 0.03 }] });
    expect(rates('pull')).toBeCloseTo(EASE * (pull - Math.log(1 - (0.02 + 0.03))), 12);
    const many = ratesOf({ presences: [{ pull: 0.1 }, { pull: 0.1 }, { pull: 0.1 }] });
    expect(many('pull')).toBeCloseTo(EASE * (pull - Math.log(1 - 0.2)), 12);
  });

  test('peers are heard across the same steps, and presences multiply them, up to 5', () => {
    const rates = ratesOf({ presences: [{ peers: 1.3 }, { peers: 1.5 }] });
    expect(rates('peers')).toBeCloseTo(EASE * influence * 1.3 * 1.5, 12);
    expect(ratesOf({ presences: [{ peers: 3 }, { peers: 3 }] })('peers')).toBeCloseTo(EASE * influence * 5, 12);
  });

  test('so is the seniors’ word, to which presences add, up to .1', () => {
    const rates = ratesOf({ presences: [{ buyIn: 0.02 }, { buyIn: 0.01 }] });
    expect(rates('buyIn')).toBeCloseTo(EASE * (buyIn + 0.02 + 0.01), 12);
    const many = ratesOf({ presences: [{ buyIn: 0.05 }, { buyIn: 0.05 }, { buyIn: 0.05 }] });
    expect(many('buyIn')).toBeCloseTo(EASE * (buyIn + 0.1), 12);
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
    expect(rates('giveUp')).toBeCloseTo(median('trying.giveUp') * 0.7 * 0.9, 12);
    expect(rates('advance')).toBeCloseTo(median('habit.advance') * 1.2 * 1.5, 12);
    expect(rates('lapse')).toBeCloseTo(0.8 * 0.95, 12);
    expect(rates('champion')).toBeCloseTo(median('champions.rate') * 2 * 1.1, 12);
  });

  test('within bounds', () => {
    const low = { giveUp: 0.1, lapse: 0.1, repetition: 0, championing: 0 };
    const less = ratesOf({ presences: [low, low] });
    expect(less('giveUp')).toBeCloseTo(median('trying.giveUp') * 0.2, 12);
    expect(less('lapse')).toBe(0.2);
    expect([less('advance'), less('champion')]).toEqual([0, 0]);
    const high = { giveUp: 1.9, lapse: 1.9, repetition: 2.5, championing: 9 };
    const more = ratesOf({ presences: [high, high] });
    expect(more('giveUp')).toBeCloseTo(median('trying.giveUp') * 3, 12);
    expect(more('lapse')).toBe(3);
    expect(more('advance')).toBeCloseTo(median('habit.advance') * 3, 12);
    expect(more('champion')).toBeCloseTo(median('champions.rate') * 20, 12);
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

  test('are noticed on their day alone: factors multiply the rate, and messages add up', () => {
    const rates = ratesOf({
      messages: [
        [5, { reach: 1.5 }],
        [5, {}],
      ],
      changes: { events: [event(0.3, 7)] },
    });
    expect(rates('reach', 5)).toBeCloseTo(0.3 * noticed * (1.5 + 1), 12);
    expect([rates('reach', 4), rates('reach', 6)]).toEqual([0, 0]);
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
    expect(rates('click', 7)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 2) + atWork(1, 0)), 8);
    expect(rates('click', 20)).toBeCloseTo(0.3 * EASE * part(atWork(1.5, 15) + atWork(1, 13)), 8);
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
  const giveUp = median('trying.giveUp') * 0.5;
  const champion = median('champions.rate') * 4;
  const champions = median('peers.champions');
  const lapse = (level: number) => half(median('habit.lapse') * median('habit.hold') ** level * 0.9);
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
