import { expect, it, vi } from 'vitest';
import { check } from '#campaign/checks/check.ts';
import { serializeCampaign, parseCampaign } from '#campaign/file.ts';
import { apply, describe as told } from '#campaign/reducer.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { carriedBy } from './phases.ts';
import { moveCommand, stretchCommand } from './moves.ts';
import { onlyIfCommand } from './onlyIf.ts';

// The window's way to the studio, which no command takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

const campaign = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
const after = campaign.touchpoints.filter(({ start }) => start > '2027-02-01');
const ids = after.map(({ id }) => id);
const command = onlyIfCommand(campaign, ids, { id: 'd', name: 'Rescue' })!;
const { campaign: decided, inverse } = apply(campaign, command);

it('lets touchpoints wait for a decision point on the day before the first of them, in one step', () => {
  const [decision] = decided.decisions;
  expect(decision!.date < after.map(({ start }) => start).toSorted()[0]!).toBe(true);
  expect(decided.touchpoints.filter(({ thenOf }) => thenOf === 'd').map(({ id }) => id)).toEqual(ids);
  expect(check(decided).filter(({ rule }) => /decision|decided/.test(rule))).toEqual([]);
  expect(parseCampaign(serializeCampaign(decided))).toEqual(decided);
  expect(told(campaign, command)).toMatchObject({ action: 'onlyIf' });
  expect(apply(decided, inverse).campaign).toEqual(campaign);
});

it('makes nothing of nothing', () => {
  expect(onlyIfCommand(campaign, [], { id: 'd', name: 'Rescue' })).toBeNull();
});

it('moves as things of one day do, alone and with its phase, and has no end to pull at', () => {
  const [decision] = decided.decisions;
  const moved = apply(decided, moveCommand(decided, 'decision', ['d'], { days: 3 })!).campaign;
  expect(Date.parse(moved.decisions[0]!.date) - Date.parse(decision!.date)).toBe(3 * 86_400_000);
  expect(stretchCommand(decided, 'decision', ['d'], 'end', { days: 3 })).toBeNull();
  const phase = decided.phases.find(({ start, days }) => {
    const from = Date.parse(start);
    const at = Date.parse(decision!.date);
    return at >= from && at < from + days * 86_400_000;
  })!;
  expect(carriedBy(decided, [{ id: phase.id, days: 2 }])).toContainEqual({ kind: 'decision', id: 'd', days: 2 });
});
