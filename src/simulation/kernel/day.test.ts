import { describe, expect, test } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { parameterById } from '#campaign/parameters.ts';
import type { Tactic, TacticEffect } from '#campaign/tactic.ts';
import { medianValues } from '../plan/values.ts';
import { ALIKE, assume, campaign, segment, touchpoint } from '../campaigns.testing.ts';
import { compile } from '../plan/compile.ts';
import { effectsOf } from '../model/effects.ts';
import { trajectoriesOf } from './trajectories.ts';
import { STAGE } from '../numbers/layouts.ts';

/**
 * What a day does to learners who all begin in one stage, as docs/model.md writes it: worked out by hand for the first days, from the medians of
 * the parameters or from what a test assumes.
 */

const median = (id: string) => parameterById(id)!.value;
const chance = (rate: number) => 1 - Math.exp(-rate);
/** Of those who may go two ways the share that goes the first, by both rates. */
const first = (rate: number, other: number) => (rate / (rate + other)) * chance(rate + other);
const FORGET = Math.LN2 / median('awareness.halfLife');

/** Those lost, by how far they had come. */
const LOST = { unaware: 11, aware: 12, later: 13 } as const;

interface Given {
  begin: keyof typeof STAGE;
  /** A message on each day from the first, by its effect; none where it is undefined. */
  messages?: (TacticEffect | undefined)[];
  values?: Record<string, number>;
  changes?: Partial<Campaign>;
  classes?: 1 | 3;
}

/** Share of everyone, or of the segment at an index, in a stage at the end of a day. By default days are alike and nothing moves people but messages, all without steps. */
function courseOf({ begin, messages = [], values = {}, changes = {}, classes = 1 }: Given) {
  const still = { 'awareness.recall': 0, 'trying.pull': 0, 'peers.influence': 0, 'buyIn.weight': 0, 'optOut.rate': 0 };
  const channel = { ...ALIKE, 'channels.email.carryOver': 0, 'saturation.circle': 0, 'saturation.week': 0 };
  const given = campaign({
    days: 6,
    segments: [segment({ frictionSteps: 0 })],
    touchpoints: messages.flatMap((effect, day) => (effect ? [touchpoint(String(day), day)] : [])),
    ...changes,
    assumptions: [...assume({ ...still, ...channel, ...values }), ...(changes.assumptions ?? [])],
  });
  const tactics = (id: string) => ({ id, form: 'message', effect: messages[Number(id)] }) as Tactic;
  const plan = compile(given, { classes, tactics });
  const keep = plan.segments.map((_, index) => index);
  const options = { precision: 64, begin: STAGE[begin], keep } as const;
  const trajectories = trajectoriesOf(plan, [effectsOf(plan, medianValues(plan))], options);
  return (stage: keyof typeof STAGE | number, day: number, index?: number) =>
    trajectories.total(0, day, typeof stage === 'number' ? stage : STAGE[stage], index);
}

/** A message that nobody notices or follows; one that costs nothing. */
const unseen: TacticEffect = { reach: 0, click: 0 };
const free: TacticEffect = { contact: 0 };

describe('classes of responsiveness', () => {
  const shares = [1 / 6, 2 / 3, 1 / 6];
  const points = [-Math.sqrt(3), 0, Math.sqrt(3)];
  const mixed = (share: (point: number) => number) =>
    shares[0]! * share(points[0]!) + shares[1]! * share(points[1]!) + shares[2]! * share(points[2]!);

  test('multiply noticing and trying, with a mean of 1', () => {
    const spread = median('responsiveness.spread');
    const z = (point: number) => Math.exp(spread * point - spread ** 2 / 2);
    const noticed = -Math.log(1 - median('channels.email.reach'));
    const aware = courseOf({ begin: 'unaware', messages: [free], classes: 3 });
    expect(aware('aware', 0)).toBeCloseTo(
      mixed((point) => chance(z(point) * noticed)),
      10,
    );
    const tried = courseOf({ begin: 'aware', values: { 'trying.pull': 0.4 }, classes: 3 });
    expect(tried('tried', 0)).toBeCloseTo(
      mixed((point) => first(z(point) * 0.4, FORGET)),
      10,
    );
    const heard = courseOf({ begin: 'unaware', values: { 'awareness.recall': 0.4 }, classes: 3 });
    expect(heard('aware', 0)).toBeCloseTo(chance(0.4), 10);
  });

  test('multiply how fast a habit grows, with a median of 1, and nothing else in use', () => {
    const v = (point: number) => Math.exp(median('habit.spread') * point);
    const values = { 'habit.lapse': 0, 'habit.advance': 0.5, 'champions.rate': 0.3 };
    for (const [begin, next] of [
      ['using', 'using2'],
      ['using2', 'using3'],
      ['using3', 'habitual'],
    ] as const)
      expect(courseOf({ begin, values, classes: 3 })(next, 0)).toBeCloseTo(
        mixed((point) => chance(0.5 * v(point))),
        10,
      );
    expect(courseOf({ begin: 'habitual', values, classes: 3 })('champion', 0)).toBeCloseTo(chance(0.3), 10);
  });
});

