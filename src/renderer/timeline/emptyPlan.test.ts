import { expect, test } from 'vitest';
import { wayToBegin } from './emptyPlan.ts';

test('an empty plan speaks of what stands beside it', () => {
  expect(wayToBegin('tactics', 3)).toMatch(/^Drag a tactic/);
  expect(wayToBegin(null, 3)).toMatch(/^Choose a tactic/);
  for (const ideas of [0, 3]) expect(wayToBegin('shelf', ideas)).not.toMatch(/tactic/i);
  expect(wayToBegin('shelf', 3)).toMatch(/^Drag an idea/);
  expect(wayToBegin('shelf', 0)).toMatch(/^Write down an idea/);
});
