import * as fc from 'fast-check';
import { addDays, formatDay, dayOf } from './calendar.ts';
import type { Command, SimpleCommand } from './commands.ts';
import {
  ANCHOR_FIELDS,
  AT_CAP,
  CADENCES,
  CHANNELS,
  EVENT_KINDS,
  METRICS,
  PHASE_KINDS,
  PRIORITIES,
  STATUSES,
  type Calendar,
  type Campaign,
  type Tie,
} from './document.ts';

/** Random campaigns and random commands for property tests. Ids come from a small pool, so that commands meet and clash. */

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const name = fc
  .oneof(fc.constantFrom('Launch email', 'Nudge', 'حملة', '🚀 go', 'x'), fc.string({ minLength: 1, maxLength: 20 }))
  .map((text) => text.trim() || 'name');
const date = fc.integer({ min: dayOf('2026-01-01'), max: dayOf('2028-12-31') }).map(formatDay);
const days = fc.integer({ min: 1, max: 120 });
const ids = fc.uniqueArray(id, { maxLength: 3 });
const time = fc.constantFrom('00:00', '09:30', '23:59');

const touchpoint = {
  id,
  name,
  tactic: fc.constant('custom-push'),
  direction: fc.constantFrom('push' as const, 'pull' as const),
  channel: fc.constantFrom(...CHANNELS),
  laneId: id,
  segments: ids,
  days,
  cadence: fc.constantFrom(...CADENCES),
  time: fc.record(
    { zone: fc.constantFrom('campaign' as const, 'segment' as const), at: time },
    { requiredKeys: ['zone'] },
  ),
  message: fc.record(
    {
      subject: fc.string({ maxLength: 20 }),
      body: fc.string({ maxLength: 40 }),
      language: fc.constantFrom('en', 'pt-BR'),
    },
    { requiredKeys: ['subject', 'body'] },
  ),
  goalId: id,
  eventId: id,
  notes: fc.string({ maxLength: 20 }),
  status: fc.constantFrom(...STATUSES),
  minutes: fc.integer({ min: 5, max: 1440 }),
  priority: fc.constantFrom(...PRIORITIES),
  thenOf: id,
  otherwiseOf: id,
};
const OPTIONAL_OF_TOUCHPOINT = [
  'goalId',
  'eventId',
  'notes',
  'status',
  'minutes',
  'priority',
  'thenOf',
  'otherwiseOf',
  'tie',
] as const;
const requiredOf = <T extends object>(fields: T) =>
  (Object.keys(fields) as (keyof T & string)[]).filter(
    (key) => !(OPTIONAL_OF_TOUCHPOINT as readonly string[]).includes(key),
  );
const distance = fc.integer({ min: -40, max: 40 });
const inUnit = fc.oneof(
  fc.record({ count: distance, unit: fc.constantFrom('days' as const, 'workingDays' as const) }),
  fc.record({ count: distance, unit: fc.constant('weeks' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
);
export const arbitraryTie: fc.Arbitrary<Tie> = fc
  .tuple(fc.constantFrom(...ANCHOR_FIELDS), id, inUnit)
  .map(([field, anchor, rest]) => ({ [field]: anchor, ...rest }));
const dated = { ...touchpoint, start: date, tie: arbitraryTie };

/** Something that is otherwise about a send; `on` is a day of the series by chance, or none of it. */
const send = fc.record(
  {
    to: date,
    skipped: fc.constant(true as const),
    time: fc.record({ zone: fc.constant('campaign' as const), at: time }),
    message: fc.record({ subject: fc.string({ maxLength: 20 }), body: fc.string({ maxLength: 20 }) }),
  },
  { requiredKeys: [] },
);

const dates = (maxLength: number) => fc.uniqueArray(date, { maxLength }).map((all) => all.toSorted());
const calendar = {
  id,
  name,
  country: fc.constantFrom('AE', 'DE'),
  region: fc.constantFrom('BY', 'DU'),
  weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }).map((all) => all.toSorted((a, b) => a - b)),
  daysOff: fc
    .tuple(dates(40), name, fc.boolean())
    .map(([all, called, company]) =>
      all.map((each) => ({ date: each, name: called, ...(company && { company: true as const }) })),
    ),
  workingDays: dates(10),
  until: date,
};
export const arbitraryCalendar: fc.Arbitrary<Calendar> = fc.record(calendar, {
  requiredKeys: ['id', 'name', 'weekend', 'daysOff'],
});

const items = {
  Calendar: arbitraryCalendar,
  Phase: fc.record({
    id,
    name,
    kind: fc.constantFrom(...PHASE_KINDS),
    start: date,
    days,
    pushAim: fc.constantFrom(0, 0.3, 1),
  }),
  Lane: fc.record({ id, name }),
  Segment: fc.record(
    {
      id,
      name,
      size: fc.integer({ min: 0, max: 10_000 }),
      timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'UTC'),
      language: fc.constantFrom('en', 'pt-BR'),
      channels: fc.uniqueArray(fc.constantFrom(...CHANNELS), { maxLength: 3 }),
      frictionSteps: fc.integer({ min: 0, max: 10 }),
      preferredTime: time,
      why: fc.string({ maxLength: 30 }),
      teamSize: fc.integer({ min: 2, max: 1000 }),
      calendarId: id,
      inflow: fc.integer({ min: 0, max: 50 }),
    },
    { requiredKeys: ['id', 'name', 'size', 'timeZone', 'language', 'channels', 'frictionSteps', 'preferredTime'] },
  ),
  Goal: fc.record({
    id,
    name,
    metric: fc.constantFrom(...METRICS),
    target: fc.constantFrom(0, 0.25, 1),
    unit: fc.constant('share' as const),
    date,
    segments: ids,
  }),
  Event: fc.record({
    id,
    name,
    kind: fc.constantFrom(...EVENT_KINDS),
    start: date,
    days,
    pushFactor: fc.constantFrom(0.5, 1),
    pullFactor: fc.constantFrom(1, 1.5),
    segments: ids,
  }),
  Decision: fc.record({
    id,
    name,
    date,
    metric: fc.constantFrom(...METRICS),
    below: fc.constantFrom(0, 0.12, 1),
    unit: fc.constant('share' as const),
    segments: ids,
  }),
  Touchpoint: fc.record(dated, { requiredKeys: requiredOf(dated) }),
  Idea: fc.record(touchpoint, { requiredKeys: requiredOf(touchpoint) }),
  Assumption: fc.record(
    { id, parameter: fc.constant('friction.perStep'), value: fc.constantFrom(0.1, 0.2), segmentId: id },
    { requiredKeys: ['id', 'parameter', 'value'] },
  ),
};

