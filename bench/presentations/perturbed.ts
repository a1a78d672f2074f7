import { generator } from '#simulation/statistics.testing.ts';
import { pointsOf, verdictOf, type Point, type Verdict } from './judging.ts';
import type { Pair, Presentation } from './registrations.ts';

/** What the verdict would be on other pairs than these: without one of them, with part of the learners, and on five other pairs of all sizes. */

export interface Perturbed {
  what: string;
  verdicts: Verdict[];
}

const SIZES = [350, 700, 1000, 1500, 2000];
/** Learners of five presentations and of those after them, small to large: round numbers, an assumption about modules that we do not have. */
const MIXED = [
  [380, 360],
  [900, 750],
  [1100, 1200],
  [1600, 1500],
  [2200, 2300],
] as const;

export function perturbed(yearly: readonly Pair[], all: readonly Pair[], halvings = 20, sets = 400): Perturbed[] {
  const random = generator(11);
  const days = (pairs: readonly Pair[]) => verdictOf(pairs.flatMap((pair) => pointsOf(pair, 'day')));
  const part = ({ from, to }: Pair, first: number, second: number): Pair => ({
    from: someOf(from, first, random),
    to: someOf(to, second, random),
  });
  const half = (pair: Pair) => part(pair, pair.from.registrations.length >> 1, pair.to.registrations.length >> 1);
  // Points of a pair at a size are drawn once: the sets differ by which pairs are in them.
  const mixed = MIXED.map(([first, second]) => all.map((pair) => pointsOf(part(pair, first, second), 'day')));
  const drawn = (points: readonly Point[][]) => points[Math.floor(random() * points.length)]!;
  return [
    { what: 'one pair left out', verdicts: yearly.map((left) => days(yearly.filter((pair) => pair !== left))) },
    { what: 'halves of the learners', verdicts: Array.from({ length: halvings }, () => days(yearly.map(half))) },
    ...SIZES.map((size) => ({
      what: `${size} learners each`,
      verdicts: [days(yearly.map((pair) => part(pair, size, size)))],
    })),
    {
      what: 'any five pairs, small to large',
      verdicts: Array.from({ length: sets }, () => verdictOf(mixed.flatMap(drawn))),
    },
  ];
}

/** So many learners of a presentation, or all where it has fewer. */
function someOf(presentation: Presentation, learners: number, random: () => number): Presentation {
  const left = [...presentation.registrations];
  const registrations = Array.from({ length: Math.min(learners, left.length) }, () => {
    const at = Math.floor(random() * left.length);
    const [taken] = left.splice(at, 1);
    return taken!;
  });
  return { ...presentation, registrations };
}
