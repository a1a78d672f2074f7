import { addDays } from '#campaign/calendar.ts';
import type { Assumption, Calendar, Campaign, ContextEvent, Goal, Segment, Touchpoint } from '#campaign/document.ts';
import { templateById } from '#campaign/templates/templates.ts';
import { touchpoint as plain } from '#simulation/campaigns.testing.ts';

/**
 * A plan in which all takes part that docs/model.md and docs/model-rules.md tell of, but for teams, cohorts and decision points, over a turn of the year:
 * no template does half of it.
 */

const START = '2026-12-07';
const DAYS = 110;
const on = (day: number) => addDays(START, day);

const blank = templateById('blank')!.build({ start: START });

const touchpoint = (tactic: string, day: number, changes: Partial<Touchpoint> = {}) =>
  plain(tactic, 0, { laneId: blank.lanes[0]!.id, start: on(day), ...changes });

const wording = (language: string) => ({ subject: '', body: '', language });
const always = (tactic: string, channel: Touchpoint['channel'], changes: Partial<Touchpoint> = {}) =>
  touchpoint(tactic, 0, { channel, days: DAYS, direction: 'pull', ...changes });

const touchpoints: Touchpoint[] = [
  // Every cadence, some of it before the first day and after the last.
  touchpoint('launch-email', 0, { days: 30 }),
  touchpoint('broad-email', -3, { days: 200, cadence: 'weekly', alsoAfter: [2, 11] }),
  touchpoint('gentle-nudge', 4, { channel: 'slack', days: 60, cadence: 'fortnightly', alsoAfter: [1, 3] }),
  touchpoint('recommendation-chat', 30, { channel: 'teams', days: 12, cadence: 'weekdays' }),
  touchpoint('gentle-nudge', 10, { channel: 'teams', days: 20, cadence: 'workingDays', segments: ['cairo'] }),
  touchpoint('text-reminder', 70, { channel: 'text', days: 5, cadence: 'daily' }),
  touchpoint('trend-email', 24, { days: 80, cadence: 'monthly', message: wording('de') }),
  touchpoint('why-message', 22, { days: 80, cadence: 'monthly', monthlyBy: 'weekday' }),
  touchpoint('progress-note', 1, { days: 100, cadence: 'monthly', monthlyBy: 'weekdayFromEnd' }),
  touchpoint('second-try', 40, {
    days: 40,
    cadence: 'weekly',
    exceptions: [
      { on: on(47), skipped: true },
      { on: on(54), to: on(90) },
      { on: on(61), message: wording('ar-EG'), time: { zone: 'campaign', at: '22:30' } },
    ],
  }),
  // Several on one day and in one channel, of which one is twice the same.
  touchpoint('left-off-reminder', 20),
  touchpoint('deadline-reminder', 20),
  touchpoint('deadline-reminder', 20),
  // At an hour of somebody's clock; a meeting's does not matter.
  touchpoint('leader-message', 12, { time: { zone: 'campaign', at: '18:15' }, message: wording('en') }),
  touchpoint('event-tie-in', 100, { channel: 'social', time: { zone: 'segment', at: '02:00' } }),
  touchpoint('town-hall', 35, { channel: 'meeting', time: { zone: 'campaign', at: '20:00' } }),
  touchpoint('launch-film', 2, { channel: 'video', segments: ['cairo', 'nobody'] }),
  touchpoint('recruiters', 9, { channel: 'phone', segments: ['york'], days: 40, cadence: 'weekly' }),
  touchpoint('recruiters', 300, { channel: 'phone' }),
  touchpoint('nobody-knows-it', 15, { channel: 'manager' }),
  touchpoint('launch-email', 16, { days: 20, cadence: 'daily', status: 'cancelled' }),
  // Presences, laid over each other, of a tactic in two channels, and more than saturate.
  always('evidence-pack', 'meeting'),
  always('team-view', 'manager', { days: 70, segments: ['berlin', 'pune'] }),
  always('poster', 'poster', { start: on(-10), days: 60 }),
  always('poster', 'poster', { start: on(20) }),
  always('poster', 'intranet', { days: 50 }),
  always('talks', 'meeting', { days: 90 }),
  always('branded-look', 'platform', { start: on(60) }),
  always('one-click-link', 'platform', { start: on(10) }),
  always('lesson-in-the-tool', 'teams', { days: 80 }),
  always('onboarding-tour', 'platform'),
  always('reworked-section', 'platform', { start: on(50) }),
  always('two-minutes-a-day', 'platform', { start: on(5) }),
  always('learning-hour', 'calendar', { segments: ['cairo'] }),
  always('buddy', 'peers'),
  always('peer-circle', 'meeting', { start: on(20), cadence: 'weekly' }),
  always('champion-programme', 'peers', { start: on(15) }),
  always('volunteering', 'peers', { start: on(45), days: 20 }),
];

