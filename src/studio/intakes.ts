import { randomUUID } from 'node:crypto';
import type { Campaign } from '#campaign/document.ts';
import { differenceBetween } from '#campaign/difference.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Hands } from '#work/hands.ts';
import { requireReadableSize } from '#work/tasks/listed.ts';
import { pageOf, type RowReport } from '#work/tasks/rowReport.ts';
import type { Calls, Host } from './host.ts';
import { askingOf, tell } from './campaigns.ts';
import type { Jobs } from './jobs.ts';

/** Spreadsheets and people lists: handed over once, tried with corrected choices as often as wanted, then brought in. */

type IntakeCalls = Pick<Calls, Extract<keyof Calls, `intake.${string}`>>;

/** Files that are kept for further tries; the oldest goes first, and each when it was not asked about for a while. Nothing of them is ever written down. */
const MOST_SOURCES = 4;
const KEPT_MILLISECONDS = 30 * 60_000;

interface Kept {
  fileName: string;
  bytes: Uint8Array;
  forget: NodeJS.Timeout;
  /** The rows as the last trial understood them. */
  report?: RowReport;
}

export function intakeCalls(store: Store, hands: Hands, jobs: Jobs, host: Host): IntakeCalls {
  const sources = new Map<string, Kept>();

  function keptFile(source: string): Kept {
    const kept = sources.get(source);
    if (!kept) throw new Refusal('notFound', 'The file is no longer at hand. Choose it again.');
    kept.forget.refresh();
    return kept;
  }
  function given(source: string) {
    const { fileName, bytes } = keptFile(source);
    return { fileName, bytes };
  }
  /** Keeps the rows of a trial, and gives what the window asked about. */
  function keepReport<A>(source: string, { answer, report }: { answer: A; report: RowReport }): A {
    const kept = sources.get(source);
    if (kept) kept.report = report;
    return answer;
  }
  function release(source: string): void {
    clearTimeout(sources.get(source)?.forget);
    sources.delete(source);
  }
  const campaignOf = async (id: string | null): Promise<Campaign | null> =>
    id === null ? null : (await store.open(id)).campaign;

  return {
    'intake.open': ({ fileName, bytes }) => {
      const decoded = Buffer.from(bytes, 'base64');
      requireReadableSize(fileName, decoded.length);
      const source = randomUUID();
      const forget = setTimeout(() => release(source), KEPT_MILLISECONDS).unref();
      sources.set(source, { fileName, bytes: new Uint8Array(decoded), forget });
      for (const oldest of [...sources.keys()].slice(0, -MOST_SOURCES)) release(oldest);
      return { source };
    },
    'intake.close': ({ source }) => {
      release(source);
      return {};
    },
    'intake.rows': ({ source, ...page }) => pageOf(keptFile(source).report ?? [], page),
    'intake.returned': async ({ source, id, today, job }) => {
      const { campaign } = await store.open(id);
      try {
        const input = { ...given(source), campaign, today };
        return { returned: await jobs.run(job, (signal) => hands.run('returnedSheet', input, { signal })) };
      } catch (error) {
        // Another table: whoever asks goes on as with any.
        if (error instanceof Refusal && error.code === 'badInput') return { returned: null };
        throw error;
      }
    },
    'intake.tryPlan': async ({ source, into, choices, today, timeZone, job }) =>
      keepReport(
        source,
        await jobs.run(job, async (signal, progress) =>
          hands.run(
            'tryPlan',
            { ...given(source), into: await campaignOf(into), choices, today, timeZone, name: given(source).fileName },
            { signal, progress },
          ),
        ),
      ),
    'intake.importPlan': async ({ source, into, choices, today, timeZone, name, job, actor }) => {
      const before = into === null ? null : await store.open(into);
      const { campaign, imported, ideas } = await jobs.run(job, (signal, progress) =>
        hands.run(
          'importPlan',
          { ...given(source), into: before?.campaign ?? null, choices, today, timeZone, name },
          { signal, progress },
        ),
      );
      if (before === null) {
        const id = await store.create(campaign);
        host.emit({ type: 'library.changed' });
        return { id, imported, ideas };
      }
      const command = {
        type: 'batch' as const,
        action: 'importPlan',
        commands: differenceBetween(before.campaign, campaign),
      };
      tell(before.id, await store.execute(before.id, before.revision, command, askingOf({ actor }, host)), host);
      return { id: before.id, imported, ideas };
    },
    'intake.readCells': (input) => hands.run('readCells', input),
    'intake.tryAudience': async ({ source, choices, today, timeZone, job }) =>
      keepReport(
        source,
        await jobs.run(job, (signal, progress) =>
          hands.run('tryAudience', { ...given(source), choices, today, timeZone }, { signal, progress }),
        ),
      ),
  };
}
