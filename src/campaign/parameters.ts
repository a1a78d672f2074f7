import { CHANNELS, type Channel } from './document.ts';
import { MOST_DAYS } from './limits.ts';

/** Every number of the model, once: what it means, how far it may go, what is thought likely and where that comes from. */

export interface Parameter {
  /** Dotted name, as an assumption of a campaign writes it. */
  id: string;
  name: string;
  unit: string;
  /** The default, and the median of what is thought possible. */
  value: number;
  /** 5 % and 95 % points of what is thought possible; both equal to the value where it is not sampled. */
  likely: readonly [number, number];
  /** What the model can work with; anything outside is brought to the nearer end. */
  range: readonly [number, number];
  /** The scale on which the uncertainty is taken to be normal. */
  transform: 'identity' | 'log' | 'logit';
  /** Where the figures come from; starts with “Assumption” where nobody measured them. */
  source: string;
  /** What it does, in one plain sentence. */
  about: string;
}

type Figures = readonly [value: number, low: number, high: number];
interface ChannelFigures {
  reach: Figures;
  click: Figures;
  carryOver: Figures;
  source: string;
}

const GUESSED = 'Assumption, set beside the measured figures for internal email';
const quickly: Figures = [0.15, 0.02, 0.3];
const slowly: Figures = [0.25, 0.1, 0.4];

const CHANNEL_FIGURES: Record<Channel, ChannelFigures> = {
  email: {
    reach: [0.65, 0.58, 0.74],
    click: [0.08, 0.03, 0.12],
    carryOver: quickly,
    source: 'PoliteMail 2025/26 and ContactMonkey 2021 (opens and clicks); carry-over within the ranges of Robyn',
  },
  slack: { reach: [0.6, 0.4, 0.78], click: [0.07, 0.03, 0.14], carryOver: quickly, source: GUESSED },
  teams: { reach: [0.6, 0.4, 0.78], click: [0.07, 0.03, 0.14], carryOver: quickly, source: GUESSED },
  text: { reach: [0.85, 0.65, 0.95], click: [0.08, 0.03, 0.16], carryOver: quickly, source: GUESSED },
  calendar: {
    reach: [0.7, 0.5, 0.85],
    click: [0.09, 0.03, 0.18],
    carryOver: quickly,
    source: GUESSED,
  },
  intranet: {
    reach: [0.25, 0.1, 0.45],
    click: [0.02, 0.007, 0.05],
    carryOver: slowly,
    source: GUESSED,
  },
  platform: {
    reach: [0.2, 0.08, 0.4],
    click: [0.08, 0.03, 0.16],
    carryOver: quickly,
    source: GUESSED,
  },
  poster: {
    reach: [0.3, 0.12, 0.55],
    click: [0.01, 0.003, 0.03],
    carryOver: slowly,
    source: 'Assumption; carry-over within the ranges of Robyn',
  },
  video: {
    reach: [0.4, 0.2, 0.65],
    click: [0.03, 0.01, 0.07],
    carryOver: [0.5, 0.3, 0.8],
    source: 'Assumption; carry-over within the ranges of Robyn',
  },
  meeting: { reach: [0.65, 0.4, 0.85], click: [0.06, 0.02, 0.13], carryOver: slowly, source: GUESSED },
  manager: { reach: [0.6, 0.35, 0.8], click: [0.1, 0.04, 0.2], carryOver: slowly, source: GUESSED },
  peers: { reach: [0.4, 0.2, 0.65], click: [0.12, 0.05, 0.25], carryOver: slowly, source: GUESSED },
  social: { reach: [0.15, 0.05, 0.35], click: [0.01, 0.003, 0.03], carryOver: slowly, source: GUESSED },
  phone: { reach: [0.7, 0.45, 0.9], click: [0.15, 0.06, 0.3], carryOver: slowly, source: GUESSED },
};

