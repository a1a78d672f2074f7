import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LAYOUTS, SERIES_TOTALS, STRUCTURES } from '../src/simulation/numbers/layouts.ts';
import { asModule, compileKernel, KEPT, KEPT_LAYOUTS, layoutsModule } from './kernel.mjs';

test('the kept kernel is what its source compiles to', { timeout: 180_000 }, async () => {
  const kept = readFileSync(KEPT, 'utf8');
  expect(kept === asModule(await compileKernel()), 'run scripts/kernel.mjs').toBe(true);
});

describe('the layouts of the kernel', () => {
  const kept = readFileSync(KEPT_LAYOUTS, 'utf8');

  test('are those of the table', () => {
    expect(kept === layoutsModule(), 'run scripts/kernel.mjs').toBe(true);
  });

  test('change with a field that is moved, widened, left out or added', () => {
    const { awareness, pull, ...others } = LAYOUTS.row;
    const { days, ...scene } = STRUCTURES.Scene;
    for (const row of [
      { pull, awareness, ...others },
      { ...LAYOUTS.row, pull: 2 },
      { awareness, ...others },
    ])
      expect(layoutsModule({ layouts: { ...LAYOUTS, row } })).not.toBe(kept);
    expect(layoutsModule({ structures: { Scene: { ...scene, days } } })).not.toBe(kept);
    expect(layoutsModule({ series: { ...SERIES_TOTALS, tried: ['tried'] } })).not.toBe(kept);
  });

  test('are asked for by name: no number stands for a field', () => {
    const folder = dirname(KEPT_LAYOUTS);
    const bare =
      /\b(?:get|put|numberIn|addNumber)\((?:totals|traits|row|effects|push|society|middle|chances|rule|lost)[^,()]*, ?\d/;
    const found = readdirSync(folder).filter((file) => bare.test(readFileSync(join(folder, file), 'utf8')));
    expect(found).toEqual([]);
  });

  test('refuse a series whose totals do not follow each other, as the kernel adds them up', () => {
    expect(() => layoutsModule({ series: { tried: ['tried', 'using'] } })).toThrow('“tried” do not follow each other');
  });
});