describe('moving on', () => {
  test('everybody leaves before anybody arrives: nobody moves twice in a day', () => {
    const fast = { 'trying.pull': 1, 'trying.start': 20, 'trying.giveUp': 0, 'habit.advance': 20, 'habit.lapse': 0 };
    const share = courseOf({ begin: 'aware', values: fast });
    expect(share('tried', 0)).toBeCloseTo(first(1, FORGET), 10);
    expect(share('using', 0)).toBe(0);
    expect(share('using', 1)).toBeCloseTo(first(1, FORGET) * chance(20), 10);
    expect(share('using2', 1)).toBe(0);
  });

  test('the firmer the habit, the less likely a lapse: champions are the fourth level above the first', () => {
    const lapse = median('habit.lapse');
    const hold = median('habit.hold');
    const values = { 'habit.advance': 0, 'champions.rate': 0 };
    (['using', 'using2', 'using3', 'habitual', 'champion'] as const).forEach((begin, level) => {
      const share = courseOf({ begin, values });
      expect(share('lapsed', 0), begin).toBeCloseTo(chance(lapse * hold ** level), 12);
      expect(share(begin, 0), begin).toBeCloseTo(1 - chance(lapse * hold ** level), 12);
    });
  });

  test('a second try is a quarter as likely as a first, later ones less, by pull and by messages', () => {
    const tries = -Math.log(1 - median('channels.email.click')) + 0.02;
    const given = { messages: [{ ...free, reach: 0 }], values: { 'trying.pull': 0.02 } };
    expect(courseOf({ begin: 'aware', ...given })('tried', 0)).toBeCloseTo(first(tries, FORGET), 10);
    for (const [begin, again] of [
      ['lapsed', 'trying.comeback'],
      ['lapsedAgain', 'trying.laterComeback'],
    ] as const)
      expect(courseOf({ begin, ...given })('triedAgain', 0)).toBeCloseTo(chance(median(again) * tries), 10);
  });

  test('a first try that is given up is a first lapse, a second one a lapse again', () => {
    const [start, giveUp] = [median('trying.start'), median('trying.giveUp')];
    for (const [begin, lapsed] of [
      ['tried', 'lapsed'],
      ['triedAgain', 'lapsedAgain'],
    ] as const) {
      const share = courseOf({ begin });
      expect(share(lapsed, 0)).toBeCloseTo((giveUp / (start + giveUp)) * chance(start + giveUp), 10);
      expect(share('using', 0)).toBeCloseTo((start / (start + giveUp)) * chance(start + giveUp), 10);
    }
  });
});

