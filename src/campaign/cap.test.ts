import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { dayOf, formatDay } from './calendar.ts';
import { dayPlanOf } from './arrivals.ts';
import { asReallySent } from './cap.ts';
import { segment, sound, soundWith, touchpoint } from './checks/sound.testing.ts';
import { contactLoadOf } from './contactLoad.ts';
import { waysOf } from './decisions.ts';
import type { Campaign, ContactRules, Decision, Touchpoint } from './document.ts';
import { occurrenceDays } from './occurrences.ts';
import { apply } from './reducer.ts';
import { campaignOn } from './ways.ts';
import { weeklyLoadOf } from './weeklyLoad.ts';

/** Monday 11 January 2027 and the days after it. */
const mail = (id: string, day: number, changes: Partial<Touchpoint> = {}) =>
  touchpoint('trend-email', formatDay(dayOf('2027-01-11') + day), { id, name: id, ...changes });
const plan = (atCap: ContactRules['atCap'], touchpoints: Touchpoint[], changes: Partial<Campaign> = {}) =>
  soundWith({ touchpoints, contact: { ...sound().contact, capPerWeek: 2, ...(atCap && { atCap }) }, ...changes });

/** `day` of what is held back, with the day on which it is sent instead; days after the Monday. */
const heldIn = (campaign: Campaign) =>
  asReallySent(campaign).held.map(({ touchpoint: { id }, day, to }) => [
    id,
    day - dayOf('2027-01-11'),
    ...(to === undefined ? [] : [to - dayOf('2027-01-11')]),
  ]);
const sentDays = (campaign: Campaign, id: string) =>
  occurrenceDays(asReallySent(campaign).campaign.touchpoints.find((one) => one.id === id)!).map(
    (day) => day - dayOf('2027-01-11'),
  );

describe('beyond the cap', () => {
  const week = [mail('a', 0), mail('b', 1), mail('c', 2), mail('d', 3)];

  it('all is sent unless the campaign says otherwise', () => {
    for (const atCap of [undefined, 'send'] as const) {
      const campaign = plan(atCap, week);
      expect(asReallySent(campaign)).toEqual({ campaign, held: [] });
      expect(asReallySent(campaign).campaign).toBe(campaign);
    }
  });

  it('the latest are dropped, where all matter alike', () => {
    const campaign = plan('drop', week);
    expect(heldIn(campaign)).toEqual([
      ['c', 2],
      ['d', 3],
    ]);
    expect(['a', 'b', 'c', 'd'].map((id) => sentDays(campaign, id))).toEqual([[0], [1], [], []]);
  });

  it('a low one gives way to later ones, and what must be sent is, whatever it takes', () => {
    const [a, b, c, d] = week as [Touchpoint, Touchpoint, Touchpoint, Touchpoint];
    expect(heldIn(plan('drop', [{ ...a, priority: 'low' }, b, { ...c, priority: 'must' }]))).toEqual([['a', 0]]);
    const musts = week.map((one): Touchpoint => ({ ...one, priority: 'must' }));
    expect(heldIn(plan('drop', musts))).toEqual([]);
    expect(heldIn(plan('drop', [a, ...musts.slice(1)]))).toEqual([['a', 0]]);
    expect(heldIn(plan('drop', [{ ...a, priority: 'low' }, { ...b, priority: 'low' }, c, d]))).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
  });

  it('is put off to the same weekday of the next week with room, by priority', () => {
    expect(heldIn(plan('defer', week))).toEqual([
      ['c', 2, 9],
      ['d', 3, 10],
    ]);
    // What is planned for a week goes before what comes late.
    const full = [mail('e', 7), mail('f', 8)];
    expect(heldIn(plan('defer', [...week, ...full]))).toEqual([
      ['c', 2, 16],
      ['d', 3, 17],
    ]);
    expect(heldIn(plan('defer', [...week.slice(0, 3), { ...mail('d', 0), priority: 'low' }, mail('e', 7)]))).toEqual([
      ['c', 2, 9],
      ['d', 0, 14],
    ]);
  });

  it('is dropped rather than sent after its goal, after the end, for an event gone by, or beside itself', () => {
    const [a, b] = week as [Touchpoint, Touchpoint];
    const goals = [{ ...sound().goals[0]!, date: '2027-01-19' }];
    const late = mail('c', 2, { goalId: 'tried' });
    expect(heldIn(plan('defer', [a, b, late]))).toEqual([['c', 2, 9]]);
    expect(heldIn(plan('defer', [a, b, late], { goals }))).toEqual([['c', 2]]);
    expect(heldIn(plan('defer', [a, b, mail('c', 2, { eventId: 'audit' })]))).toEqual([['c', 2]]);
    expect(heldIn(plan('defer', [mail('x', 35), mail('y', 36), mail('z', 37)]))).toEqual([['z', 37]]);
    const newsletter = mail('n', 4, { cadence: 'weekly', days: 40 });
    expect(heldIn(plan('defer', [a, b, newsletter]))).toEqual([['n', 4]]);
    expect(sentDays(plan('defer', [a, b, newsletter]), 'n')).toEqual([11, 18, 25, 32, 39]);
  });

  it('one message is one message: what is too much for a segment waits for all whom it reaches', () => {
    const only = mail('office', 0, { segments: ['office'] });
    const again = mail('again', 1, { segments: ['office'] });
    const campaign = plan('drop', [only, again, mail('all', 2), mail('works', 3, { segments: ['works'] })]);
    expect(heldIn(campaign)).toEqual([['all', 2]]);
    expect(asReallySent(campaign).held[0]!.full.map(({ id }) => id)).toEqual(['office']);
  });

  it('nobody is counted who is not there or not reached, and posters and films are no contacts', () => {
    const poster = touchpoint('poster', '2027-01-11', { id: 'poster' });
    const films = [0, 1, 2].map((day) => touchpoint('launch-film', `2027-01-1${1 + day}`, { id: `film${day}` }));
    expect(heldIn(plan('drop', [...films, poster]))).toEqual([]);
    const deaf = [segment({ id: 'office', channels: ['poster'] }), segment({ id: 'works', size: 0 })];
    expect(heldIn(plan('drop', week, { segments: deaf }))).toEqual([]);
    expect(heldIn(plan('drop', week, { segments: [], goals: [] }))).toEqual([]);
  });

  it('a send that was moved by hand is put off from where it was moved to, with its own words', () => {
    const own = { subject: 'Now', body: 'x' };
    const series = mail('s', 0, {
      cadence: 'weekly',
      days: 14,
      exceptions: [{ on: '2027-01-11', to: '2027-01-13', message: own }],
    });
    const campaign = plan('defer', [mail('a', 0), mail('b', 1), series]);
    const sent = asReallySent(campaign).campaign.touchpoints[2]!;
    expect(sent.exceptions).toEqual([{ on: '2027-01-11', to: '2027-01-20', message: own }]);
  });
});

