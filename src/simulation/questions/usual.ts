/** What a question is asked with where nobody says otherwise. */
export const USUAL = {
  /** Pairs of orders in which touchpoints join a plan. */
  pairs: 8,
  proposals: 5,
  /** Touchpoints that a proposal may change. */
  maxChanges: 10,
  /** Plans tried in a search. */
  maxEvaluations: 2000,
  /** Hours that a plan may take beyond what it takes now: a week of one person. */
  moreHours: 40,
} as const;
