import type { Touchpoint } from '../document.ts';
import { count, quoted, type Found } from './finding.ts';
import { isReached, type Plan, type Planned } from './plan.ts';

/** More than this in one launch, and people no longer know which one was meant. Assumptions of the craft. */
const MOST_SUBJECTS = 6;
const MOST_DESTINATIONS = 2;

/** A launch is uniform: the same simple message for everyone. A career has no launch to everyone, so it is left alone. */
export function findInLaunch(plan: Plan): Found[] {
  const { campaign, planned } = plan;
  if (campaign.vocabulary === 'career') return [];
  const launches = plan.phases.filter(({ phase }) => phase.kind === 'launch');
  const found: Found[] = [];
  for (const { phase, range } of launches) {
    const pushed = planned.filter(
      ({ isMessage, touchpoint, days }) =>
        isMessage && touchpoint.direction === 'push' && days[0]! >= range.from && days[0]! < range.until,
    );
    for (const one of pushed) {
      if (isForAll(plan, one)) continue;
      const { touchpoint, meant } = one;
      found.push({
        rule: 'launch-not-uniform',
        severity: 'warning',
        message: `“${touchpoint.name}” speaks to ${quoted(meant.map(({ name }) => name))} only, in the launch phase “${phase.name}”.`,
        cure: 'Give everyone the same message at the launch, and keep what is special to a group for the next phase.',
        touchpointId: touchpoint.id,
        date: touchpoint.start,
      });
    }
    for (const own of byLanguage(pushed).values()) {
      const at = { phaseId: phase.id, date: phase.start };
      const subjects = distinct(own, ({ message }) => message.subject.trim().toLowerCase());
      if (subjects > MOST_SUBJECTS) {
        found.push({
          ...at,
          rule: 'launch-subjects',
          severity: 'advice',
          message: `The launch phase “${phase.name}” has ${subjects} different subjects. It should say one thing.`,
          cure: 'Repeat the launch message on several channels instead of writing new ones.',
        });
      }
      const destinations = distinct(
        own,
        ({ message }) => message.callToAction?.url.trim().replace(/[?#].*$/, '') ?? '',
      );
      if (destinations > MOST_DESTINATIONS) {
        found.push({
          ...at,
          rule: 'launch-actions',
          severity: 'warning',
          message: `The launch phase “${phase.name}” sends people to ${count(destinations, 'different page')}.`,
          cure: 'Ask for one first step, and let every button lead to it.',
        });
      }
    }
  }
  return found.filter((finding, index) => index === found.findIndex((other) => isSame(other, finding)));
}

/** The same rule may strike in several languages; it is said once. */
function isSame(a: Found, b: Found): boolean {
  return a.rule === b.rule && a.touchpointId === b.touchpointId && a.phaseId === b.phaseId;
}

/** Whether a touchpoint speaks to everyone whom its channel reaches, or to everyone who speaks one of its languages. */
function isForAll({ campaign }: Plan, { touchpoint, meant }: Planned): boolean {
  if (touchpoint.segments.length === 0 || meant.length === 0) return true;
  const languages = new Set(meant.map(({ language }) => language));
  return campaign.segments
    .filter((segment) => segment.size > 0 && languages.has(segment.language) && isReached(segment, touchpoint.channel))
    .every((segment) => meant.includes(segment));
}

function byLanguage(pushed: readonly Planned[]): Map<string, Touchpoint[]> {
  const groups = new Map<string, Touchpoint[]>();
  for (const { touchpoint, meant } of pushed) {
    const languages = new Set(touchpoint.segments.length === 0 ? [] : meant.map(({ language }) => language));
    const key = [...languages].toSorted().join(' ');
    groups.set(key, [...(groups.get(key) ?? []), touchpoint]);
  }
  return groups;
}

function distinct(touchpoints: readonly Touchpoint[], key: (touchpoint: Touchpoint) => string): number {
  return new Set(touchpoints.map(key).filter((value) => value !== '')).size;
}
