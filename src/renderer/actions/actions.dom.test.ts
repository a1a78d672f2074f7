// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeyboardEvent as ReactKeyboardEvent } from 'react';
import { fullCampaign } from '#campaign/arbitrary.testing.ts';
import { shortcutOf, SHORTCUTS, zoomKeyOf, type Pressed } from '../kit/shortcuts.ts';
import { openCampaign, select, useSession } from '../session/session.ts';
import { PlainStudio } from '../session/studio.testing.ts';
import { onTimelineKey } from '../timeline/keys.ts';
import { ACTIONS, actionOf, actionsOn, keysIn, windowActionFor } from './actions.ts';
import { HELP } from './help.ts';

/** Keys, help, menus and finder are held against the one table. */

const studio = vi.hoisted(() => {
  const held = { answer: (_method: string, _input: unknown): unknown => ({}) };
  const call = (method: string, input: unknown) => Promise.resolve(held.answer(method, input));
  Object.assign(window, { studio: { call, subscribe: () => () => undefined } });
  return held;
});

const LETTERS: Record<string, string> = {
  undo: 'z',
  redo: 'y',
  save: 's',
  find: 'k',
  export: 'e',
  print: 'p',
  duplicate: 'd',
  all: 'a',
  copy: 'c',
  cut: 'x',
  paste: 'v',
};
const press = (held: Partial<Pressed>): Pressed => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
/** The keys of an action as they are pressed. */
const pressOf = (id: string) => {
  const { shortcut, key, hasShift = false } = actionOf(id);
  return press(shortcut ? { key: LETTERS[shortcut]!, ctrlKey: true } : { key: key!, shiftKey: hasShift });
};
const rows = HELP.flatMap((group) => group.rows);
const withKeys = ACTIONS.filter((action) => keysIn(action) !== undefined);

beforeEach(async () => {
  const plain = new PlainStudio(fullCampaign, () => undefined);
  studio.answer = (method, input) => plain.answer(method, input);
  await openCampaign('one');
});
afterEach(() => useSession.setState({ open: null }));

describe('the table of actions', () => {
  it('names each once, with a shortcut of its own', () => {
    const ids = ACTIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const shortcut of SHORTCUTS) {
      expect(shortcutOf(press({ key: LETTERS[shortcut]!, ctrlKey: true })), shortcut).toBe(shortcut);
      expect(
        ACTIONS.filter((action) => action.shortcut === shortcut).map(({ id }) => id),
        shortcut,
      ).toHaveLength(1);
    }
    for (const action of ACTIONS) expect(action.words()).not.toBe('');
  });

  it('has every key in the help, and the help no other', () => {
    expect(rows.flatMap(({ action }) => action ?? []).toSorted()).toEqual(withKeys.map(({ id }) => id).toSorted());
    for (const { action, keys } of rows) if (action) expect(keys).toEqual([keysIn(actionOf(action))]);
  });

  it('does in the window what the help says', () => {
    const own = ACTIONS.filter(({ keysOf }) => keysOf === 'window');
    expect(own.length).toBeGreaterThan(5);
    for (const { id } of own) expect(windowActionFor(pressOf(id))?.id).toBe(id);
    expect(windowActionFor(press({ key: 'Delete' }))).toBeUndefined();
  });

  it('does on the timeline what the help says', () => {
    const takes = (held: Partial<Pressed>) => {
      useSession.setState({ open: { ...useSession.getState().open!, campaign: fullCampaign, selection: null } });
      const mark = document.body.appendChild(document.createElement('div'));
      const { id } = fullCampaign.touchpoints[0]!;
      Object.assign(mark.dataset, { kind: 'touchpoint', id });
      let isTaken = false;
      const event = {
        ...press(held),
        target: mark,
        preventDefault: () => (isTaken = true),
        stopPropagation: () => undefined,
      };
      onTimelineKey(event as unknown as ReactKeyboardEvent, () => undefined);
      mark.remove();
      return isTaken || zoomKeyOf(press(held)) !== null;
    };
    const bound = [
      ...rows.flatMap(({ presses = [] }) => presses),
      ...ACTIONS.filter(({ keysOf }) => keysOf === 'timeline').map(({ id }) => pressOf(id)),
    ];
    expect(bound.length).toBeGreaterThan(15);
    for (const held of bound) expect(takes(held), JSON.stringify(held)).toBe(true);
    expect(takes({ key: 'q' })).toBe(false);
  });

  it('offers on each ground what can be done there', () => {
    const ids = (ground: Parameters<typeof actionsOn>[0]) => actionsOn(ground).map(({ id }) => id);
    expect(ids('item')).toEqual([]);
    select({ kind: 'touchpoint', ids: [fullCampaign.touchpoints[0]!.id] });
    expect(ids('item')).toEqual(['details', 'moveTo', 'duplicate', 'copy', 'cut', 'lock', 'shelve', 'delete']);
    actionOf('lock').run();
    expect(actionOf('lock').words()).toBe('Unlock');
    expect(ids('item')).not.toContain('shelve');
    select({ kind: 'goal', ids: [fullCampaign.goals[0]!.id] });
    expect(ids('item')).toEqual(['details', 'moveTo', 'delete']);
    select({ kind: 'lane', ids: [fullCampaign.lanes[0]!.id] });
    expect(ids('lane')).toEqual(expect.arrayContaining(['details', 'add-touchpoint', 'add-lane']));
    expect(ids('room')).toEqual(expect.arrayContaining(['add-touchpoint', 'selectAll']));
    expect(ids('axis')).toEqual(expect.arrayContaining(['add-goal', 'showWhole']));
  });
});
