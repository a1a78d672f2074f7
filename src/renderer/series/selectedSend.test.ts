import { expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Touchpoint } from '#campaign/document.ts';
import { useSession } from '../session/session.ts';
import { selectedSend, selectSend, stepSend } from './selectedSend.ts';

// The window's way to the studio, which no key takes.
vi.hoisted(() => vi.stubGlobal('window', { studio: {} }));

it('steps from send to send, and lists the sends of a long series once for each step', () => {
  const daily: Touchpoint = { ...fullCampaign.touchpoints[0]!, id: 'daily', cadence: 'daily', days: 300 };
  delete daily.exceptions;
  const { start } = daily;
  let reads = 0;
  Object.defineProperty(daily, 'start', { get: () => (reads++, start) });
  useSession.setState({
    open: { ...useSession.getState().open!, campaign: fullCampaign, selection: { kind: 'touchpoint', ids: ['daily'] } },
  });
  stepSend(daily, -1);
  expect(selectedSend(daily)?.number).toBe(300);
  reads = 0;
  stepSend(daily, -1);
  expect(reads).toBeLessThan(5);
  expect(selectedSend(daily)?.number).toBe(299);
  selectSend(null);
  stepSend(daily, 1);
  stepSend(daily, 1);
  expect(selectedSend(daily)?.number).toBe(2);
});
