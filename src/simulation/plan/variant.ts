import { asReallySent } from '#campaign/cap.ts';
import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { getsTo, isMeant } from '#campaign/reach.ts';
import { ConditionTable, type Condition } from './conditions.ts';
import { sentBy, type Sent } from './exposure.ts';
import { asReadBy } from './suitability.ts';
import type { Plan } from './plan.ts';

/**
 * Plans that differ from a campaign's in their touchpoints alone. Everything else is kept from the compiled plan, which makes thousands of them
 * affordable; the result moves learners exactly as compiling the changed campaign would. Its hash is empty.
 */
export type Variants = (touchpoints: readonly Touchpoint[]) => Plan;

/**
 * Touchpoints given later may be meant for everyone, or for the segments that one of the campaign's own is meant for. They have the language and
 * the time of day of one that reaches these segments, or none.
 */
export function variantsOf(campaign: Campaign, plan: Plan): Variants {
  const segments = new Map(campaign.segments.map((segment) => [segment.id, segment]));
  const members: Segment[][] = plan.exposures.map(() => []);
  const later = new Float64Array(plan.exposures.length);
  for (const { id, exposure, start = 0 } of plan.segments) {
    members[exposure]!.push(segments.get(id)!);
    // Cohorts of one day alone share an exposure.
    later[exposure] = start;
  }
  const readers = members.map(([first], exposure) => {
    const events = campaign.events.filter(({ segments: of }) => isMeant(of, first!.id));
    const under = `${later[exposure]!} ${events.map(({ id }) => id).join()}`;
    return { first: first!, events, later: later[exposure]!, under };
  });
  let earlier: ReadonlyMap<string, Condition> | undefined;
  return (planned) => {
    const { touchpoints } = asReallySent({ ...campaign, touchpoints: [...planned] }).campaign;
    const table = new ConditionTable(earlier);
    earlier = table.named;
    // Whom the same reaches on the same days it is sent to alike; they only read it each in their own way.
    const known = new Map<string, Sent>();
    const exposures = readers.map((reader) => {
      const { first, events } = reader;
      let name = reader.under;
      const reaching = touchpoints.filter((touchpoint, index) => {
        const isReaching = getsTo(touchpoint, first);
        if (isReaching) name += ` ${index}`;
        return isReaching;
      });
      let sent = known.get(name);
      if (!sent) {
        sent = sentBy({ touchpoints: reaching, events }, plan.firstDay, plan.days, tacticById, table, reader.later);
        known.set(name, sent);
      }
      return asReadBy(first, sent, campaign);
    });
    return { ...plan, hash: '', exposures, conditions: table.conditions };
  };
}
