import { STATE_WORDS } from './states.ts';

/** What an approval does about a message, in the dry run of the window and of the command line. */
export const FATE_WORDS = {
  new: 'new',
  same: 'in the queue',
  changed: 'changed',
  out: STATE_WORDS.sent,
  update: 'out, changes',
  stays: 'out, stays as it is',
  asks: STATE_WORDS.unknown,
  back: 'to be taken back',
} as const;
