import { dayOf } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import type { Kind } from '#campaign/collections.ts';
import type { Tactic } from '#campaign/tactic.ts';
import { dayNamed, find, type Findable } from './find.ts';

/** What the finder offers: pure. What a result does is the window's to say (shell/Finder.tsx). */

export type Section = 'actions' | 'dates' | 'plan' | 'audience' | 'tactics';

export interface Result extends Findable {
  section: Section;
  does:
    | { type: 'action'; action: string }
    | { type: 'day'; day: number }
    | { type: 'item'; kind: Kind; id: string }
    | { type: 'tactic'; id: string };
  keys?: string;
}

/** As many of each section as can be looked through. */
const MOST: Record<Section, number> = { actions: 12, dates: 1, plan: 12, audience: 6, tactics: 6 };
/** While nothing is typed, actions alone are shown. */
const AT_REST: readonly Section[] = ['actions'];

interface Known {
  campaign: Campaign;
  tactics: readonly Tactic[];
  actions: readonly { id: string; name: string; about?: string; keys?: string }[];
  /** Names of the months, January first. */
  months: readonly (readonly string[])[];
  sayDay: (day: number) => string;
  /** What stands behind the name of an item, such as its kind or its lane. */
  about: (kind: Kind, id: string) => string;
}

/** The results for what was typed, by section in their order, best first in each. */
export function resultsFor(known: Known, typed: string): Result[] {
  const { campaign, actions, tactics, months, sayDay, about } = known;
  const item =
    (section: Section, kind: Kind) =>
    ({ id, name }: { id: string; name: string }): Result => ({
      id: `${kind} ${id}`,
      name,
      about: about(kind, id),
      section,
      does: { type: 'item', kind, id },
    });
  const day = dayNamed(typed, months, dayOf(campaign.start));
  const all: Result[] = [
    ...(day === undefined
      ? []
      : [
          {
            id: `day ${day}`,
            name: sayDay(day),
            about: typed,
            section: 'dates' as const,
            does: { type: 'day' as const, day },
          },
        ]),
    ...actions.map(({ id, ...rest }): Result => ({
      id: `action ${id}`,
      ...rest,
      section: 'actions',
      does: { type: 'action', action: id },
    })),
    ...campaign.touchpoints.map(item('plan', 'touchpoint')),
    ...campaign.ideas.map(item('plan', 'idea')),
    ...campaign.phases.map(item('plan', 'phase')),
    ...campaign.events.map(item('plan', 'event')),
    ...campaign.goals.map(item('plan', 'goal')),
    ...campaign.decisions.map(item('plan', 'decision')),
    ...campaign.lanes.map(item('plan', 'lane')),
    ...campaign.segments.map(item('audience', 'segment')),
    ...tactics.map(({ id, name, description }): Result => ({
      id: `tactic ${id}`,
      name,
      about: description,
      section: 'tactics',
      does: { type: 'tactic', id },
    })),
  ];
  const sections = Object.keys(MOST) as Section[];
  const shown = typed.trim() === '' ? AT_REST : sections;
  return sections
    .filter((section) => shown.includes(section))
    .flatMap((section) =>
      find(
        all.filter((result) => result.section === section),
        section === 'dates' ? '' : typed,
        MOST[section],
      ),
    );
}
