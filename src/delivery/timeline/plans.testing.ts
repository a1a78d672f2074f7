import { addDays, dayOf, formatDay } from '#campaign/calendar.ts';
import { CADENCES, CHANNELS, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';

/** Plans to draw in tests: an everyday one, huge ones, and one whose names are out to break things. */

const START = '2027-01-11';

export const emptyPlan: Campaign = {
  format: 'tandem-campaign',
  version: 8,
  id: 'campaign-of-tests',
  name: 'Two minutes a day',
  description: 'Get every engineer to use the learning platform in the flow of work.',
  vocabulary: 'learning',
  start: START,
  days: 170,
  timeZone: 'Europe/Berlin',
  seed: 7,
  engine: ENGINE_VERSION,
  contact: { capPerWeek: 3, quietFrom: '19:00', quietUntil: '07:30' },
  brand: {
    name: 'Spark',
    promise: 'Two minutes a day, a skill a quarter',
    primaryColour: '#C8553D',
    accentColour: '#1F7A8C',
    voice: 'plain and warm',
    signOff: 'The Spark team',
  },
  phases: [],
  lanes: [{ id: 'email', name: 'Email' }],
  segments: [],
  goals: [],
  events: [],
  touchpoints: [],
  decisions: [],
  calendars: [],
  ideas: [],
  assumptions: [],
};

export function touchpoint(fields: Partial<Touchpoint> & Pick<Touchpoint, 'id'>): Touchpoint {
  return {
    name: `Touchpoint ${fields.id}`,
    tactic: 'custom-push',
    direction: 'push',
    channel: 'email',
    laneId: 'email',
    segments: [],
    start: START,
    days: 1,
    cadence: 'once',
    time: { zone: 'segment' },
    message: { subject: '', body: '' },
    ...fields,
  };
}

type Row = [
  name: string,
  lane: string,
  channel: Touchpoint['channel'],
  direction: 'push' | 'pull',
  from: number,
  days: number,
];
const ROWS: Row[] = [
  ['Save the date', 'email', 'email', 'push', 2, 1],
  ['Launch announcement from the chief executive', 'email', 'email', 'push', 7, 1],
  ['Why it matters to you', 'email', 'email', 'push', 14, 1],
  ['Weekly digest', 'email', 'email', 'push', 49, 84],
  ['Deadline: first course by 31 March', 'email', 'email', 'push', 70, 1],
  ['Pick up where you left off', 'email', 'email', 'push', 91, 1],
  ['Quarter results', 'email', 'email', 'push', 140, 1],
  ['Team channel opens', 'chat', 'slack', 'pull', 7, 160],
  ['Launch message', 'chat', 'slack', 'push', 8, 1],
  ['Tip of the week', 'chat', 'slack', 'push', 30, 60],
  ['Reminder bot', 'chat', 'teams', 'push', 60, 30],
  ['One-click start page', 'place', 'platform', 'pull', 5, 165],
  ['Curated lists for each role', 'place', 'platform', 'pull', 28, 142],
  ['Two-minute lessons before stand-up', 'place', 'calendar', 'pull', 56, 100],
  ['Posters in the kitchens', 'place', 'poster', 'push', 7, 40],
  ['Manager briefing', 'people', 'manager', 'push', 3, 5],
  ['Champions’ circle', 'people', 'peers', 'pull', 84, 86],
  ['Show and tell', 'people', 'meeting', 'pull', 112, 1],
  ['Show and tell II', 'people', 'meeting', 'pull', 154, 1],
  ['Reviews by colleagues', 'people', 'social', 'pull', 98, 60],
];

export const typicalPlan: Campaign = {
  ...emptyPlan,
  phases: [
    { id: 'launch', name: 'Launch', kind: 'launch', start: START, days: 28, pushAim: 0.8 },
    { id: 'activation', name: 'Activation', kind: 'activation', start: addDays(START, 28), days: 70, pushAim: 0.5 },
    { id: 'culture', name: 'Culture', kind: 'culture', start: addDays(START, 98), days: 72, pushAim: 0.2 },
  ],
  lanes: [
    { id: 'email', name: 'Email' },
    { id: 'chat', name: 'Slack and Teams' },
    { id: 'place', name: 'In their way' },
    { id: 'people', name: 'People' },
  ],
  segments: [
    segment('engineers', 'Engineers', 1200),
    segment('sales', 'Sales, field', 500),
    segment('office', 'Office', 300),
  ],
  goals: [
    {
      id: 'aware',
      name: 'Everyone has heard of it',
      metric: 'aware',
      target: 0.9,
      unit: 'share',
      date: '2027-02-28',
      segments: [],
    },
    {
      id: 'active',
      name: 'A third active',
      metric: 'active',
      target: 0.33,
      unit: 'share',
      date: '2027-06-15',
      segments: [],
    },
    {
      id: 'habit',
      name: '200 engineers with a habit',
      metric: 'habitual',
      target: 200,
      unit: 'learners',
      date: '2027-06-15',
      segments: ['engineers'],
    },
  ],
  events: [
    {
      id: 'easter',
      name: 'Easter',
      kind: 'holiday',
      start: '2027-03-26',
      days: 4,
      pushFactor: 0.4,
      pullFactor: 0.6,
      segments: [],
    },
    {
      id: 'reorg',
      name: 'New skills framework',
      kind: 'initiative',
      start: '2027-04-12',
      days: 30,
      pushFactor: 1.1,
      pullFactor: 1.3,
      segments: [],
    },
  ],
  touchpoints: ROWS.map(([name, laneId, channel, direction, from, days], index) =>
    touchpoint({
      id: `t${index}`,
      name,
      laneId,
      channel,
      direction,
      start: addDays(START, from),
      days,
      cadence: direction === 'push' && days > 7 ? 'weekly' : 'once',
      segments: index % 4 === 3 ? ['engineers', 'office'] : [],
    }),
  ),
  assumptions: [
    {
      id: 'steps',
      parameter: 'trying.friction',
      value: 0.2,
      low: 0.1,
      high: 0.3,
      reason: 'Sign-in study of last spring',
    },
  ],
};

function segment(id: string, name: string, size: number): Campaign['segments'][number] {
  return {
    id,
    name,
    size,
    timeZone: 'Europe/Berlin',
    language: 'en',
    channels: [],
    frictionSteps: 3,
    preferredTime: '09:00',
  };
}

export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]></style></svg><script>x</script>',
  '& &amp; &lt; \' " `',
  'حملة التعلم في شهر رمضان المبارك',
  'שלום 12–15 עולם (abc)',
  '👩🏽‍💻👨‍👩‍👧‍👦🏳️‍🌈 launch 🚀',
  'control \u0000\u0001\u001b\u0085 and \u202Eoverride\u2066',
  'lone \ud800 surrogate \udfff and \ufffe',
  'javascript:alert(1)',
  'W'.repeat(200),
  '長い日本語の名前がここに続きます長い日本語の名前',
  'line\nbreak\r\n\ttab',
  'i̇̀́̂̃combining',
];

