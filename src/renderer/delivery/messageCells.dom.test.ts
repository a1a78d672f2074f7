// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { listProgress } from './MessageCells.tsx';

it('says how far a list is while it is on its way or waits', () => {
  const progress = { done: 1200, refused: 3, of: 5000, leftMs: 45 * 60_000 };
  const said = listProgress({ state: 'claimed', progress })!.replace(/[⁦-⁩]/g, '');
  expect(said).toMatch(/^1.200 of 5.000, about 45 minutes left$/);
  expect(listProgress({ state: 'planned', progress })!.replace(/[⁦-⁩]/g, '')).toMatch(
    /^begun, and waits at 1.200 of 5.000$/,
  );
  expect(listProgress({ state: 'planned', progress: { ...progress, done: 0 } })).toBeUndefined();
  for (const state of ['sent', 'unknown'] as const) expect(listProgress({ state, progress })).toBeUndefined();
  expect(listProgress({ state: 'claimed', progress: null })).toBeUndefined();
});
