import type { Calls } from './host.ts';
import type { Crew } from './crew.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** What helps to decide: sensitivity, contributions, contact load, and which plan would be better. */

type DecisionCalls = Pick<Calls, Extract<keyof Calls, `decision.${string}`>>;

export function decisionCalls(campaignAt: CampaignAt, crew: Crew, jobs: Jobs): DecisionCalls {
  return {
    'decision.sensitivity': async ({ id, revision, goalId, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => crew.run('sensitivity', { campaign, goalId }, { signal }));
    },
    'decision.contactLoad': async ({ id, revision, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => crew.run('contactLoad', { campaign }, { signal }));
    },
    'decision.contribution': async ({ id, revision, goalId, job }) => {
      const campaign = await campaignAt(id, revision);
      return jobs.run(job, (signal, progress) => crew.run('contribution', { campaign, goalId }, { signal, progress }));
    },
    'decision.optimise': async ({ id, revision, job, goalId, probability, maxChanges, maxMessages, effortHours }) => {
      const campaign = await campaignAt(id, revision);
      const limits = {
        maxChanges,
        ...(maxMessages === null ? {} : { maxMessages }),
        ...(effortHours === null ? {} : { effortHours }),
      };
      const options = { goalId, limits, ...(probability === null ? {} : { probability }) };
      return jobs.run(job, (signal, progress) => crew.run('optimise', { campaign, options }, { signal, progress }));
    },
    'decision.compare': async ({ id, revision, otherId, job }) => {
      const given = { campaign: await campaignAt(id, revision), other: await campaignAt(otherId) };
      return jobs.run(job, (signal, progress) => crew.run('compare', given, { signal, progress }));
    },
  };
}
