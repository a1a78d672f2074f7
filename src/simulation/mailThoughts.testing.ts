import { campaign, touchpoint } from './campaigns.testing.ts';
import { expectedOf, heardOf, lostOn, peakOf } from './expected.testing.ts';
import { trajectoriesOf } from './kernel/trajectories.ts';
import { effectsOf } from './model/effects.ts';
import { TOTALS_OF_METRIC } from './model/stages.ts';
import { STAGE } from './numbers/layouts.ts';
import { compile } from './plan/compile.ts';
import { medianValues } from './plan/values.ts';
import { once, thought, type Thought } from './thoughts.testing.ts';

/** Thought experiments with mails alone: one, many on a day, more and more a week. */

/* One mail */

const mail = once(() => expectedOf({ days: 361, touchpoints: [touchpoint('launch-email', 0)] }));
const nothing = once(() => expectedOf({ days: 361 }));

/** Of people who have just tried it, how many are active so many days later. */
function keptAfter(days: number): number {
  const plan = compile(campaign({ days }));
  const trajectories = trajectoriesOf(plan, [effectsOf(plan, medianValues(plan))], {
    precision: 64,
    begin: STAGE.tried,
  });
  return TOTALS_OF_METRIC.active.reduce((sum, total) => sum + 100 * trajectories.total(0, days - 1, total), 0);
}

const ONE_MAIL = 'One mail to 5,000 people and nothing else';
const TRIED = 'People who have just tried it, and nothing else';
const oneMail: Thought[] = [
  thought(ONE_MAIL, 'day on which most are active', 'days', [1, 29], () => mail().active.indexOf(peakOf(mail()))),
  thought(ONE_MAIL, 'active on that day', '%', [0.3, 3], () => peakOf(mail())),
  thought(
    ONE_MAIL,
    'active after half a year, against that day',
    'times',
    [0, 0.25],
    () => mail().active[180]! / peakOf(mail()),
  ),
  thought(
    ONE_MAIL,
    'active after a year, against half a year',
    'times',
    [0, 1],
    () => mail().active[360]! / mail().active[180]!,
  ),
  thought(ONE_MAIL, 'hear of it on its day', '%', [50, 100], () => heardOf(mail())),
  thought(
    ONE_MAIL,
    'know of it, and have not tried it, after 30 days, against its day',
    'times',
    [0, 0.5],
    () => mail().on('aware', 30) / mail().on('aware', 0),
  ),
  thought(ONE_MAIL, 'know of it, and have not tried it, after half a year', '%', [0, 3], () => mail().on('aware', 180)),
  thought(
    'The mail, instead of nothing',
    'active after 30 days',
    'times',
    [10, Infinity],
    () => mail().active[30]! / nothing().active[30]!,
  ),
  thought('Nothing at all for a year', 'active at most', '%', [0, 0.1], () => peakOf(nothing())),
  thought(TRIED, 'active after 30 days', '%', [8, 25], () => keptAfter(30)),
  thought(TRIED, 'active after 90 days', '%', [2, 8], () => keptAfter(90)),
  thought(TRIED, 'active after a year, against 90 days', 'times', [0, 0.25], () => keptAfter(365) / keptAfter(90)),
];

/* Many mails */

const together = (count: number) =>
  expectedOf({ touchpoints: Array.from({ length: count }, () => touchpoint('x', 0)) });
const alone = once(() => together(1));
const apart = once(() =>
  expectedOf({ touchpoints: Array.from({ length: 20 }, (_, index) => touchpoint('x', 4 * index)) }),
);

function copies(count: number, lostAtLeast: number): Thought[] {
  const many = once(() => together(count));
  const change = `${count} copies of a mail on one day, instead of one`;
  return [
    thought(change, 'active, on the day of four where it is most', 'times', [0, 1.15], () =>
      Math.max(...[5, 10, 30, 89].map((day) => many().active[day]! / alone().active[day]!)),
    ),
    thought(change, 'hear of it on that day', 'times', [1, 1.15], () => heardOf(many()) / heardOf(alone())),
    thought(change, 'opt out on that day', 'times', [lostAtLeast, Infinity], () => lostOn(many()) / lostOn(alone())),
  ];
}

/** Plain mails over twelve weeks, wherever the day of the week is among these. */
const mailsOn = (...weekdays: number[]) =>
  Array.from({ length: 80 }, (_, day) => day).flatMap((day) =>
    weekdays.includes(day % 7) ? [touchpoint('x', day)] : [],
  );
/** Mails a week, and what is expected of them. */
const rhythms = once(() =>
  (
    [
      [1 / 12, [touchpoint('x', 0)]],
      [1 / 2, mailsOn(0).filter((_, index) => index % 2 === 0)],
      [1, mailsOn(0)],
      [2, mailsOn(0, 3)],
      [3, mailsOn(0, 2, 4)],
      [5, mailsOn(0, 1, 2, 3, 4)],
      [7, mailsOn(0, 1, 2, 3, 4, 5, 6)],
    ] as const
  ).map(([aWeek, touchpoints]) => ({ aWeek, ...expectedOf({ days: 84, touchpoints: [...touchpoints] }) })),
);
const ends = () => rhythms().map(({ end }) => end);
const RHYTHMS = 'Plain mails over twelve weeks: one, fortnightly, 1, 2, 3, 5, 7 a week';

const manyMails: Thought[] = [
  ...copies(2, 1.9),
  ...copies(5, 4.7),
  ...copies(20, 15),
  ...copies(50, 35),
  thought(
    '20 mails on one day, instead of one every 4 days',
    'opted out after 90 days',
    'times',
    [0.5, 1.2],
    () => lostOn(together(20), 89) / lostOn(apart(), 89),
  ),
  thought(
    '20 mails, one every 4 days instead of all on one day',
    'active after 90 days',
    'times',
    [5, Infinity],
    () => apart().end / together(20).end,
  ),
  thought(
    `${RHYTHMS}. Plain mails do most at two a week or fewer`,
    'with how many most are active at the end',
    'a week',
    [1, 2],
    () => rhythms()[ends().indexOf(Math.max(...ends()))]!.aWeek,
  ),
  thought(
    RHYTHMS,
    'how often that curve turns',
    '',
    [1, 1],
    () =>
      ends()
        .slice(2)
        .filter((end, index) => (end - ends()[index + 1]!) * (ends()[index + 1]! - ends()[index]!) < 0).length,
  ),
  thought(
    'A plain mail every day, instead of every week',
    'active at the end',
    'times',
    [0, 1],
    () => ends()[6]! / ends()[2]!,
  ),
  thought(RHYTHMS, 'opted out at the end, at least that much more from one to the next', 'times', [1, Infinity], () => {
    const lost = rhythms().map(({ on, last }) => on('optedOut', last));
    return Math.min(...lost.slice(1).map((one, index) => one / lost[index]!));
  }),
  thought('A plain mail every day for twelve weeks', 'opted out at the end', '%', [20, 100], () =>
    lostOn(rhythms()[6]!, 83),
  ),
];

export const MAIL_THOUGHTS: readonly Thought[] = [...oneMail, ...manyMails];
