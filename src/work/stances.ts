import type { Campaign } from '#campaign/document.ts';
import { TELLING } from '#campaign/telling.ts';
import { STANCES, USUAL_STANCE, type Stance } from '#campaign/stance.ts';
import type { Stances, Survival } from '#contract/decision.ts';
import { compare, type Compared } from './compare.ts';
import type { Hands, Told } from './hands.ts';
import { simulate, type Simulated, type SimulateOptions } from './simulate.ts';

/** The same decisions under every stance: which goals are likely, and which of two plans is better, whoever's word is taken. */

/** Throws Refusal where a plan cannot be forecast, or the two cannot be compared. */
export async function underStances(
  hands: Hands,
  campaign: Campaign,
  other: Campaign | null,
  options: Omit<SimulateOptions, 'stance'> = {},
  { signal, progress }: Told = {},
): Promise<Stances> {
  // Without assumptions of its own, a plan is forecast as published anyway.
  const ownAssumptions = campaign.assumptions.length + (other?.assumptions.length ?? 0);
  const wanted = STANCES.filter((stance) => ownAssumptions > 0 || stance !== 'published');
  const works = wanted.length * (other ? 2 : 1);
  let before = 0;
  const told: Told = { signal, progress: (done, total) => progress?.(before + done / total, works) };
  const simulated = new Map<Stance, Simulated>();
  const compared = new Map<Stance, Compared>();
  for (const stance of wanted) {
    simulated.set(stance, await simulate(hands, campaign, { ...options, stance }, told));
    before++;
    if (!other) continue;
    compared.set(stance, await compare(hands, campaign, [other], { ...options, stance }, told));
    before++;
  }
  const under = <T>(of: Map<Stance, T>, stance: Stance): T => of.get(stance) ?? of.get(USUAL_STANCE)!;
  const usual = under(simulated, USUAL_STANCE);
  const chances = (of: (stance: Stance) => number, runs: number) => {
    const chance = { published: of('published'), sceptic: of('sceptic'), measured: of('measured') };
    return { chance, survival: survivalOf(Object.values(chance), runs) };
  };
  return {
    ownAssumptions,
    goals: usual.goals.map(({ id, name, date }, index) => ({
      id,
      name,
      date,
      ...chances((stance) => under(simulated, stance).goals[index]!.probability, usual.runs),
    })),
    better: other
      ? {
          name: other.name,
          contrasts: contrastsIn(under(compared, USUAL_STANCE)).map(({ id, name }, index) => ({
            id,
            name,
            ...chances(
              (stance) => contrastsIn(under(compared, stance))[index]!.probabilityBetter,
              under(compared, USUAL_STANCE).runs,
            ),
          })),
        }
      : null,
  };
}

/** Active use on the last day under an empty id, then the goals. */
function contrastsIn({ comparisons }: Compared) {
  const { active, goals } = comparisons[0]!;
  return [{ id: '', name: active.date, probabilityBetter: active.probabilityBetter }, ...goals];
}

/** Whether chances lie on one side of one half under all stances, as far as so many runs can tell. */
export function survivalOf(chances: readonly number[], runs: number): Survival {
  const sides = chances.map((chance) => {
    const error = Math.sqrt((chance * (1 - chance)) / runs);
    return Math.abs(chance - 0.5) <= TELLING * error ? 0 : Math.sign(chance - 0.5);
  });
  if (sides.every((side) => side > 0)) return 'holds';
  if (sides.every((side) => side < 0)) return 'fails';
  return sides.includes(1) && sides.includes(-1) ? 'depends' : 'open';
}
