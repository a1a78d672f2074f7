// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let root: Root;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.resetModules();
  root = createRoot(document.body.appendChild(document.createElement('main')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
});

/** The field behind a door that knows paths, or one that does not. */
async function show(pathOf?: (file: File) => string) {
  const call = async () => ({ value: {} });
  Object.assign(window, { studio: { call, subscribe: () => () => undefined, ...(pathOf && { pathOf }) } });
  const { AddressFile } = await import('./AddressFile.tsx');
  const committed: string[] = [];
  await act(async () => root.render(<AddressFile path="" onCommit={(path) => committed.push(path)} />));
  return committed;
}
const chooser = () => document.querySelector<HTMLInputElement>('input[type=file]');

it('takes the path of the file that is chosen', async () => {
  const committed = await show((file) => `/home/ana/${file.name}`);
  expect(document.querySelector('button')!.textContent).toBe('Choose a file…');
  Object.defineProperty(chooser()!, 'files', { value: [new File(['segment,address'], 'people.csv')] });
  await act(async () => chooser()!.dispatchEvent(new Event('change', { bubbles: true })));
  expect(committed).toEqual(['/home/ana/people.csv']);
});

it('has its path typed in a browser, and says so', async () => {
  await show();
  expect(chooser()).toBeNull();
  expect(document.querySelector('button')).toBeNull();
  expect(document.body.textContent).toContain('Type the path');
});
