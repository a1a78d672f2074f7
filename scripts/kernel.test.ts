import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asModule, compileKernel, KEPT } from './kernel.mjs';

test('the kept kernel is what its source compiles to', async () => {
  const kept = readFileSync(KEPT, 'utf8');
  expect(kept === asModule(await compileKernel()), 'run scripts/kernel.mjs').toBe(true);
});
