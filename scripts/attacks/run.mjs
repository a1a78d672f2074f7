/**
 * Attacks a built studio and says what came out: node_modules/.bin/node scripts/attacks/run.mjs [NAME …].
 * SEED=… repeats a run, ROUNDS=… makes more of those that are drawn. docs/reliability.md holds the last results.
 */
import * as disk from './disk.mjs';
import * as edits from './edits.mjs';
import * as load from './load.mjs';
import { publishing } from './publishing.mjs';
import * as wire from './wire.mjs';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const rounds = process.env.ROUNDS === undefined ? undefined : Number(process.env.ROUNDS);
const attacks = {
  kills: () => edits.kills({ seed, rounds }),
  signals: edits.signals,
  twoWindows: () => edits.twoWindows({ seed }),
  twoHosts: () => edits.twoWindows({ seed, hosts: 2 }),
  strangers: wire.strangers,
  smuggling: wire.smuggling,
  json: wire.json,
  bodies: wire.bodies,
  dripping: wire.dripping,
  listeners: wire.listeners,
  places: disk.places,
  flips: () => disk.flips({ seed, rounds }),
  fullOutput: disk.fullOutput,
  launcherKilled: disk.launcherKilled,
  fullDisk: disk.fullDisk,
  largeEdits: disk.largeEdits,
  jobs: load.jobs,
  campaigns: load.campaigns,
  minute: load.minute,
  bombs: load.bombs,
  publishing: () => publishing({ seed, rounds }),
  interrupted: () => load.interrupted({ seed }),
};

const names = process.argv.slice(2);
console.log(`SEED=${seed}`);
for (const [name, attack] of Object.entries(attacks)) {
  if (names.length > 0 && !names.includes(name)) continue;
  try {
    console.log(`${name}: ${await attack()}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`${name}: FAULT: ${error.message}`);
  }
}
process.exit();
