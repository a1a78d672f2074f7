import { formatDay } from '../calendar.ts';
import type { Phase } from '../document.ts';
import { count, quote, type Found } from './finding.ts';
import type { Plan } from './plan.ts';

/** Touchpoints and phases against the campaign's first and last day, and tactics that the catalogue lacks. */
export function findInDates(plan: Plan): Found[] {
  return [...touchpointsOutside(plan), ...neverSent(plan), ...phasesInOrder(plan)];
}

/** Messages whose sends are all skipped, or whose cadence finds no day: forecast and exports know nothing of them. */
function neverSent({ planned }: Plan): Found[] {
  return planned
    .filter(({ isMessage, days }) => isMessage && days.length === 0)
    .map(({ touchpoint }) => ({
      touchpointId: touchpoint.id,
      date: touchpoint.start,
      rule: 'never-sent',
      severity: 'warning',
      message: `${quote(touchpoint.name)} is never sent: none of its sends is left.`,
      cure: 'Bring a send back, cancel the touchpoint, or delete it.',
    }));
}

function touchpointsOutside({ planned, range, sayDay }: Plan): Found[] {
  const found: Found[] = [];
  const span = `${sayDay(range.from)} to ${sayDay(range.until - 1)}`;
  for (const { touchpoint, tactic, isMessage, days, range: own } of planned) {
    const at = { touchpointId: touchpoint.id, date: touchpoint.start };
    if (!tactic) {
      found.push({
        ...at,
        rule: 'unknown-tactic',
        severity: 'error',
        message: `${quote(touchpoint.name)} is made from the tactic ${quote(touchpoint.tactic)}, which this studio does not know.`,
        cure: 'Choose another tactic for it, or update the studio.',
      });
    }
    const happening = isMessage ? days : [own.from, own.until - 1];
    const outside = happening.filter((day) => day < range.from || day >= range.until).length;
    if (outside === 0) continue;
    const spans = !isMessage && own.from < range.until && range.from < own.until;
    const whole = outside === happening.length && !spans;
    found.push({
      ...at,
      rule: 'outside-campaign',
      severity: whole ? 'error' : 'warning',
      message: whole
        ? `${quote(touchpoint.name)} lies outside the campaign, which runs from ${span}.`
        : isMessage
          ? `${quote(touchpoint.name)} is sent ${count(outside, 'time')} outside the campaign, which runs from ${span}.`
          : `${quote(touchpoint.name)} reaches beyond the campaign, which runs from ${span}.`,
      cure: whole ? 'Move it, or lengthen the campaign.' : 'Shorten it, or lengthen the campaign.',
    });
  }
  return found;
}

function phasesInOrder({ phases, range, sayDay }: Plan): Found[] {
  const found: Found[] = [];
  if (phases.length === 0) {
    return [
      {
        rule: 'no-phases',
        severity: 'advice',
        message: 'The campaign has no phases, so nothing says when it should push and when it should pull.',
        cure: 'Add the four phases launch, awareness, activation and culture.',
      },
    ];
  }
  const ordered = phases.toSorted((a, b) => a.range.from - b.range.from || a.range.until - b.range.until);
  for (const { phase, range: own } of ordered) {
    if (own.from >= range.from && own.until <= range.until) continue;
    found.push({
      rule: 'phase-outside',
      severity: 'warning',
      message: `The phase ${quote(phase.name)} reaches beyond the campaign, which runs from ${sayDay(range.from)} to ${sayDay(range.until - 1)}.`,
      cure: 'Move its start or its end, or lengthen the campaign.',
      phaseId: phase.id,
      date: phase.start,
    });
  }

  const gap = (from: number, until: number, place: string, beside: Phase) =>
    found.push({
      rule: 'phase-gap',
      severity: 'warning',
      message: `No phase covers the ${count(until - from, 'day')} from ${sayDay(from)}, ${place}.`,
      cure: 'Lengthen a phase so that each day belongs to one.',
      phaseId: beside.id,
      date: formatDay(from),
    });
  let covered = range.from;
  let last: Phase | undefined;
  for (const { phase, range: own } of ordered) {
    if (own.from > covered) {
      gap(
        covered,
        Math.min(own.from, range.until),
        last ? `between ${quote(last.name)} and ${quote(phase.name)}` : `before ${quote(phase.name)}`,
        last ?? phase,
      );
    } else if (last && own.from < covered) {
      found.push({
        rule: 'phase-overlap',
        severity: 'warning',
        message: `The phases ${quote(last.name)} and ${quote(phase.name)} overlap by ${count(Math.min(covered, own.until) - own.from, 'day')} from ${sayDay(own.from)}.`,
        cure: 'Let one end on the day before the other starts.',
        phaseId: phase.id,
        date: phase.start,
      });
    }
    if (own.until > covered) {
      covered = own.until;
      last = phase;
    }
  }
  if (covered < range.until) {
    const place = last ? `after ${quote(last.name)}` : 'because every phase ends before them';
    gap(covered, range.until, place, last ?? ordered.at(-1)!.phase);
  }
  return found;
}
