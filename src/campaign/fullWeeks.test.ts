import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { arbitraryCommand, fullCampaign } from './arbitrary.testing.ts';
import { dayOf, mondayOf } from './calendar.ts';
import type { Command } from './commands.ts';
import { isGoing, type Campaign, type Touchpoint } from './document.ts';
import { beyondCap, waysOutOf, type WayOut } from './fullWeeks.ts';
import { apply } from './reducer.ts';
import { Refusal } from './refusal.ts';
import { templateById } from './templates/templates.ts';

const words = {
  name: (names: readonly string[]) => `Digest: ${names.join(', ')}`,
  subject: (subjects: readonly string[]) => subjects.join('; '),
};

const base = templateById('compliance-refresh')!.build({ start: '2027-01-11', id: 'plan' });
const MONDAY = '2027-02-08';
const monday = dayOf(MONDAY);
const plain: Touchpoint = {
  ...base.touchpoints.find(({ channel, cadence }) => channel === 'email' && cadence === 'once')!,
  segments: [],
  days: 1,
};
const { tie: _, goalId: _goal, eventId: _event, ...mail } = plain;

/** So many mails on days of one week, with a cap of two. */
function crowded(changes: Partial<Touchpoint>[]): Campaign {
  const touchpoints = changes.map((change, index) => ({
    ...mail,
    id: `mail-${index}`,
    name: `Mail ${index}`,
    start: `2027-02-${String(8 + index).padStart(2, '0')}`,
    ...change,
  }));
  return {
    ...base,
    contact: { ...base.contact, capPerWeek: 2 },
    goals: [],
    events: [],
    decisions: [],
    touchpoints: touchpoints as Touchpoint[],
  };
}

const wayBy = (ways: readonly WayOut[], kind: WayOut['kind']) => ways.find((way) => way.kind === kind);

describe('a week of four messages where two are wanted', () => {
  const campaign = crowded([{}, { priority: 'low' }, {}, {}]);
  const ways = waysOutOf(campaign, monday, words);

  it('is found to be beyond the cap for each segment', () => {
    // The branches read no mail.
    expect(campaign.segments.length - 1).toBe(2);
    expect(beyondCap(campaign, monday)).toBe(2 * 2);
    expect(beyondCap(campaign, monday + 7)).toBe(0);
  });

  it('is proposed to be thinned out by moving, merging or dropping, none of which is done', () => {
    expect(ways.map(({ kind }) => kind)).toEqual(['move', 'merge', 'drop']);
    expect(ways.map(({ left }) => left)).toEqual([0, 0, 0]);
  });

  it('moves what counts least, by weeks, and keeps the weekday', () => {
    const { steps, commands } = wayBy(ways, 'move')!;
    expect(steps.map(({ touchpoint }) => touchpoint.name)).toContain('Mail 1');
    for (const { day, to } of steps) expect((to! - day) % 7).toBe(0);
    const after = apply(campaign, commands).campaign;
    expect(beyondCap(after, monday)).toBe(0);
    for (const week of [7, 14, 21, 28]) expect(beyondCap(after, monday + week)).toBe(0);
  });

  it('makes one digest of all that the same people get by the same channel, with every text in it', () => {
    const { commands } = wayBy(ways, 'merge')!;
    const after = apply(campaign, commands).campaign;
    expect(after.touchpoints.map(({ name }) => name)).toEqual(['Digest: Mail 0, Mail 1, Mail 2, Mail 3']);
    const [digest] = after.touchpoints;
    expect(digest!.message.body.split(mail.message.body)).toHaveLength(5);
    expect(digest!.start).toBe(MONDAY);
  });

  it('keeps the links of all in the digest', () => {
    const linked = crowded(
      ['one', 'two', 'three'].map((name) => ({
        message: { ...mail.message, callToAction: { label: `Go to ${name}`, url: `https://example.org/${name}` } },
      })),
    );
    const { commands, steps } = wayBy(waysOutOf(linked, monday, words), 'merge')!;
    const [digest] = apply(linked, commands).campaign.touchpoints;
    expect(digest!.message.callToAction?.url).toBe('https://example.org/one');
    expect(digest!.message.body).toContain('Go to two: https://example.org/two');
    expect(digest!.message.body).toContain('Go to three: https://example.org/three');
    expect(steps.map(({ called }) => called)).toEqual([digest!.name, digest!.name]);
  });

  it('touches nothing that has left', () => {
    const out = waysOutOf(campaign, monday, words, ({ id }) => id === 'mail-1');
    expect(out.flatMap(({ steps }) => steps.map(({ touchpoint }) => touchpoint.id))).not.toContain('mail-1');
    expect(waysOutOf(campaign, monday, words, () => true)).toEqual([]);
  });

  it('drops by cancelling, so that it is seen what was', () => {
    const { commands } = wayBy(ways, 'drop')!;
    const after = apply(campaign, commands).campaign;
    expect(after.touchpoints.filter((one) => !isGoing(one)).map(({ name }) => name)).toEqual(['Mail 1', 'Mail 3']);
  });
});

it('leaves alone what must be sent, is locked or went out, and says how much is left', () => {
  const fixed = crowded([{ priority: 'must' }, { locked: true }, { status: 'sent' }, { priority: 'must' }]);
  expect(waysOutOf(fixed, monday, words)).toEqual([]);
  const partly = crowded([{ priority: 'must' }, { priority: 'must' }, { priority: 'must' }, {}]);
  expect(waysOutOf(partly, monday, words).map(({ kind, left }) => [kind, left])).toEqual([
    ['move', 2],
    ['drop', 2],
  ]);
});

it('touches single sends of a series, not the series', () => {
  const campaign = crowded([{}, {}, { cadence: 'weekly', days: 30, priority: 'low' }]);
  const { commands } = wayBy(waysOutOf(campaign, monday, words), 'drop')!;
  expect(commands.commands).toEqual([{ type: 'setSend', id: 'mail-2', on: '2027-02-10', send: { skipped: true } }]);
});

it('never makes a week fuller than it was, and every way can be done and taken back, whatever the plan', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(arbitraryCommand, { maxLength: 12 }), fc.nat(60), (commandsBefore, week) => {
      const changed = commandsBefore.reduce((plan, command) => tried(plan, command), fullCampaign);
      const campaign = { ...changed, contact: { ...changed.contact, capPerWeek: 1 } };
      const one = campaign.touchpoints[week % campaign.touchpoints.length];
      if (!one) return;
      const first = mondayOf(dayOf(one.start));
      const before = beyondCap(campaign, first);
      for (const { commands, left, steps } of waysOutOf(campaign, first, words)) {
        found++;
        expect(left).toBeLessThanOrEqual(before);
        expect(steps.length).toBeGreaterThan(0);
        const { campaign: after, inverse } = apply(campaign, commands);
        expect(apply(after, inverse).campaign).toEqual(campaign);
      }
    }),
    { numRuns: 300 },
  );
  expect(found, 'enough full weeks').toBeGreaterThan(30);
});

const tried = (campaign: Campaign, command: Command): Campaign => {
  try {
    return apply(campaign, command).campaign;
  } catch (error) {
    if (error instanceof Refusal) return campaign;
    throw error;
  }
};
