import type { Grouping } from '#contract/intake.ts';
import type { Segment } from '#campaign/document.ts';
import { LONGEST_NAME } from '#campaign/limits.ts';
import { freeId, newSegment, slug } from '../plan/audiences.ts';

/** Groups of people as segments, so that no one can be picked out. */

/** Groups of fewer people than this are merged: a smaller one can point at a person. */
export const SMALLEST_GROUP = 5;

/** Name of the group of people of whom the list does not say it. */
export const NOT_GIVEN = 'Not given';

export interface Group {
  /** What it has in common, for each grouping. */
  parts: string[];
  people: number;
  zones: Map<string, number>;
  languages: Map<string, number>;
}

interface Grouped {
  by: Grouping[];
  /** For each grouping, whether its texts could name people: then the groups are numbered, the largest first. */
  numbered: boolean[];
  most: number;
}

/** One segment a group, the largest first; groups that are too small or too many become “Other”. */
export function segmentsOf(groups: Group[], how: Grouped, remarks: string[]): Segment[] {
  const { by, most } = how;
  const sorted = groups.filter(({ people }) => people > 0).sort((a, b) => b.people - a.people || compare(a, b));
  const tooSmall = sorted.filter(({ people }) => people < SMALLEST_GROUP).length;
  let kept = sorted.length - tooSmall;
  if (kept > most || (tooSmall > 0 && kept === most)) kept = Math.max(0, most - 1);
  const rest = sorted.slice(kept);
  // Left-over people who are fewer than five are hidden among those of the next group.
  const beforeHiding = rest.length;
  while (rest.length > 0 && kept > 0 && total(rest) < SMALLEST_GROUP) rest.unshift(sorted[--kept]!);
  const hiding = rest.length - beforeHiding;
  if (tooSmall > 0) {
    remarks.push(
      `${tooSmall === 1 ? 'One group' : `${tooSmall} groups`} of fewer than ${SMALLEST_GROUP} people went into “Other”, so that no one can be picked out.`,
    );
  }
  if (hiding > 0) {
    remarks.push(
      `${hiding === 1 ? 'One more group' : `${hiding} more groups`} went with ${tooSmall === 1 ? 'it' : 'them'}, so that fewer than ${SMALLEST_GROUP} people do not stand alone.`,
    );
  }
  const merged = rest.length - tooSmall - hiding;
  if (merged > 0)
    remarks.push(
      `${merged === 1 ? 'One more group' : `${merged} more groups`} went into “Other”, so that there are no more than ${most} segments.`,
    );
  const taken = new Set<string>();
  const numbers = numbersOf(sorted.slice(0, kept), how);
  const segments = sorted.slice(0, kept).map((group) => segmentOf(nameOf(group, numbers), group, taken));
  if (rest.length > 0) {
    const name = segments.length === 0 ? 'Everyone' : 'Other';
    segments.push(segmentOf(name, rest.reduce(mergeGroups), taken));
  }
  const mixed = segments.filter((_, index) => (sorted[index]?.zones.size ?? 0) > 1 && index < kept).length;
  if (mixed > 0 && !by.includes('timeZone')) {
    remarks.push(
      `${mixed === 1 ? 'One segment has' : `${mixed} segments have`} people in several time zones and took that of most: group by time zone to part them.`,
    );
  }
  return segments;
}

const total = (groups: Group[]) => groups.reduce((sum, { people }) => sum + people, 0);

const compare = (a: Group, b: Group) => (a.parts.join() < b.parts.join() ? -1 : 1);

/** For each grouping that is numbered, the number of each of its texts. */
const numbersOf = (groups: Group[], { numbered }: Grouped) =>
  numbered.map((hidden, place) => {
    const texts = hidden ? new Set(groups.map(({ parts }) => parts[place]!).filter((text) => text !== NOT_GIVEN)) : [];
    return new Map([...texts].map((text, index) => [text, index + 1]));
  });

function nameOf({ parts }: Group, numbers: Map<string, number>[]): string {
  const shown = parts.map((part, place) => (numbers[place]!.has(part) ? `Team ${numbers[place]!.get(part)}` : part));
  return shown.join(' · ').slice(0, LONGEST_NAME).toWellFormed() || 'Everyone';
}

function segmentOf(name: string, group: Group, taken: Set<string>): Segment {
  const id = freeId(slug(name) || 'segment', taken);
  taken.add(id);
  return newSegment({
    id,
    name,
    size: group.people,
    timeZone: largest(group.zones),
    language: largest(group.languages),
  });
}

function mergeGroups(a: Group, b: Group): Group {
  const merged: Group = {
    parts: [],
    people: a.people + b.people,
    zones: new Map(a.zones),
    languages: new Map(a.languages),
  };
  for (const [zone, people] of b.zones) add(merged.zones, zone, people);
  for (const [language, people] of b.languages) add(merged.languages, language, people);
  return merged;
}

export const add = (counts: Map<string, number>, key: string, people: number) =>
  counts.set(key, (counts.get(key) ?? 0) + people);

const largest = (counts: Map<string, number>) =>
  [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
