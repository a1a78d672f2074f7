import { compare } from '#work/compare.ts';
import { attribute } from '#work/contribution.ts';
import type { Hands } from '#work/hands.ts';
import { optimise } from '#work/optimise.ts';
import { premortem } from '#work/premortem.ts';
import { underStances } from '#work/stances.ts';
import type { Calls } from './host.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** What helps to decide: sensitivity, contributions, contact load, what failing runs have in common, and which plan would be better. */

type DecisionCalls = Pick<Calls, Extract<keyof Calls, `decision.${string}`>>;

export function decisionCalls(campaignAt: CampaignAt, hands: Hands, jobs: Jobs): DecisionCalls {
  return {
    'decision.sensitivity': async ({ id, revision, goalId, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => hands.run('sensitivity', { campaign, goalId }, { signal }));
    },
    'decision.contactLoad': async ({ id, revision, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => hands.run('contactLoad', { campaign }, { signal }));
    },
    'decision.contribution': async ({ id, revision, goalId, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.run(job, async (signal, progress) => {
        const about = { goalId: goalId ?? undefined };
        const { total, exact, items, marginal } = await attribute(hands, campaign, about, { signal, progress });
        return { total, exact, items, marginal };
      });
    },
    'decision.marginalContribution': async ({ id, revision, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.run(job, (signal) => hands.run('marginalContributions', { campaign, options: {} }, { signal }));
    },
    'decision.optimise': async ({ id, revision, job, goalId, probability, maxChanges, maxMessages, effortHours }) => {
      const campaign = await campaignAt(id, revision);
      const limits = { maxChanges, maxMessages: maxMessages ?? undefined, effortHours: effortHours ?? undefined };
      const search = { goalId, probability: probability ?? undefined, limits };
      return jobs.run(job, async (signal, progress) => {
        const { base, proposals, front, evaluations } = await optimise(
          hands,
          campaign,
          { search },
          { signal, progress },
        );
        return { base, proposals, front, evaluations };
      });
    },
    'decision.premortem': async ({ id, revision, job, goalId }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.run(job, async (signal, progress) => {
        const { runs, failing, causes } = await premortem(hands, campaign, { goalId }, { signal, progress });
        return { runs, failing, causes };
      });
    },
    'decision.stances': async ({ id, revision, otherId, job }) => {
      const campaign = await campaignAt(id, revision);
      const other = otherId === null ? null : await campaignAt(otherId);
      return jobs.run(job, (signal, progress) => underStances(hands, campaign, other, {}, { signal, progress }));
    },
    'decision.compare': async ({ id, revision, otherId, job }) => {
      const base = await campaignAt(id, revision);
      const other = await campaignAt(otherId);
      return jobs.run(job, async (signal, progress) => {
        const { comparisons } = await compare(hands, base, [other], {}, { signal, progress });
        const { name, active, goals, notes } = comparisons[0]!;
        return { name, active, goals, notes };
      });
    },
  };
}
