import { addDays } from '#campaign/calendar.ts';
import type { ContextEvent, Touchpoint } from '#campaign/document.ts';
import { isMessage } from '#campaign/sending.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { campaign, segment, START, touchpoint, typicalCampaign } from './campaigns.testing.ts';
import { expectedOf, heardOf, lostOn, peakOf, PEOPLE } from './expected.testing.ts';
import { immediateForecastOf } from './forecast/immediate.ts';
import { compile } from './plan/compile.ts';
import { placesIn } from './plan/values.ts';
import { once, thought, type Thought } from './thoughts.testing.ts';

/** Thought experiments with days, hours and rules of contact, with pull, with goals and luck. */

/* Days, hours and rules of contact */

const launchOn = (start: string) =>
  expectedOf({ start, days: 60, touchpoints: [touchpoint('launch-email', 0, { start })] });
const tuesday = once(() => launchOn('2027-03-09'));

function launched(start: string, day: string): Thought[] {
  const launch = once(() => launchOn(start));
  const change = `A launch mail on ${day}, instead of a Tuesday in March`;
  return [
    thought(change, 'hear of it on its day', 'times', [0, 0.5], () => heardOf(launch()) / heardOf(tuesday())),
    thought(change, 'active on the best day', 'times', [0, 0.5], () => peakOf(launch()) / peakOf(tuesday())),
    thought(change, 'opt out on its day', 'times', [1, 1], () => lostOn(launch()) / lostOn(tuesday())),
  ];
}

const unnoticed: ContextEvent = {
  id: 'e',
  name: 'E',
  kind: 'holiday',
  start: START,
  days: 1,
  pushFactor: 0,
  pullFactor: 1,
  segments: [],
};
const noticed = once(() => expectedOf({ touchpoints: [touchpoint('x', 0)] }));
const during = once(() => expectedOf({ touchpoints: [touchpoint('x', 0)], events: [unnoticed] }));
const at = (time: string, contact = campaign().contact) =>
  expectedOf({ touchpoints: [touchpoint('launch-email', 0, { time: { zone: 'segment', at: time } })], contact });
const capped = (atCap: 'send' | 'drop', capPerWeek: number, touchpoints: Touchpoint[]) =>
  expectedOf({ days: 84, touchpoints, contact: { ...campaign().contact, capPerWeek, atCap } });
const daily = Array.from({ length: 80 }, (_, day) => touchpoint('x', day));
const saying = (body: string) =>
  expectedOf({ touchpoints: [touchpoint('launch-email', 0, { message: { subject: '', body } })] });

const CAPPED = 'A mail every day under a cap of 2, dropping what is beyond it, instead of sending it';

const calendar: Thought[] = [
  ...launched('2026-12-24', '24 December'),
  ...launched('2026-12-25', '25 December'),
  ...launched('2027-01-01', '1 January'),
  ...launched('2027-03-13', 'a Saturday'),
  ...launched('2027-03-14', 'a Sunday'),
  thought(
    'A launch mail on a Friday, instead of a Tuesday',
    'hear of it on its day',
    'times',
    [0.9, 1],
    () => heardOf(launchOn('2027-03-12')) / heardOf(tuesday()),
  ),
  thought('An event that lets nobody notice a mail', 'hear of it on its day', '%', [0, 0.5], () => heardOf(during())),
  thought(
    'An event that lets nobody notice a mail',
    'opt out on its day',
    'times',
    [1, 1],
    () => lostOn(during()) / lostOn(noticed()),
  ),
  thought(
    'A mail at 3 in the morning, instead of 9',
    'active after 20 days',
    'times',
    [0.6, 0.95],
    () => at('03:00').active[20]! / at('09:00').active[20]!,
  ),
  thought(
    'Quiet hours all day, for a mail at 9',
    'active after 20 days',
    'times',
    [0.6, 0.95],
    () =>
      at('09:00', { ...campaign().contact, quietFrom: '00:00', quietUntil: '23:59' }).active[20]! /
      at('09:00').active[20]!,
  ),
  thought(
    'A mail every day under a cap of 0, dropping what is beyond it, instead of no mail',
    'active at the end',
    'times',
    [1, 1],
    () => capped('drop', 0, daily).end / capped('drop', 0, []).end,
  ),
  thought(
    'A mail every day under a cap of 0, sending it all the same, instead of a cap of 7',
    'active at the end',
    'times',
    [1, 1],
    () => capped('send', 0, daily).end / capped('send', 7, daily).end,
  ),
  thought(
    CAPPED,
    'active at the end',
    'times',
    [1, Infinity],
    () => capped('drop', 2, daily).end / capped('send', 2, daily).end,
  ),
  thought(
    CAPPED,
    'opted out at the end',
    'times',
    [0, 0.5],
    () => lostOn(capped('drop', 2, daily), 83) / lostOn(capped('send', 2, daily), 83),
  ),
  thought(
    'A segment that lacks the channel of the only mail, instead of no mail',
    'active at the end',
    'times',
    [1, 1],
    () =>
      expectedOf({ touchpoints: [touchpoint('launch-email', 0)], segments: [segment({ channels: ['slack'] })] }).end /
      expectedOf({ segments: [segment()] }).end,
  ),
  thought(
    'A mail of 5,000 words, instead of none',
    'active at the end',
    'times',
    [1, 1],
    () => saying('word '.repeat(5000)).end / saying('').end,
  ),
];

/* Pull */

