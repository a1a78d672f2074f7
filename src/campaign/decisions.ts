import { dayOf } from './calendar.ts';
import type { Campaign, Decision, Touchpoint } from './document.ts';
import { occupiedBy } from './occurrences.ts';

/** Decision points: on their date, what is measured says which touchpoints happen from the next day on. */

export const BRANCHES = ['then', 'otherwise'] as const;
export type Branch = (typeof BRANCHES)[number];

/** The field by which a touchpoint waits for a branch. */
export const fieldOf = (branch: Branch): keyof Waiting => (branch === 'then' ? 'thenOf' : 'otherwiseOf');

/** What a touchpoint says of the decision points that it waits for. */
export type Waiting = Pick<Touchpoint, 'thenOf' | 'otherwiseOf'>;

/** In the order of time, in which what is decided first may change what is measured later. */
export const inOrderOfTime = (decisions: readonly Decision[]): Decision[] =>
  decisions.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** The branches of a decision point for which a touchpoint waits: of most none, of both where it can never happen. */
export const branchesOf = (touchpoint: Waiting, { id }: Pick<Decision, 'id'>): Branch[] =>
  BRANCHES.filter((branch) => touchpoint[fieldOf(branch)] === id);

/** Whether a touchpoint waits for any decision point. */
export const waits = ({ thenOf, otherwiseOf }: Waiting): boolean => thenOf !== undefined || otherwiseOf !== undefined;

/** Whether one of two touchpoints waits for the answer that the other does not: they never both happen. */
export const areAlternatives = (a: Waiting, b: Waiting): boolean =>
  (a.thenOf !== undefined && a.thenOf === b.otherwiseOf) || (b.thenOf !== undefined && b.thenOf === a.otherwiseOf);

/** Whether all of a touchpoint lies after the date of a decision point. What began before is done already, so it happens whatever is decided. */
export const beginsAfter = (touchpoint: Touchpoint, { date }: Pick<Decision, 'date'>): boolean =>
  touchpoint.start > date && occupiedBy(touchpoint).from > dayOf(date);

/** Which branch is taken at each decision point, by its id. */
export type Way = ReadonlyMap<string, Branch>;

/** Every way that these decision points can be decided. Bit i of a way's index says that the point at i goes to “then”. */
export const waysOf = (decisions: readonly Pick<Decision, 'id'>[]): Way[] =>
  Array.from(
    { length: BRANCHES.length ** decisions.length },
    (_, index): Way => new Map(decisions.map(({ id }, bit) => [id, (index >> bit) & 1 ? 'then' : 'otherwise'])),
  );

/** The decision points that say whether a touchpoint happens: those that it waits for, and that it lies after. */
export const decidedBy = (touchpoint: Touchpoint, decisions: readonly Decision[]): Decision[] =>
  decisions.filter((decision) => branchesOf(touchpoint, decision).length > 0 && beginsAfter(touchpoint, decision));

/** Whether a touchpoint happens on a way the campaign can go. */
export const happensOn = (touchpoint: Touchpoint, decisions: readonly Decision[], way: Way): boolean =>
  decidedBy(touchpoint, decisions).every((decision) =>
    branchesOf(touchpoint, decision).every((branch) => branch === way.get(decision.id)),
  );

/** The decision point for both answers of which a touchpoint waits, so that it never happens. */
export const bothAnswersOf = (touchpoint: Touchpoint, decisions: readonly Decision[]): Decision | undefined =>
  decidedBy(touchpoint, decisions).find((decision) => branchesOf(touchpoint, decision).length > 1);

/** A campaign without what can never happen. */
export function withoutContradictions(campaign: Campaign): Campaign {
  const { decisions, touchpoints } = campaign;
  if (decisions.length === 0) return campaign;
  return { ...campaign, touchpoints: touchpoints.filter((one) => bothAnswersOf(one, decisions) === undefined) };
}

/** What whoever asks a question that expectations answer is told where there are decision points. */
export const EXPECTED_WAY =
  'Where a decision point decides, this looks at the plan on the branch that is expected; the forecast from runs follows every branch.';
