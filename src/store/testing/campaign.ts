import type { Campaign, Touchpoint } from '#campaign/document.ts';

/** A small sound campaign for this room's tests. */

export function touchpoint(id: string, name = `Message ${id}`): Touchpoint {
  return {
    id,
    name,
    tactic: 'broad-email',
    direction: 'push',
    channel: 'email',
    laneId: 'lane-1',
    segments: [],
    start: '2027-01-11',
    days: 1,
    cadence: 'once',
    time: { zone: 'campaign', at: '09:00' },
    message: { subject: 'Good news', body: 'It starts on Monday.' },
  };
}

export function smallCampaign(name = 'New platform'): Campaign {
  return {
    format: 'tandem-campaign',
    version: 8,
    id: 'campaign-of-tests',
    name,
    description: '',
    vocabulary: 'learning',
    start: '2027-01-11',
    days: 84,
    timeZone: 'Europe/Berlin',
    seed: 7,
    contact: { capPerWeek: 3, quietFrom: '19:00', quietUntil: '07:00' },
    brand: {
      name: 'Grow',
      promise: 'Ten minutes a week',
      primaryColour: '#204060',
      accentColour: '#e07020',
      voice: 'plain',
      signOff: 'The learning team',
    },
    phases: [{ id: 'phase-1', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.8 }],
    lanes: [
      { id: 'lane-1', name: 'Email' },
      { id: 'lane-2', name: 'Slack' },
    ],
    segments: [
      {
        id: 'berlin',
        name: 'Berlin',
        size: 1200,
        timeZone: 'Europe/Berlin',
        language: 'de',
        channels: [],
        frictionSteps: 4,
        preferredTime: '09:30',
      },
      {
        id: 'leeds',
        name: 'Leeds',
        size: 5_000_000_000,
        timeZone: 'Europe/London',
        language: 'en',
        channels: ['email'],
        frictionSteps: 2,
        preferredTime: '10:00',
      },
    ],
    goals: [],
    events: [],
    touchpoints: [
      touchpoint('first'),
      { ...touchpoint('second'), direction: 'pull', laneId: 'lane-2', segments: ['leeds'] },
    ],
    decisions: [],
    calendars: [],
    ideas: [],
    assumptions: [],
  };
}
