import { beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Overlays } from '../navigation/overlay.ts';
import { PlainStudio } from '../session/studio.testing.ts';

let studio: PlainStudio;
vi.stubGlobal('window', {
  studio: { call: async (method: string, input: unknown) => studio.answer(method, input), subscribe: vi.fn() },
});
const { executeWithOffer } = await import('../session/offers.ts');
const { execute, openCampaign } = await import('../session/session.ts');
const { useNotices } = await import('../kit/notices.ts');
const { followMoves } = await import('./followMoves.ts');
const { useOverlay } = await import('../navigation/overlay.ts');

/** Touchpoint c hangs from a, d from event b. */
const open = async (campaign: Campaign = fullCampaign) => {
  studio = new PlainStudio(campaign, () => {});
  await openCampaign('one');
};
const told = () => useNotices.getState().notices.map(({ text }) => text.replace(/[\u2066-\u2069]/g, ''));

beforeEach(() => useNotices.setState({ notices: [] }));

it('what loses its anchor with what is removed is told beside the offer', async () => {
  await open();
  executeWithOffer({ type: 'removeEvent', id: 'b' }, '“Launch” deleted.');
  expect(told()).toEqual(['“Launch” deleted. 1 touchpoint lost its anchor and keeps its date.']);
  useNotices.setState({ notices: [] });
  executeWithOffer({ type: 'removeGoal', id: 'a' }, 'Goal deleted.');
  expect(told()).toEqual(['Goal deleted.']);
});

it('what stays when its anchor moves is told, also where nothing else moves', async () => {
  const stop = followMoves();
  await open({
    ...fullCampaign,
    touchpoints: fullCampaign.touchpoints.map((touchpoint) =>
      touchpoint.id === 'd' ? { ...touchpoint, locked: true } : touchpoint,
    ),
  });
  execute({ type: 'editEvent', id: 'b', changes: { start: '2027-02-15' } });
  expect(told()).toEqual(['1 touchpoint stayed on its date, because it is locked or was sent.']);
  stop();
});

it('what is moved by hand is not counted among what went along', async () => {
  const stop = followMoves();
  await open();
  const commands = ['a', 'c'].map((id) => ({ type: 'moveTouchpoint' as const, id, start: '2027-01-19' }));
  execute({ type: 'batch', action: 'moveSeveral', commands });
  expect(told()).toEqual([]);
  stop();
});

it('what has the id of its anchor is counted among what went along', async () => {
  const stop = followMoves();
  const tie = { eventId: 'b', count: 7, unit: 'days' as const };
  await open({
    ...fullCampaign,
    touchpoints: fullCampaign.touchpoints.map((touchpoint) =>
      touchpoint.id === 'b' ? { ...touchpoint, start: '2027-02-08', tie } : touchpoint,
    ),
  });
  execute({ type: 'editEvent', id: 'b', changes: { start: '2027-02-15' } });
  expect(told()[0]).toContain('took 2 touchpoints along');
  stop();
});

it('steps that follow each other are told as one move, and nothing is told of what is back where it was', async () => {
  const stop = followMoves();
  await open();
  const moveTo = (start: string) => execute({ type: 'editEvent', id: 'b', changes: { start } });
  const { start } = fullCampaign.events.find(({ id }) => id === 'b')!;
  moveTo(addDays(start, 7));
  moveTo(addDays(start, 14));
  expect(told()).toHaveLength(1);
  useNotices.getState().notices[0]!.action!.run();
  const { about } = useOverlay.getState().overlay as unknown as { about: Overlays['moved'] };
  expect(about.before).toBe(fullCampaign);
  moveTo(start);
  expect(told()).toEqual([]);
  stop();
});

it('what two anchors took along, one after the other, has no one name', async () => {
  const stop = followMoves();
  const tie = { goalId: fullCampaign.goals[0]!.id, count: 0, unit: 'days' as const };
  const touchpoints = fullCampaign.touchpoints.map((one) => (one.id === 'a' ? { ...one, tie } : one));
  await open({ ...fullCampaign, touchpoints });
  const [event, goal] = [fullCampaign.events.find(({ id }) => id === 'b')!, fullCampaign.goals[0]!];
  execute({ type: 'editEvent', id: 'b', changes: { start: addDays(event.start, 7) } });
  expect(told()[0]).toMatch(/“Event b” took \d+ touchpoints? along/);
  execute({ type: 'editGoal', id: goal.id, changes: { date: addDays(goal.date, 7) } });
  expect(told()).toHaveLength(1);
  expect(told()[0]).toMatch(/^\d+ touchpoints moved along\./);
  stop();
});

it('several that are moved at once have no one name that took others along', async () => {
  const stop = followMoves();
  await open();
  const [event, goal] = [fullCampaign.events.find(({ id }) => id === 'b')!, fullCampaign.goals[0]!];
  const commands = [
    { type: 'editEvent' as const, id: event.id, changes: { start: addDays(event.start, 7) } },
    { type: 'editGoal' as const, id: goal.id, changes: { date: addDays(goal.date, 7) } },
  ];
  execute({ type: 'batch', action: 'moveSeveral', commands });
  expect(told()[0]).toMatch(/^\d+ touchpoints? moved along\./);
  stop();
});
