import type { Touchpoint } from '#campaign/document.ts';
import { sampleValues } from './plan/values.ts';
import { ALIKE, assume, campaign, segment, touchpoint } from './campaigns.testing.ts';
import { trajectoriesOf, type Trajectories } from './kernel/trajectories.ts';
import { effectsOf } from './model/effects.ts';
import { TOTALS_OF_METRIC } from './model/stages.ts';
import { STAGE, TOTAL } from './numbers/layouts.ts';
import { compile } from './plan/compile.ts';
import { meanOf } from './statistics.testing.ts';

/**
 * Published facts as small trials. Each is put to the model as the study put it to people: who takes part, what each arm gets, and what is counted. What
 * the forecast says is the median over draws of everything that is uncertain, both arms under the same draw; the study's range stands beside it.
 */

export interface Replay {
  /** The study, as it is cited, and what it found. */
  study: string;
  /** The id of the study in the registry (studies.ts), where it tells of tactics. */
  of?: string;
  /** How it is put to the model. */
  trial: string;
  unit: 'points' | '% more' | '%' | 'days' | 'times' | 'of the first';
  /** What the study allows: the range or interval that it names, or else what `taken` says. */
  range: readonly [low: number, high: number];
  /** How the range was taken where the study names none. */
  taken?: string;
  outcome: () => number[];
  /** What is to be said of it; where the model falls outside and is left so, why. */
  note?: string;
}

const DRAWS = 120;
const SEED = 11;

interface Arm {
  touchpoints: Touchpoint[];
  days: number;
  begin?: keyof typeof STAGE;
  assumptions?: Record<string, number>;
  steps?: number;
}

/** Expected shares of an arm under every draw, in percent of all people: who counts by a metric, or how many have ever left a stage for a total. */
function follow({ touchpoints, days, begin = 'unaware', assumptions = {}, steps = 3 }: Arm) {
  const plan = compile(
    campaign({
      days,
      touchpoints,
      segments: [segment({ size: 10_000, frictionSteps: steps })],
      assumptions: assume({ ...ALIKE, ...assumptions }),
    }),
  );
  const effects = Array.from({ length: DRAWS }, (_, run) => effectsOf(plan, sampleValues(plan, SEED, run)));
  const trajectories = trajectoriesOf(plan, effects, { precision: 64, begin: STAGE[begin] });
  // They are overwritten by the next ones.
  const read = (totals: readonly number[]) =>
    Array.from({ length: DRAWS }, (_, run) =>
      Array.from({ length: days }, (__, day) => 100 * sumOf(trajectories, run, day, totals)),
    );
  return {
    tried: read(TOTALS_OF_METRIC.tried),
    active: read(TOTALS_OF_METRIC.active),
    habitual: read(TOTALS_OF_METRIC.habitual),
    unaware: read([TOTAL.unaware, TOTAL.lostUnaware]),
    away: read([TOTAL.lapsed]),
    // Of those who begin lapsed, who neither still is nor has opted out.
    returned: read([TOTAL.lapsed, TOTAL.lostLater]).map((each) => each.map((share) => 100 - share)),
    lost: read([TOTAL.lostUnaware, TOTAL.lostAware, TOTAL.lostLater]),
  };
}

type Followed = ReturnType<typeof follow>;

const sumOf = (trajectories: Trajectories, run: number, day: number, totals: readonly number[]) =>
  totals.reduce((sum, total) => sum + trajectories.total(run, day, total), 0);

/** What a number made of the two arms is under every draw. */
function between(without: Arm, within: Arm, of: (a: number[], b: number[]) => number, what: keyof Followed = 'tried') {
  const [a, b] = [follow(without)[what], follow(within)[what]];
  return a.map((one, run) => of(one, b[run]!));
}

const points = (a: number[], b: number[]) => b.at(-1)! - a.at(-1)!;
const more = (a: number[], b: number[]) => 100 * (b.at(-1)! / a.at(-1)! - 1);
const moreOnAverage = (a: number[], b: number[]) => 100 * (meanOf(b) / meanOf(a) - 1);
const newOn = (course: number[], day: number) => course[day]! - (course[day - 1] ?? 0);

