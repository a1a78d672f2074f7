import type { Plan } from '#simulation/plan/plan.ts';

/** The plan without the trajectories of single segments, which a comparison of plans does not ask for. */
export const withoutDetail = (plan: Plan): Plan => ({ ...plan, detailed: [] });
