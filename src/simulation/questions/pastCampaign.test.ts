import { expect, test } from 'vitest';
import { generator, normalsFrom } from '../statistics.testing.ts';
import { curveOf, dayVarianceOf } from './pastCampaign.ts';

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);

test('the curve holds all that was counted, also at its ends', () => {
  const daily = [80, 0, 0, 3, 9, 0, 1, 2, 0, 0, 0, 0, 5, 0, 31];
  const { expected, hazard } = curveOf({ learners: 200, daily });
  expect(sum(expected)).toBeCloseTo(131, 9);
  expect(hazard.at(-1)).toBeCloseTo(-Math.log(1 - 131 / 200.5), 9);
  expect([...hazard].every((value, day) => day === 0 || value >= hazard[day - 1]!)).toBe(true);
});

test('the curve has the weekdays of its counts', () => {
  const daily = Array.from({ length: 70 }, (_, day) => (day % 7 < 5 ? 40 : 4));
  const { expected } = curveOf({ learners: 5000, daily });
  for (let day = 7; day < 63; day++) expect(expected[day]! / daily[day]!).toBeCloseTo(1, 0);
  expect(expected[33]! / expected[32]!).toBeLessThan(0.2);
});

test('everybody may have done it in the end', () => {
  const { hazard } = curveOf({ learners: 30, daily: [10, 10, 10] });
  expect(hazard.at(-1)).toBeCloseTo(Math.log(61), 9);
});

test.each([
  [0.1, 0.95, 1.2],
  [0.3, 0.88, 1.05],
  [0.7, 0.83, 1],
])('days that differ by %d beyond chance are known by it', (truth, least, most) => {
  const random = generator(71);
  const normal = normalsFrom(random);
  const learnt = Array.from({ length: 12 }, () => {
    const daily = Array.from({ length: 200 }, () => poisson(30 * Math.exp(truth * normal() - truth ** 2 / 2), random));
    const past = { learners: 20_000, daily };
    return Math.sqrt(dayVarianceOf(past, 0.3, (z) => 0.42 * z));
  });
  // What was thought beforehand pulls small differences up; lognormal days are not quite negative binomial, so that large ones are known a little too small.
  expect(sum(learnt) / learnt.length / truth).toBeGreaterThan(least);
  expect(sum(learnt) / learnt.length / truth).toBeLessThan(most);
});

test('without counts, what was thought beforehand stays', () => {
  const past = { learners: 50, daily: Array<number>(40).fill(0) };
  const learnt = Math.sqrt(dayVarianceOf(past, 0.3, (z) => 0.42 * z));
  expect(learnt).toBeGreaterThan(0.3);
  expect(learnt).toBeLessThan(0.4);
});

function poisson(mean: number, random: () => number): number {
  let count = 0;
  for (let left = mean + Math.log(random()); left > 0; left += Math.log(random())) count++;
  return count;
}
