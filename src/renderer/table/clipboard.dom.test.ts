// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { useNotices } from '../kit/notices.ts';
import { openCampaign, select, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { CLIP_TYPE } from '../clipboard/clip.ts';
import { hasClip, pasteAt } from '../clipboard/clipboard.ts';
import { bindTableClipboard } from './clipboard.ts';
import type { Cell } from './moves.ts';
import type { Row } from './rows.ts';

/** Cut and paste of rows, by the events that browsers send. */

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  return held;
});

const [first, second] = fullCampaign.touchpoints;
let active: Cell;
let unbind = () => undefined as void;
const campaign = () => useSession.getState().open!.campaign;
const idsOf = () => campaign().touchpoints.map(({ id }) => id);

/** Sends an event of the clipboard; what is on it afterwards. */
function send(type: 'copy' | 'cut' | 'paste', data = new Map<string, string>()): Map<string, string> {
  const clipboardData = {
    getData: (kind: string) => data.get(kind) ?? '',
    setData: (kind: string, text: string) => void data.set(kind, text),
    types: [...data.keys()],
  };
  document.body.dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), { clipboardData }));
  return data;
}

beforeEach(async () => {
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => plain.answer(method, input);
  await openCampaign('one');
  active = { row: first!.id, column: 'name' };
  const rows = fullCampaign.touchpoints.map((item): Row => ({ kind: 'touchpoint', id: item.id, item }));
  unbind = bindTableClipboard(() => ({ rows, active, onActive: (cell) => (active = cell) }));
});
afterEach(() => {
  unbind();
  useSession.setState({ open: null });
});

it('cuts rows, goes to the one beside them, and has them for “Paste”, which puts them where one is', () => {
  select({ kind: 'touchpoint', ids: [first!.id] });
  send('cut');
  expect(idsOf()).toEqual(fullCampaign.touchpoints.slice(1).map(({ id }) => id));
  expect(active.row).toBe(second!.id);
  expect(useSession.getState().open!.selection).toEqual({ kind: 'touchpoint', ids: [second!.id] });
  expect(hasClip()).toBe(true);
  pasteAt();
  const pasted = campaign().touchpoints.at(-1)!;
  expect(pasted).toMatchObject({ name: first!.name, start: second!.start });
  expect(active.row).toBe(pasted.id);
});

it('puts a copy a week after what was copied or pasted', () => {
  select({ kind: 'touchpoint', ids: [first!.id] });
  const data = send('copy');
  const week = (start: string) => new Date(Date.parse(start) + 7 * 86_400_000).toISOString().slice(0, 10);
  send('paste', data);
  expect(campaign().touchpoints.at(-1)!.start).toBe(week(first!.start));
  send('paste', data);
  expect(campaign().touchpoints.at(-1)!.start).toBe(week(week(first!.start)));
});

it('says which of those from another campaign are for everyone now, and that nothing but touchpoints is copied', () => {
  const told = () => useNotices.getState().notices.map(({ text }) => text);
  select({ kind: 'touchpoint', ids: [first!.id] });
  const data = send('copy');
  const clip = JSON.parse(data.get(CLIP_TYPE)!);
  send('paste', new Map([[CLIP_TYPE, JSON.stringify({ ...clip, campaign: 'other', segments: {} })]]));
  expect(told().join()).toContain('for everyone');
  select({ kind: 'idea', ids: [fullCampaign.ideas[0]!.id] });
  send('cut');
  expect(told().join()).toContain('Only touchpoints can be copied');
});
