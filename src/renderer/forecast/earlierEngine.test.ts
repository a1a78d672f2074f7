import { afterEach, expect, test, vi } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { earlierEngine, ENGINE_VERSION } from '#campaign/engine.ts';
import { templateById } from '#campaign/templates/templates.ts';

const wire = vi.hoisted(() => {
  const state = { call: async (_method: string, _input: unknown): Promise<unknown> => undefined };
  vi.stubGlobal('window', { studio: { call: (method: string, input: unknown) => state.call(method, input) } });
  return state;
});
const { PlainStudio } = await import('../session/studio.testing.ts');
const { closeCampaign, openCampaign, useSession } = await import('../session/session.ts');
const { useNotices } = await import('../kit/notices.ts');
const { tellEarlierEngine } = await import('./earlierEngine.ts');

const made = templateById('blank')!.build({ start: '2027-01-11' });
async function opened(campaign: Campaign) {
  const studio = new PlainStudio(campaign, () => undefined);
  wire.call = async (method, input) => studio.answer(method, input);
  await openCampaign('one');
}
const notices = () => useNotices.getState().notices;
let leave = () => {};
afterEach(() => {
  leave();
  closeCampaign();
});

test('nothing is said of a plan of this engine', async () => {
  await opened(made);
  leave = tellEarlierEngine();
  expect(notices()).toEqual([]);
});

test.each([
  ['5', 'were of engine 5'],
  [undefined, 'may be of an earlier engine'],
])('of a plan of engine %s it is said until somebody goes on with this one', async (engine, words) => {
  const { engine: _, ...unsaid } = made;
  await opened({ ...unsaid, ...(engine && { engine }) });
  leave = tellEarlierEngine();
  expect(notices()).toMatchObject([{ text: expect.stringContaining(words) }]);
  leave();
  expect(notices()).toEqual([]);

  leave = tellEarlierEngine();
  notices()[0]!.action!.run();
  const { campaign } = useSession.getState().open!;
  expect(campaign.engine).toBe(ENGINE_VERSION);
  expect(earlierEngine(campaign)).toBeUndefined();
});
