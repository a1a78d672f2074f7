// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { studiesOf } from '#campaign/tactics/studies.ts';
import { t } from '../text/text.ts';
import { Evidence } from './Evidence.tsx';

vi.hoisted(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});

let root: Root;
let page: HTMLElement;
beforeEach(async () => {
  page = document.body.appendChild(document.createElement('main'));
  root = createRoot(page);
  await act(async () => root.render(<Evidence />));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
});

const text = (within: Element) => within.textContent.replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ');

it('lists what was tried with how many studies are for, without effect and against it, and each of them when opened', async () => {
  const row = [...page.querySelectorAll('.screen-row')].find((one) =>
    text(one).includes('Calendar slot before email'),
  )!;
  expect(text(row)).toContain('3 for · 2 without effect · 2 against');
  await act(async () => row.querySelector('button')!.click());
  for (const { cited, kind, found } of studiesOf('slot-before-email'))
    expect(text(row)).toContain(`${cited}, ${t(`settings.studyKind.${kind}`)}: ${found}`);
  expect(text(row)).toContain('Against: Baker, Evans and Dee 2016');
  expect(text(row)).toContain('Not used in the forecast: Not by lot');
  expect(text(row)).toMatch(/between −[\d.]+ and [\d.]+ times .* Below 0 it does harm\./);
});

it('leaves out what nobody has tried', () => {
  expect(text(page)).not.toContain('Launch film');
});
