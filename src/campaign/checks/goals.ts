import { dayOf } from '../calendar.ts';
import type { Campaign, Goal } from '../document.ts';
import { meantBy } from '../reach.ts';
import { learnersInAll } from '../rolling.ts';
import { quote, quoted, type Found } from './finding.ts';
import type { Planned } from '../planned.ts';
import type { Plan } from './plan.ts';

/** A message that serves a deadline comes at most this many days before it. */
const REMINDED_WITHIN = 14;

/** Can each goal be reached and measured, and is anyone reminded of its deadline? */
export function findInGoals({ campaign, planned, range, sayDay }: Plan): Found[] {
  if (campaign.goals.length === 0) {
    return [
      {
        rule: 'no-goals',
        severity: 'advice',
        message: 'The campaign has no goal, so nobody can say whether it worked.',
        cure: 'Add one: how many people should have got how far, by which date.',
      },
    ];
  }
  const serving = new Map<string, Planned[]>();
  for (const one of planned) {
    const goal = one.touchpoint.goalId;
    if (goal !== undefined) serving.set(goal, [...(serving.get(goal) ?? []), one]);
  }
  return campaign.goals.flatMap((goal) => {
    const at = { goalId: goal.id, date: goal.date };
    const day = dayOf(goal.date);
    const found: Found[] = [];
    if (day < range.from || day >= range.until) {
      found.push({
        ...at,
        rule: 'goal-outside',
        severity: 'error',
        message: `The goal ${quote(goal.name)} is due on ${sayDay(day)}, outside the campaign, which runs from ${sayDay(range.from)} to ${sayDay(range.until - 1)}.`,
        cure: 'Move its date, or lengthen the campaign.',
      });
    }
    found.push(...aboveSize(goal, campaign).map((finding) => ({ ...at, ...finding })));
    const reminded = serving
      .get(goal.id)
      ?.some(({ isMessage, days }) => isMessage && days.some((sent) => sent <= day && sent > day - REMINDED_WITHIN));
    if (!reminded) {
      found.push({
        ...at,
        rule: 'goal-without-reminder',
        severity: 'warning',
        message: serving.has(goal.id)
          ? `Nothing that belongs to the goal ${quote(goal.name)} is sent in the ${REMINDED_WITHIN} days before its deadline, ${sayDay(day)}.`
          : `No message belongs to the goal ${quote(goal.name)} and its deadline, ${sayDay(day)}.`,
        cure: 'Add a “Deadline reminder” a few days before, and let it belong to the goal.',
      });
    }
    return found;
  });
}

function aboveSize(goal: Goal, campaign: Campaign): Found[] {
  const meant = meantBy(goal.segments, campaign.segments);
  const learners = learnersInAll({ ...campaign, segments: meant });
  const most = goal.unit === 'share' ? 1 : learners;
  if (goal.target <= most) return [];
  const whom = goal.segments.length ? quoted(meant.map(({ name }) => name)) : 'the whole campaign';
  return [
    {
      rule: 'goal-above-size',
      severity: 'error',
      message:
        goal.unit === 'share'
          ? `The goal ${quote(goal.name)} asks for more than all learners: its share is ${goal.target}.`
          : `The goal ${quote(goal.name)} asks for ${goal.target} learners, and ${whom} has ${learners}.`,
      cure: goal.unit === 'share' ? 'Write a share from 0 to 1.' : 'Lower the target, or correct the sizes.',
    },
  ];
}
