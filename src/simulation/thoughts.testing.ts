import { plain } from './written.testing.ts';

/** A thought experiment: something about a plan is changed, and whoever knows people knows which way the forecast has to go, and how far at most. */
export interface Thought {
  /** What is changed, and against what. */
  change: string;
  /** What is counted. */
  counted: string;
  unit: 'times' | 'points' | 'in chance' | '%' | 'days' | 'a week' | '';
  /** What the model may say: how far it goes, and by the unit which way. */
  allowed: readonly [low: number, high: number];
  /** What the model says: one number, or one of every template. */
  measured: () => number[];
  /** What is to be said of it; where the model falls outside and is left so, why. */
  note?: string;
}

/** What nothing changed is, for units that compare. */
const UNCHANGED: Partial<Record<Thought['unit'], number>> = { times: 1, points: 0, 'in chance': 0 };

/** Which way it has to go: no word where only the size is known, or where it may be either. */
export function directionOf({ unit, allowed: [low, high] }: Pick<Thought, 'unit' | 'allowed'>): string {
  const unchanged = UNCHANGED[unit];
  if (unchanged === undefined || (low < unchanged && high > unchanged)) return '';
  if (low === high) return 'the same';
  return low >= unchanged ? 'more' : 'less';
}

/** Numbers that computing in another order alone tells apart. */
const NEAR = 1e-9;

/** Those of the numbers that lie outside what is allowed; one that is none lies outside as well. */
export const outside = ({ allowed: [low, high] }: Pick<Thought, 'allowed'>, numbers: readonly number[]) =>
  numbers.filter((one) => !(one >= low - NEAR && one <= high + NEAR));

/** Three digits, as they stand in the documents. */
const digits = (value: number) => plain(String(Math.abs(value) < 0.0005 ? 0 : Number(value.toPrecision(3))));

function allowedText({ allowed: [low, high], unit }: Thought): string {
  if (low === high) return `${digits(low)} ${unit}`;
  if (high === Infinity) return `at least ${digits(low)} ${unit}`;
  if (low === -Infinity) return `at most ${digits(high)} ${unit}`;
  return `${digits(low)} to ${digits(high)} ${unit}`;
}

function measuredText(numbers: readonly number[]): string {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)].map(digits);
  return low === high ? `**${low}**` : `**${low}** to **${high}**`;
}

/** Thought experiments as rows of a table: what is changed and counted, which way and how far it may go, what the model says. */
export function thoughtRows(thoughts: readonly Thought[]): { head: string[]; rows: string[][] } {
  return {
    head: ['What is changed', 'What is counted', 'Direction', 'Allowed', 'The model', 'Inside'],
    rows: thoughts.map((thought) => [
      `${thought.change}${thought.note ? `. _${thought.note}_` : ''}`,
      thought.counted,
      directionOf(thought),
      allowedText(thought).trim(),
      measuredText(measuredOf(thought)),
      outside(thought, measuredOf(thought)).length === 0 ? 'yes' : '**no**',
    ]),
  };
}

const known = new Map<Thought, number[]>();

/** What the model says of a thought; worked out once. */
export function measuredOf(thought: Thought): number[] {
  let numbers = known.get(thought);
  if (!numbers) known.set(thought, (numbers = thought.measured()));
  return numbers;
}

/** A thought of a single plan. */
export const thought = (
  change: string,
  counted: string,
  unit: Thought['unit'],
  allowed: Thought['allowed'],
  measured: () => number,
): Thought => ({ change, counted, unit, allowed, measured: () => [measured()] });

/** Worked out when it is first asked for, once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
