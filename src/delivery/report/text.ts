import { DECISION_POINTS, THEN_FOLLOWS } from '#language/decisionPoints.ts';
import { HEADINGS, SEVERITY } from '#language/headings.ts';
import { capital, type Vocabulary } from '#language/vocabulary.ts';
import { PRODUCT } from '#contract/product.ts';
import { markup, type Markup } from '../timeline/markup.ts';

/**
 * Every word of the report, in one place for translation. Figures and dates come in already written for the reader's locale;
 * names of the plan come in as markup that is already safe.
 */

type Word = string | Markup;

const several = (count: number, written: string, one: string, many: string) => `${written} ${count === 1 ? one : many}`;

export const reportText = {
  /** The language of the words here; figures may follow another locale. */
  language: 'en',
  kind: 'Campaign report',
  title: (campaign: string) => `${campaign}: campaign report`,
  prepared: (date: string) => `Prepared ${date}`,
  touchpoints: (count: number, written: string) => several(count, written, 'touchpoint', 'touchpoints'),
  segments: (count: number, written: string) => several(count, written, 'segment', 'segments'),

  headline: (
    date: Word,
    median: Word,
    learners: Word,
    share: Word,
    low: Word,
    high: Word,
    { people, toBe }: Vocabulary,
  ) =>
    markup`By ${date} we expect about <strong>${median} of ${learners} ${people} (${share})</strong> to be ${toBe}; nine times out of ten between ${low} and ${high}.`,
  headlineParts: (because: Word, anyway: Word) =>
    markup`About ${because} because of the plan; about ${anyway} would have happened anyway.`,
  headlineGoal: (goal: Word, date: Word, chance: Word) =>
    markup`“${goal}” by ${date}: <strong>${chance} likely</strong>.`,
  headlineSure: (date: Word, median: Word, learners: Word, share: Word, { people, toBe }: Vocabulary) =>
    markup`By ${date} we expect about <strong>${median} of ${learners} ${people} (${share})</strong> to be ${toBe}.`,
  headlineNobody: ({ people }: Vocabulary) =>
    `The plan names no ${people} yet, so there is nothing to expect. Add segments with their sizes, then make the report again.`,
  headlineNothing: 'No forecast was made for this plan, so this report shows the plan alone.',

  facts: {
    active: (date: string, { toBe }: Vocabulary) => `${toBe} on ${date}`,
    band: 'nine times out of ten',
    push: 'push touchpoints',
    pull: 'pull touchpoints',
    contacts: ({ person }: Vocabulary) => `messages for an average ${person} in the busiest week`,
    cap: (cap: string) => `cap ${cap}`,
  },

  goals: 'Goals',
  goalsNone: 'The plan has no goals yet. A goal needs a date and a number; then the forecast says how likely it is.',
  goalsMore: (count: number, written: string) =>
    `${several(count, written, 'more goal is', 'more goals are')} in the plan file.`,
  goal: 'Goal',
  decisions: DECISION_POINTS,
  /** What waits for either branch; empty where nothing does. */
  decision: (condition: string, onThen: string, onOtherwise: string) =>
    `if ${condition}, ${onThen === '' ? 'the plan goes on as it is' : `then ${onThen}`}; otherwise ${onOtherwise === '' ? 'it goes on without anything more' : onOtherwise}.`,
  decisionShare: (share: string) => THEN_FOLLOWS.replace('{share}', share),
  by: 'By',
  target: 'Target',
  expected: 'Expected',
  likelihood: 'How likely',
  targetShare: (learners: string, share: string, metric: string) => `${learners} (${share}) ${metric}`,
  targetLearners: (learners: string, metric: string) => `${learners} ${metric}`,
  chance: (words: string, figure: string) => `${words}, ${figure}`,
  notForecast: 'not in the forecast',

  timeline: 'The plan',
  timelineLead:
    'What reaches people and when. Push goes out to them and points to the right; pull draws them in and has round ends.',
  timelineByOwnDay: (days: string, last: string) =>
    `Days are counted from everyone’s own start, so that the picture holds for each cohort from its first day to day ${last} (${days} days in all); whoever starts last is through on the last date of the forecast. Months above, holidays and events are those of who starts first.`,
  spanRolling: (span: string, starts: string) => `${span} for who starts first; more start every week until ${starts}`,

  forecast: 'What the plan is likely to do',
  forecastTitle: ({ activePeople }: Vocabulary) => `${capital(activePeople)} over time`,
  forecastDescription: (median: string, low: string, high: string, date: string) =>
    `The median rises or falls to ${median} on ${date}. Nine in ten runs end between ${low} and ${high}.`,
  edges: {
    daily: {
      p95: 'top of nine in ten runs',
      p75: 'top of the middle half',
      p50: 'median',
      p25: 'bottom of the middle half',
      p05: 'bottom of nine in ten runs',
    },
    wholePath: {
      p95: 'top of nine in ten curves',
      p75: 'top of half of the curves',
      p50: 'median',
      p25: 'bottom of half of the curves',
      p05: 'bottom of nine in ten curves',
    },
  },
  share: 'share',
  byWeek: 'Everyone by calendar week',
  byWeekLead: 'How many have started by the end of each week, and how many of all these are active then.',
  weekUntil: 'Week until',
  started: 'Started',
  byOwnDay: 'Cohorts by their own days',
  byOwnDayLead: (first: string) =>
    `Everyone starts on a day of their own. Dates of this plan are those of who starts on ${first}; whoever starts later has them so many weeks later. Of all who have started, on each day of their own:`,
  ownDay: 'Day',
  teams: ({ person }: Vocabulary) =>
    `Simulated ${person} by ${person}, because only colleagues of the same team count as peers.`,
  sampled: (written: string, { people }: Vocabulary) =>
    `${written} ${people} stand for all of them, so that chance looks larger than it is.`,
  goalMark: ({ activePeople }: Vocabulary) =>
    `Numbered diamonds are goals for ${activePeople}, at their date and target; numbered flags above are other goals.`,

  stages: 'Where people stand',
  stagesLead: ({ people }: Vocabulary) =>
    `The mean number of ${people} at each stage. Every one of them is in exactly one stage on each day.`,
  stagesTitle: ({ people }: Vocabulary) => `${capital(people)} by stage over time`,
  stagesDescription: (parts: string, date: string) => `On ${date}: ${parts}.`,

  bySegment: HEADINGS.bySegment,
  segment: 'Segment',
  peopleHead: ({ people }: Vocabulary) => capital(people),
  activeOn: (date: string, { active }: Vocabulary) => `${active} on ${date}`,
  shareActive: 'Share',
  nineTimes: 'Nine times out of ten',
  rangeUpTo: (share: string) => `0 to ${share}`,
  between: (low: string, high: string) => `${low} to ${high}`,
  all: 'All',
  segmentsMore: (count: number, written: string) =>
    `${several(count, written, 'more segment is', 'more segments are')} in the forecast's spreadsheet.`,

  mix: HEADINGS.mix,
  mixLead:
    'The share of push among the touchpoints at work in each phase, against what the phase aims for (the upright mark).',
  mixNone: 'The plan has no phases yet.',
  phase: 'Phase',
  dates: 'Dates',
  shareOfPush: 'Share of push',
  aim: 'Aim',

  findings: HEADINGS.findings,
  findingsNone: 'The plan keeps every rule of the craft that the studio checks.',
  severity: { ...SEVERITY, warning: `${SEVERITY.warning}s` },
  findingsAlike: (count: number, written: string) => `and ${several(count, written, 'more like it', 'more like it')}`,
  findingsMore: (count: number, written: string) =>
    `${several(count, written, 'more finding is', 'more findings are')} not listed here. The studio and “tandem check” show all of them.`,

  schedule: 'Schedule',
  scheduleNone: 'Nothing is planned yet.',
  date: 'Date',
  weekOfOwn: (week: string) => `Own week ${week}`,
  name: 'Touchpoint',
  direction: 'Direction',
  audience: 'Audience',
  channel: 'Channel',
  cancelled: 'cancelled',
  sends: (count: number, written: string) => several(count, written, 'send', 'sends'),
  heldBack: (count: number, written: string) => `${several(count, written, 'send', 'sends')} held back by the cap`,
  others: (count: string) => `and ${count} more`,
  scheduleMore: (left: number, written: string, all: string) =>
    `The first touchpoints are listed here; ${several(left, written, 'row is', 'rows are')} left out of ${all}. Export the plan as a spreadsheet (XLSX or CSV) or a calendar for the whole schedule.`,

  assumptions: 'Assumptions',
  modelNote: 'A planning assumption, not a forecast, until actuals calibrate it.',
  assumptionsNone: 'The plan changes none of the model’s own assumptions.',
  assumptionsLead: 'What this plan assumes differently from the model’s own defaults:',
  assumptionsMore: (count: number, written: string) =>
    `${several(count, written, 'more assumption is', 'more assumptions are')} in the plan file.`,
  parameter: 'What',
  value: 'Value',
  range: 'Thought possible',
  standard: 'Default',
  reason: 'Why',

  again: 'To get the same numbers again',
  reproduce: (engine: string, method: string, seed: string, runs: string, hash: Word) =>
    markup`Engine ${engine}, ${method}, seed ${seed}, ${runs} runs, plan <code>${hash}</code>. The same plan, engine and seed always give the same figures.`,
  methods: { meanField: 'mean field', counts: 'exact counts', agents: 'learner by learner' },
  made: `Made with ${PRODUCT}.`,
};