const optional: Record<string, string[]> = {
  Touchpoint: [...OPTIONAL_OF_TOUCHPOINT, 'exceptions'],
  Idea: OPTIONAL_OF_TOUCHPOINT.filter((field) => field !== 'tie'),
  Segment: ['why', 'calendarId', 'inflow'],
  Calendar: ['country', 'region', 'workingDays', 'until'],
  Assumption: ['segmentId'],
};

function commandsFor(kind: keyof typeof items): fc.Arbitrary<SimpleCommand>[] {
  const item = items[kind] as fc.Arbitrary<{ id: string }>;
  const at = fc.option(fc.nat({ max: 8 }), { nil: undefined });
  const changes = fc
    .tuple(item, fc.infiniteStream(fc.boolean()))
    .map(([{ id: _, ...fields }, keep]) =>
      Object.fromEntries(
        [
          ...Object.entries(fields),
          ...(optional[kind] ?? []).filter((key) => !(key in fields)).map((key) => [key, null] as const),
        ].filter(() => keep.next().value),
      ),
    );
  return [
    fc
      .tuple(item, at)
      .map(
        ([added, place]) =>
          ({ type: `add${kind}`, item: added, ...(place === undefined ? {} : { at: place }) }) as SimpleCommand,
      ),
    fc
      .tuple(id, changes)
      .map(([target, edited]) => ({ type: `edit${kind}`, id: target, changes: edited }) as SimpleCommand),
    id.map((target) => ({ type: `remove${kind}`, id: target }) as SimpleCommand),
  ];
}

