// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { rangeOf } from '#campaign/calendar.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { openCampaign, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { addTacticOn } from './tacticDrag.ts';

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  return held;
});

it('ends with the campaign what begins in it, and leaves what begins later as it is', async () => {
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => plain.answer(method, input);
  await openCampaign('one');
  const long = TACTICS.toSorted((one, other) => other.days - one.days)[0]!;
  const { until } = rangeOf(fullCampaign);
  const added = (day: number) => {
    addTacticOn(long, day);
    return useSession.getState().open!.campaign.touchpoints.at(-1)!.days;
  };
  expect(long.days).toBeGreaterThan(3);
  expect([added(until - 3), added(until - 1), added(until)]).toEqual([3, 1, long.days]);
});
