import { expect, test } from 'vitest';
import { seedFrom } from '#store/testing/random.ts';
import { countsInWords, noCounts, playSchedule } from './publishing.testing.ts';

const SCHEDULES = Number(process.env['FAULT_SCHEDULES'] ?? 60);

test(
  'whatever fails, nothing arrives twice, nothing is forgotten, and nothing is said that is not so',
  { timeout: 300_000 + SCHEDULES * 5000 },
  async () => {
    const seed = seedFrom('FAULT_SEED');
    const counts = noCounts();
    const faults: string[] = [];
    for (let number = 0; number < SCHEDULES; number++) faults.push(...(await playSchedule(seed + number, counts)));
    console.log(countsInWords(counts));
    expect(faults).toEqual([]);
    expect(counts.schedules).toBe(SCHEDULES);
    // It was no fair weather.
    expect(counts.kills).toBeGreaterThan(SCHEDULES / 4);
    expect(counts.sent).toBeGreaterThan(counts.items / 2);
    expect(counts.asked).toBeGreaterThan(0);
    // And no plan that stood still.
    for (const many of [counts.approvals, counts.changed, counts.takenOut, counts.withdrawn, counts.faults['known']])
      expect(many).toBeGreaterThan(0);
  },
);
