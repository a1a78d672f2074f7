import { isolated } from '#campaign/bidi.ts';
import { isToldChance, TELLING } from '#campaign/telling.ts';
import { quote } from '#campaign/checks/finding.ts';
import { bothAnswersOf, branchesOf, decidedBy, type Branch } from '#campaign/decisions.ts';
import type { Campaign, Decision, Touchpoint } from '#campaign/document.ts';
import { hasOwnDays } from '#campaign/rolling.ts';
import type { Formats } from './formats.ts';
import { vocabularies } from './vocabulary.ts';

/** What is said of decision points: in the window, in calendars and on the command line. */

export const DECISION_POINTS = 'Decision points';
export const THEN = 'Then';
export const OTHERWISE = 'Otherwise';
/** In how many runs it goes the way of “then”. */
export const THEN_FOLLOWS = `“${THEN}” follows in {share} of the runs.`;

/** A threshold in its unit: “12 %” or “40”. */
export const thresholdInWords = (below: number, unit: Decision['unit'], { as, number }: Formats): string =>
  unit === 'share' ? as(below, { style: 'percent', maximumFractionDigits: 1 }) : number(below);

/** “fewer than 12 % of learners are in active use at the end of 1 Feb 2027”, as it stands after “if”. */
export function conditionInWords(
  { rolling, segments, vocabulary }: Pick<Campaign, 'rolling' | 'segments' | 'vocabulary'>,
  { below, unit, metric, date, segments: of }: Decision,
  formats: Formats,
): string {
  const words = vocabularies[vocabulary];
  const names = segments.filter(({ id }) => of.includes(id)).map(({ name }) => isolated(name));
  const started = hasOwnDays({ ...(rolling && { rolling }), segments }) ? ' who have started' : '';
  const people = `${words.people}${names.length === 0 ? '' : ` in ${names.join(', ')}`}${started}`;
  const amount = thresholdInWords(below, unit, formats);
  const counted = unit === 'share' ? `${amount} of ${people}` : `${amount} ${people}`;
  return `fewer than ${counted} ${words.metricVerb[metric].other} at the end of ${formats.date(date)}`;
}

/** What a touchpoint waits for, decision point by decision point; nothing of those that it begins before. */
const waitingFor = (
  touchpoint: Touchpoint,
  decisions: readonly Decision[],
  say: (decision: Decision, branch: Branch) => string,
): string =>
  decidedBy(touchpoint, decisions)
    .flatMap((decision) => branchesOf(touchpoint, decision).map((branch) => `only if ${say(decision, branch)}`))
    .join(' and ');

/** When a touchpoint happens: “only if fewer than 12 % … (decision point “Rescue”)”; empty where that is whatever is decided. */
export const waitingInWords = (
  campaign: Pick<Campaign, 'decisions' | 'rolling' | 'segments' | 'vocabulary'>,
  touchpoint: Touchpoint,
  formats: Formats,
): string =>
  waitingFor(touchpoint, campaign.decisions, (decision, branch) => {
    const condition = conditionInWords(campaign, decision, formats);
    return `${branch === 'then' ? '' : 'it is not so that '}${condition} (decision point ${quote(decision.name)})`;
  });

/** The same where the conditions are told elsewhere: “only if “Rescue” says then”. */
export function waitingInShort({ decisions }: Pick<Campaign, 'decisions'>, touchpoint: Touchpoint): string {
  const torn = bothAnswersOf(touchpoint, decisions);
  return torn
    ? `never, as it waits for both answers of ${quote(torn.name)}`
    : waitingFor(touchpoint, decisions, ({ name }, branch) => `${quote(name)} says ${branch}`);
}

/** What a decision point is worth for a goal, as a forecast says it. */
export interface Value {
  probability: number;
  alwaysThen: number;
  alwaysOtherwise: number;
  gain: number;
  error: number;
  best: { branch: Branch | null; below: number | null; probability: number };
}

const always = (branch: Branch): string => `always “${branch}”`;

/** Chances of a goal as decided and with either branch alone, and whether the runs tell a difference. */
function chancesInWords(
  { probability, alwaysThen, alwaysOtherwise, gain, error }: Value,
  { chance, number }: Formats,
): string {
  const chances = `${chance(probability)} as decided, ${chance(alwaysThen)} ${always('then')}, ${chance(alwaysOtherwise)} ${always('otherwise')}`;
  const better = always(alwaysThen > alwaysOtherwise ? 'then' : 'otherwise');
  const reach = TELLING * error;
  if (!isToldChance({ difference: gain, low: gain - reach, high: gain + reach }))
    return `${chances}: no difference from ${better} that the runs can tell`;
  const points = number(100 * Math.abs(gain), 1);
  return `${chances}: deciding ${gain > 0 ? 'gains' : 'loses'} ${points} points against ${better}`;
}

/** The best threshold that the runs found, or that none is better than one branch. */
function bestInWords({ best }: Value, unit: Decision['unit'], formats: Formats): string {
  return best.branch === null
    ? `best threshold found: fewer than ${thresholdInWords(best.below!, unit, formats)}, with ${formats.chance(best.probability)}`
    : `no threshold found that does better than ${always(best.branch)}`;
}

/** Whether anything that waits has a part in it; else there is one chance, whatever is decided. */
const dependsOnIt = ({ alwaysThen, alwaysOtherwise, error }: Value): boolean =>
  alwaysThen !== alwaysOtherwise || error !== 0;

/** Whether it can be said once for all goals that no threshold does better than one branch: for several of them, and of each. */
export function findsNoThreshold(values: readonly Value[]): boolean {
  const dependent = values.filter(dependsOnIt);
  return dependent.length > 1 && dependent.every(({ best }) => best.branch !== null);
}

/** What deciding is worth for a goal, whatever other thresholds would do. */
export const differenceInWords = (value: Value, formats: Formats): string =>
  dependsOnIt(value)
    ? `${chancesInWords(value, formats)}.`
    : `${formats.chance(value.probability)} whatever is decided.`;

/** What deciding is worth for a goal, and the best threshold found. */
export const valueInWords = (value: Value, unit: Decision['unit'], formats: Formats): string =>
  dependsOnIt(value)
    ? `${chancesInWords(value, formats)}; ${bestInWords(value, unit, formats)}.`
    : differenceInWords(value, formats);

/** What deciding costs those who are written to, beside both branches alone. */
export function messagesInWords(
  { asDecided, alwaysThen, alwaysOtherwise }: Record<'asDecided' | 'alwaysThen' | 'alwaysOtherwise', number>,
  person: string,
  { number }: Formats,
): string {
  const [decided, onThen, onOtherwise] = [asDecided, alwaysThen, alwaysOtherwise].map((messages) =>
    number(messages, 1),
  );
  return `Personal messages for an average ${person}: ${decided} as decided, ${onThen} ${always('then')}, ${onOtherwise} ${always('otherwise')}.`;
}
