import { dayOf } from '../calendar.ts';
import { beginsAfter, branchesOf } from '../decisions.ts';
import type { Decision } from '../document.ts';
import { occupiedBy } from '../occurrences.ts';
import { meantBy } from '../reach.ts';
import { learnersInAll } from '../rolling.ts';
import { quote, type Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** Can each decision point be decided by what is measured, and does anything that can still happen wait for it? */
export function findInDecisions(plan: Plan): Found[] {
  return plan.campaign.decisions.flatMap((decision) => [
    ...outside(plan, decision),
    ...foregone(plan, decision),
    ...waiting(plan, decision),
  ]);
}

/** Nothing can follow what is measured on the last day. */
function outside({ range, sayDay }: Plan, { id, name, date }: Decision): Found[] {
  const day = dayOf(date);
  if (day >= range.from && day < range.until - 1) return [];
  return [
    {
      rule: 'decision-outside',
      severity: 'error',
      message: `The decision point ${quote(name)} is on ${sayDay(day)}; it has to lie between the first day of the campaign, ${sayDay(range.from)}, and the day before its last, ${sayDay(range.until - 2)}.`,
      cure: 'Move its date, or lengthen the campaign.',
      decisionId: id,
      date,
    },
  ];
}

/** Thresholds that are always, or never, found too high: of nobody, there are always fewer. */
function foregone({ campaign }: Plan, { id, name, date, below, unit, segments }: Decision): Found[] {
  const meant = learnersInAll({ ...campaign, segments: [...meantBy(segments, campaign.segments)] });
  const most = unit === 'share' && meant > 0 ? 1 : meant;
  if (below > 0 && below <= most) return [];
  const isOfNobody = meant === 0 && below > 0;
  const nobody = isOfNobody ? 'nobody is in the segments that it counts, so ' : '';
  const threshold = below > 0 ? 'Lower its threshold.' : 'Raise its threshold.';
  return [
    {
      rule: 'decision-foregone',
      severity: 'warning',
      message: `The decision point ${quote(name)} decides nothing: ${nobody}there are ${below > 0 ? 'always' : 'never'} fewer than it asks for.`,
      cure: isOfNobody ? 'Set how many learners are in the segments that it counts.' : threshold,
      decisionId: id,
      date,
    },
  ];
}

function waiting({ planned, sayDay }: Plan, decision: Decision): Found[] {
  const { id, name, date } = decision;
  const found: Found[] = [];
  const all = planned.filter(({ touchpoint }) => branchesOf(touchpoint, decision).length > 0);
  if (all.length === 0)
    found.push({
      rule: 'decision-without-touchpoints',
      severity: 'advice',
      message: `Nothing waits for the decision point ${quote(name)}, so both ways are the same.`,
      cure: 'Let touchpoints after its date wait for it, or remove it.',
      decisionId: id,
      date,
    });
  for (const { touchpoint } of all) {
    const at = { touchpointId: touchpoint.id, part: id };
    if (!beginsAfter(touchpoint, decision))
      found.push({
        ...at,
        rule: 'begins-before-decision',
        severity: 'warning',
        message: `${quote(touchpoint.name)} waits for the decision point ${quote(name)} at the end of ${sayDay(dayOf(date))}, but begins on ${sayDay(occupiedBy(touchpoint).from)}: it happens whatever is decided.`,
        cure: 'Move it to a later day, or let it wait for nothing.',
        date: touchpoint.start,
      });
    else if (branchesOf(touchpoint, decision).length > 1)
      found.push({
        ...at,
        rule: 'never-decided-for',
        severity: 'error',
        message: `${quote(touchpoint.name)} waits for both branches of the decision point ${quote(name)}, so it never happens.`,
        cure: 'Let it wait for one of them.',
        date: touchpoint.start,
      });
  }
  return found;
}
