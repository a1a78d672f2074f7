import type { Calls } from './createStudio.ts';
import type { Crew } from './crew.ts';
import type { CampaignAt } from './documents.ts';
import type { Jobs } from './jobs.ts';

/** What helps to decide: what a forecast hinges on, what touchpoints bring, how much people are asked, and which plan would be better. */

type DecisionCalls = Pick<Calls, Extract<keyof Calls, `decision.${string}`>>;

export function decisionCalls(campaignAt: CampaignAt, crew: Crew, jobs: Jobs): DecisionCalls {
  return {
    'decision.hinges': ({ id, revision, goalId, job }) => {
      const campaign = campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => crew.run('hinges', { campaign, goalId }, { signal }));
    },
    'decision.load': ({ id, revision, job }) => {
      const campaign = campaignAt(id, revision);
      return jobs.runIfNamed(job, (signal) => crew.run('load', { campaign }, { signal }));
    },
    'decision.worth': ({ id, revision, goalId, job }) => {
      const campaign = campaignAt(id, revision);
      return jobs.run(job, (signal, progress) => crew.run('worth', { campaign, goalId }, { signal, progress }));
    },
    'decision.improve': ({ id, revision, job, goalId, probability, maxChanges, maxMessages, effortHours }) => {
      const campaign = campaignAt(id, revision);
      const limits = {
        maxChanges,
        ...(maxMessages === null ? {} : { maxMessages }),
        ...(effortHours === null ? {} : { effortHours }),
      };
      const options = { goalId, limits, ...(probability === null ? {} : { probability }) };
      return jobs.run(job, (signal, progress) => crew.run('improve', { campaign, options }, { signal, progress }));
    },
    'decision.compare': ({ id, revision, otherId, job }) => {
      const given = { campaign: campaignAt(id, revision), other: campaignAt(otherId) };
      return jobs.run(job, (signal, progress) => crew.run('compare', given, { signal, progress }));
    },
  };
}
