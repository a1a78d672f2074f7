// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { JournalLine } from '#contract/publish.ts';
import { openCampaign, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { Journal } from './Journal.tsx';

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return held;
});

const LATER = '2027-01-11T08:05:00.000Z';
const line = (more: Partial<JournalLine>): JournalLine => ({
  key: '2c5ea4c0-4067-51e9-8bad-9b1deb4d3b7d',
  state: 'unknown',
  action: 'send',
  profile: 'Team',
  touchpoint: 'one',
  segment: '',
  name: 'Kick-off',
  at: '2027-01-11T08:00:00.000Z',
  local: '2027-01-11T09:00',
  timeZone: 'Europe/Berlin',
  sentence: 'There was no answer.',
  dueAt: null,
  progress: null,
  changedAt: LATER,
  ...more,
});

let root: Root;
let asked: [string, unknown][];
beforeEach(() => {
  asked = [];
  root = createRoot(document.body.appendChild(document.createElement('main')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useSession.setState({ open: null });
});

const text = (within: Element = document.body) => within.textContent.replace(/[⁦-⁩]/g, '');
const answers = () => [...document.querySelectorAll<HTMLButtonElement>('.journal-answers button')];

async function show(shown: JournalLine) {
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => {
    asked.push([method, input]);
    if (method === 'publishing.journal') return { value: { lines: [shown], total: 1 } };
    if (method === 'publishing.missed')
      return { value: { lines: [{ line: 4, sentence: 'There is no such mailbox.' }], total: 1 } };
    return method.startsWith('publishing.') ? { value: shown } : plain.answer(method, input);
  };
  await openCampaign('one');
  await act(async () => root.render(<Journal id="one" profiles={[]} />));
}

it.each([
  ['send', ['It arrived', 'Send again']],
  ['update', ['It is changed there', 'Change again']],
  ['withdraw', ['It is gone there', 'Take back again']],
] as const)('asks of an unknown %s in its own words', async (action, words) => {
  await show(line({ action }));
  expect(answers().map((one) => text(one))).toEqual(words);
  expect(answers()[1]!.getAttribute('aria-label')).toContain('Kick-off');
  await act(async () => answers()[1]!.click());
  expect(asked).toContainEqual(['publishing.answer', { key: line({}).key, answer: 'again' }]);
});

it('asks nobody while the publisher is still finding out, or is about to try again', async () => {
  await show(line({ dueAt: LATER }));
  expect(answers()).toEqual([]);
  expect(text()).toContain('Nothing to do yet');
});

it('offers to take back again what was not taken back', async () => {
  await show(line({ state: 'failed', action: 'withdraw' }));
  expect(answers().map((one) => text(one))).toEqual(['Take back again']);
});

it('says who of a list did not get it, by their lines, and sends it to them alone', async () => {
  await show(line({ state: 'sent', progress: { done: 12, refused: 2, of: 12, leftMs: 0 } }));
  const [who, rest] = answers();
  expect([text(who), text(rest)]).toEqual(['2 did not get it', 'Send to those who did not get it']);
  expect(who!.getAttribute('aria-expanded')).toBe('false');
  await act(async () => who!.click());
  expect(who!.getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(who!.getAttribute('aria-controls')!)!.textContent).toContain('Line 4');
  expect(text()).toContain('1 more did not get it.');
  await act(async () => rest!.click());
  expect(asked).toContainEqual(['publishing.sendRest', { key: line({}).key }]);
});

it('offers nothing where everybody got it, or where the list is still under way', async () => {
  await show(line({ state: 'sent', progress: { done: 12, refused: 0, of: 12, leftMs: 0 } }));
  expect(answers()).toEqual([]);
  await show(line({ state: 'planned', dueAt: LATER, progress: { done: 5, refused: 1, of: 12, leftMs: 9 } }));
  expect(answers()).toEqual([]);
});
