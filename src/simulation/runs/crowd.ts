import type { Teams } from './method.ts';
import { FATIGUES, STAGE } from '../numbers/layouts.ts';

/** The teams of a segment that are followed, learner by learner: those of the first team, those of the second, and so on. */
export interface Crowd extends Teams {
  /** The cell of each learner: stage, class and fatigue, or how far those lost had come. */
  cells: Uint8Array;
  /** For each team, the smaller one last: what its members weigh today as peers of each, less what everyone does. */
  influences: Float64Array;
}

export function crowdOf(teams: Teams): Crowd {
  const { learners, members } = teams;
  const cells = new Uint8Array(learners);
  return { ...teams, cells, influences: new Float64Array(Math.ceil(learners / members)) };
}

/** Teams that a followed one stands for. */
export function standsFor({ whole, each, last }: Teams, team: number): number {
  return team < whole - 1 ? each : team < whole ? last : 1;
}

/** Variance that chance gives to a crowd's active learners, from how differently its teams came out. */
export function chanceIn({ cells, members, whole, each, last, learners }: Crowd, classes: number): number {
  const stride = FATIGUES * classes;
  let sum = 0;
  let squares = 0;
  for (let team = 0; team < whole; team++) {
    let active = 0;
    for (let learner = team * members; learner < (team + 1) * members; learner++)
      if (cells[learner]! >= STAGE.using * stride && cells[learner]! < STAGE.lapsed * stride) active++;
    sum += active;
    squares += active * active;
  }
  const mean = sum / whole;
  // A single team does not tell how teams differ: as for learners who move on their own.
  const ofTeam = whole > 1 ? (squares - whole * mean * mean) / (whole - 1) : mean * (1 - mean / members);
  const rest = learners - whole * members;
  return Math.max(0, ofTeam) * ((whole - 1) * each * each + last * last + rest / members);
}
