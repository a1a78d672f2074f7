import { describe, expect, test } from 'vitest';
import { bringInSegments, type Handling } from './audienceList.ts';
import type { Campaign, Segment } from './document.ts';
import { apply } from './reducer.ts';
import { templateById } from './templates/templates.ts';

const template = templateById('compliance-refresh')!.build({ start: '2027-01-11', id: 'plan' });
const [model] = template.segments;
const segment = (id: string, name: string): Segment => ({ ...model!, id, name, size: 10, inflow: 2 });
const [one, another] = template.touchpoints.map(({ goalId: _, eventId: __, tie: ___, ...touchpoint }) => touchpoint);
const plan: Campaign = {
  ...template,
  segments: [segment('sales', 'Sales'), segment('depot', 'Depot'), segment('office', 'Office')],
  touchpoints: [
    { ...one!, id: 'known', segments: ['sales', 'office'] },
    { ...another!, id: 'gone', segments: ['office'] },
  ],
  ideas: [],
  goals: [{ ...template.goals[0]!, id: 'goal', segments: ['sales'] }],
  events: [{ ...template.events[0]!, id: 'event', segments: ['depot'] }],
  decisions: [],
  assumptions: [],
};
const { id: _, inflow: __, ...row } = segment('', '');
const list = [
  { ...row, name: ' sales ', size: 25, language: 'fi' },
  { ...row, name: 'Depot' },
  { ...row, name: 'Lab', size: 7 },
];

function bringIn(campaign: Campaign, handling: Handling) {
  const { commands, others } = bringInSegments(campaign, list, handling, ({ name }) => `new-${name}`);
  return { ...apply(campaign, { type: 'batch', action: 'importAudience', commands }), commands, others };
}

describe.each(['add', 'replace'] as const)('a list of people, to %s', (handling) => {
  test('brings numbers to segments that it knows again by name, and the others anew', () => {
    const { campaign, inverse } = bringIn(plan, handling);
    expect(campaign.segments.map(({ id }) => id)).toEqual(
      handling === 'add' ? ['sales', 'depot', 'office', 'new-Lab'] : ['sales', 'depot', 'new-Lab'],
    );
    expect(campaign.segments[0]).toEqual({ ...plan.segments[0], size: 25, language: 'fi' });
    expect(campaign.segments.at(-1)).toEqual({ ...list[2], id: 'new-Lab' });
    expect(apply(campaign, inverse).campaign).toEqual(plan);
  });

  test('changes nothing the second time', () => {
    expect(bringIn(bringIn(plan, handling).campaign, handling).commands).toEqual([]);
  });

  test('says which segments it does not have', () => {
    expect(bringIn(plan, handling).others).toEqual([plan.segments[2]]);
  });
});

test('what is meant for a segment that is known again stays so, and what was for replaced ones alone is for everyone', () => {
  const { touchpoints, goals, events } = bringIn(plan, 'replace').campaign;
  expect(touchpoints.map(({ id, segments }) => [id, segments])).toEqual([
    ['known', ['sales']],
    ['gone', []],
  ]);
  expect([...goals, ...events].map(({ segments }) => segments)).toEqual([['sales'], ['depot']]);
});

test('two segments of one name are each known again once', () => {
  const twice: Campaign = { ...plan, segments: [segment('sales', 'Sales'), segment('twin', 'SALES')] };
  const named = { ...twice, touchpoints: [], goals: [], events: [] };
  expect(bringIn(named, 'add').campaign.segments.map(({ id, size }) => [id, size])).toEqual([
    ['sales', 25],
    ['twin', 10],
    ['new-Depot', 10],
    ['new-Lab', 7],
  ]);
});
