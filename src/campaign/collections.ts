import {
  assumptionSchema,
  calendarSchema,
  decisionSchema,
  eventSchema,
  goalSchema,
  ideaSchema,
  laneSchema,
  phaseSchema,
  segmentSchema,
  touchpointSchema,
  type Campaign,
} from './document.ts';

/** The lists of a campaign, and what an item of one may name of another. */

/** The lists of a campaign whose items have ids, by the name of one item. */
export const COLLECTIONS = {
  phase: 'phases',
  lane: 'lanes',
  calendar: 'calendars',
  segment: 'segments',
  goal: 'goals',
  event: 'events',
  decision: 'decisions',
  touchpoint: 'touchpoints',
  idea: 'ideas',
  assumption: 'assumptions',
} as const;
export type Kind = keyof typeof COLLECTIONS;
export type ItemOf<K extends Kind> = Campaign[(typeof COLLECTIONS)[K]][number];

export const ITEM_SCHEMAS = {
  phase: phaseSchema,
  lane: laneSchema,
  calendar: calendarSchema,
  segment: segmentSchema,
  goal: goalSchema,
  event: eventSchema,
  decision: decisionSchema,
  touchpoint: touchpointSchema,
  idea: ideaSchema,
  assumption: assumptionSchema,
} as const;

/** Kinds whose lists share their ids, because an item goes from one to the other and keeps its own. */
export const TWIN: Partial<Record<Kind, Kind>> = { touchpoint: 'idea', idea: 'touchpoint' };

const OF_TOUCHPOINTS = [
  { field: 'laneId', to: 'lane' },
  { field: 'segments', to: 'segment' },
  { field: 'goalId', to: 'goal' },
  { field: 'eventId', to: 'event' },
  { field: 'thenOf', to: 'decision' },
  { field: 'otherwiseOf', to: 'decision' },
] as const;

/** What an item of one kind may point at. */
const REFERENCES: { kind: Kind; field: string; to: Kind }[] = [
  ...OF_TOUCHPOINTS.map((reference) => ({ kind: 'touchpoint' as const, ...reference })),
  { kind: 'touchpoint', field: 'tie.phaseId', to: 'phase' },
  { kind: 'touchpoint', field: 'tie.goalId', to: 'goal' },
  { kind: 'touchpoint', field: 'tie.eventId', to: 'event' },
  { kind: 'touchpoint', field: 'tie.touchpointId', to: 'touchpoint' },
  ...OF_TOUCHPOINTS.map((reference) => ({ kind: 'idea' as const, ...reference })),
  { kind: 'segment', field: 'calendarId', to: 'calendar' },
  { kind: 'goal', field: 'segments', to: 'segment' },
  { kind: 'event', field: 'segments', to: 'segment' },
  { kind: 'decision', field: 'segments', to: 'segment' },
  { kind: 'assumption', field: 'segmentId', to: 'segment' },
];

export const referencesTo = (to: Kind) => REFERENCES.filter((reference) => reference.to === to);
export const referencesFrom = (kind: Kind) => REFERENCES.filter((reference) => reference.kind === kind);

/** Ids held by the field at a path, whether it holds one, many or none: in an item, or in changes to one, which may name the path itself. */
export function idsIn(item: object, path: string): string[] {
  const [field, below] = path.split('.') as [string, string?];
  const fields = item as Fields;
  const held =
    below === undefined ? fields[field] : ((fields[field] as Fields | null | undefined)?.[below] ?? fields[path]);
  return Array.isArray(held) ? (held as string[]) : typeof held === 'string' ? [held] : [];
}

type Fields = Record<string, unknown>;

/** The ids of `item` that name nothing in the document. */
export function brokenReferences(
  has: (kind: Kind, id: string) => boolean,
  kind: Kind,
  item: object,
): { field: string; to: Kind; id: string }[] {
  return referencesFrom(kind).flatMap(({ field, to }) =>
    idsIn(item, field)
      .filter((id) => !has(to, id))
      .map((id) => ({ field, to, id })),
  );
}

/** What is wrong with the document as a whole: doubled ids and references to nothing. Paths as in the file. */
export function integrityProblems(campaign: Campaign): { path: string; problem: string }[] {
  const problems: { path: string; problem: string }[] = [];
  const kinds = Object.keys(COLLECTIONS) as Kind[];
  const ids = new Map(kinds.map((kind) => [kind, new Set<string>()]));
  for (const kind of kinds) {
    campaign[COLLECTIONS[kind]].forEach((item, index) => {
      const seen = ids.get(kind)!;
      const twin = TWIN[kind];
      if (seen.has(item.id) || (twin && ids.get(twin)!.has(item.id)))
        problems.push({ path: `${COLLECTIONS[kind]}.${index}.id`, problem: `the id “${item.id}” is used twice` });
      seen.add(item.id);
    });
  }
  for (const kind of kinds) {
    campaign[COLLECTIONS[kind]].forEach((item, index) => {
      for (const { field, to, id } of brokenReferences((other, held) => ids.get(other)!.has(held), kind, item)) {
        const problem = `${field} names the ${to} “${id}”, which is not in the campaign`;
        problems.push({ path: `${COLLECTIONS[kind]}.${index}`, problem });
      }
    });
  }
  return problems;
}
