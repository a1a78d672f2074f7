import { chanceWord, type ChanceWord } from '#campaign/chance.ts';
import type { Cadence, Campaign, Channel, ContextEvent, Direction, Goal, Phase } from '#campaign/document.ts';
import type { ShownStatus } from '#campaign/status.ts';

/**
 * What the things of a campaign are called, wherever they are named: in the window, the report, the picture, on the command line. A word for one
 * place alone stands with that place.
 */

/** Stages as they are stacked, from the bottom up: those in active use first, then those on their way, then those who left. */
export const STAGES = ['champion', 'habitual', 'using', 'tried', 'aware', 'unaware', 'lapsed', 'optedOut'] as const;
export type Stage = (typeof STAGES)[number];

/** The verb for one and for several: “has a habit”, “have a habit”. */
export interface Verb {
  one: string;
  other: string;
}

export interface Vocabulary {
  direction: Record<Direction, string>;
  channel: Record<Channel, string>;
  /** What a lane for the touchpoints of a channel is called. */
  lane: Record<Channel, string>;
  /** How often a message goes out, as a choice. */
  cadence: Record<Cadence, string>;
  status: Record<ShownStatus, string>;
  phaseKind: Record<Phase['kind'], string>;
  eventKind: Record<ContextEvent['kind'], string>;
  /** What a goal counts, as a heading and as what people do. */
  metric: Record<Goal['metric'], string>;
  metricVerb: Record<Goal['metric'], Verb>;
  stage: Record<Stage, string>;
  chance: Record<ChanceWord, string>;
  /** Those whom the campaign is for. */
  people: string;
  person: string;
  /** Where most of them are meant to be in the end: as a heading, within a sentence, and as a name for them. */
  active: string;
  toBe: string;
  activePeople: string;
  everyone: string;
}

const channel: Vocabulary['channel'] = {
  email: 'Email',
  slack: 'Slack',
  teams: 'Teams',
  text: 'Text message',
  calendar: 'Calendar',
  intranet: 'Intranet',
  platform: 'Learning platform',
  poster: 'Poster',
  video: 'Video',
  meeting: 'Meeting',
  manager: 'Manager',
  peers: 'Peers',
  social: 'Social media',
  phone: 'Phone',
};

const learning: Vocabulary = {
  direction: { push: 'Push', pull: 'Pull' },
  channel,
  lane: {
    ...channel,
    text: 'Text messages',
    poster: 'Posters and screens',
    meeting: 'Meetings and events',
    manager: 'Managers',
    peers: 'Champions and peers',
    social: 'Social',
  },
  cadence: {
    once: 'Once, on the first day',
    daily: 'Every day',
    weekdays: 'Every day from Monday to Friday',
    workingDays: 'Every working day',
    weekly: 'Every week',
    fortnightly: 'Every two weeks',
    monthly: 'Every month',
  },
  status: {
    planned: 'Planned',
    draft: 'Draft',
    approved: 'Approved',
    sent: 'Sent',
    cancelled: 'Cancelled',
    overdue: 'Overdue',
  },
  phaseKind: {
    launch: 'Launch branding',
    awareness: 'Awareness',
    activation: 'Activation',
    culture: 'Culture',
    custom: 'Another',
  },
  eventKind: {
    initiative: 'Company initiative',
    economic: 'Economic change',
    cultural: 'Cultural or social event',
    holiday: 'Holiday',
    milestone: 'Milestone',
  },
  metric: {
    aware: 'Have heard of it',
    tried: 'Have tried it',
    active: 'In active use',
    habitual: 'With a habit',
    champions: 'Champions',
  },
  metricVerb: {
    aware: { one: 'has heard of it', other: 'have heard of it' },
    tried: { one: 'has tried it', other: 'have tried it' },
    active: { one: 'is in active use', other: 'are in active use' },
    habitual: { one: 'has a habit', other: 'have a habit' },
    champions: { one: 'is a champion', other: 'are champions' },
  },
  stage: {
    champion: 'Champions',
    habitual: 'With a habit',
    using: 'Using it',
    tried: 'Tried it',
    aware: 'Aware',
    unaware: 'Unaware',
    lapsed: 'Lapsed',
    optedOut: 'Opted out',
  },
  chance: {
    almostCertain: 'almost certain',
    veryLikely: 'very likely',
    likely: 'likely',
    even: 'about as likely as not',
    unlikely: 'unlikely',
    veryUnlikely: 'very unlikely',
    almostImpossible: 'almost impossible',
  },
  people: 'learners',
  person: 'learner',
  active: 'Active',
  toBe: 'active',
  activePeople: 'active learners',
  everyone: 'Everyone',
};

/** A personal job search: the product is a person, and those it is for are employers and contacts. */
const career: Vocabulary = {
  ...learning,
  channel: { ...channel, platform: 'Job platform' },
  phaseKind: {
    ...learning.phaseKind,
    launch: 'First impression',
    awareness: 'Getting known',
    activation: 'Getting into talks',
    culture: 'Known for something',
  },
  metric: {
    aware: 'Know you',
    tried: 'Interested',
    active: 'In talks',
    habitual: 'Close to an offer',
    champions: 'Advocates',
  },
  metricVerb: {
    aware: { one: 'knows you', other: 'know you' },
    tried: { one: 'is interested', other: 'are interested' },
    active: { one: 'is in talks with you', other: 'are in talks with you' },
    habitual: { one: 'is close to an offer', other: 'are close to an offer' },
    champions: { one: 'is an advocate', other: 'are advocates' },
  },
  stage: {
    champion: 'Advocates',
    habitual: 'Close to an offer',
    using: 'In first talks',
    tried: 'Interested',
    aware: 'Know you',
    unaware: 'Don’t know you',
    lapsed: 'Gone quiet',
    optedOut: 'Don’t want to hear',
  },
  people: 'people',
  person: 'person',
  active: 'In talks',
  toBe: 'in talks with you',
  activePeople: 'people in talks with you',
};

/** The words of each kind of campaign. */
export const vocabularies: Record<Campaign['vocabulary'], Vocabulary> = { learning, career };

/** “very likely” as it begins a line: “Very likely”. */
export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** “Every week” within a line: “every week”. */
export const within = (words: string): string => words.slice(0, 1).toLowerCase() + words.slice(1);

/** A probability in words, within a line. */
export const inWords = (probability: number): string => learning.chance[chanceWord(probability)];
