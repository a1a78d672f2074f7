/** Whose word a forecast takes for its assumptions (campaign/stance.ts), in the window and on the command line. */
export const STANCE_WORDS = {
  published: 'As published',
  sceptic: 'As a sceptic',
  measured: 'As measured here',
} as const;
