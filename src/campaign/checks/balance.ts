import { formatDay } from '../calendar.ts';
import { quote, type Found } from './finding.ts';
import { happensIn, mixIn } from '../planned.ts';
import type { Plan } from './plan.ts';

/** How far the share of push may be from the phase's aim before it is worth a word. */
const TOLERANCE = 0.2;
/** With fewer touchpoints a share says nothing. */
const FEWEST = 3;

/** Push and pull against each phase's aim. Whatever happens in a phase counts there, once for each touchpoint. */
export function findInBalance(plan: Plan): Found[] {
  const { phases, planned, range, sayDay, sayShare } = plan;
  const found: Found[] = [];
  for (const { phase, range: own } of phases) {
    const { push, pull, share } = mixIn(planned, own);
    if (share === null || push + pull < FEWEST) continue;
    if (Math.abs(share - phase.pushAim) <= TOLERANCE + 1e-9) continue;
    const more = share > phase.pushAim;
    found.push({
      rule: more ? 'too-much-push' : 'too-little-push',
      severity: 'warning',
      message: `${quote(phase.name)} is ${sayShare(share)} push, and its aim is ${sayShare(phase.pushAim)}.`,
      cure: more
        ? 'Take out a push, or add something that draws people in.'
        : 'Add a clear message or two, or change the aim.',
      phaseId: phase.id,
      date: phase.start,
    });
  }

  const launchEnd = Math.max(
    range.from,
    ...phases.filter(({ phase }) => phase.kind === 'launch').map(({ range: own }) => own.until),
  );
  const rest = { from: launchEnd, until: range.until };
  const pulls = planned.some((one) => one.touchpoint.direction === 'pull' && happensIn(one, rest));
  if (planned.length > 0 && launchEnd < range.until && !pulls) {
    found.push({
      rule: 'no-pull',
      severity: 'warning',
      message: `From ${sayDay(launchEnd)} on, nothing in the plan draws people in. Push acts at once and fades; push alone disappoints.`,
      cure: 'Add pull, such as “Two minutes a day”, “Prioritised learning list” or “Champion programme”.',
      date: formatDay(launchEnd),
    });
  }
  return found;
}
