// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { ACTION_WORDS } from '#language/actions.ts';
import { menuTemplate } from '#main/menuTemplate.ts';
import { actionOf, keysIn } from './renderer/actions/actions.ts';

/** The menu of the system against the window's table of actions. */

vi.hoisted(() =>
  Object.assign(window, { studio: { call: () => Promise.resolve({}), subscribe: () => () => undefined } }),
);

test.each([true, false])('the native menu offers actions of the window, by their words and keys (Mac: %s)', (isMac) => {
  const told: string[] = [];
  const template = menuTemplate({
    isMac,
    isPackaged: true,
    tell: (id) => told.push(id),
    openAnotherWindow: () => undefined,
  });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  const offered = new Map(items.flatMap((item) => (item.id === undefined ? [] : [[item.id, item]])));
  expect([...offered.keys()].toSorted()).toEqual(Object.keys(ACTION_WORDS).toSorted());
  for (const [id, { label, accelerator, click }] of offered) {
    const action = actionOf(id);
    expect(label, id).toBe(action.words());
    expect(accelerator?.replace('CmdOrCtrl', 'Ctrl'), id).toBe(action.shortcut && keysIn(action));
    (click as () => void)();
    expect(told.at(-1)).toBe(id);
  }
});
