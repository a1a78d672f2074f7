/** Attacks on publishing: schedules of failures around the real ledger, in a time of their own. */
import { countsInWords, noCounts, playSchedule } from '../../src/publishing.testing.ts';
import { require } from './host.mjs';

/** Publishers killed and suspended, clocks that jump, full disks, receivers that lose, delay and repeat: nothing twice, nothing forgotten. */
export async function publishing({ seed, rounds = 2000 }) {
  const counts = noCounts();
  for (let round = 0; round < rounds; round++) {
    const faults = await playSchedule(seed + round, counts);
    require(faults.length === 0, faults.join('; '));
  }
  return countsInWords(counts);
}
