/** What an approval does about a message, in the dry run of the window and of the command line. */
export const FATE_WORDS = {
  new: 'new',
  same: 'in the queue',
  changed: 'changed',
  out: 'out',
  update: 'out, changes',
  stays: 'out, stays as it is',
  asks: 'perhaps out',
  back: 'to be taken back',
} as const;