function channelParameters(channel: Channel): Parameter[] {
  const { reach, click, carryOver, source } = CHANNEL_FIGURES[channel];
  const name = `${channel[0]!.toUpperCase()}${channel.slice(1)}`;
  const chance = { unit: 'chance per message', range: [0, 0.98], transform: 'logit', source } as const;
  return [
    {
      ...spread(reach),
      ...chance,
      id: `channels.${channel}.reach`,
      name: `${name}: noticed`,
      about: 'Chance that a rested person of average responsiveness notices one message.',
    },
    {
      ...spread(click),
      ...chance,
      id: `channels.${channel}.click`,
      name: `${name}: followed`,
      about: 'Chance that such a person follows one message, all its days together, where no step stands in the way.',
    },
    {
      ...spread(carryOver),
      id: `channels.${channel}.carryOver`,
      name: `${name}: carry-over`,
      unit: 'share left after a week',
      range: [0, 0.95],
      transform: 'logit',
      source,
      about: 'How much of a message is still at work a week later.',
    },
  ];
}

const spread = ([value, low, high]: Figures) => ({ value, likely: [low, high] as const });

function parameter(
  id: string,
  name: string,
  unit: string,
  figures: Figures,
  range: readonly [number, number],
  transform: Parameter['transform'],
  source: string,
  about: string,
): Parameter {
  return { id, name, unit, ...spread(figures), range, transform, source, about };
}

const fixed = (value: number): Figures => [value, value, value];
const A_DAY = 'chance a day, as a rate';
const FACTOR = 'factor';
const BASS =
  'Assumption: mean p .03 and q .38 of Sultan, Farley and Lehmann 1990, a year of a durable good taken as a month of a campaign';
const LALLY = 'Lally et al. 2010: median 66 days to a habit, 18 to 254';