const simple: fc.Arbitrary<SimpleCommand> = fc.oneof(
  ...(Object.keys(items) as (keyof typeof items)[]).flatMap(commandsFor),
  fc.record(
    { type: fc.constant('moveTouchpoint' as const), id, start: date, laneId: id },
    { requiredKeys: ['type', 'id', 'start'] },
  ),
  fc.record({ type: fc.constant('resizeTouchpoint' as const), id, start: date, days }),
  fc.record({
    type: fc.constant('setSend' as const),
    id,
    on: fc.constantFrom(...Array.from({ length: 6 }, (_, week) => addDays('2027-01-12', week * 7))),
    send: fc.option(send),
  }),
  fc.record({ type: fc.constantFrom('reorderLane' as const, 'reorderGoal' as const), id, at: fc.nat({ max: 8 }) }),
  fc.record({
    type: fc.constant('setDetails' as const),
    changes: fc.record({ name, start: date, days }, { requiredKeys: [] }),
  }),
  fc
    .tuple(
      id,
      fc.record(
        {
          'message.subject': fc.string({ maxLength: 20 }),
          'message.body': fc.string({ maxLength: 40 }),
          'message.language': fc.constantFrom('en', 'pt-BR', null),
          'message.callToAction': fc.constantFrom({ label: 'Go', url: '' }, null),
          'message.callToAction.label': fc.constantFrom('Start', 'Look'),
          'message.callToAction.url': fc.constantFrom('', 'https://example.org'),
          'time.zone': fc.constantFrom('campaign' as const, 'segment' as const),
          'time.at': fc.oneof(time, fc.constant(null)),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([target, changes]) => ({ type: 'editTouchpoint' as const, id: target, changes })),
  fc.record({
    type: fc.constant('setDetails' as const),
    changes: fc.record(
      {
        'contact.capPerWeek': fc.integer({ min: 0, max: 100 }),
        'contact.quietFrom': time,
        'contact.atCap': fc.constantFrom(...AT_CAP, null),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    type: fc.constant('editBrand' as const),
    changes: fc.record({ promise: name, voice: name, logo: fc.constant(null) }, { requiredKeys: [] }),
  }),
  fc.record({
    type: fc.constant('setBrand' as const),
    brand: fc.record({
      name,
      promise: name,
      primaryColour: fc.constantFrom('#112233', '#AABBCC'),
      accentColour: fc.constant('#445566'),
      voice: name,
      signOff: name,
    }),
  }),
);

export const arbitraryCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 9, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .array(simple, { minLength: 1, maxLength: 4 })
      .map((commands) => ({ type: 'batch' as const, action: 'several', commands })),
  },
);

export const smallCampaign: Campaign = {
  format: 'tandem-campaign',
  version: 8,
  id: 'campaign-of-tests',
  name: 'Small',
  description: '',
  vocabulary: 'learning',
  start: '2027-01-11',
  days: 90,
  timeZone: 'Europe/Berlin',
  seed: 1,
  contact: { capPerWeek: 2, quietFrom: '19:00', quietUntil: '07:30' },
  brand: {
    name: 'Spark',
    promise: 'Learn a little every day',
    primaryColour: '#112233',
    accentColour: '#445566',
    voice: 'plain',
    signOff: 'The Spark team',
  },
  phases: [],
  lanes: [{ id: 'a', name: 'Email' }],
  calendars: [],
  segments: [],
  goals: [],
  events: [],
  decisions: [],
  touchpoints: [],
  ideas: [],
  assumptions: [],
};

/** Enough of everything that most random commands find what they name. */
export const fullCampaign: Campaign = {
  ...smallCampaign,
  lanes: ['a', 'b', 'c'].map((lane) => ({ id: lane, name: `Lane ${lane}` })),
  calendars: [
    { id: 'a', name: 'Calendar a', weekend: [6, 7], daysOff: [{ date: '2027-01-18', name: 'Founding day' }] },
  ],
  segments: ['a', 'b', 'c'].map((segment) => ({
    id: segment,
    name: `Segment ${segment}`,
    size: 100,
    timeZone: 'UTC',
    language: 'en',
    channels: [],
    frictionSteps: 2,
    preferredTime: '09:00',
  })),
  goals: ['a', 'b'].map((goal) => ({
    id: goal,
    name: `Goal ${goal}`,
    metric: 'active',
    target: 0.3,
    unit: 'share',
    date: '2027-03-01',
    segments: [goal],
  })),
  events: ['a', 'b'].map((event) => ({
    id: event,
    name: `Event ${event}`,
    kind: 'initiative',
    start: '2027-02-01',
    days: 3,
    pushFactor: 1.2,
    pullFactor: 1,
    segments: [event, 'c'],
  })),
  decisions: ['a', 'b'].map((decision) => ({
    id: decision,
    name: `Decision ${decision}`,
    date: '2027-02-01',
    metric: 'active',
    below: 0.12,
    unit: 'share',
    segments: decision === 'a' ? [] : ['a', 'b'],
  })),
  touchpoints: ['a', 'b', 'c', 'd'].map((touchpoint) => ({
    id: touchpoint,
    name: `Touchpoint ${touchpoint}`,
    tactic: 'custom-push',
    direction: 'push',
    channel: 'email',
    laneId: 'b',
    segments: touchpoint === 'd' ? [] : ['b', 'c'],
    start: '2027-01-12',
    ...(touchpoint < 'c' ? { days: 40, cadence: 'weekly' as const } : { days: 1, cadence: 'once' as const }),
    time: { zone: 'campaign', at: '09:00' },
    message: { subject: 'Hello', body: 'Start today.' },
    goalId: 'b',
    eventId: 'a',
    ...(touchpoint < 'c' ? { thenOf: 'a' } : { otherwiseOf: 'b' }),
    ...(touchpoint === 'c' && { tie: { touchpointId: 'a', count: 0, unit: 'workingDays' as const } }),
    ...(touchpoint === 'd' && { tie: { eventId: 'b', count: -3, unit: 'weeks' as const, weekday: 2 } }),
  })),
  ideas: ['e', 'f'].map((idea) => ({
    id: idea,
    name: `Idea ${idea}`,
    tactic: 'custom-pull',
    direction: 'pull',
    channel: 'intranet',
    laneId: 'b',
    segments: idea === 'e' ? [] : ['b', 'c'],
    days: 14,
    cadence: 'weekly',
    time: { zone: 'segment' },
    message: { subject: '', body: 'Some day.' },
    goalId: 'b',
    eventId: 'a',
  })),
  assumptions: [{ id: 'a', parameter: 'friction.perStep', value: 0.2, segmentId: 'b' }],
};