/** A plan of `count` touchpoints over `days` days in `lanes` lanes, always the same for the same numbers. */
export function largePlan(count: number, days = 365, lanes = 12, names: readonly string[] = HOSTILE_NAMES): Campaign {
  const name = (index: number) => names[index % names.length]!;
  return {
    ...typicalPlan,
    name: names[0]!,
    start: START,
    days,
    lanes: Array.from({ length: lanes }, (_, index) => ({ id: `lane${index}`, name: name(index) })),
    phases: typicalPlan.phases.map((phase, index) => ({ ...phase, name: name(index) })),
    segments: typicalPlan.segments.map((item, index) => ({ ...item, name: name(index + 3) })),
    goals: typicalPlan.goals.map((goal, index) => ({ ...goal, name: name(index + 1) })),
    events: typicalPlan.events.map((event, index) => ({ ...event, name: name(index + 2) })),
    touchpoints: Array.from({ length: count }, (_, index) =>
      touchpoint({
        id: `t${index}`,
        name: name(index),
        laneId: `lane${(index * 7) % lanes}`,
        direction: (index * 13) % 5 < 3 ? 'push' : 'pull',
        channel: CHANNELS[index % CHANNELS.length]!,
        cadence: CADENCES[index % CADENCES.length]!,
        start: formatDay(dayOf(START) + ((index * 97) % days)),
        days: 1 + ((index * 31) % 45),
        segments: index % 3 === 0 ? ['engineers'] : [],
      }),
    ),
  };
}
