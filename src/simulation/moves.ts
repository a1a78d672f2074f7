import { FATIGUES, OPTED_OUT_FROM, STAGE, STAGES } from './stages.ts';

/** Learners on their way between stages. All leave their cells before anybody arrives, so that nobody moves twice in a day. */
export interface Moves {
  stride: number;
  cells: number;
  /** From each cell: learners who go onward, fall back, and opt out. */
  onward: Float64Array;
  back: Float64Array;
  lost: Float64Array;
}

export function newMoves(classes: number): Moves {
  const stride = FATIGUES * classes;
  const cells = STAGES * stride;
  return {
    stride,
    cells,
    onward: new Float64Array(cells),
    back: new Float64Array(cells),
    lost: new Float64Array(cells),
  };
}

/** Puts everybody where they are going: the map of the model. The counters of lost learners follow the cells. */
export function arrive({ stride, cells, onward, back, lost }: Moves, state: Float64Array): void {
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
  for (let stage = 0, cell = 0; stage < STAGES; stage++) {
    let gone = 0;
    for (const end = cell + stride; cell < end; cell++) gone += lost[cell]!;
    state[cells + OPTED_OUT_FROM[stage]!]! += gone;
  }
}
