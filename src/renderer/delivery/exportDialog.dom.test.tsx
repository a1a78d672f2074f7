// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { openCampaign, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { ExportDialog } from './ExportDialog.tsx';

/** A report takes long: it is seen how far it is, and it can be stopped. */

const studio = vi.hoisted(() => {
  const listeners = new Set<(event: unknown) => void>();
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  const subscribe = (listener: (event: unknown) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  Object.assign(window, { studio: { call, subscribe } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return Object.assign(held, { tell: (event: unknown) => listeners.forEach((listener) => listener(event)) });
});

let root: Root;
/** The job of the report under way, and those that were cancelled. */
let job = '';
let cancelled: string[] = [];
beforeEach(async () => {
  cancelled = [];
  const plain = new PlainStudio(fullCampaign, () => undefined);
  let stop = (_reply: unknown) => {};
  studio.answer = (method, input) => {
    if (method === 'delivery.targets') return { value: { targets: [] } };
    if (method === 'delivery.report') {
      ({ job } = input as { job: string });
      return new Promise((resolve) => (stop = resolve));
    }
    if (method !== 'job.cancel') return plain.answer(method, input);
    cancelled.push((input as { job: string }).job);
    stop({ error: { code: 'cancelled', message: 'The work was cancelled.' } });
    return { value: {} };
  };
  await openCampaign('one');
  root = createRoot(document.body.appendChild(document.createElement('main')));
  await act(async () => root.render(<ExportDialog onClose={() => undefined} />));
  await press('Save: Report for stakeholders');
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useSession.setState({ open: null });
});

const bar = () => document.querySelector('[role=progressbar]');
const plain = (text: string | null) => (text ?? '').replace(/[⁦-⁩]/g, '');
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => plain(one.getAttribute('aria-label')) === name);
const press = (name: string) => act(async () => button(name)!.click());

it('says how far a report is', async () => {
  expect(bar()?.getAttribute('aria-valuenow')).toBe('0');
  await act(async () => studio.tell({ type: 'progress', job, done: 1, total: 4 }));
  expect(bar()?.getAttribute('aria-valuenow')).toBe('25');
});

it('stops it when asked, and can make it anew', async () => {
  await press('Stop: Report for stakeholders');
  expect(cancelled).toEqual([job]);
  expect(bar()).toBeNull();
  expect(plain(document.querySelector('.target [role=status]')!.textContent)).toBe(
    'It was stopped. Nothing was saved.',
  );
  const first = job;
  await press('Save: Report for stakeholders');
  expect(bar()).not.toBeNull();
  expect(job).not.toBe(first);
});

it('stops it when the dialog is left', async () => {
  await act(async () => root.render(null));
  expect(cancelled).toEqual([job]);
});
