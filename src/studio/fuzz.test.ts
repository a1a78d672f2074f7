import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import { serializeCampaign } from '#campaign/file.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { TARGET_IDS } from '#delivery/targets.ts';
import { libraryFile } from '#store/files.ts';
import { chanceFrom, seedFrom } from '#store/testing/random.ts';
import { smallCampaign } from '#store/testing/campaign.ts';
import { contract, type Method } from '#contract/contract.ts';
import { ERROR_CODES } from '#contract/reply.ts';
import { openTestStudio } from './studio.testing.ts';
import { damaged, wildInputs, type Known } from './testing/wildInputs.ts';

/** Every call of the contract, with inputs drawn from its schema and hostile values among them. */

const CALLS = Number(process.env['FUZZ_CALLS'] ?? 600);
/** Calls under way at any moment. */
const AT_ONCE = 8;
/** After this long a job is cancelled, as a person would who has seen enough. */
const PATIENCE_MILLISECONDS = 300;
/** A call that takes longer is taken for one that never ends. */
const HANG_MILLISECONDS = 60_000;

const METHODS = Object.keys(contract) as Method[];
/** Calls that end the life of what others are about: made less often, so that there is something left. */
const RARE: ReadonlySet<string> = new Set([
  'library.remove',
  'library.purge',
  'library.create',
  'library.import',
  'library.duplicate',
]);

/** What no person should have to read. */
const OF_MACHINES = /\n\s+at |node_modules|\[object |\b(Type|Range|Reference|Syntax)Error\b/;

afterEach(() => vi.restoreAllMocks());

it(
  'no call fails for a reason that nobody foresaw, whatever it is asked',
  { timeout: 120_000 + CALLS * 500 },
  async () => {
    const chance = chanceFrom(seedFrom('FUZZ_SEED'));
    // What is not foreseen goes to the log of whoever started the studio.
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { studio, folder } = await openTestStudio();
    const inputs = Object.fromEntries(METHODS.map((method) => [method, wildInputs(contract[method].input, chance)]));
    const faults: string[] = [];
    const lastLogged = () => String((log.mock.calls.at(-1)?.[0] as Error | undefined)?.stack);
    const sources: string[] = [];
    const counts: Record<string, number> = {};
    const slowest = { method: '', milliseconds: 0 };
    let jobs = 0;

    const idOfFirst = await create();
    const created: string[] = [idOfFirst];
    async function create(): Promise<string> {
      const made = await studio.call('library.import', { fileName: 'x', text: serializeCampaign(smallCampaign()) });
      return (made as { value: { id: string } }).value.id;
    }

    /** What a call can name at this moment. */
    async function knownNow(): Promise<Known> {
      const id = chance.oneOf(created);
      const opened = await studio.call('campaign.open', { id });
      const names = {
        fileName: ['plan.csv', 'people.xlsx', 'plan.tandem.json'],
        templateId: TEMPLATES.map((one) => one.id),
      };
      const more = {
        target: TARGET_IDS,
        source: sources,
        job: [`job-${++jobs}`],
        locale: ['en-GB', 'de', 'xx', 'x-y'],
      };
      if ('error' in opened) return { ...names, ...more, id: [id] };
      const { campaign, revision } = opened.value as { campaign: ReturnType<typeof smallCampaign>; revision: number };
      const ids = [...campaign.touchpoints, ...campaign.segments, ...campaign.lanes].map((one) => one.id);
      const whole = [campaign, damaged(campaign, chance)];
      return {
        ...names,
        ...more,
        id: [id, ...(chance.happens(0.5) ? ids : [])],
        otherId: created,
        into: created,
        revision: [revision],
        campaign: whole,
        laneId: campaign.lanes.map((lane) => lane.id),
        text: [serializeCampaign(campaign), JSON.stringify(whole[1])],
        bytes: [
          Buffer.from('name,start,channel\nMail,2027-01-11,email\nx,1200-01-01,=1+1\n').toString('base64'),
          Buffer.from('email,department,start date\na@b.c,Ops,2020-01-01\n,,9999-99-99\n').toString('base64'),
          Buffer.from('PK\u0003\u0004broken').toString('base64'),
          '',
        ],
      };
    }

    async function ask(): Promise<void> {
      let method = chance.oneOf(METHODS);
      if (RARE.has(method) && chance.happens(0.6)) method = chance.oneOf(METHODS);
      const known = await knownNow();
      const input = inputs[method]!(known) as Record<string, unknown>;
      // Every door sends JSON.
      const text = JSON.stringify(
        method.startsWith('campaign.') && chance.happens(0.7) ? { ...input, id: known['id']![0] } : input,
      );
      const what = `${method} ${text?.slice(0, 600)}`;
      const began = performance.now();
      const job = (input as { job?: unknown } | null)?.job;
      const ended = new AbortController();
      if (job !== undefined)
        void sleep(PATIENCE_MILLISECONDS, undefined, { signal: ended.signal }).then(
          () => studio.call('job.cancel', { job }),
          () => undefined,
        );
      const reply = await Promise.race([
        studio.call(method, text === undefined ? undefined : JSON.parse(text)),
        sleep(HANG_MILLISECONDS, 'hang' as const, { signal: ended.signal }).catch(() => 'hang' as const),
      ]);
      ended.abort();
      if (reply === 'hang') return void faults.push(`${what}: no answer`);
      const milliseconds = performance.now() - began;
      if (milliseconds > slowest.milliseconds) Object.assign(slowest, { method, milliseconds });
      const outcome = 'error' in reply ? reply.error.code : 'value';
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if ('error' in reply) {
        const { code, message } = reply.error;
        if (!ERROR_CODES.includes(code) || code === 'internal') faults.push(`${what}: ${lastLogged()}`);
        if (!/\S.*[.?!…]$/s.test(message) || OF_MACHINES.test(message)) faults.push(`${what}: said “${message}”`);
        return;
      }
      const { value } = JSON.parse(JSON.stringify(reply)) as { value: { id?: string; source?: string } };
      const misfit = contract[method].output.safeParse(value).error;
      if (misfit) faults.push(`${what}: answered ${misfit.message}`);
      if (method === 'intake.open') sources.push(value.source!);
      if (RARE.has(method) && value.id) created.push(value.id);
    }

    let asked = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (asked++ < CALLS) {
          if (asked % 40 === 0) created.push(await create());
          await ask();
        }
      }),
    );
    console.log(`${CALLS} calls`, counts, `slowest: ${slowest.method} ${Math.round(slowest.milliseconds)} ms`);

    expect(faults).toEqual([]);
    expect(log).not.toHaveBeenCalled();
    const { value } = (await studio.call('library.list', {})) as { value: { campaigns: { id: string }[] } };
    await studio.close();
    // What all of this left behind is a sound library.
    const again = await openTestStudio(folder);
    for (const { id } of value.campaigns) await again.ask('campaign.open', { id });
    await again.studio.close();
    const database = new SqliteDatabase(libraryFile(folder));
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
