// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, vi } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign, Decision, Touchpoint } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { DecisionFields } from './DecisionFields.tsx';

const { done } = vi.hoisted(() => {
  Object.assign(window, { studio: { call: () => new Promise(() => undefined), subscribe: () => () => undefined } });
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  return { done: [] as unknown[] };
});
vi.mock('../session/session.ts', async (original) => ({
  ...(await original<object>()),
  execute: (command: unknown) => done.push(command),
}));

it('both branches can be filled from what comes after the date and waits for nothing, and emptied again', () => {
  const built = templateById('compliance-refresh')!.build({ start: '2027-01-11' });
  const [first, second, third, fourth] = built.touchpoints as [Touchpoint, Touchpoint, Touchpoint, Touchpoint];
  const decision: Decision = {
    id: 'd',
    name: 'Rescue',
    date: addDays(built.start, 20),
    metric: 'active',
    below: 0.1,
    unit: 'share',
    segments: [],
  };
  const at = (one: Touchpoint, day: number, more: Partial<Touchpoint> = {}) => ({
    ...one,
    start: addDays(built.start, day),
    ...more,
  });
  const campaign: Campaign = {
    ...built,
    decisions: [decision],
    touchpoints: [at(first, 5), at(second, 21), at(third, 40, { otherwiseOf: 'd' }), at(fourth, 20)],
  };
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  act(() => root.render(<DecisionFields campaign={campaign} decision={decision} />));
  const select = (title: string) =>
    [...place.querySelectorAll('.field')].find((field) => field.textContent?.includes(title))!.querySelector('select')!;
  for (const [branch, field] of [
    ['then', 'thenOf'],
    ['otherwise', 'otherwiseOf'],
  ] as const) {
    const choice = select(`Add to “${branch}”`);
    expect([...choice.options].map(({ value }) => value).filter((value) => value.trim() !== '')).toEqual([second.id]);
    choice.value = second.id;
    act(() => void choice.dispatchEvent(new Event('change', { bubbles: true })));
    expect(done.pop()).toEqual({ type: 'editTouchpoint', id: second.id, changes: { [field]: 'd' } });
  }
  const takeOut = [...place.querySelectorAll('button')].find((button) =>
    button.getAttribute('aria-label')?.includes('whatever is decided'),
  )!;
  act(() => takeOut.click());
  expect(done.pop()).toEqual({ type: 'editTouchpoint', id: third.id, changes: { otherwiseOf: null } });
  act(() => root.unmount());
});