// prettier-ignore
const GENERAL: Parameter[] = [
  parameter('awareness.recall', 'Heard of by itself', A_DAY, [0.0005, 0.0001, 0.002], [0, 1], 'log', 'Assumption',
    'People who hear of the campaign on a day without any message, through its brand alone.'),
  parameter('awareness.halfLife', 'Memory of the campaign', 'days', [25, 14, 45], [1, MOST_DAYS], 'log', 'Assumption: forgotten within weeks, as advertising awareness is without support',
    'After how many days half of those who know of it, and have not tried it, have lost sight of it.'),
  parameter('trying.pull', 'Tries unprompted', A_DAY, [0.001, 0.0003, 0.003], [0, 1], 'log', BASS,
    'People who know of it and try it on a day without being asked.'),
  parameter('trying.friction', 'Cost of a step', 'rate per step', [0.16, 0.05, 0.36], [0, 2], 'log', 'Assumption: a step loses 15 % (5 to 30)',
    'How strongly each click, sign-in, search or unclear screen keeps people from a first use.'),
  parameter('trying.start', 'Takes it up after the first try', A_DAY, [0.35, 0.25, 0.49], [0, 20], 'log', 'Assumption, so that 24 % give up',
    'How fast people who tried it begin to use it.'),
  parameter('trying.giveUp', 'Gives up after the first try', A_DAY, [0.11, 0.07, 0.17], [0, 20], 'log', 'Localytics: 24 % give up after one use',
    'How fast people who tried it leave it before they use it.'),
  parameter('trying.comeback', 'Second try', FACTOR, [0.25, 0.12, 0.5], [0, 2], 'log', 'Assumption; Localytics: 60 % never return after about 7 days away',
    'How willing lapsed people are to try again, against people who never tried.'),
  parameter('trying.laterComeback', 'Third and later tries', FACTOR, [0.08, 0.03, 0.2], [0, 2], 'log', 'Assumption',
    'The same for people who gave up a second time.'),
  parameter('peers.influence', 'What peers bring about', 'rate a day at full use', [0.38 / 30, 0.003, 0.035], [0, 5], 'log', BASS,
    'How much a colleague in active use moves the others to try, times the share of people in active use.'),
  parameter('peers.champions', 'Weight of a champion', 'peers', [3, 1.5, 6], [0, 50], 'log', 'Assumption; Cochrane 2007: opinion leaders +10 points (-6 to +25)',
    'How many ordinary peers one champion counts for.'),
  parameter('peers.trying', 'Weight of a person who is trying', 'peers', fixed(0), [0, 1], 'identity', 'Assumption',
    'How much of an ordinary peer somebody counts for who has only just tried it.'),
  parameter('buyIn.weight', 'Senior buy-in', 'rate a day at full use', [0.004, 0.001, 0.015], [0, 1], 'log', 'Assumption',
    'How much the seniors’ word moves people to try, times the active share they have seen.'),
  parameter('buyIn.memory', 'Memory of evidence', 'days', fixed(30), [1, MOST_DAYS], 'log', 'Assumption',
    'Over how many days the active share counts as evidence.'),
  parameter('habit.advance', 'Habit grows', 'levels a day', [0.04, 0.03, 0.053], [0, 20], 'log', LALLY,
    'How fast use grows into habit, by three levels.'),
  parameter('habit.spread', 'Spread of habit', 'sd of the logarithm', fixed(0.27), [0, 1.5], 'identity', LALLY,
    'How much people differ in how fast a habit grows.'),
  parameter('habit.lapse', 'Lapses from use', A_DAY, [0.078, 0.05, 0.12], [0, 20], 'log', 'Set so that about 4 % of those who try it are still active after 90 days without any message, as Appboy found of app users (4.1 %)',
    'How fast people at the first level of habit stop.'),
  parameter('habit.hold', 'Hold of habit', 'factor per level', [0.6, 0.5, 0.72], [0, 1], 'logit', 'Assumption',
    'What each further level of habit leaves of lapsing.'),
  parameter('champions.rate', 'Becomes a champion', A_DAY, [0.004, 0.001, 0.012], [0, 1], 'log', 'Assumption',
    'How fast people with a habit begin to win over others.'),
  parameter('fatigue.attention1', 'Attention when a little tired', 'share', [0.7, 0.55, 0.82], [0, 1], 'logit', 'Assumption',
    'What is left of the attention to messages at the first level of fatigue.'),
  parameter('fatigue.attention2', 'Attention when tired', 'share', [0.4, 0.25, 0.57], [0, 1], 'logit', 'Assumption',
    'The same at the second level.'),
  parameter('fatigue.attention3', 'Attention when worn out', 'share', [0.15, 0.07, 0.3], [0, 1], 'logit', 'Assumption',
    'The same at the third and last level.'),
  parameter('fatigue.rise', 'Tired by a message', 'rate per message', [0.15, 0.08, 0.28], [0, 10], 'log', 'Assumption; two messages a week are borne well',
    'How easily one message makes a person one level more tired of the campaign.'),
  parameter('fatigue.recover', 'Recovers', 'levels a day', [1 / 7, 0.07, 0.28], [0, 10], 'log', 'Assumption: about a week a level',
    'How fast a person who is left in peace recovers.'),
  parameter('fatigue.dormant', 'Tired when lapsed', FACTOR, [3.3, 1.5, 7], [0, 20], 'log', 'LinkedIn kept .32 of its messages to dormant members, .76 to daily ones; the size is an assumption',
    'How much sooner messages tire people who have lapsed.'),
  parameter('fatigue.background', 'Other messages', 'messages a month', [15, 11, 20], [0, 300], 'log', 'PoliteMail: 14 to 16 company mails a month',
    'What people get beside the campaign; the more it is, the sooner they tire.'),
  parameter('optOut.rate', 'Opts out', 'rate per message', [0.002, 0.001, 0.004], [0, 1], 'log', 'Mailchimp: .0018 unsubscribe a message in education',
    'People lost for good with each message; twice, three and four times that as they tire.'),
  parameter('optOut.inUse', 'Opts out while using it', FACTOR, [0.25, 0.1, 0.6], [0, 1], 'logit', 'Assumption',
    'How much of that holds for people in active use.'),
  parameter('saturation.halfway', 'Half of the most', 'messages at work', [0.8, 0.45, 1.4], [0.01, 100], 'log', 'Assumption; the Hill curve of marketing-mix models such as Meridian, whose prior is in units of their media',
    'How much may be at work in one channel until it does half of the most it can.'),
  parameter('saturation.shape', 'Shape of saturation', 'exponent', fixed(1), [0.3, 4], 'log', 'Assumption: no threshold; marketing-mix models such as Meridian sample it around 1',
    'How suddenly a channel saturates; 1 is a smooth curve.'),
  parameter('saturation.circle', 'Small circle', 'people', fixed(10), [0, 1e6], 'identity', 'Assumption',
    'Where a channel reaches this many people, it saturates at half of its usual strength: a small circle is soon asked out.'),
  parameter('saturation.sameDay', 'More on one day', 'share of a message', [0.05, 0.02, 0.12], [0, 1], 'logit', 'Assumption: near messages of one day are read as one',
    'What all further messages of a day in the same channel together add to the first.'),
  parameter('saturation.week', 'Worn by the week', 'share lost per message', [0.6, 0.3, 1.2], [0, 20], 'log', 'Assumption, set so that plain mails do most at one to two a week; a retailer earned most by seven a month (Zhang, Kumar and Cosguner 2017)',
    'How much less a message does for each one of the days before, which counts less the longer ago it was.'),
  parameter('responsiveness.spread', 'Spread of responsiveness', 'sd of the logarithm', [0.5, 0.3, 0.8], [0, 1.5], 'log', 'Assumption',
    'How much people differ in how readily they respond.'),
  parameter('reach.otherLanguage', 'In another language', 'share left', [0.6, 0.3, 0.85], [0, 1], 'logit', 'Assumption; CSA Research 2020: 40 % of 8,709 consumers say that they never buy from sites in other languages',
    'How much a message in a language that is not its readers’ own still does in being noticed, followed and bringing people back.'),
  parameter('reach.offHours', 'Away from the preferred time', 'share lost', [0.2, 0.05, 0.4], [0, 1], 'logit', 'Assumption',
    'How much a personal message loses that arrives six hours or more from its readers’ preferred time; in proportion less where it is nearer.'),
  parameter('days.off', 'Days off', 'share left', [0.2, 0.08, 0.4], [0, 1], 'logit', 'Assumption',
    'What is left of noticing and trying on weekends and holidays, against an average working day.'),
  parameter('days.weekday', 'Weekdays', 'share of the measured profile', fixed(1), [0, 5], 'identity', 'Bananatag: opened most on Mondays and Tuesdays (84 %), least on Fridays (79 %)',
    'How much the working days of a week differ; 0 makes them all alike.'),
  parameter('variation.campaign', 'Campaigns differ', 'sd of the logarithm', [0.35, 0.15, 0.6], [0, 2], 'log', 'Open University courses, next year against this year: .25 to .35 on the logit (Kuzilek and others 2017, own computation)',
    'How much more or less people notice and try in one campaign than in another like it, for reasons that nobody planned.'),
  parameter('variation.day', 'Days differ', 'sd of the logarithm', fixed(0.3), [0, 2], 'identity', 'Open University courses: registrations a day vary 1.6 to 6.8 times as much as by chance alone (Kuzilek and others 2017, own computation)',
    'How much more or less people notice and try on one day than on another like it.'),
];

/** All parameters of the model, channels first, in a fixed order. */
export const PARAMETERS: readonly Parameter[] = [...CHANNELS.flatMap(channelParameters), ...GENERAL];

/** What acts on everybody together has one value: an assumption for a single segment changes nothing. */
export const FOR_EVERYONE: readonly string[] = [
  'peers.champions',
  'peers.trying',
  'buyIn.memory',
  'variation.campaign',
  'variation.day',
];

const places = new Map(PARAMETERS.map(({ id }, place) => [id, place]));

/** The place of a parameter in PARAMETERS, or undefined where the model has none of this name. */
export function placeOfParameter(id: string): number | undefined {
  return places.get(id);
}

/** A parameter by its dotted name, or undefined where the model has none of this name. */
export function parameterById(id: string): Parameter | undefined {
  const place = places.get(id);
  return place === undefined ? undefined : PARAMETERS[place];
}
