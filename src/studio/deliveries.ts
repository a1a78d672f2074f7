import { EVERY_COHORT, requireOneWay } from '#delivery/cohorts.ts';
import { excerptKey } from '#delivery/excerpt.ts';
import { countsDays, tellingOf, TARGETS, TARGET_IDS, type TargetId } from '#delivery/targets.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Excerpt } from '#contract/delivery.ts';
import type { Store } from '#store/store.ts';
import { Refusal } from '#campaign/refusal.ts';
import { forCohort, startsOfCohorts } from '#campaign/rolling.ts';
import type { Hands } from '#work/hands.ts';
import { report } from '#work/report.ts';
import type { Calls, Host } from './host.ts';
import { pictureFonts } from './fonts.ts';
import { nameOf, type Forecasts } from './forecasts.ts';
import type { Jobs } from './jobs.ts';

/** Files out: exports and the report. */

type DeliveryCalls = Pick<Calls, Extract<keyof Calls, `delivery.${string}`>>;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

interface Asked {
  excerpt: Excerpt | undefined;
  locale: string;
  job: string;
  revision: number;
}

export function deliveryCalls(
  store: Store,
  hands: Hands,
  jobs: Jobs,
  forecasts: Forecasts,
  { now }: Host,
): DeliveryCalls {
  /** A campaign that was purged meanwhile, or a full disk, costs the memory of this export, not the export. */
  async function remember(id: string, target: string, text: string): Promise<void> {
    try {
      await store.keepExport(id, target, text);
    } catch {
      // The next export tells less.
    }
  }

  /** Each cohort and each excerpt has files of its own, which are updated by themselves. */
  const keptAs = (target: string, cohort: string | undefined, excerpt: Excerpt | undefined) =>
    [target, cohort ?? '', excerptKey(excerpt)].filter(Boolean).join(' ');

  const everyCohort = (id: string, campaign: Campaign, target: TargetId, { excerpt, locale, job, revision }: Asked) =>
    jobs.run(job, async (signal) => {
      const earlierOf: Record<string, string> = {};
      for (const start of tellingOf(target) ? startsOfCohorts(campaign) : []) {
        const earlier = await store.lastExport(id, keptAs(target, start, excerpt));
        if (earlier !== undefined) earlierOf[start] = earlier;
      }
      const about = {
        campaign,
        target,
        now: now().toISOString(),
        excerpt,
        revision,
        locale,
        fontFiles: pictureFonts(),
        earlierOf,
      };
      const { toKeep, bytes, ...answer } = await hands.run('exportCohorts', about, { signal });
      for (const [start, text] of Object.entries(toKeep)) await remember(id, keptAs(target, start, excerpt), text);
      return { ...answer, bytes: base64(bytes) };
    });

  return {
    'delivery.targets': () => ({
      targets: TARGET_IDS.map((id) => ({
        id,
        name: TARGETS[id].name,
        description: TARGETS[id].description,
        files: TARGETS[id].files,
        countsDays: countsDays(id),
      })),
    }),
    'delivery.export': async ({ id, target, cohort, ownDays, excerpt, locale, job }) => {
      if (!Object.hasOwn(TARGETS, target))
        throw new Refusal('badInput', `The studio exports to: ${TARGET_IDS.join(', ')}.`);
      requireOneWay({ cohort, ownDays });
      const { campaign: planned, revision } = await store.open(id);
      if (cohort === EVERY_COHORT)
        return everyCohort(id, planned, target as TargetId, { excerpt, locale, job, revision });
      const campaign = cohort === undefined ? planned : forCohort(planned, cohort);
      const kept = keptAs(target, cohort, excerpt);
      return jobs.run(job, async (signal) => {
        const about = {
          campaign,
          target: target as TargetId,
          now: now().toISOString(),
          excerpt,
          revision,
          locale,
          ownDays,
          fontFiles: pictureFonts(),
          earlier: await store.lastExport(id, kept),
        };
        const made = await hands.run('exportCampaign', about, { signal });
        const { toKeep, bytes, ...answer } = made;
        if (toKeep !== undefined) await remember(id, kept, toKeep);
        return { ...answer, bytes: base64(bytes) };
      });
    },
    'delivery.report': async ({ id, locale, bands, job }) => {
      const { campaign, revision } = await store.open(id);
      return jobs.run(job, async (signal, progress) => {
        const told = { signal, progress };
        const about = { now: now().toISOString(), locale, bands };
        // The numbers that the window settled on, so that a stakeholder reads the same.
        const { fileName, html } = await report(hands, campaign, about, told, () =>
          forecasts.simulate({ name: nameOf(id, revision), campaign }, told),
        );
        return { fileName, mediaType: 'text/html', bytes: Buffer.from(html, 'utf8').toString('base64') };
      });
    },
  };
}
