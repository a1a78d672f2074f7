import { DECISION_POINTS } from '#language/decisionPoints.ts';

/** The words of the timeline picture, in one place for translation. Numbers and dates come in already written for the reader's locale. */

export const timelineText = {
  title: (campaign: string) => `Timeline of ${campaign}`,
  description: (from: string, until: string, push: string, pull: string, lanes: string) =>
    `From ${from} to ${until}: ${push} push and ${pull} pull touchpoints in ${lanes} lanes.`,
  /** What the two lines of the axis of a rolling plan are. */
  firstStarters: 'First starters',
  ownDays: 'Days since the own start',
  ofFirstStarters: (span: string, days: string) =>
    `${days} days from everyone’s own start · dates of the first starters: ${span}`,
  byOwnDays: 'Everyone starts on a day of their own; these are the dates of those who start first.',
  goal: 'Goal',
  decision: 'Decision point',
  event: 'Event',
  weekend: 'Weekend',
  goals: 'Goals',
  decisions: DECISION_POINTS,
  events: 'Context',
  phases: 'Phases',
  pushAim: (share: string) => `aim ${share} push`,
  touchpoints: (count: number, written: string) => (count === 1 ? '1 touchpoint' : `${written} touchpoints`),
  busiest: (peak: string, days: number) => (days === 1 ? `up to ${peak} on one day` : `up to ${peak} in ${days} days`),
  empty: 'Nothing is planned yet. Touchpoints appear here as soon as they are on the timeline.',
  more: (count: string) => `and ${count} more`,
  outside: (count: number, written: string) =>
    count === 1
      ? "1 touchpoint lies outside the campaign's dates and is not shown."
      : `${written} touchpoints lie outside the campaign's dates and are not shown.`,
};
