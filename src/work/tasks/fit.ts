import type { Campaign } from '#campaign/document.ts';
import { expectedWay } from '#simulation/kernel/expectedWay.ts';
import { compile } from '#simulation/plan/compile.ts';
import { fit as fitted, type FitOptions, type Fitted, type Observation } from '#simulation/questions/fit.ts';

/** What observed numbers of learners say about parameters of a plan. */
export const fit = ({
  campaign,
  observations,
  options,
}: {
  campaign: Campaign;
  observations: Observation[];
  options: FitOptions;
}): Fitted[] => fitted(expectedWay(compile(campaign)), observations, options);