describe('fatigue', () => {
  const recover = median('fatigue.recover');
  /** Shares of the four levels after a day with messages that tire at a rate: by a Poisson number of levels; only whom none tires recovers. */
  function tired(levels: number[], rate: number, recovering = recover): number[] {
    const [none, once, twice] = [1, rate, rate ** 2 / 2].map((times) => times * Math.exp(-rate)) as [
      number,
      number,
      number,
    ];
    const after = [0, 0, 0, 0];
    levels.forEach((share, level) => {
      const down = level > 0 ? none * chance(recovering) : 0;
      const moves = [
        [level - 1, down],
        [level, none - down],
        [level + 1, once],
        [level + 2, twice],
        [level + 3, 1 - none - once - twice],
      ] as const;
      for (const [to, part] of moves) if (part > 0) after[Math.min(to, 3)]! += share * part;
    });
    return after;
  }
  const attention = [1, ...[1, 2, 3].map((level) => median(`fatigue.attention${level}`))];
  const rise = median('fatigue.rise');

  test.each([
    ['as the usual load lets it', 15, 1],
    ['twice as soon beside twice the other messages', 30, 2],
  ])('grows and goes %s, and costs attention', (_, background, times) => {
    const values = { 'fatigue.background': background };
    const share = courseOf({ begin: 'unaware', messages: [unseen, unseen, unseen, free], values });
    let levels = [1, 0, 0, 0];
    for (let day = 0; day < 3; day++) levels = tired(levels, times * rise);
    const noticed = -Math.log(1 - median('channels.email.reach'));
    expect(share('unaware', 2)).toBeCloseTo(1, 10);
    expect(share('aware', 3)).toBeCloseTo(
      levels.reduce((sum, level, index) => sum + level * chance(attention[index]! * noticed), 0),
      9,
    );
  });

  test('grows sooner in those who lapsed, also on the day they do, and weighs by what a message costs', () => {
    const dormant = median('fatigue.dormant');
    const followed = -Math.log(1 - median('channels.email.click'));
    const messages = [{ ...unseen, contact: 2 }, free];
    const returning = (levels: number[]) =>
      levels.reduce(
        (sum, level, index) => sum + level * chance(median('trying.comeback') * attention[index]! * followed),
        0,
      );
    const asleep = courseOf({ begin: 'lapsed', messages });
    expect(asleep('triedAgain', 1)).toBeCloseTo(returning(tired([1, 0, 0, 0], 2 * rise * dormant)), 10);
    // All of them give up on the first day, and tire after that.
    const values = { 'trying.start': 0, 'trying.giveUp': 20 };
    const givingUp = courseOf({ begin: 'tried', messages, values });
    expect(givingUp('triedAgain', 1)).toBeCloseTo(returning(tired([1, 0, 0, 0], 2 * rise * dormant)), 8);
    const awake = courseOf({ begin: 'aware', messages });
    const trying = tired([1, 0, 0, 0], 2 * rise).reduce(
      (sum, level, index) => sum + level * first(attention[index]! * followed, FORGET),
      0,
    );
    expect(awake('tried', 1)).toBeCloseTo(Math.exp(-FORGET) * trying, 10);
  });

  test('does not stand in the way of pull', () => {
    const worn = { 'fatigue.rise': 10, 'fatigue.attention1': 0, 'fatigue.attention2': 0, 'fatigue.attention3': 0 };
    const share = courseOf({ begin: 'aware', messages: [unseen, free], values: { ...worn, 'trying.pull': 0.3 } });
    // One in e^10 is not tired and follows the message as well.
    expect(share('aware', 1)).toBeCloseTo(Math.exp(-0.3 - FORGET) ** 2, 4);
  });

  test('rises by several levels in a day where there are many messages', () => {
    const many = 20;
    const touchpoints = Array.from({ length: many }, (_, index) => touchpoint(`plain ${index}`, 0));
    const noticing = touchpoint('free', 1);
    const effects: Record<string, TacticEffect> = { free };
    const plan = compile(
      campaign({
        days: 3,
        segments: [segment({ frictionSteps: 0 })],
        touchpoints: [...touchpoints, noticing],
        assumptions: assume({
          ...ALIKE,
          'awareness.recall': 0,
          'saturation.week': 0,
          'optOut.rate': 0,
          'awareness.halfLife': 3660,
        }),
      }),
      { classes: 1, tactics: (id) => ({ id, form: 'message', effect: effects[id] ?? unseen }) as Tactic },
    );
    const trajectories = trajectoriesOf(plan, [effectsOf(plan, medianValues(plan))], { precision: 64 });
    const noticed = -Math.log(1 - median('channels.email.reach'));
    const levels = tired([1, 0, 0, 0], many * rise);
    expect(levels[3]).toBeGreaterThan(0.5);
    expect(trajectories.total(0, 1, STAGE.aware)).toBeCloseTo(
      levels.reduce((sum, level, index) => sum + level * chance(attention[index]! * noticed), 0),
      9,
    );
  });
});

