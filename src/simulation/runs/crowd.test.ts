import { expect, test } from 'vitest';
import { chanceIn, crowdOf, standsFor } from './crowd.ts';
import { FATIGUES, STAGE } from '../numbers/layouts.ts';

/** Two whole teams of two and a last one of one, of a single class: in active use are both of the first, nobody of the second, and the last. */
function crowd(each: number, last: number) {
  const made = crowdOf({ members: 2, whole: 2, each, last, learners: 5 });
  const at = (stage: keyof typeof STAGE) => STAGE[stage] * FATIGUES;
  made.cells.set([at('using'), at('champion') + 3, at('lapsed'), at('triedAgain') + 3, at('habitual')]);
  return made;
}

test('what chance does to a crowd is told by how differently its teams came out', () => {
  // Two and none in a team of two: a variance of 2 for a team. The learner who is left over has half of it.
  const ofTeam = 2;
  expect(chanceIn(crowd(1, 1), 1)).toBeCloseTo(ofTeam * (1 + 1 + 1 / 2), 12);
  // The first team stands for three, the second for two: what befalls one befalls all of them.
  expect(chanceIn(crowd(3, 2), 1)).toBeCloseTo(ofTeam * (3 * 3 + 2 * 2 + 1 / 2), 12);
});

test('every team stands for as many as were not followed, the last whole one for those left, the smaller one for itself', () => {
  expect([0, 1, 2].map((team) => standsFor(crowd(3, 2), team))).toEqual([3, 2, 1]);
});
