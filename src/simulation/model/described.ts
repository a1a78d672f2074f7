import { NEW_YEAR, YEARS_END } from '#campaign/daysOff.ts';
import { isContact } from '#campaign/contacts.ts';
import { CADENCES, CHANNELS, type Cadence } from '#campaign/document.ts';
import { PERIOD } from '#campaign/occurrences.ts';
import { FOR_EVERYONE, PARAMETERS } from '#campaign/parameters.ts';
import { strengthOf } from '#campaign/tactic.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { earlierNames, ZONES } from '#campaign/timeZones.ts';
import { USUAL, weekendIn } from '#campaign/weekend.ts';
import type { Model } from '#contract/model.ts';
import { FATIGUES, METRIC_TOTALS, SERIES_TOTALS, STAGE } from '../numbers/layouts.ts';
import { FAR } from '../plan/arrival.ts';
import { Z95 } from '../plan/assumptions.ts';
import { ENGINE_VERSION } from '#campaign/engine.ts';
import { MOST_BY_EVENTS } from '../plan/conditions.ts';
import { RECENT_DAYS } from '../plan/exposure.ts';
import {
  FADED,
  LEAST_FACTOR,
  MOST_FACTOR,
  MOST_TOGETHER,
  NODES,
  SHARES,
  USUAL_BACKGROUND,
  WEEKDAYS,
} from './effects.ts';

/** The numbers of the model as data, each from the place where the engine has it. The formulas are those of docs/model.md and docs/model-rules.md. */

const SCALES = { identity: 'plain', log: 'log', logit: 'logit' } as const;

/** What happens on a day, in this order. docs/model.md has it from here. */
const DAY: Model['day'] = [
  { step: 'evidence', what: 'E is brought up to date with the active share at the start of the day.' },
  { step: 'peers', what: 'P is taken in the middle of the day, from where learners stand at its start.' },
  {
    step: 'optingOut',
    what: 'Whoever opts out does so, with probability 1 − exp(−λ) of that rate alone, whatever else the day brings.',
  },
  {
    step: 'stages',
    what: 'Those who are left change their stage. The other rates act together: a learner leaves a cell with probability 1 − exp(−Σλ), and to each destination in proportion to its λ. Everybody leaves before anybody arrives, so nobody moves twice in a day.',
  },
  { step: 'fatigue', what: 'Fatigue rises or falls, by the stage a learner has come to.' },
];

/** On which of a touchpoint's days its messages go out. docs/model-rules.md has it from here. */
const WHEN: Record<Cadence, string> = {
  once: 'On the first day, however long the touchpoint.',
  daily: 'On every day.',
  weekdays: 'From Monday to Friday.',
  workingDays: 'On every day that is no day off of all segments that it is meant for.',
  weekly: 'On the first day and every 7 days from it, and so many days after each as alsoAfter says, modulo 7.',
  fortnightly: 'On the first day and every 14 days from it, and so many days after each as alsoAfter says.',
  monthly:
    'On the date of the first day, or the last day of a month that lacks it. With monthlyBy “weekday” on its weekday, as the same one of the month, and the last where it is the fifth; “weekdayFromEnd” counts from the end, and what is the fifth from there is the first.',
};

/** The machine-readable model: what `tandem model` prints. */
export function describeModel(): Model {
  return {
    engine: ENGINE_VERSION,
    document: 'docs/model.md',
    parameters: PARAMETERS.map(({ id, name, about, unit, value, likely, range, transform, source }) => ({
      id,
      name,
      about,
      unit,
      value,
      low: likely[0],
      high: likely[1],
      least: range[0],
      most: range[1],
      scale: SCALES[transform],
      forEveryone: FOR_EVERYONE.includes(id),
      source,
    })),
    tactics: TACTICS.map((tactic) => {
      const { id, name, form, channel, effect, source } = tactic;
      const [low, high] = strengthOf(tactic);
      return { id, name, form, channel, effect: { ...effect }, strength: { low, high }, source };
    }),
    channels: CHANNELS.map((id) => ({ id, personal: isContact(id, undefined) })),
    stages: Object.keys(STAGE).slice(0, STAGE.lapsedAgain + 1),
    series: listed(SERIES_TOTALS),
    metrics: listed(METRIC_TOTALS),
    classes: NODES.map((point, place) => ({ point, weight: SHARES[place]! })),
    day: DAY,
    cadences: CADENCES.map((id) => ({ id, everyDays: PERIOD[id] ?? null, when: WHEN[id] })),
    weekdays: [...WEEKDAYS],
    daysOff: {
      weekend: [...USUAL],
      elsewhere: otherWeekends(),
      holidays: [NEW_YEAR],
      whereSundayIsFree: [...YEARS_END],
    },
    fixed: {
      standardNormal95: Z95,
      fatigueLevels: FATIGUES,
      backgroundMessages: USUAL_BACKGROUND,
      contactMemoryDays: RECENT_DAYS,
      faded: FADED,
      offHours: FAR / 60,
      mostEventFactor: MOST_BY_EVENTS,
      presences: { most: { ...MOST_TOGETHER, ...MOST_FACTOR }, leastFactor: LEAST_FACTOR },
    },
  };
}

const listed = (of: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(of).map(([name, totals]) => [name, [...totals]]));

/** The zones whose weekend is another than the usual, by what it is. */
function otherWeekends(): Model['daysOff']['elsewhere'] {
  const zones = ZONES.flatMap((zone) => [zone, ...earlierNames(zone)]);
  const byWeekend = Map.groupBy(zones, (zone) => weekendIn(zone).join());
  byWeekend.delete(USUAL.join());
  return [...byWeekend.values()].map((alike) => ({
    weekend: [...weekendIn(alike[0]!)],
    zones: alike.toSorted(),
  }));
}
