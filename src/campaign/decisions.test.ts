import { describe, expect, it } from 'vitest';
import { fullCampaign, smallCampaign } from './arbitrary.testing.ts';
import { beginsAfter, branchesOf, inOrderOfTime, type Branch, type Way } from './decisions.ts';
import type { Campaign, Decision, Touchpoint } from './document.ts';
import { campaignFrom } from './file.ts';
import { apply } from './reducer.ts';
import { campaignOn } from './ways.ts';

const decision = (id: string, date: string): Decision => ({
  id,
  name: id,
  date,
  metric: 'active',
  below: 0.12,
  unit: 'share',
  segments: [],
});
const touchpoint = (id: string, start: string, changes: Partial<Touchpoint> = {}): Touchpoint => ({
  ...fullCampaign.touchpoints[3]!,
  id,
  start,
  laneId: 'a',
  segments: [],
  otherwiseOf: undefined,
  goalId: undefined,
  eventId: undefined,
  tie: undefined,
  ...changes,
});
const plan = (decisions: Decision[], touchpoints: Touchpoint[]): Campaign => ({
  ...smallCampaign,
  decisions,
  touchpoints,
});
const idsOn = (campaign: Campaign, way: Record<string, Branch>) =>
  campaignOn(campaign, new Map(Object.entries(way)) as Way).touchpoints.map(({ id }) => id);

describe('a campaign on one way', () => {
  const campaign = plan(
    [decision('later', '2027-03-01'), decision('first', '2027-02-01')],
    [
      touchpoint('always', '2027-03-05'),
      touchpoint('rescue', '2027-02-02', { thenOf: 'first' }),
      touchpoint('thanks', '2027-02-02', { otherwiseOf: 'first' }),
      touchpoint('last-call', '2027-03-02', { thenOf: 'first', otherwiseOf: 'later' }),
    ],
  );

  it('has what is always there and what waits for the branches taken', () => {
    expect(idsOn(campaign, { first: 'then', later: 'otherwise' })).toEqual(['always', 'rescue', 'last-call']);
    expect(idsOn(campaign, { first: 'then', later: 'then' })).toEqual(['always', 'rescue']);
    expect(idsOn(campaign, { first: 'otherwise', later: 'otherwise' })).toEqual(['always', 'thanks']);
  });

  it('leaves nothing to decide', () => {
    const on = campaignOn(campaign, new Map([['first', 'then']]));
    expect(on.decisions).toEqual([]);
    expect(on.touchpoints.every(({ thenOf, otherwiseOf }) => thenOf === undefined && otherwiseOf === undefined)).toBe(
      true,
    );
    expect(campaignFrom(JSON.parse(JSON.stringify(on)))).toBeDefined();
  });

  it('has what began before the decision whatever is decided', () => {
    const begun = plan(
      [decision('first', '2027-02-01')],
      [
        touchpoint('same-day', '2027-02-01', { thenOf: 'first' }),
        touchpoint('running', '2027-01-20', { thenOf: 'first', days: 40, cadence: 'weekly' }),
        touchpoint('one-send-before', '2027-02-02', {
          thenOf: 'first',
          days: 40,
          cadence: 'weekly',
          exceptions: [{ on: '2027-02-09', to: '2027-01-30' }],
        }),
        touchpoint('after', '2027-02-02', { thenOf: 'first' }),
      ],
    );
    expect(begun.touchpoints.map((one) => beginsAfter(one, begun.decisions[0]!))).toEqual([false, false, false, true]);
    expect(idsOn(begun, { first: 'otherwise' })).toEqual(['same-day', 'running', 'one-send-before']);
  });

  it('decides in the order of time', () => {
    expect(inOrderOfTime(campaign.decisions).map(({ id }) => id)).toEqual(['first', 'later']);
    expect(branchesOf({ thenOf: 'a', otherwiseOf: 'a' }, { id: 'a' })).toEqual(['then', 'otherwise']);
  });
});

describe('decision points of a document', () => {
  const item = decision('d', '2027-02-01');

  it('come into a file of an older version as none', () => {
    const { decisions: _, ...older } = smallCampaign;
    expect(campaignFrom({ ...older, version: 4 })).toEqual(smallCampaign);
  });

  it('let go of what waited for them when they are removed, and get it back', () => {
    const before = plan([item], [touchpoint('rescue', '2027-02-05', { thenOf: 'd' })]);
    const { campaign, inverse } = apply(before, { type: 'removeDecision', id: 'd' });
    expect(campaign.touchpoints[0]).not.toHaveProperty('thenOf');
    expect(apply(campaign, inverse).campaign).toEqual(before);
  });

  it('are three at most, and a fourth is refused in a sentence', () => {
    const three = plan(
      ['a', 'b', 'c'].map((id) => ({ ...item, id })),
      [],
    );
    expect(() => apply(three, { type: 'addDecision', item })).toThrow(/3 decision points at most.*Remove one/);
    const four = { ...three, decisions: [...three.decisions, item] };
    expect(() => campaignFrom(JSON.parse(JSON.stringify(four)))).toThrow(
      'At decisions: a campaign has 3 decision points at most; take one out.',
    );
  });

  it('are not waited for where they are not', () => {
    const before = plan([], [touchpoint('rescue', '2027-02-05')]);
    expect(() => apply(before, { type: 'editTouchpoint', id: 'rescue', changes: { thenOf: 'gone' } })).toThrow(
      /its decision is not in the campaign any more/,
    );
  });
});
