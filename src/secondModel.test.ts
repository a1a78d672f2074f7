import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { PARAMETERS } from '#campaign/parameters.ts';
import { TACTICS } from '#campaign/tactics/catalogue.ts';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { expectationOf } from '#simulation/kernel/expectation.ts';
import { STORED } from '#simulation/model/stages.ts';
import { compile } from '#simulation/plan/compile.ts';
import { CAMPAIGN_DEVIATE, DAY_DEVIATES, TACTIC_DEVIATES, valuesAt } from '#simulation/plan/values.ts';
import { describeModel } from '#work/engine.ts';
import { atMedians, randomFrom, deviatesBy, run, type Deviates, type Model, type PlanAsData } from './secondModel.testing.ts';

const model = JSON.parse(JSON.stringify(describeModel())) as Model;
const asData = (campaign: Campaign) => JSON.parse(JSON.stringify(campaign)) as PlanAsData;

function engineExpects(campaign: Campaign, deviates: Deviates) {
  const plan = compile(campaign);
  const values = valuesAt(plan, (index) => {
    if (index < CAMPAIGN_DEVIATE) return deviates.parameter(PARAMETERS[index]!.id);
    if (index === CAMPAIGN_DEVIATE) return deviates.campaign;
    if (index < DAY_DEVIATES) return deviates.strength(TACTICS[index - TACTIC_DEVIATES]!.id);
    return deviates.day(index - DAY_DEVIATES);
  });
  return { plan, ...expectationOf(plan, values) };
}

describe.each(TEMPLATES.map(({ id, build }) => [id, build({ start: '2027-01-11' })] as const))('%s', (_id, campaign) => {
  it('expects the same', () => {
    for (const deviates of [atMedians, deviatesBy(randomFrom(1))]) {
      const { plan, series } = engineExpects(campaign, deviates);
      const t = performance.now();
      const days = run(asData(campaign), model, deviates);
      console.log(performance.now() - t);
      let worst = 0;
      let where = '';
      for (const [day, standings] of days.entries())
        for (const [segment, { stages, optedOut }] of standings.entries()) {
          const [un, aw, t1, t2, u1, u2, u3, h, c, l1, l2] = stages as number[] & { length: 11 };
          const own: Record<string, number> = {
            unaware: un!, aware: aw!, tried: t1! + t2!, using: u1! + u2! + u3!, habitual: h!, champion: c!, lapsed: l1! + l2!,
            optedOut: optedOut.unaware + optedOut.aware + optedOut.tried,
          };
          for (const [place, name] of STORED.entries()) {
            const off = Math.abs(own[name]! - series[(segment * STORED.length + place) * plan.days + day]!);
            if (off > worst) { worst = off; where = `${name} day ${day} segment ${segment} ${own[name]} engine ${series[(segment * STORED.length + place) * plan.days + day]}`; }
          }
        }
      console.log(campaign.name, worst, where);
      expect(worst).toBeLessThan(1e-6);
    }
  });
});