const weekly = (tactic: string, weeks: number, from = 0, changes: Partial<Touchpoint> = {}) =>
  touchpoint(tactic, from, { days: 7 * weeks, cadence: 'weekly', ...changes });
const beside = (tactic: string, days: number, channel: Touchpoint['channel']) =>
  touchpoint(tactic, 0, { days, channel });
/** An offer at work that about a third of those who know of it take up within six weeks. */
const OFFER = [weekly('launch-email', 6)];
const HELP = [beside('one-click-link', 84, 'platform'), beside('lesson-in-the-tool', 84, 'teams')];

const offered = (touchpoints: Touchpoint[] = []): Arm => ({
  days: 42,
  begin: 'aware',
  steps: 0,
  touchpoints: [...OFFER, ...touchpoints],
});
const enrolled = (touchpoints: Touchpoint[] = []): Arm => ({
  days: 56,
  begin: 'using',
  touchpoints: [...HELP, ...touchpoints],
});
const SLOT = beside('slot-before-email', 56, 'calendar');

export const REPLAYS: readonly Replay[] = [
  {
    study: 'PoliteMail 2025 and 2026: 58 to 74 % of internal mails are opened, by sector',
    trial: 'One plain mail; who notices it on its day, of all it is sent to',
    unit: '%',
    range: [58, 74],
    outcome: () => follow({ days: 1, touchpoints: [touchpoint('x', 0)] }).unaware.map(([first]) => 100 - first!),
  },
  {
    study: 'PoliteMail, ContactMonkey: 3 to 12 % of recipients click',
    trial:
      'One plain mail to people who know of it, with no step in the way; who follows it within 14 days, of all it is sent to',
    unit: '%',
    range: [3, 12],
    outcome: () =>
      follow({ days: 14, begin: 'aware', steps: 0, touchpoints: [touchpoint('x', 0)] }).tried.map((each) =>
        each.at(-1)!,
      ),
  },
  {
    study: 'Mailchimp, education: .18 % unsubscribe a mail',
    trial: 'One plain mail; who opts out, of all it is sent to',
    unit: '%',
    range: [0.09, 0.36],
    taken: 'half to twice that',
    outcome: () => follow({ days: 1, touchpoints: [touchpoint('x', 0)] }).lost.map(([first]) => first!),
  },
  {
    study: 'Bananatag: 84 % open on Monday and Tuesday, 79 % on Friday',
    trial: 'The same mail on a Friday and on a Tuesday; the ratio of who notices it',
    unit: 'times',
    range: [0.93, 0.95],
    taken: 'what rounding leaves open of both',
    note: 'The profile of the week acts on the rate of noticing, and most who would notice a mail do so on any day.',
    outcome: () => {
      const on = (day: number): Arm => ({
        days: 5,
        touchpoints: [touchpoint('x', day)],
        assumptions: { 'days.weekday': 1, 'variation.day': 0, 'awareness.recall': 0 },
      });
      const [tuesday, friday] = [follow(on(1)).unaware, follow(on(4)).unaware];
      return tuesday.map((each, run) => (100 - friday[run]![4]!) / (100 - each[1]!));
    },
  },
  {
    study: 'LearningBridge: answers fall from 10 % on the first day to 3 % by the fifth',
    of: 'survey-reminders',
    trial: 'One invitation to people who know of it; first tries on the sixth day against the first',
    unit: 'of the first',
    range: [0.2, 0.4],
    taken: 'a third more or less',
    outcome: () =>
      follow({ ...offered(), touchpoints: [touchpoint('launch-email', 0)], assumptions: QUIET }).tried.map(
        (each) => newOn(each, 5) / newOn(each, 0),
      ),
  },
  {
    study: 'LearningBridge: answers double on the day of the first reminder',
    of: 'survey-reminders',
    trial: 'An invitation, and a reminder a week later; first tries on its day against the day before',
    unit: 'times',
    range: [1.5, 3],
    taken: 'a quarter less to half more',
    outcome: () => reminded().map((each) => newOn(each, 7) / newOn(each, 6)),
    note: 'Who answers a survey trickles on for longer than who follows a mail does here, so that there is less to double; and the next row asks for the opposite.',
  },
  {
    study: 'Calzolari and Nardotto 2017: a reminder is answered within hours, each anew',
    of: 'within-hours',
    trial:
      'An invitation, and reminders after one and two weeks; what the second brings on its day, of all it brings in a week',
    unit: '%',
    range: [50, 100],
    taken: 'more than half',
    outcome: () => {
      const [one, two] = [follow(reminding(1)).tried, follow(reminding(2)).tried];
      return two.map((each, run) => (100 * (newOn(each, 14) - newOn(one[run]!, 14))) / (each[20]! - one[run]![20]!));
    },
  },
  {
    study: 'Cochrane review of reminders: +4.2 points, .8 to 18.8',
    of: 'reminders-cochrane',
    trial: 'One reminder against none, among people who know of it; first tries within 30 days',
    unit: 'points',
    range: [0.8, 18.8],
    outcome: () =>
      between(
        { days: 30, begin: 'aware', touchpoints: [] },
        { days: 30, begin: 'aware', touchpoints: [touchpoint('deadline-reminder', 0)] },
        points,
      ),
  },
  {
    study: 'Habla and Muller 2021: weekly reminders, 13 % more visits (11 to 19 by kind)',
    of: 'gym-reminders',
    trial: 'People in use, with and without a weekly reminder for 12 weeks; mean active use',
    unit: '% more',
    range: [11, 19],
    note: 'The model knows who is in use and not how often they come: a reminder can only keep people, and it tires them. The forecast reaches far beyond the range on both sides.',
    outcome: () =>
      between(
        { days: 84, begin: 'using', touchpoints: HELP },
        { days: 84, begin: 'using', touchpoints: [...HELP, weekly('deadline-reminder', 12)] },
        moreOnAverage,
        'active',
      ),
  },
  {
    study: 'Milkman and others 2021: a bonus for returning, 27 % more visits; all that worked 9 to 27 %',
    of: 'return-bonus',
    trial: 'People who have stopped; weekly plain mails against weekly mails with the bonus, 4 weeks; who returned',
    unit: '% more',
    range: [9, 27],
    note: 'Below the 27 of this bonus, which is the largest of 53 and so likely to be too large.',
    outcome: () => {
      const arm = (tactic: string): Arm => ({ days: 28, begin: 'lapsed', touchpoints: [weekly(tactic, 4)] });
      return between(arm('x'), arm('return-bonus'), more, 'returned');
    },
  },
  {
    study: 'Milkman and others 2021: half of all programmes could not be told from nothing (null)',
    of: 'most-programmes',
    trial: 'People in use, with and without a weekly nudge for 4 weeks; mean active use',
    unit: '% more',
    range: [-9, 9],
    taken: 'less than the least that could be told',
    outcome: () =>
      between(
        { days: 28, begin: 'using', touchpoints: HELP },
        { days: 28, begin: 'using', touchpoints: [...HELP, weekly('gentle-nudge', 4, 0, { channel: 'teams' })] },
        moreOnAverage,
        'active',
      ),
  },
  {
    study: 'Arist: nudges help, by a median of 21 % (said by who sells them)',
    of: 'arist',
    trial: 'A course of eight weeks, with and without a weekly recommendation in chat; active at its end',
    unit: '% more',
    range: [10, 32],
    taken: 'half to one and a half times that',
    outcome: () =>
      between(enrolled(), enrolled([weekly('recommendation-chat', 8, 0, { channel: 'teams' })]), more, 'active'),
  },
  {
    study: 'DellaVigna and Linos 2022: a nudge, 8 % more take it up (5 to 11)',
    of: 'nudge-units',
    trial:
      'One nudge against one plain message in the same channel, among people who know of it; first tries within 14 days',
    unit: '% more',
    range: [5, 11],
    outcome: () =>
      between(
        { days: 14, begin: 'aware', touchpoints: [touchpoint('x', 0, { channel: 'teams' })], assumptions: QUIET },
        {
          days: 14,
          begin: 'aware',
          touchpoints: [touchpoint('gentle-nudge', 0, { channel: 'teams' })],
          assumptions: QUIET,
        },
        more,
      ),
  },
  {
    study: 'edX course 2020: mails about one’s own progress, about 20 % more took part',
    of: 'personal-nudge',
    trial: 'One personal recommendation against one plain message in the same channel; first tries within 14 days',
    unit: '% more',
    range: [10, 30],
    taken: 'half to one and a half times that',
    outcome: () =>
      between(
        { days: 14, begin: 'aware', touchpoints: [touchpoint('x', 0, { channel: 'slack' })], assumptions: QUIET },
        {
          days: 14,
          begin: 'aware',
          touchpoints: [touchpoint('recommendation-chat', 0, { channel: 'slack' })],
          assumptions: QUIET,
        },
        more,
      ),
  },
  {
    study: 'Moscoe: a reminder with one’s own goal does no more than a general one (null)',
    of: 'own-goal',
    trial: 'A goal by a date against a reminder, among people who know of it; first tries within 14 days',
    unit: '% more',
    range: [-20, 20],
    taken: 'what some 290 members can tell, 20 % either way',
    note: 'A message with a goal works over days, a reminder at once, when fewer have forgotten.',
    outcome: () =>
      between(
        { days: 14, begin: 'aware', touchpoints: [touchpoint('deadline-reminder', 0)] },
        { days: 14, begin: 'aware', touchpoints: [touchpoint('first-goal', 0)] },
        more,
      ),
  },
  {
    study: 'Milkman and others 2011: date and time written down, +4.2 points on 33.1 %',
    of: 'flu-shot-slot',
    trial: 'An offer that about a third take up in six weeks, with and without a slot in the calendar; who took it up',
    unit: 'points',
    range: [0.3, 8.1],
    taken: '95 % of some 1,100 an arm, own computation',
    outcome: () => between(offered(), offered([beside('slot-before-email', 42, 'calendar')]), points),
  },
  {
    study: 'Andor and others: planning prompts, −7 to +3 % completions (null)',
    of: 'planning-prompts',
    trial: 'A course of eight weeks, with and without a slot in the calendar; active at its end',
    unit: '% more',
    range: [-7, 3],
    outcome: () => between(enrolled(), enrolled([SLOT]), more, 'active'),
  },
  {
    study: 'Kizilcec and others 2020: prompts do not raise completion (null)',
    of: 'planning-at-scale',
    trial: 'The same; people with a habit at its end',
    unit: '% more',
    range: [-5, 5],
    taken: '5 % either way',
    outcome: () => between(enrolled(), enrolled([SLOT]), more, 'habitual'),
  },
  {
    study: 'Baker, Evans and Dee 2016: scheduling, slightly fewer persist (against)',
    of: 'self-scheduling',
    trial: 'The same; active at its end',
    unit: '% more',
    range: [-10, 0],
    taken: 'no more than without',
    outcome: () => between(enrolled(), enrolled([SLOT]), more, 'active'),
    note: 'One of five trials of its kind; the median is a little above nothing, and the forecast reaches below.',
  },
  {
    study: 'Yeomans and Reich 2017: plans, 29 % more complete',
    of: 'plan-making',
    trial: 'The same; active at its end',
    unit: '% more',
    range: [14, 43],
    taken: 'half to one and a half times that',
    outcome: () => between(enrolled(), enrolled([SLOT]), more, 'active'),
    note: 'The largest of five, and not found again in 247 courses.',
  },
  {
    study: 'Cochrane review of opinion leaders 2007: +10 points, −6 to +25',
    of: 'opinion-leaders',
    trial: 'A campaign of half a year, with and without champions; active at its end',
    unit: 'points',
    range: [-6, 25],
    note: 'Inside, but far below the middle: here champions work through few people, who are slow to become champions.',
    outcome: championed,
  },
  {
    study: 'Consultancies on Copilot: 25 to 50 points more use it daily where champions lead (said by who sells it)',
    of: 'copilot-champions',
    trial: 'The same',
    unit: 'points',
    range: [25, 50],
    note: 'No trial: where champions lead, other things were done as well. What the review of trials found is taken instead.',
    outcome: championed,
  },
  {
    study: 'Deng 2022: who is shown how many peers take part comes 3 to 5 % more often the next time',
    of: 'peers-participation',
    trial: 'People in use, with and without the team’s own figures for two weeks; active at their end',
    unit: '% more',
    range: [3, 5],
    note: 'Here it lasts for as long as the figures are shown; there it was gone after two periods.',
    outcome: () => {
      const arm = (touchpoints: Touchpoint[]): Arm => ({
        days: 14,
        begin: 'using',
        touchpoints: [...HELP, ...touchpoints],
      });
      return between(arm([]), arm([beside('team-view', 14, 'manager')]), more, 'active');
    },
  },
  {
    study: 'NBER 16581: peers do not move those who had no offer themselves (null)',
    of: 'untreated-peers',
    trial:
      'People who have not heard of it, who would never forget it, with peers ten times as strong and with none; who hears of it',
    unit: 'points',
    range: [-0.5, 0.5],
    taken: 'nothing, but for half a point either way',
    outcome: () => {
      const arm = (influence: number): Arm => ({
        days: 60,
        touchpoints: [weekly('launch-email', 4)],
        assumptions: { 'peers.influence': influence, 'awareness.halfLife': 3660 },
      });
      const [none, strong] = [follow(arm(0)).unaware, follow(arm(0.13)).unaware];
      return none.map((each, run) => each.at(-1)! - strong[run]!.at(-1)!);
    },
  },
  {
    study: 'Localytics: 24 % give up after one use',
    trial: 'People who have just tried it and would never lapse from use; who has stopped after 60 days',
    unit: '%',
    range: [20, 28],
    taken: 'a sixth more or less',
    outcome: () =>
      follow({
        days: 60,
        begin: 'tried',
        touchpoints: [],
        assumptions: { 'habit.lapse': 0, 'trying.pull': 0 },
      }).away.map((each) => each.at(-1)!),
  },
  {
    study: 'Appboy: 4.1 % of new users of an app are active after 90 days',
    trial: 'People who have just tried it, with nothing else; active after 90 days',
    unit: '%',
    range: [2, 8],
    taken: 'about half to twice that',
    outcome: () => follow({ days: 90, begin: 'tried', touchpoints: [] }).active.map((each) => each.at(-1)!),
  },
  {
    study: 'Lally and others 2010: a habit takes a median of 66 days, 18 to 254',
    trial: 'People in use who would never lapse; the day by which half have a habit',
    unit: 'days',
    range: [50, 85],
    taken: 'about a quarter less or more; the study’s own 18 to 254 are of single people',
    outcome: () =>
      follow({ days: 250, begin: 'using', touchpoints: [], assumptions: { 'habit.lapse': 0 } }).habitual.map(
        (each) => each.findIndex((share) => share >= 50) + 1,
      ),
  },
  {
    study: 'Jordan 2015: 12.6 % of those who enrol complete a course, .7 to 52.1',
    trial: 'People who have just tried it, with a weekly plain mail for eight weeks; active at its end',
    unit: '%',
    range: [0.7, 52.1],
    outcome: () =>
      follow({ days: 56, begin: 'tried', touchpoints: [weekly('x', 8)] }).active.map((each) => each.at(-1)!),
  },
];

/** Nothing but what is sent makes people try. */
const QUIET = { 'trying.pull': 0, 'peers.influence': 0, 'buyIn.weight': 0 };

/** An invitation, and a reminder every week so many times. */
const reminding = (times: number): Arm => ({
  days: 28,
  begin: 'aware',
  assumptions: QUIET,
  touchpoints: [
    touchpoint('launch-email', 0),
    ...Array.from({ length: times }, (_, nth) => touchpoint('deadline-reminder', 7 * (nth + 1))),
  ],
});
const reminded = () => follow(reminding(1)).tried;

/** What champions add to a campaign of half a year, in points. */
function championed() {
  const arm = (touchpoints: Touchpoint[]): Arm => ({
    days: 180,
    touchpoints: [...HELP, weekly('launch-email', 12), ...touchpoints],
  });
  return between(arm([]), arm([beside('champion-programme', 180, 'peers')]), points, 'active');
}
