import { TARGETS, TARGET_IDS } from '#delivery/targets.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Calls, Host } from './host.ts';
import type { Crew } from './crew.ts';
import { nameOf, type Drawing } from './forecasts.ts';
import type { Jobs } from './jobs.ts';

/** Files out: exports and the report. */

type DeliveryCalls = Pick<Calls, Extract<keyof Calls, `delivery.${string}`>>;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

export function deliveryCalls(store: Store, crew: Crew, jobs: Jobs, drawing: Drawing, { now }: Host): DeliveryCalls {
  /** A campaign that was purged meanwhile, or a full disk, costs the memory of this export, not the export. */
  async function remember(id: string, target: string, text: string): Promise<void> {
    try {
      await store.keepExport(id, target, text);
    } catch {
      // The next export tells less.
    }
  }

  return {
    'delivery.targets': () => ({
      targets: TARGET_IDS.map((id) => ({
        id,
        name: TARGETS[id].name,
        description: TARGETS[id].description,
        files: TARGETS[id].files,
      })),
    }),
    'delivery.export': async ({ id, target, locale, job }) => {
      if (!Object.hasOwn(TARGETS, target))
        throw new Refusal('badInput', `The studio exports to: ${TARGET_IDS.join(', ')}.`);
      const { campaign } = await store.open(id);
      return jobs.run(job, async (signal) => {
        const made = await crew.run(
          'exportCampaign',
          { campaign, target, now: now().toISOString(), locale, earlier: await store.lastExport(id, target) },
          { signal },
        );
        const { toKeep, bytes, ...answer } = made;
        if (toKeep !== undefined) await remember(id, target, toKeep);
        return { ...answer, bytes: base64(bytes) };
      });
    },
    'delivery.report': async ({ id, locale, job }) => {
      const { campaign, revision } = await store.open(id);
      return jobs.run(job, async (signal, progress) => {
        // The figures that the window settled on, so that a stakeholder reads the same.
        const forecast = await drawing
          .draw({ name: nameOf(id, revision), campaign }, signal, progress)
          .catch((error: unknown) => {
            // Where runs are refused, as of too many teams, the answer at once stands in the window too.
            if (!(error instanceof Refusal && error.code === 'badInput')) throw error;
            return crew.run('immediateForecast', { campaign }, { signal });
          });
        const { fileName, html } = await crew.run(
          'report',
          { campaign, forecast, now: now().toISOString(), locale },
          { signal },
        );
        return { fileName, mediaType: 'text/html', bytes: Buffer.from(html, 'utf8').toString('base64') };
      });
    },
  };
}
