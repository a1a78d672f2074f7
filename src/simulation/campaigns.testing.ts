import { addDays } from '#campaign/calendar.ts';
import type { Assumption, Campaign, Segment, Touchpoint } from '#campaign/document.ts';

/** Campaigns for the tests of the engine. */

export const START = '2027-01-11';

export function segment(changes: Partial<Segment> = {}): Segment {
  return {
    id: 'everyone',
    name: 'Everyone',
    size: 2000,
    timeZone: 'Europe/Berlin',
    language: 'en',
    channels: [],
    frictionSteps: 3,
    preferredTime: '09:00',
    ...changes,
  };
}

/** Assumptions for everyone or for one segment, by parameter. */
export const assume = (values: Record<string, number>, segmentId?: string): Assumption[] =>
  Object.entries(values).map(([parameter, value]) => ({
    id: `${parameter} ${segmentId}`,
    parameter,
    value,
    ...(segmentId && { segmentId }),
  }));

/** What makes weekends, holidays and working days all alike. */
export const ALIKE = { 'days.off': 1, 'days.weekday': 0 };

let made = 0;

/** A touchpoint `day` days after the start of the campaign. */
export function touchpoint(tactic: string, day: number, changes: Partial<Touchpoint> = {}): Touchpoint {
  return {
    id: `t${++made}`,
    name: tactic,
    tactic,
    direction: 'push',
    channel: 'email',
    laneId: 'lane',
    segments: [],
    start: addDays(START, day),
    days: 1,
    cadence: 'once',
    time: { zone: 'segment' },
    message: { subject: '', body: '' },
    ...changes,
  };
}

export function campaign(changes: Partial<Campaign> = {}): Campaign {
  return {
    format: 'tandem-campaign',
    version: 8,
    id: 'campaign-of-tests',
    name: 'Test',
    description: '',
    vocabulary: 'learning',
    start: START,
    days: 90,
    timeZone: 'Europe/Berlin',
    seed: 42,
    contact: { capPerWeek: 3, quietFrom: '20:00', quietUntil: '07:00' },
    brand: { name: '', promise: '', primaryColour: '#000000', accentColour: '#000000', voice: '', signOff: '' },
    phases: [],
    lanes: [{ id: 'lane', name: 'Lane' }],
    segments: [segment()],
    goals: [],
    events: [],
    touchpoints: [],
    decisions: [],
    calendars: [],
    ideas: [],
    assumptions: [],
    ...changes,
  };
}

/** A campaign as designers lay it out: a loud launch, then help to start, then habits and champions. */
export function typicalCampaign(changes: Partial<Campaign> = {}): Campaign {
  return campaign({
    touchpoints: [
      touchpoint('launch-email', 0),
      touchpoint('launch-film', 1, { channel: 'video' }),
      touchpoint('manager-cascade', 3, { channel: 'manager' }),
      touchpoint('why-message', 8),
      touchpoint('welcome-message', 10, { days: 28, cadence: 'weekly' }),
      touchpoint('deadline-reminder', 20),
      touchpoint('gentle-nudge', 25, { channel: 'slack', days: 56, cadence: 'fortnightly' }),
      touchpoint('recommendation-chat', 32, { channel: 'slack', days: 56, cadence: 'fortnightly' }),
      touchpoint('one-click-link', 0, { channel: 'platform', days: 90 }),
      touchpoint('onboarding-tour', 0, { channel: 'platform', days: 60 }),
      touchpoint('two-minutes-a-day', 20, { channel: 'platform', days: 60 }),
      touchpoint('champion-programme', 30, { channel: 'peers', days: 60 }),
    ],
    ...changes,
  });
}

/** Six segments over half a year, in which everything in the model takes part. */
export function largeCampaign(changes: Partial<Campaign> = {}): Campaign {
  const segments = ['sales', 'service', 'engineering', 'finance', 'field', 'partners'].map((id, index) =>
    segment({ id, name: id, size: 400 * (index + 1), frictionSteps: index }),
  );
  return typicalCampaign({
    days: 180,
    segments,
    goals: [
      { id: 'g', name: 'Goal', metric: 'active', target: 0.2, unit: 'share', date: addDays(START, 89), segments: [] },
      {
        id: 'h',
        name: 'Tried',
        metric: 'tried',
        target: 300,
        unit: 'learners',
        date: addDays(START, 60),
        segments: ['sales'],
      },
    ],
    events: [
      {
        id: 'e',
        name: 'Holiday',
        kind: 'holiday',
        start: addDays(START, 40),
        days: 7,
        pushFactor: 0.4,
        pullFactor: 0.5,
        segments: [],
      },
    ],
    ...changes,
  });
}
