import type { Campaign, Segment, Touchpoint } from '../document.ts';
import { tacticById } from '../tactics/catalogue.ts';
import { touchpointFrom } from '../tactics/touchpoint.ts';

/** A small campaign without a finding, for tests that break one thing at a time. 2027-01-11 is a Monday. */
export function sound(): Campaign {
  return {
    format: 'tandem-campaign',
    version: 8,
    id: 'campaign-of-tests',
    name: 'Safe hands',
    description: '',
    vocabulary: 'learning',
    start: '2027-01-11',
    days: 42,
    timeZone: 'Europe/Berlin',
    seed: 1,
    contact: { capPerWeek: 2, quietFrom: '18:00', quietUntil: '08:00' },
    brand: {
      name: 'Safe Hands',
      promise: 'Ten minutes that keep you safe',
      primaryColour: '#123456',
      accentColour: '#abcdef',
      voice: 'Plain',
      signOff: 'Your safety team',
    },
    phases: [
      { id: 'launch', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.75 },
      { id: 'culture', name: 'Culture', kind: 'culture', start: '2027-01-25', days: 28, pushAim: 0.4 },
    ],
    lanes: [{ id: 'all', name: 'All' }],
    segments: [segment({ id: 'office', name: 'Office' }), segment({ id: 'works', name: 'Works', frictionSteps: 6 })],
    goals: [
      {
        id: 'tried',
        name: 'First lesson done',
        metric: 'tried',
        target: 0.5,
        unit: 'share',
        date: '2027-02-05',
        segments: [],
      },
    ],
    events: [
      {
        id: 'audit',
        name: 'Audit',
        kind: 'initiative',
        start: '2027-02-08',
        days: 5,
        pushFactor: 1,
        pullFactor: 1,
        segments: [],
      },
    ],
    touchpoints: [
      touchpoint('launch-email', '2027-01-11', { id: 'mail' }),
      touchpoint('chat-announcement', '2027-01-13', { id: 'chat' }),
      touchpoint('deadline-reminder', '2027-02-02', { id: 'reminder', goalId: 'tried' }, 'Safe Hands: one lesson left'),
      touchpoint('one-click-link', '2027-01-11', { id: 'link', days: 42 }),
      touchpoint('two-minutes-a-day', '2027-01-25', { id: 'minutes', days: 28 }),
    ],
    decisions: [],
    calendars: [],
    ideas: [],
    assumptions: [],
  };
}

export function segment(changes: Partial<Segment>): Segment {
  return {
    id: 'segment',
    name: 'Segment',
    size: 100,
    timeZone: 'Europe/Berlin',
    language: 'en',
    channels: [],
    frictionSteps: 2,
    preferredTime: '09:00',
    ...changes,
  };
}

/** A touchpoint made from a tactic, with an address on its button. */
export function touchpoint(tactic: string, start: string, changes: Partial<Touchpoint>, subject?: string): Touchpoint {
  const made = touchpointFrom(tacticById(tactic)!, { id: tactic, laneId: 'all', start });
  const action = made.message.callToAction && { ...made.message.callToAction, url: 'https://learn.example.com/start' };
  return {
    ...made,
    message: {
      ...made.message,
      ...(subject === undefined ? {} : { subject }),
      ...(action && { callToAction: action }),
    },
    ...changes,
  };
}

/** The sound campaign with some of it changed. */
export function soundWith(changes: Partial<Campaign>): Campaign {
  return { ...sound(), ...changes };
}

/** The sound campaign with one of its touchpoints changed. */
export function soundWithTouchpoint(id: string, changes: Partial<Touchpoint>): Campaign {
  const campaign = sound();
  return {
    ...campaign,
    touchpoints: campaign.touchpoints.map((one) => (one.id === id ? { ...one, ...changes } : one)),
  };
}