describe('contact load and the day', () => {
  const campaign = plan('defer', [mail('a', 0), mail('b', 1), mail('c', 2)]);

  it('count what is really sent', () => {
    expect(weeklyLoadOf(campaign).segments.map(({ contacts }) => [...contacts].slice(0, 3))).toEqual([
      [2, 1, 0],
      [2, 1, 0],
    ]);
    const { contacts } = contactLoadOf(campaign).loads[0]!;
    expect([contacts[2], contacts[9]]).toEqual([0, 1]);
    const arrivalsOn = (day: number) =>
      dayPlanOf(campaign, dayOf('2027-01-11') + day).arrivals.map((one) => one.touchpoint.id);
    expect([new Set(arrivalsOn(2)), new Set(arrivalsOn(9))]).toEqual([new Set(), new Set(['c'])]);
  });
});

/** The plan after some random commands. */
const arbitraryPlan = fc
  .tuple(
    fc.array(arbitraryCommand, { minLength: 1, maxLength: 30 }),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom('defer' as const, 'drop' as const),
  )
  .map(([commands, capPerWeek, atCap]): Campaign => {
    const after = commands.reduce((changed, command) => {
      try {
        return apply(changed, command).campaign;
      } catch {
        return changed;
      }
    }, fullCampaign);
    return { ...after, contact: { ...after.contact, capPerWeek, atCap } };
  });

it('no week is ever above the cap but by what must be sent, whatever the plan', () => {
  fc.assert(
    fc.property(arbitraryPlan, (campaign) => {
      const musts = campaign.touchpoints.filter(({ priority }) => priority === 'must');
      const [all, must] = [weeklyLoadOf(campaign), weeklyLoadOf({ ...campaign, touchpoints: musts })];
      all.segments.forEach(({ contacts }, row) =>
        contacts.forEach((count, week) =>
          expect(count).toBeLessThanOrEqual(Math.max(campaign.contact.capPerWeek, must.segments[row]!.contacts[week]!)),
        ),
      );
    }),
  );
});

