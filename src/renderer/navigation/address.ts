import { parseDay } from '#campaign/calendar.ts';
import { COLLECTIONS, type Kind } from '#campaign/collections.ts';

/**
 * Where a window is, as its address says: `#campaign=ID&screen=audience&touchpoint=ID`. Empty is the library. The plan is seen along time or
 * with `view=table`, and `day=DATE` opens that day beside it. A selection of several repeats its word. What an address says that means nothing is passed over.
 * `library=calendar` is all campaigns on one calendar.
 */

export const SCREENS = ['plan', 'audience', 'goals', 'decide', 'brand', 'delivery', 'settings'] as const;
export type ScreenId = (typeof SCREENS)[number];

/** How the plan is seen. */
export const VIEWS = ['timeline', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** What of the plan is shown, by the lists of a filter (filter/filter.ts), each with its values. */
export const FILTERED = [
  'text',
  'directions',
  'channels',
  'segments',
  'owners',
  'statuses',
  'severities',
  'lanes',
  'phases',
] as const;
export type Filtered = Partial<Record<(typeof FILTERED)[number], readonly string[]>>;

export interface Address {
  /** null is the library. */
  campaign: string | null;
  /** Whether the library is seen as one calendar. */
  calendar: boolean;
  screen: ScreenId;
  view: View;
  /** ISO date of the day that is open beside the plan. */
  day: string | null;
  selection: { kind: Kind; ids: string[] } | null;
  filter: Filtered;
}

export const LIBRARY: Address = {
  campaign: null,
  calendar: false,
  screen: 'plan',
  view: 'timeline',
  day: null,
  selection: null,
  filter: {},
};

/** All campaigns on one calendar. */
export const CALENDAR: Address = { ...LIBRARY, calendar: true };

/** More selected items than this would make an address that nobody can pass on. */
export const MOST_SELECTED = 50;
const KINDS = Object.keys(COLLECTIONS) as Kind[];
const ID = /^[\w-]{1,64}$/;

/** Reads the fragment of an address, with or without its #. */
export function parseAddress(fragment: string): Address {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ''));
  const campaign = parameters.get('campaign') ?? '';
  if (!ID.test(campaign)) return parameters.get('library') === 'calendar' ? CALENDAR : LIBRARY;
  const screen = SCREENS.find((known) => known === parameters.get('screen')) ?? 'plan';
  const view = VIEWS.find((known) => known === parameters.get('view')) ?? 'timeline';
  const day = parameters.get('day') ?? '';
  const kind = KINDS.find((known) => parameters.has(known));
  const ids = kind === undefined ? [] : [...new Set(parameters.getAll(kind))].filter((id) => ID.test(id));
  const isSelected = kind !== undefined && ids.length > 0 && ids.length <= MOST_SELECTED;
  return {
    campaign,
    calendar: false,
    screen,
    view,
    day: parseDay(day) === undefined ? null : day,
    selection: isSelected ? { kind, ids } : null,
    filter: filterIn(parameters),
  };
}

function filterIn(parameters: URLSearchParams): Filtered {
  const lists = FILTERED.flatMap((name) => {
    const values = [...new Set(parameters.getAll(name))].slice(0, MOST_SELECTED);
    return values.length > 0 ? [[name, values] as const] : [];
  });
  return Object.fromEntries(lists);
}

/** The fragment of an address, without its #. The plan along time is where a campaign opens, so that it goes without saying. */
export function writeAddress({ campaign, calendar, screen, view, day, selection, filter }: Address): string {
  if (campaign === null) return calendar ? 'library=calendar' : '';
  const parameters = new URLSearchParams({ campaign });
  if (screen !== 'plan') parameters.set('screen', screen);
  if (view !== 'timeline') parameters.set('view', view);
  if (day !== null) parameters.set('day', day);
  if (selection && selection.ids.length <= MOST_SELECTED) {
    for (const id of selection.ids) parameters.append(selection.kind, id);
  }
  for (const name of FILTERED) for (const value of filter[name] ?? []) parameters.append(name, value);
  return parameters.toString();
}