const PRESENCES = TACTICS.filter((tactic) => !isMessage(tactic));
const beside = (count: number, days: number, touchpoints = [touchpoint('launch-email', 0)]) =>
  expectedOf({
    days,
    touchpoints: [
      ...touchpoints,
      ...PRESENCES.slice(0, count).map(({ id, channel }) => touchpoint(id, 0, { channel, days })),
    ],
  }).end;
const HEARING = PRESENCES.filter(({ effect }) => (effect.awareness ?? 0) > 0);
/** What each further presence that lets people hear of it adds, for what it promises. */
function gains(): number[] {
  const heardBy = (count: number) =>
    100 -
    expectedOf({
      days: 5,
      touchpoints: HEARING.slice(0, count).map(({ id, channel }) => touchpoint(id, 0, { channel, days: 5 })),
    }).on('unaware', 0);
  const heard = Array.from({ length: HEARING.length + 1 }, (_, count) => heardBy(count));
  return HEARING.map(({ effect }, place) => (heard[place + 1]! - heard[place]!) / effect.awareness!);
}

const TYPICAL = typicalCampaign().touchpoints;
const championsAt = (strength: number) => {
  const { strengths } = placesIn(compile(campaign({ ...PEOPLE, touchpoints: TYPICAL })));
  const place = strengths + TACTICS.findIndex(({ id }) => id === 'champion-programme');
  return expectedOf({ touchpoints: TYPICAL }, (values) => (values[place] = strength)).end;
};
const noChampions = once(
  () => expectedOf({ touchpoints: TYPICAL.filter(({ tactic }) => tactic !== 'champion-programme') }).end,
);
const ALL = PRESENCES.length;

const FURTHER = 'A further presence that lets people hear of it, beside others';

const pull: Thought[] = [
  thought(`All ${ALL} presences at once after a single mail`, 'active after 84 days', '%', [0, 25], () =>
    beside(ALL, 84),
  ),
  thought(`All ${ALL} presences for a year after a single mail`, 'active at its end', '%', [0, 50], () =>
    beside(ALL, 365),
  ),
  thought(
    'All presences for a year, without the mail',
    'active at its end',
    'times',
    [0.9, 1.1],
    () => beside(ALL, 365, []) / beside(ALL, 365),
  ),
  thought(
    'All presences after a mail, instead of the first half of them',
    'active after 84 days',
    'times',
    [1, Infinity],
    () => beside(ALL, 84) / beside(ALL / 2, 84),
  ),
  thought(
    FURTHER,
    'what the last adds for what it promises, against the first',
    'times',
    [0, 1],
    () => gains().at(-1)! / gains()[0]!,
  ),
  thought(FURTHER, 'what one adds for what it promises, at most, against the one before', 'times', [0, 1], () =>
    Math.max(
      ...gains()
        .slice(1)
        .map((one, place) => one / gains()[place]!),
    ),
  ),
  thought(
    'Champions who do the opposite, instead of none',
    'active at the end',
    'points',
    [-Infinity, 0],
    () => championsAt(-1) - noChampions(),
  ),
  thought(
    'Champions who do nothing, instead of none',
    'active at the end',
    'points',
    [0, 0],
    () => championsAt(0) - noChampions(),
  ),
  thought('Champions, instead of none', 'active at the end', 'points', [0, 25], () => championsAt(1) - noChampions()),
  thought(
    'Champions nearly twice as strong',
    'active at the end',
    'points',
    [0, 25],
    () => championsAt(1.8) - championsAt(1),
  ),
];

/* Goals and luck */

const chanceWith = (...days: number[]) => {
  const touchpoints = [...TYPICAL.slice(0, 4), ...days.map((day) => touchpoint('gentle-nudge', day))];
  const goal = {
    id: 'g',
    name: 'G',
    metric: 'active' as const,
    target: 0.05,
    unit: 'share' as const,
    segments: [],
    date: addDays(START, 40),
  };
  return immediateForecastOf(compile(campaign({ ...PEOPLE, touchpoints, goals: [goal] }))).goals[0]!.probability;
};

const TWO = [touchpoint('launch-email', 0), touchpoint('launch-email', 21)];
const luck = () => placesIn(compile(campaign({ ...PEOPLE, touchpoints: TWO })));
const usual = once(() => expectedOf({ touchpoints: TWO }));
const lucky = once(() => expectedOf({ touchpoints: TWO }, (values) => (values[luck().campaign] = 1.4)));
const luckyDay = once(() => expectedOf({ touchpoints: TWO }, (values) => (values[luck().days + 21] = 1.4)));
const LUCKY_DAY = 'A lucky day 21, on which the second of two mails goes out';

const others: Thought[] = [
  thought(
    'Two more messages after a goal’s date',
    'its chance',
    'in chance',
    [0, 0],
    () => chanceWith(45, 60) - chanceWith(),
  ),
  thought(
    'Two more messages before it',
    'its chance',
    'in chance',
    [0.001, 1],
    () => chanceWith(20, 30) - chanceWith(),
  ),
  thought(
    'A lucky campaign, by 1.4 standard deviations',
    'active at the end',
    'times',
    [1.2, Infinity],
    () => lucky().end / usual().end,
  ),
  thought(LUCKY_DAY, 'active on the day before', 'times', [1, 1], () => luckyDay().active[20]! / usual().active[20]!),
  thought(LUCKY_DAY, 'active on day 40', 'times', [1, Infinity], () => luckyDay().active[40]! / usual().active[40]!),
  thought(
    'A lucky day 21, instead of a lucky campaign',
    'active at the end',
    'times',
    [0, 1],
    () => luckyDay().end / lucky().end,
  ),
];

export const PLAN_THOUGHTS: readonly Thought[] = [...calendar, ...pull, ...others];
