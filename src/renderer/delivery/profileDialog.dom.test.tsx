// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import type { ProfileForm } from '#contract/publish.ts';
import type { Profile } from '#contract/publishing.ts';
import { openCampaign, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { ProfileDialog } from './ProfileDialog.tsx';

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return held;
});

const [first, second] = fullCampaign.segments;
const form: ProfileForm = {
  needs: { url: false, secret: true, addresses: false },
  keepsTime: true,
  options: [
    { name: 'channel', isAsked: true, isEach: true },
    { name: 'segments', isAsked: false, isEach: false },
    { name: 'quiet', values: ['hold', 'nearest'], isAsked: false, isEach: false },
  ],
};
const before: Profile = {
  name: 'Team',
  target: 'slack',
  secretRef: 'keychain:Team',
  options: { channel: 'C0000000001', [`channel.${second!.id}`]: 'C0000000002', 'channel.gone': 'C3', segments: 'gone' },
};

let root: Root;
let kept: unknown[];
let refusal: string | null;
const closed = vi.fn<() => void>();
beforeEach(async () => {
  kept = [];
  refusal = null;
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => {
    if (method === 'publishing.form') return { value: form };
    if (!method.startsWith('publishing.')) return plain.answer(method, input);
    kept.push(input);
    return refusal === null ? { value: { sentence: 'It answers.' } } : { error: { code: 'refused', message: refusal } };
  };
  await openCampaign('one');
  root = createRoot(document.body.appendChild(document.createElement('main')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useSession.setState({ open: null });
  closed.mockClear();
});

const target = { id: 'slack' as const, name: 'Slack', description: '' };
const show = (profile?: Profile) =>
  act(async () => root.render(<ProfileDialog target={target} {...(profile && { profile })} onClose={closed} />));
const text = (within: Element) => within.textContent.replace(/[⁦-⁩]/g, '');
const inputOf = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((one) => text(one) === label);
  return document.getElementById(found!.htmlFor) as HTMLInputElement;
};
async function type(label: string, value: string) {
  const input = inputOf(label);
  const written = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
  await act(async () => {
    input.focus();
    written.set!.call(input, value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => input.blur());
}
const press = (name: string) =>
  act(async () => [...document.querySelectorAll('button')].find((one) => text(one) === name)!.click());

it('changes what is typed, and keeps all else, the secret and what is for another campaign too', async () => {
  await show(before);
  expect(text(document.querySelector('h2')!)).toBe('Change “Team”');
  expect(inputOf('Channel').value).toBe('C0000000001');
  await type(`Channel for ${first!.name}`, 'C0000000009');
  await type(`Channel for ${second!.name}`, '');
  await press('Test and change');
  const options = {
    channel: 'C0000000001',
    [`channel.${first!.id}`]: 'C0000000009',
    segments: 'gone',
    'channel.gone': 'C3',
  };
  expect(kept).toEqual([{ profile: { ...before, options } }]);
  expect(closed).toHaveBeenCalled();
});

it('leaves its fields where it does not work, and says why', async () => {
  refusal = 'Slack does not know the token.';
  await show(before);
  await type('Channel', 'C0000000007');
  await press('Test and change');
  expect(text(document.querySelector('[role=alert]')!)).toBe('It was not changed. Slack does not know the token.');
  expect(inputOf('Channel').value).toBe('C0000000007');
  expect(closed).not.toHaveBeenCalled();
});

it('asks for a secret that nobody has', async () => {
  await show();
  await type('Name of the profile', 'New');
  await press('Add and test');
  expect(text(document.querySelector('[role=alert]')!)).toBe('Type the secret, or say where else it stands.');
  expect(kept).toEqual([]);
  await type('Secret', 'xoxb-typed');
  await press('Add and test');
  expect(kept[0]).toEqual({ profile: { name: 'New', target: 'slack', options: {} }, secret: 'xoxb-typed' });
});
