import type { Campaign } from '#campaign/document.ts';
import type { SeriesName } from '#simulation/forecast.ts';
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
  people: { learning: 'learners', career: 'people' } satisfies Record<Campaign['vocabulary'], string>,
  onePerson: { learning: 'learner', career: 'person' } satisfies Record<Campaign['vocabulary'], string>,
  touchpoints: (count: number, written: string) => several(count, written, 'touchpoint', 'touchpoints'),
  segments: (count: number, written: string) => several(count, written, 'segment', 'segments'),

  headline: (date: Word, median: Word, learners: Word, share: Word, low: Word, high: Word, people: string) =>
    markup`By ${date} we expect about <strong>${median} of ${learners} ${people} (${share})</strong> to be active; nine times out of ten between ${low} and ${high}.`,
  headlineSure: (date: Word, median: Word, learners: Word, share: Word, people: string) =>
    markup`By ${date} we expect about <strong>${median} of ${learners} ${people} (${share})</strong> to be active.`,
  headlineNobody: (people: string) =>
    `The plan names no ${people} yet, so there is nothing to expect. Add segments with their sizes, then make the report again.`,
  headlineNothing: 'No forecast was made for this plan, so this report shows the plan alone.',

  facts: {
    active: (date: string) => `active on ${date}`,
    band: 'nine times out of ten',
    push: 'push touchpoints',
    pull: 'pull touchpoints',
    contacts: (person: string) => `messages for an average ${person} in the busiest week`,
    cap: (cap: string) => `limit ${cap}`,
  },

  goals: 'Goals',
  goalsNone: 'The plan has no goals yet. A goal needs a date and a number; then the forecast says how likely it is.',
  goalsMore: (count: number, written: string) =>
    `${several(count, written, 'more goal is', 'more goals are')} in the plan file.`,
  goal: 'Goal',
  by: 'By',
  target: 'Target',
  expected: 'Expected',
  likelihood: 'How likely',
  metrics: {
    aware: 'have heard of it',
    tried: 'have tried it',
    active: 'are active',
    habitual: 'have made it a habit',
    champions: 'are champions',
  } satisfies Record<Campaign['goals'][number]['metric'], string>,
  targetShare: (learners: string, share: string, metric: string) => `${learners} (${share}) ${metric}`,
  targetLearners: (learners: string, metric: string) => `${learners} ${metric}`,
  chances: [
    { from: 0.99, words: 'almost certain' },
    { from: 0.9, words: 'very likely' },
    { from: 0.66, words: 'likely' },
    { from: 0.33, words: 'about as likely as not' },
    { from: 0.1, words: 'unlikely' },
    { from: 0.01, words: 'very unlikely' },
    { from: 0, words: 'almost impossible' },
  ],
  chance: (words: string, figure: string) => `${words}, ${figure}`,
  notForecast: 'not in the forecast',

  timeline: 'The plan',
  timelineLead:
    'What reaches people and when. Push goes out to them and points to the right; pull draws them in and has round ends.',

  forecast: 'What the plan is likely to do',
  forecastTitle: (people: string) => `Active ${people} over time`,
  forecastDescription: (median: string, low: string, high: string, date: string) =>
    `The median rises or falls to ${median} on ${date}. Nine in ten runs end between ${low} and ${high}.`,
  edges: {
    p95: 'top of nine in ten runs',
    p75: 'top of the middle half',
    p50: 'median',
    p25: 'bottom of the middle half',
    p05: 'bottom of nine in ten runs',
  },
  share: 'share',
  bands: (people: string) =>
    `The line is the middle of all simulated runs: half of them had fewer active ${people} on that day, half had more. The dark band holds the middle half of the runs and the light band nine in ten, so that one in ten lies outside even that.`,
  spread: (chance: string, parameters: string) =>
    `Of the spread on the last day, ${chance} is chance and ${parameters} is what nobody knows yet about these people.`,
  goalMark:
    'Numbered diamonds are goals for active use, at their date and target; numbered flags above are other goals.',

  stages: 'Where people stand',
  stagesLead: (people: string) =>
    `The mean number of ${people} at each stage. Every one of them is in exactly one stage on each day.`,
  stagesTitle: (people: string) => `${people[0]!.toUpperCase()}${people.slice(1)} by stage over time`,
  stage: {
    champion: 'Champions',
    habitual: 'Habit',
    using: 'Using',
    tried: 'Tried',
    aware: 'Aware',
    unaware: 'Not aware',
    lapsed: 'Lapsed',
    optedOut: 'Opted out',
  } satisfies Record<Exclude<SeriesName, 'active'>, string>,
  stagesDescription: (parts: string, date: string) => `On ${date}: ${parts}.`,

  bySegment: 'By segment',
  segment: 'Segment',
  peopleHead: (people: string) => `${people[0]!.toUpperCase()}${people.slice(1)}`,
  active: (date: string) => `Active on ${date}`,
  shareActive: 'Share',
  nineTimes: 'Nine times out of ten',
  rangeUpTo: (share: string) => `0 to ${share}`,
  between: (low: string, high: string) => `${low} to ${high}`,
  all: 'All',
  segmentsMore: (count: number, written: string) =>
    `${several(count, written, 'more segment is', 'more segments are')} in the forecast's spreadsheet.`,

  mix: 'Push and pull by phase',
  mixLead:
    'The share of push among the touchpoints at work in each phase, against what the phase aims for (the upright mark).',
  mixNone: 'The plan has no phases yet.',
  phase: 'Phase',
  dates: 'Dates',
  push: 'Push',
  pull: 'Pull',
  shareOfPush: 'Share of push',
  aim: 'Aim',

  findings: 'What the craft says',
  findingsNone: 'The plan keeps every rule of the craft that the studio checks.',
  severity: { error: 'Cannot work as it stands', warning: 'Will cost people', advice: 'Could be better' },
  findingsAlike: (count: number, written: string) => `and ${several(count, written, 'more like it', 'more like it')}`,
  findingsMore: (count: number, written: string) =>
    `${several(count, written, 'more finding is', 'more findings are')} not listed here. The studio and “tandem check” show all of them.`,

  schedule: 'Schedule',
  scheduleNone: 'Nothing is planned yet.',
  date: 'Date',
  name: 'Touchpoint',
  direction: 'Kind',
  audience: 'Audience',
  channel: 'Channel',
  cadence: {
    once: '',
    daily: 'daily',
    weekdays: 'on weekdays',
    weekly: 'weekly',
    fortnightly: 'every two weeks',
    monthly: 'monthly',
  } satisfies Record<Campaign['touchpoints'][number]['cadence'], string>,
  everyone: 'Everyone',
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
  methods: { meanField: 'mean field', counts: 'exact counts' },
  made: 'Made with Tandem Studio.',
};

/** A probability in calibrated words: the same words always mean the same range. */
export function inWords(probability: number): string {
  return (reportText.chances.find(({ from }) => probability >= from) ?? reportText.chances.at(-1)!).words;
}
