import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '#campaign/commands.ts';
import { createStudio, type Studio } from '#studio/createStudio.ts';
import { startWebHost } from '#web/startWebHost.ts';
import { table, time } from './measure.ts';

/** What an edit costs until it is acknowledged on the disk, asked directly and over HTTP, as Markdown: `node bench/edits.ts`. */

const EDITS = 400;
const WARMING = 100;
type Ask = (method: string, input: object) => Promise<unknown>;

const folder = mkdtempSync(join(process.env['TANDEM_BENCH'] ?? tmpdir(), 'tandem-edits-'));
const windowFolder = join(folder, 'window');
mkdirSync(windowFolder);
writeFileSync(join(windowFolder, 'window.json'), JSON.stringify({ headers: {}, files: {} }));
let studio!: Studio;
const host = await startWebHost({
  windowFolder,
  port: 0,
  openStudio: async (emit) =>
    (studio = await createStudio({
      version: '0.0.0',
      dataFolder: join(folder, 'data'),
      now: () => new Date(),
      emit,
    })),
});

try {
  const address = new URL(host.address);
  const headers = {
    Authorization: `Bearer ${new URLSearchParams(address.hash.slice(1)).get('token')}`,
    'Content-Type': 'application/json',
  };
  const doors: [string, Ask][] = [
    ['direct', async (method, input) => valueOf(await studio.call(method, input))],
    [
      'over HTTP',
      async (method, input) =>
        valueOf(
          await (
            await fetch(`${address.origin}/api/${method}`, { method: 'POST', headers, body: JSON.stringify(input) })
          ).json(),
        ),
    ],
  ];
  console.log(`An edit of the sample campaign, load ${loadavg()[0]!.toFixed(1)}\n`);
  const rows: string[][] = [];
  for (const [door, ask] of doors) {
    rows.push([`campaign.execute, ${door}`, ...(await edits(ask))]);
    rows.push([`campaign.undo, ${door}`, ...(await undos(ask))]);
  }
  console.log(table(['call', 'median', '95th of 100'], rows));
} finally {
  await host.close();
  rmSync(folder, { recursive: true });
}

async function edits(ask: Ask): Promise<string[]> {
  const { id, revision, touchpoint } = await sample(ask);
  const taken: number[] = [];
  for (let turn = 0; turn < EDITS + WARMING; turn++) {
    const command: Command = {
      type: 'editTouchpoint',
      id: touchpoint,
      changes: { 'message.subject': `Subject number ${turn}` },
    };
    taken.push(
      await timed(() => ask('campaign.execute', { id, revision: revision + turn, command, step: randomUUID() })),
    );
  }
  return summary(taken.slice(WARMING));
}

async function undos(ask: Ask): Promise<string[]> {
  const { id, revision } = await sample(ask);
  const taken: number[] = [];
  for (let turn = 0; turn < EDITS; turn++)
    taken.push(await timed(() => ask('campaign.undo', { id, revision: revision + turn, step: randomUUID() })));
  return summary(taken);
}

async function sample(ask: Ask) {
  const { campaigns } = (await ask('library.list', {})) as { campaigns: { id: string }[] };
  const { id } = campaigns[0]!;
  const open = (await ask('campaign.open', { id })) as {
    revision: number;
    campaign: { touchpoints: { id: string }[] };
  };
  return { id, revision: open.revision, touchpoint: open.campaign.touchpoints[0]!.id };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function summary(taken: number[]): string[] {
  const sorted = taken.toSorted((a, b) => a - b);
  return [0.5, 0.95].map((share) => time(sorted[Math.floor(sorted.length * share)]!));
}

function valueOf(reply: unknown): unknown {
  if (typeof reply !== 'object' || reply === null || !('value' in reply)) throw new Error(JSON.stringify(reply));
  return reply.value;
}
