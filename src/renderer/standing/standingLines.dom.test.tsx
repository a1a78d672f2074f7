// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TARGETS_TO_PUBLISH, type PublishedTarget } from '#contract/publishing.ts';
import type { Counts } from '#contract/publish.ts';
import { AT_TARGET } from '#language/atTarget.ts';
import { StandingLines } from './StandingLines.tsx';
import { IN_ORDER, stateOf, useStanding } from './standing.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('main')));
});
afterEach(async () => {
  await act(async () => root.unmount());
  document.body.replaceChildren();
  useStanding.setState({ standing: null });
});

const standing = (counts: Counts, targets: Record<string, PublishedTarget>) => ({
  publisher: { place: 'here' as const, isPaused: false, nextDue: null },
  profiles: { Team: counts },
  touchpoints: { mail: { Team: counts } },
  targets,
});
async function show(counts: Counts, targets: Record<string, PublishedTarget>): Promise<string> {
  await act(async () => {
    useStanding.setState({ standing: standing(counts, targets) });
    root.render(<StandingLines id="mail" />);
  });
  return document.body.textContent.replace(/[⁦-⁩]/g, '');
}

it.each(TARGETS_TO_PUBLISH)('says what an edit does to what %s has', async (target) => {
  expect(await show({ sent: 2 }, { Team: target })).toContain(AT_TARGET[target].change.words);
});

it('says it also where some is still planned, and of a profile that is gone', async () => {
  const both = await show({ planned: 1, sent: 2 }, { Team: 'smtp' });
  expect(both).toContain('until then the approved version goes out');
  expect(both).toContain(AT_TARGET.smtp.change.words);
  expect(await show({ sent: 2 }, {})).toContain('Its profile is removed');
});

it.each(IN_ORDER)('marks a touchpoint as %s with a sign of its own', async (state) => {
  await show({ [state]: 1 }, { Team: 'caldav' });
  expect(document.querySelector('.state-mark')!.getAttribute('data-state')).toBe(state);
  // What needs somebody comes before it.
  expect(stateOf(standing({ [state]: 1, failed: 1 }, {}), 'mail')).toBe('failed');
});