describe('opting out', () => {
  const rate = median('optOut.rate');
  const values = { 'optOut.rate': rate };

  test('by message, from wherever they are, less likely in use', () => {
    const still = { ...values, 'trying.start': 0, 'trying.giveUp': 0, 'habit.lapse': 0, 'habit.advance': 0 };
    const lost = (begin: keyof typeof STAGE, counter: number) =>
      courseOf({ begin, messages: [{ ...unseen, contact: 2 }], values: { ...still, 'champions.rate': 0 } })(counter, 0);
    expect(lost('unaware', LOST.unaware)).toBeCloseTo(chance(2 * rate), 12);
    expect(lost('aware', LOST.aware)).toBeCloseTo(chance(2 * rate), 12);
    for (const begin of ['tried', 'triedAgain', 'lapsed', 'lapsedAgain'] as const)
      expect(lost(begin, LOST.later), begin).toBeCloseTo(chance(2 * rate), 12);
    for (const begin of ['using', 'using2', 'using3', 'habitual', 'champion'] as const)
      expect(lost(begin, LOST.later), begin).toBeCloseTo(chance(2 * rate * median('optOut.inUse')), 12);
  });

  test('does not depend on what else a day brings: those who are left notice, try or forget', () => {
    const [noticed, followed] = ['reach', 'click'].map((what) => -Math.log(1 - median(`channels.email.${what}`)));
    const unaware = courseOf({ begin: 'unaware', messages: [{}], values });
    expect(unaware(LOST.unaware, 0)).toBeCloseTo(chance(rate), 12);
    expect(unaware('aware', 0)).toBeCloseTo(Math.exp(-rate) * chance(noticed!), 10);
    const aware = courseOf({ begin: 'aware', messages: [{}], values });
    expect(aware(LOST.aware, 0)).toBeCloseTo(chance(rate), 12);
    expect(aware('tried', 0)).toBeCloseTo(Math.exp(-rate) * first(followed!, FORGET), 10);
    expect(aware('unaware', 0)).toBeCloseTo(Math.exp(-rate) * first(FORGET, followed!), 10);
  });

  test('grows with every message of a day, however little the further ones are noticed', () => {
    const share = (contact: number) => courseOf({ begin: 'unaware', messages: [{ contact }], values })(LOST.unaware, 0);
    expect(share(20)).toBeCloseTo(chance(20 * rate), 12);
    expect(share(20) / share(1)).toBeGreaterThan(19);
  });

  test('is twice, three and four times as likely at the three levels of fatigue', () => {
    // Everybody tires to the last level in a day and nobody recovers, but for those whom e^-10 × 61 leaves less tired.
    const worn = { ...values, 'fatigue.rise': 10, 'fatigue.recover': 0 };
    const share = courseOf({ begin: 'unaware', messages: [unseen, unseen, unseen], values: worn });
    let levels = [1, 0, 0, 0];
    let lost = 0;
    for (let day = 0; day < 3; day++) {
      levels.forEach((learners, level) => {
        lost += learners * chance((level + 1) * rate);
        levels[level] = learners * Math.exp(-(level + 1) * rate);
      });
      const [none, once, twice] = [1, 10, 50].map((times) => times * Math.exp(-10)) as [number, number, number];
      const [rested, little, more, out] = levels as [number, number, number, number];
      levels = [
        rested * none,
        rested * once + little * none,
        rested * twice + little * once + more * none,
        rested * (1 - none - once - twice) + little * (1 - none - once) + more * (1 - none) + out,
      ];
      expect(share(LOST.unaware, day), `day ${day}`).toBeCloseTo(lost, 12);
    }
  });
});

describe('losing sight of it', () => {
  test('halves those who know of it within a half-life, and none who have tried it', () => {
    const still = { 'habit.advance': 0, 'habit.lapse': 0, 'trying.start': 0, 'trying.giveUp': 0 };
    const values = { ...still, 'awareness.halfLife': 3 };
    const share = courseOf({ begin: 'aware', values });
    expect(share('aware', 2)).toBeCloseTo(0.5, 10);
    expect(share('aware', 5)).toBeCloseTo(0.25, 10);
    expect(share('unaware', 5)).toBeCloseTo(0.75, 10);
    for (const begin of ['tried', 'triedAgain', 'using', 'lapsed', 'lapsedAgain'] as const)
      expect(courseOf({ begin, values })(begin, 5), begin).toBe(1);
  });

  test('competes with trying, and whoever forgot may notice again', () => {
    const values = { 'awareness.halfLife': 3, 'trying.pull': 0.1 };
    const forget = Math.LN2 / 3;
    const share = courseOf({ begin: 'aware', messages: [undefined, { ...free, click: 0 }], values });
    expect(share('tried', 0)).toBeCloseTo(first(0.1, forget), 10);
    expect(share('unaware', 0)).toBeCloseTo(first(forget, 0.1), 10);
    const noticed = -Math.log(1 - median('channels.email.reach'));
    const back = first(forget, 0.1) * chance(noticed);
    expect(share('aware', 1)).toBeCloseTo(Math.exp(-0.1 - forget) ** 2 + back, 10);
  });
});

