import { expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import type { Campaign, ContextEvent } from './document.ts';
import { serializeCampaign } from './file.ts';
import { moveCampaign } from './moveCampaign.ts';
import { apply } from './reducer.ts';

/** Event b is a milestone, from which touchpoint d hangs; touchpoint b hangs from event a, which happens whatever is planned. */
const plan: Campaign = {
  ...fullCampaign,
  events: fullCampaign.events.map((event): ContextEvent => ({
    ...event,
    kind: event.id === 'b' ? 'milestone' : 'economic',
  })),
  touchpoints: fullCampaign.touchpoints.map((touchpoint) =>
    touchpoint.id === 'b' ? { ...touchpoint, tie: { eventId: 'a', count: -20, unit: 'days' } } : touchpoint,
  ),
};
const startsOf = ({ events, touchpoints }: Campaign) => [
  events.map(({ start }) => start),
  touchpoints.map(({ start }) => start),
];

it('the campaign moves with its milestones and what is free; what hangs from an event that stays, stays with it', () => {
  const { campaign, inverse } = apply(plan, moveCampaign(plan, '2027-01-25'));
  expect(startsOf(campaign)).toEqual([
    ['2027-02-01', '2027-02-15'],
    ['2027-01-26', '2027-01-12', '2027-01-26', '2027-01-26'],
  ]);
  expect(campaign.touchpoints.map(({ tie }) => tie)).toEqual(plan.touchpoints.map(({ tie }) => tie));
  expect(campaign.goals.map(({ date }) => date)).toEqual(['2027-03-15', '2027-03-15']);
  expect(serializeCampaign(apply(campaign, inverse).campaign)).toBe(serializeCampaign(plan));
});

it('an event that is chosen moves along, and what hangs from it', () => {
  const { campaign } = apply(plan, moveCampaign(plan, '2027-01-25', { events: ['a'] }));
  expect(startsOf(campaign)).toEqual([
    ['2027-02-15', '2027-02-15'],
    ['2027-01-26', '2027-01-26', '2027-01-26', '2027-01-26'],
  ]);
});

it('where what hangs moves all the same, its tie says the new distance', () => {
  const { campaign } = apply(plan, moveCampaign(plan, '2027-01-25', { everything: true }));
  expect(campaign.touchpoints[1]).toMatchObject({
    start: '2027-01-26',
    tie: { eventId: 'a', count: -6, unit: 'days' },
  });
});

it.each([{ locked: true as const }, { status: 'sent' as const }])(
  'what is %o stays on its date, but in the dates of a cohort',
  (fixed) => {
    const held = {
      ...plan,
      touchpoints: plan.touchpoints.map((touchpoint) =>
        touchpoint.id === 'a' || touchpoint.id === 'd' ? { ...touchpoint, ...fixed } : touchpoint,
      ),
    };
    const { campaign } = apply(held, moveCampaign(held, '2027-01-25'));
    // Touchpoint c hangs from a, which stays; d hangs from the milestone, which moves away from it.
    expect(campaign.touchpoints.map(({ start }) => start)).toEqual([
      '2027-01-12',
      '2027-01-12',
      '2027-01-12',
      '2027-01-12',
    ]);
    expect(campaign.touchpoints[3]!.tie).toMatchObject({ eventId: 'b', count: -5 });
    const all = apply(held, moveCampaign(held, '2027-01-25', { everything: true })).campaign;
    expect(all.touchpoints.map(({ start }) => start)).toEqual(Array(4).fill('2027-01-26'));
  },
);
