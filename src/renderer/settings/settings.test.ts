import { describe, expect, it } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Phase } from '#campaign/document.ts';
import { parameterById, PARAMETERS } from '#campaign/parameters.ts';
import { apply } from '#campaign/reducer.ts';
import { parameterGroups, impliedInterval, isSampled, placeOnLine, stepFor } from './parameters.ts';
import { moveCampaign } from '#campaign/moveCampaign.ts';

const friction = parameterById('trying.friction')!;

describe('moveCampaign', () => {
  it('moves phases, goals, decision points and touchpoints with the first day, leaves events and what hangs from them, and is taken back as one', () => {
    const phase: Phase = { id: 'p', name: 'P', kind: 'launch', start: '2027-01-13', days: 5, pushAim: 0.8 };
    const before = { ...fullCampaign, phases: [phase] };
    const { campaign: moved, inverse } = apply(before, moveCampaign(before, addDays(before.start, 9)));
    expect(moved.start).toBe('2027-01-20');
    expect(moved.phases).toEqual([{ ...phase, start: '2027-01-22' }]);
    expect(moved.goals.map(({ date }) => date)).toEqual(fullCampaign.goals.map(({ date }) => addDays(date, 9)));
    expect(moved.decisions.map(({ date }) => date)).toEqual(fullCampaign.decisions.map(({ date }) => addDays(date, 9)));
    expect(moved.touchpoints.map(({ start }) => start)).toEqual(
      fullCampaign.touchpoints.map(({ start, tie }) => (tie?.eventId === undefined ? addDays(start, 9) : start)),
    );
    expect(moved.events).toEqual(fullCampaign.events);
    expect(apply(moved, inverse).campaign).toEqual(before);
  });
});

describe('parameterGroups', () => {
  const assumptions = [
    { id: 'one', parameter: 'trying.friction', value: 0.3, segmentId: 'sales' },
    { id: 'two', parameter: 'trying.friction', value: 0.2 },
  ];

  it('shows every parameter once, channels last', () => {
    const groups = parameterGroups({ assumptions }, '', 'all');
    const ids = groups.flatMap((group) => group.parameters.map((row) => row.parameter.id));
    expect(ids.toSorted()).toEqual(PARAMETERS.map(({ id }) => id).toSorted());
    const firstChannel = groups.findIndex(({ id }) => id.startsWith('channels.'));
    expect(groups.slice(firstChannel).every(({ id }) => id.startsWith('channels.'))).toBe(true);
  });

  it('has a title in words for every group', () => {
    for (const { id, title } of parameterGroups({ assumptions: [] }, '', 'all')) expect(title).not.toBe(id);
  });

  it('shows only what was changed, everyone’s value first', () => {
    const [group, ...others] = parameterGroups({ assumptions }, '', 'own');
    expect(others).toEqual([]);
    expect(group!.parameters.map(({ parameter, own }) => [parameter.id, own.map(({ id }) => id)])).toEqual([
      ['trying.friction', ['two', 'one']],
    ]);
  });

  it('searches by channel and by what a parameter is about', () => {
    const found = parameterGroups({ assumptions }, 'slack noticed', 'all');
    expect(parameterGroups({ assumptions }, 'Slack nóticed', 'all')).toEqual(found);
    expect(found.flatMap(({ parameters }) => parameters.map(({ parameter }) => parameter.id))).toEqual([
      'channels.slack.reach',
    ]);
    expect(parameterGroups({ assumptions }, 'no such thing', 'all')).toEqual([]);
  });
});

describe('impliedInterval', () => {
  it('is the model’s own at the model’s value, and as many times as far off elsewhere on a log scale', () => {
    for (const parameter of PARAMETERS.filter(isSampled)) {
      const [low, high] = impliedInterval(parameter, parameter.value);
      expect(low, parameter.id).toBeCloseTo(parameter.likely[0], 9);
      expect(high, parameter.id).toBeCloseTo(parameter.likely[1], 9);
    }
    const [low, high] = impliedInterval(friction, friction.value * 2);
    expect(low).toBeCloseTo(friction.likely[0] * 2, 9);
    expect(high).toBeCloseTo(friction.likely[1] * 2, 9);
  });

  it('stays within what the model can work with, and is the value itself where a scale ends', () => {
    expect(impliedInterval(friction, 1.5)[1]).toBe(friction.range[1]);
    expect(impliedInterval(friction, 0)).toEqual([0, 0]);
  });
});

describe('placeOnLine', () => {
  it('gives the likely interval the middle half and keeps everything on the line', () => {
    expect(placeOnLine(friction, friction.likely[0])).toBeCloseTo(0.25, 9);
    expect(placeOnLine(friction, friction.likely[1])).toBeCloseTo(0.75, 9);
    expect(placeOnLine(friction, 0)).toBe(0);
    expect(placeOnLine(friction, 2)).toBeLessThanOrEqual(1);
  });
});

describe('stepFor', () => {
  it('is a tenth of the leading digit', () => {
    expect([0.16, 15, 0.0005, 0].map(stepFor)).toEqual([0.01, 1, 0.00001, 0.01]);
  });
});
