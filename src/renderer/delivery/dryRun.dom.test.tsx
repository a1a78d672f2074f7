// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { Output } from '#contract/contract.ts';
import type { DryRun as Answer } from '#contract/publish.ts';
import { openCampaign, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { DryRun } from './DryRun.tsx';

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return held;
});

const item = (name: string): Answer['items'][number] => ({
  key: '2c5ea4c0-4067-51e9-8bad-9b1deb4d3b7d',
  touchpoint: 'one',
  segment: '',
  name,
  at: '2027-01-11T08:00:00.000Z',
  local: '2027-01-11T09:00',
  timeZone: 'Europe/Berlin',
  recipients: 0,
  bytes: 12,
  fate: 'new',
});
const shown = (hash: string): Answer => ({ hash, items: [item(`Plan ${hash}`)], problems: [], takenBack: [] });

let root: Root;
let made: Output<'publishing.bytes'> = { text: 'All of it', addresses: [], differences: null };
let hash = 'one';
beforeEach(async () => {
  hash = 'one';
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => {
    if (method === 'publishing.dryRun') return { value: shown(hash) };
    if (method === 'publishing.bytes') return { value: made };
    if (method !== 'publishing.approve') return plain.answer(method, input);
    return (input as { hash: string }).hash === hash
      ? { value: { queued: 1, takenBack: 0 } }
      : { error: { code: 'conflict', message: 'What was approved is not what would be sent now.' } };
  };
  await openCampaign('one');
  root = createRoot(document.body.appendChild(document.createElement('main')));
  await act(async () => root.render(<DryRun profile="Team" onClose={closed} />));
});
const closed = vi.fn<() => void>();
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useSession.setState({ open: null });
  closed.mockClear();
});

const text = (within: Element = document.body) => within.textContent.replace(/[⁦-⁩]/g, '');
const buttons = () => [...document.querySelectorAll('button')];
const press = (name: string) =>
  act(async () =>
    buttons()
      .find((one) => text(one) === name)!
      .click(),
  );

it('offers to rehearse again in place of approving what is not what would be sent any more', async () => {
  expect(text()).toContain('Plan one');
  hash = 'two';
  await press('Approve 1 change');
  expect(text(document.querySelector('[role=alert]')!)).toContain('is not what would be sent now');
  expect(buttons().map((one) => text(one))).not.toContain('Approve 1 change');
  expect(closed).not.toHaveBeenCalled();

  await press('Rehearse again');
  expect(text()).toContain('Plan two');
  expect(document.querySelector('[role=alert]')).toBeNull();
  await press('Approve 1 change');
  expect(closed).toHaveBeenCalled();
});

it('shows before and after of what is otherwise than was approved', async () => {
  made = { text: 'All of it', addresses: [], differences: [{ of: 'subject', before: 'Launch', after: 'Start' }] };
  await press('Show');
  const rows = [...document.querySelectorAll('.differences tr')].map((row) =>
    [...row.children].map((cell) => text(cell)),
  );
  expect(rows).toEqual([
    ['What changes', 'Approved before', 'Now'],
    ['subject', 'Launch', 'Start'],
  ]);
  expect(text(document.querySelector('pre')!)).toBe('All of it');
  await press('Hide');
  made = { ...made, differences: [] };
  await press('Show');
  expect(text()).toContain('Words and time are those that were approved.');
});
