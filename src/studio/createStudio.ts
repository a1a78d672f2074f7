import { availableParallelism } from 'node:os';
import { openStore } from '#store/store.ts';
import { createPool } from '#threads/pool.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { calendarCalls } from './calendar.ts';
import { campaignCalls } from './campaigns.ts';
import { careFor } from './caretaker.ts';
import { contract, type Method } from '#contract/contract.ts';
import type { Calls, Host } from './host.ts';
import type { Reply } from '#contract/reply.ts';
import { preferencesSchema, type Preferences } from '#contract/studio.ts';
import { Refusal } from '#campaign/refusal.ts';
import { decisionCalls } from './decisions.ts';
import { deliveryCalls } from './deliveries.ts';
import { failureOf } from './failure.ts';
import { documentsOf } from './documents.ts';
import { forecastCalls, forecastsBy } from './forecasts.ts';
import { holidayCalls } from './holidays.ts';
import { intakeCalls } from './intakes.ts';
import { createJobs } from './jobs.ts';
import { libraryCalls, stockLibrary } from './library.ts';
import { patiently } from './patience.ts';
import { personOfMachine } from './person.ts';
import { ownPublisher } from './publisher.ts';
import { publishingCalls } from './publishing.ts';

/** The application: everything that a window can ask for, whatever door it came through. */

export interface Studio {
  /** Never throws: a failure is a reply. */
  call(method: string, input: unknown): Promise<Reply>;
  close(): Promise<void>;
}

/** More would leave little of a machine to others. */
const MOST_THREADS = 4;

const DEFAULT_PREFERENCES: Preferences = { theme: 'system', welcomed: false };

/** Opens the library in the host's data folder. Throws Refusal where that cannot be used. */
export async function createStudio(shell: Host): Promise<Studio> {
  const host: Host = { person: personOfMachine(), ...shell };
  const store = await openLibrary(host);
  const pool = createPool({ threads: Math.min(MOST_THREADS, availableParallelism()), spare: 1 });
  const jobs = createJobs(host.emit);
  const forecasts = forecastsBy(pool);
  const campaignAt = documentsOf(store);
  await patiently(() => store.purgeDue());
  await patiently(() => stockLibrary(store, host.now()));
  await store.tidy();
  const publisher = ownPublisher(store, () => host.emit({ type: 'publishing.changed' }));
  // What another program approved is sent from here where nobody else is in charge.
  const caretaker = await careFor(store, () => {
    host.emit({ type: 'library.changed' });
    void publisher.wake().catch(() => undefined);
  });
  await publisher.wake();

  const preferences = async (): Promise<Preferences> => {
    const kept = preferencesSchema.partial().safeParse(await store.preferences());
    return { ...DEFAULT_PREFERENCES, ...(kept.success ? kept.data : {}) } as Preferences;
  };
  const calls: Calls = {
    ...libraryCalls(store, host),
    ...calendarCalls(store, pool, jobs, host),
    ...campaignCalls(store, host),
    ...holidayCalls(),
    ...forecastCalls(campaignAt, pool, jobs, forecasts),
    ...decisionCalls(campaignAt, pool, jobs),
    ...intakeCalls(store, pool, jobs, host),
    ...deliveryCalls(store, pool, jobs, forecasts, host),
    ...publishingCalls(store, publisher, host),
    'job.cancel': ({ job }) => {
      jobs.cancel(job);
      return {};
    },
    'preferences.get': preferences,
    'preferences.set': async ({ changes }) => {
      await store.setPreferences(changes);
      return preferences();
    },
    'studio.about': async () => ({
      version: host.version,
      engine: ENGINE_VERSION,
      dataFolder: host.dataFolder,
      older: await store.older(),
    }),
  };

  return {
    async call(method, input) {
      try {
        return { value: await patiently(() => answer(calls, method, input)) };
      } catch (error) {
        return { error: failureOf(error) };
      }
    },
    async close() {
      caretaker.close();
      await publisher.close();
      await pool.close();
      await store.close();
    },
  };
}

async function openLibrary(host: Host) {
  try {
    return await openStore(host.dataFolder, { now: () => host.now() });
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('refused', error.message) : error;
  }
}

async function answer(calls: Calls, method: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(contract, method))
    throw new Refusal('badInput', `The studio knows no call “${method.slice(0, 80)}”. Update the window.`);
  const { input: inputSchema } = contract[method as Method];
  const parsed = inputSchema.safeParse(input ?? {});
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Refusal(
      'badInput',
      `${method} was asked wrongly at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not valid'}.`,
    );
  }
  return (calls[method as Method] as (input: unknown) => unknown)(parsed.data);
}
