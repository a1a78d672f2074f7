/** What a question is asked with where nobody says otherwise. */
export const USUAL = {
  /** Pairs of orders in which touchpoints join a plan: of the largest plans, and of small ones. */
  pairs: 16,
  mostPairs: 64,
  proposals: 5,
  /** Touchpoints that a proposal may change. */
  maxChanges: 10,
  /** Plans tried in a search. */
  maxEvaluations: 2000,
  /** Hours that a plan may take beyond what it takes now: a week of one person. */
  moreHours: 40,
} as const;

/** Up to so many touchpoints, every subset of them is followed to share out what they bring: a thousand at most. */
export const MOST_EXACT = 10;