describe('with decision points', () => {
  /** On the Wednesday of the first week. */
  const decision: Decision = {
    id: 'd',
    name: 'd',
    date: '2027-01-13',
    metric: 'active',
    below: 0.1,
    unit: 'share',
    segments: [],
  };
  const decided = (atCap: ContactRules['atCap'], touchpoints: Touchpoint[]) =>
    plan(atCap, touchpoints, { decisions: [decision] });
  const heldOn = (campaign: Campaign, branch: 'then' | 'otherwise') => {
    const on = campaignOn(campaign, new Map([['d', branch]]));
    return on.touchpoints.flatMap((one) => (occurrenceDays(one).length === 0 ? [one.id] : []));
  };
  const [monday, tuesday] = [mail('monday', 0), mail('tuesday', 1, { priority: 'low' })];
  const rescue = mail('rescue', 4, { thenOf: 'd' });

  it('what was sent before the date is not held back by what waits for it', () => {
    const must = decided('drop', [monday, tuesday, { ...rescue, priority: 'must' }]);
    expect([heldOn(must, 'then'), heldOn(must, 'otherwise'), heldIn(must)]).toEqual([[], [], []]);
    const normal = decided('drop', [monday, tuesday, rescue]);
    expect([heldOn(normal, 'then'), heldOn(normal, 'otherwise'), heldIn(normal)]).toEqual([
      ['rescue'],
      [],
      [['rescue', 4]],
    ]);
  });

  it('nor put off otherwise, because what waits fills the week that it is put off to', () => {
    const late = mail('late', 2);
    const next = [mail('next', 7), mail('waiting', 12, { thenOf: 'd' })];
    const campaign = decided('defer', [monday, tuesday, late, ...next]);
    expect(heldIn(campaign)).toEqual([
      ['tuesday', 1, 8],
      ['waiting', 12, 19],
    ]);
  });

  it('what goes out on one way alone takes no room from what goes out on the other', () => {
    const thanks = mail('thanks', 5, { otherwiseOf: 'd' });
    const campaign = decided('drop', [monday, rescue, thanks]);
    expect(heldIn(campaign)).toEqual([]);
    expect(weeklyLoadOf(campaign).segments.map(({ contacts }) => contacts[0])).toEqual([2, 2]);
  });

  it('nothing that is sent by a date depends on what is decided on it, whatever the plan', () => {
    const decisions = [2, 9, 16].map((day) => {
      const id = `on${day}`;
      return { ...decision, id, name: id, date: formatDay(dayOf('2027-01-11') + day) };
    });
    const waiting = fc.record(
      {
        thenOf: fc.constantFrom(...decisions.map(({ id }) => id)),
        otherwiseOf: fc.constantFrom(...decisions.map(({ id }) => id)),
      },
      { requiredKeys: [] },
    );
    const some = fc.record({
      day: fc.integer({ min: 0, max: 27 }),
      priority: fc.constantFrom('must' as const, 'normal' as const, 'low' as const),
      waits: waiting,
    });
    let parted = 0;
    fc.assert(
      fc.property(fc.array(some, { minLength: 5, maxLength: 20 }), fc.constantFrom('defer', 'drop'), (mails, atCap) => {
        const touchpoints = mails.map(({ day, priority, waits }, at) => mail(`m${at}`, day, { priority, ...waits }));
        const campaign = plan(atCap, touchpoints, { decisions });
        const ways = waysOf(decisions).map((way) => ({ way, on: campaignOn(campaign, way) }));
        const sentBy = ({ touchpoints: all }: Campaign, last: number) =>
          all
            .flatMap((one) => occurrenceDays(one).map((day) => ({ id: one.id, day })))
            .filter(({ day }) => day <= last);
        decisions.forEach(({ date }, place) => {
          const sameUntil = Map.groupBy(ways, ({ way }) =>
            decisions
              .slice(0, place)
              .map(({ id }) => way.get(id))
              .join(),
          );
          for (const [first, ...others] of sameUntil.values())
            for (const { on } of others) {
              expect(sentBy(on, dayOf(date))).toEqual(sentBy(first!.on, dayOf(date)));
              if (on.touchpoints.length !== first!.on.touchpoints.length) parted++;
            }
        });
      }),
    );
    expect(parted).toBeGreaterThan(100);
  });
});
