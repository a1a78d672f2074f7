import { FATIGUES, STAGE, STAGES } from '../numbers/layouts.ts';

/** Learners on their way between stages. All leave their cells before anybody arrives, so that nobody moves twice in a day. */
export interface Moves {
  stride: number;
  cells: number;
  /** From each cell: learners who go onward, and who fall back. Whoever opts out is counted at once. */
  onward: Float64Array;
  back: Float64Array;
}

export function newMoves(classes: number): Moves {
  const stride = FATIGUES * classes;
  const cells = STAGES * stride;
  return {
    stride,
    cells,
    onward: new Float64Array(cells),
    back: new Float64Array(cells),
  };
}

/** Puts everybody where they are going: the map of the model. */
export function arrive({ stride, onward, back }: Moves, state: Float64Array): void {
  for (let unaware = 0; unaware < stride; unaware++) {
    const aware = unaware + STAGE.aware * stride;
    const tried = unaware + STAGE.tried * stride;
    const triedAgain = unaware + STAGE.triedAgain * stride;
    const using = unaware + STAGE.using * stride;
    const using2 = unaware + STAGE.using2 * stride;
    const using3 = unaware + STAGE.using3 * stride;
    const habitual = unaware + STAGE.habitual * stride;
    const champion = unaware + STAGE.champion * stride;
    const lapsed = unaware + STAGE.lapsed * stride;
    const lapsedAgain = unaware + STAGE.lapsedAgain * stride;
    state[aware]! += onward[unaware]!;
    state[tried]! += onward[aware]!;
    state[triedAgain]! += onward[lapsed]! + onward[lapsedAgain]!;
    state[using]! += onward[tried]! + onward[triedAgain]!;
    state[using2]! += onward[using]!;
    state[using3]! += onward[using2]!;
    state[habitual]! += onward[using3]!;
    state[champion]! += onward[habitual]!;
    const fromUse = back[using]! + back[using2]! + back[using3]! + back[habitual]! + back[champion]!;
    state[lapsed]! += back[tried]! + fromUse;
    state[lapsedAgain]! += back[triedAgain]!;
  }
}