const segments: Segment[] = [
  segment('berlin', { size: 300 }),
  segment('cairo', { size: 120, timeZone: 'Africa/Cairo', language: 'ar', preferredTime: '10:30', frictionSteps: 1 }),
  // A week of six days, by a name that the zone had before.
  segment('pune', { size: 200, timeZone: 'Asia/Calcutta', language: 'hi', channels: ['email', 'slack', 'manager'] }),
  segment('york', {
    size: 7,
    timeZone: 'America/New_York',
    language: 'en-US',
    channels: ['phone', 'peers', 'meeting'],
    calendarId: 'allWeek',
  }),
  segment('lima', { size: 90, timeZone: 'America/Lima', language: 'es', calendarId: 'own' }),
  segment('nobody', { size: 0, timeZone: 'Asia/Tehran', language: 'fa' }),
];

function segment(id: string, changes: Partial<Segment>): Segment {
  const common = {
    timeZone: 'Europe/Berlin',
    language: 'en',
    channels: [],
    frictionSteps: 3.5,
    preferredTime: '09:00',
  };
  return { id, name: id, size: 1, ...common, ...changes };
}

const off = (...days: number[]) => days.map((day) => ({ date: on(day), name: 'Off' }));
/** A Saturday, a Sunday and a holiday that are worked, and weeks without a weekend. No usual holiday is off. */
const calendars: Calendar[] = [
  { id: 'own', name: 'Own', weekend: [6, 7], daysOff: off(9, 16, 37, 66), workingDays: [5, 13, 16].map(on) },
  { id: 'allWeek', name: 'All week', weekend: [], daysOff: off(24) },
];

const event = (day: number, days: number, pushFactor: number, pullFactor: number, of: string[] = []): ContextEvent => ({
  id: `e${day}`,
  name: 'Event',
  kind: 'initiative',
  start: on(day),
  days,
  pushFactor,
  pullFactor,
  segments: of,
});

/** Those that meet would do more than events may. */
const events = [
  event(3, 20, 0.5, 0.25),
  event(10, 5, 1, 3, ['berlin']),
  event(38, 4, 5, 4),
  event(40, 3, 5, 4, ['cairo', 'berlin']),
  event(41, 1, 3, 4),
];

let made = 0;
const assume = (parameter: string, value: number, changes: Partial<Assumption> = {}): Assumption => ({
  id: `a${++made}`,
  parameter,
  value,
  ...changes,
});

const assumptions = [
  assume('fatigue.background', 32),
  assume('fatigue.rise', 0.4, { low: 0.5, high: 30 }),
  assume('peers.trying', 0.2, { low: 0.1, high: 0.4 }),
  assume('peers.influence', 0.05),
  assume('peers.champions', 9, { segmentId: 'cairo' }),
  assume('optOut.rate', 0.02, { low: 0 }),
  assume('optOut.inUse', 0.4, { high: 1 }),
  assume('saturation.shape', 1.4, { low: 1, high: 1.6 }),
  assume('saturation.circle', 25),
  assume('days.weekday', 3, { low: 2, high: 4 }),
  assume('awareness.recall', 0.02),
  assume('awareness.recall', 0, { segmentId: 'york' }),
  assume('habit.advance', 0.2),
  assume('habit.advance', 0.1, { segmentId: 'berlin', low: 0.05 }),
  assume('habit.hold', 0.3, { segmentId: 'berlin' }),
  assume('champions.rate', 0.03),
  assume('responsiveness.spread', 1, { segmentId: 'cairo', low: 0.9, high: 1.4 }),
  assume('channels.email.reach', 0.3, { segmentId: 'pune', low: 0.2, high: 0.99 }),
  assume('fatigue.attention1', 0.2, { segmentId: 'pune' }),
  assume('trying.friction', 0.05, { segmentId: 'cairo' }),
  assume('buyIn.memory', 12),
  assume('buyIn.weight', 0.02),
];

const goal = (id: string, day: number, target: number, changes: Partial<Goal> = {}): Goal => ({
  id,
  name: id,
  metric: 'active',
  target,
  unit: 'share',
  date: on(day),
  segments: [],
  ...changes,
});

const goals = [
  goal('early', 1, 0.1, { metric: 'aware' }),
  goal('tried', 33, 0.28, { metric: 'tried', segments: ['berlin', 'york'] }),
  goal('active', 60, 90, { unit: 'learners' }),
  goal('habitual', 109, 0.07, { metric: 'habitual', segments: ['cairo'] }),
  goal('champions', 400, 0.02, { metric: 'champions' }),
  goal('before', -1, 0.5),
  goal('nobody', 50, 0.5, { segments: ['nobody'] }),
];

export const oddCampaign: Campaign = {
  ...blank,
  start: START,
  days: DAYS,
  timeZone: 'America/Sao_Paulo',
  segments,
  touchpoints,
  events,
  goals,
  assumptions,
  calendars,
};