describe('the pace of a day', () => {
  // The fifth day from Monday is a Saturday.
  const values = { 'days.off': 0.2, 'awareness.recall': 0.4, 'trying.pull': 0.4 };
  const stay = Math.exp(-median('trying.start') - median('trying.giveUp'));

  test('slows noticing and trying, and nothing else', () => {
    const share = courseOf({ begin: 'unaware', values });
    const forgotten = share('aware', 4) * first(FORGET, 0.2 * 0.4);
    expect(share('unaware', 5)).toBeCloseTo(share('unaware', 4) * Math.exp(-0.2 * 0.4) + forgotten, 10);
    expect(share('tried', 5)).toBeCloseTo(share('aware', 4) * first(0.2 * 0.4, FORGET) + share('tried', 4) * stay, 10);
    const using = courseOf({ begin: 'using', values: { ...values, 'habit.advance': 0, 'trying.comeback': 0 } });
    const lapse = median('habit.lapse');
    expect(using('using', 5)).toBeCloseTo(Math.exp(-6 * lapse), 8);
  });

  test('is that of a message as well, but tires and loses people as on any other day', () => {
    const noticed = -Math.log(1 - median('channels.email.reach'));
    const messages = [undefined, undefined, undefined, undefined, undefined, {}];
    const share = courseOf({ begin: 'unaware', messages, values: { 'days.off': 0.2, 'optOut.rate': 0.01 } });
    expect(share(LOST.unaware, 5)).toBeCloseTo(chance(0.01), 12);
    expect(share('aware', 5)).toBeCloseTo(Math.exp(-0.01) * chance(0.2 * noticed), 10);
  });
});

describe('what people do to people', () => {
  const [ofA, ofB] = [0.75, 0.25];
  const two = [segment({ id: 'b', size: 500, frictionSteps: 0 }), segment({ id: 'a', size: 1500, frictionSteps: 0 })];
  /**
   * All have the habit. Of a, three quarters of everyone, nobody lapses and many become champions; all of b lapse at once, but for one in e^20, and
   * come back by what a does alone.
   */
  const meeting = (values: Record<string, number>) =>
    courseOf({
      begin: 'habitual',
      values: { 'habit.lapse': 0, 'habit.hold': 1, 'champions.rate': 0, 'trying.comeback': 1, ...values },
      changes: {
        segments: two,
        assumptions: [...assume({ 'habit.lapse': 20 }, 'b'), ...assume({ 'champions.rate': 0.5 }, 'a')],
      },
    });
  const won = ofA * chance(0.5);

  test('each segment by its own figures', () => {
    const share = meeting({});
    expect(share('lapsed', 0, 0)).toBeCloseTo(ofB, 8);
    expect(share('lapsed', 0, 1)).toBe(0);
    expect(share('champion', 0, 1)).toBeCloseTo(won, 10);
    expect(share('champion', 0, 0)).toBe(0);
  });

  test('peers count among all, champions by their weight, in the middle of the day', () => {
    const share = meeting({ 'peers.influence': 0.4 });
    const champions = median('peers.champions');
    // Half a day wins over as many more: r / 2 / (1 + r / 4) of those with the habit, who weighed 1 before.
    const more = (ofA - won) * (0.25 / (1 + 0.125)) * (champions - 1);
    const weight = ofA - won + champions * won + more;
    expect(share('triedAgain', 1)).toBeCloseTo(ofB * chance(0.4 * weight), 8);
  });

  test('those who try count for nothing, and in the middle of the day for those who will have begun', () => {
    const [start, giveUp] = [median('trying.start'), median('trying.giveUp')];
    const share = courseOf({
      begin: 'aware',
      values: { 'peers.influence': 0.4 },
      changes: { segments: two, assumptions: assume({ 'trying.pull': 1 }, 'a') },
    });
    const tried = ofA * first(1, FORGET);
    expect(share('tried', 0)).toBeCloseTo(tried, 10);
    const half = (start + giveUp) / 2 / (1 + (start + giveUp) / 4);
    const soon = tried * half * (start / (start + giveUp));
    expect(share('tried', 1, 0)).toBeCloseTo(ofB * Math.exp(-FORGET) * first(0.4 * soon, FORGET), 10);
  });

  test('evidence is the active share of the start of the day, of which a champion is one, brought up to date before it counts', () => {
    const share = meeting({ 'buyIn.weight': 1 });
    const memory = median('buyIn.memory');
    const first = 1 / memory;
    const second = first + (ofA - first) / memory;
    expect(share('triedAgain', 0)).toBe(0);
    expect(share('triedAgain', 1)).toBeCloseTo(ofB * chance(second), 8);
  });
});
