/** What every rate and share of the model is a share of. Published rates of clicks mix two: of those who opened a mail, and of all it was sent to. */

const SENT_TO = 'all it is sent to, opened or not';
const AWARE = 'those who know of it and have not tried it';
const IN_USE = 'those in active use';

/** By the end of a channel's parameter. */
const OF_CHANNELS: Record<string, string> = {
  reach: 'all it is sent to who have not heard of it',
  click: `${AWARE}, of ${SENT_TO}`,
  carryOver: 'what the message does in all',
};

const OF_OTHERS: Record<string, string> = {
  'awareness.recall': 'those who have not heard of it',
  'trying.pull': AWARE,
  'trying.friction': 'the rate of trying, as its logarithm',
  'trying.start': 'those who have tried it and not used it again',
  'trying.giveUp': 'those who have tried it and not used it again',
  'trying.comeback': 'the rate of a first try',
  'trying.laterComeback': 'the rate of a first try',
  'peers.influence': AWARE,
  'buyIn.weight': AWARE,
  'habit.lapse': 'those in active use at the first level',
  'champions.rate': 'those with a habit who are no champions',
  'fatigue.attention1': 'the attention of a rested person',
  'fatigue.attention2': 'the attention of a rested person',
  'fatigue.attention3': 'the attention of a rested person',
  'fatigue.rise': SENT_TO,
  'optOut.rate': SENT_TO,
  'optOut.inUse': `the rate of opting out; holds for ${IN_USE}`,
  'saturation.sameDay': 'what one message does',
  'saturation.week': 'what one message does',
  'reach.otherLanguage': 'what a message in their own language does',
  'reach.offHours': 'what a message at the preferred time does',
  'days.off': 'an average working day',
  'days.weekday': 'the measured differences',
};

/** What a parameter is a share or a rate of; undefined for what is neither, such as days. */
export const denominatorOf = (id: string): string | undefined =>
  id.startsWith('channels.') ? OF_CHANNELS[id.slice(id.lastIndexOf('.') + 1)] : OF_OTHERS[id];
