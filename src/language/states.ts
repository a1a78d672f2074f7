/** How a message stands that was approved, in the window, the journal and what a publisher prints. */
export const STATE_WORDS = {
  planned: 'planned',
  claimed: 'on its way',
  sent: 'out',
  failed: 'failed',
  unknown: 'perhaps out',
  withdrawn: 'withdrawn',
  superseded: 'replaced',
} as const;
