import { z } from 'zod';
import { dayOf, lastDateOf } from '#campaign/calendar.ts';
import type { Command, SimpleCommand } from '#campaign/commands.ts';
import { FORMAT_VERSION, touchpointSchema, type Campaign, type Touchpoint } from '#campaign/document.ts';
import { carryAtWork } from '#campaign/atWork.ts';
import { defused, HEADINGS } from '#campaign/sheet.ts';
import { tacticById } from '#campaign/tactics/catalogue.ts';
import { newId } from '../session/shown.ts';
import { areNamedAlike } from '../text/plain.ts';
import { shift } from '../items/place.ts';

/** Touchpoints on the clipboard: for any campaign of the studio, and as rows for a sheet. Pure. */

/** What browsers and the studio's windows pass on between each other. */
export const CLIP_TYPE = 'application/x-tandem-touchpoints+json';

const names = z.record(z.string(), z.string());
const clipSchema = z.strictObject({
  version: z.literal(FORMAT_VERSION),
  /** The campaign that they come from, whose ids mean nothing in others. */
  campaign: z.string(),
  touchpoints: z.array(touchpointSchema).min(1).max(20_000),
  lanes: names,
  segments: names,
});
export type Clip = z.infer<typeof clipSchema>;

const namesOf = (items: readonly { id: string; name: string }[], used: Set<string>) =>
  Object.fromEntries(items.filter(({ id }) => used.has(id)).map(({ id, name }) => [id, name]));

export function clipOf(id: string, { touchpoints, lanes, segments }: Campaign, ids: readonly string[]): Clip {
  const wanted = new Set(ids);
  const copied = touchpoints.filter((touchpoint) => wanted.has(touchpoint.id));
  return {
    version: FORMAT_VERSION,
    campaign: id,
    touchpoints: copied,
    lanes: namesOf(lanes, new Set(copied.map(({ laneId }) => laneId))),
    segments: namesOf(segments, new Set(copied.flatMap((touchpoint) => touchpoint.segments))),
  };
}

/** What is on the clipboard; null where it is nothing that can be used. */
export function readClip(text: string): Clip | null {
  try {
    return clipSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Rows for a sheet, headings first, cells apart by tabs. What holds line ends stands in quotes, as sheets expect. */
export function rowsOfClip({ touchpoints, lanes, segments }: Clip, everyone: string): string {
  const cell = (text: string) => {
    const safe = defused(text);
    return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const columns: [string, (touchpoint: Touchpoint) => string][] = [
    [HEADINGS.date, ({ start }) => start],
    [HEADINGS.lastDate, (touchpoint) => (touchpoint.days > 1 ? lastDateOf(touchpoint) : '')],
    [HEADINGS.lane, ({ laneId }) => lanes[laneId] ?? ''],
    [HEADINGS.name, ({ name }) => name],
    [HEADINGS.direction, ({ direction }) => direction],
    [HEADINGS.channel, ({ channel }) => channel],
    [HEADINGS.tactic, ({ tactic }) => tacticById(tactic)?.name ?? tactic],
    [HEADINGS.audience, (touchpoint) => touchpoint.segments.map((id) => segments[id] ?? '').join(', ') || everyone],
    [HEADINGS.subject, ({ message }) => message.subject],
    [HEADINGS.body, ({ message }) => message.body],
    [HEADINGS.callToAction, ({ message }) => message.callToAction?.label ?? ''],
    [HEADINGS.link, ({ message }) => message.callToAction?.url ?? ''],
    [HEADINGS.language, ({ message }) => message.language ?? ''],
    [HEADINGS.owner, ({ owner }) => owner ?? ''],
    [HEADINGS.notes, ({ notes }) => notes ?? ''],
    [HEADINGS.status, ({ status }) => status ?? ''],
  ];
  const rows = touchpoints.map((touchpoint) => columns.map(([, valueOf]) => cell(valueOf(touchpoint))));
  return [columns.map(([heading]) => heading), ...rows].map((row) => row.join('\t')).join('\r\n');
}

/** The first day of what is on the clipboard. */
const firstDayOf = ({ touchpoints }: Clip) => Math.min(...touchpoints.map(({ start }) => dayOf(start)));

export interface Pasting {
  command: Command;
  /** The new touchpoints. */
  ids: string[];
  /** Those whose audience the campaign does not have, so that they are for everyone now. */
  widened: number;
}

/**
 * Puts what is on the clipboard into a campaign, the first on this day and the others as far from it as they were. From another campaign,
 * lanes and segments are found by their names; a lane that is missing is added.
 */
export function pasteCommand(id: string, campaign: Campaign, clip: Clip, day: number): Pasting {
  const isAtHome = clip.campaign === id;
  const finderOf =
    (items: readonly { id: string; name: string }[], theirs: Record<string, string>) => (wanted: string) =>
      items.find((item) => isAtHome && item.id === wanted)?.id ??
      items.find((item) => areNamedAlike(item.name, theirs[wanted] ?? ''))?.id;
  const findLane = finderOf(campaign.lanes, clip.lanes);
  const findSegment = finderOf(campaign.segments, clip.segments);
  const added = new Map<string, { id: string; name: string }>();
  const laneFor = (wanted: string) => {
    const found = findLane(wanted);
    if (found !== undefined) return found;
    const name = clip.lanes[wanted];
    if (name === undefined) return campaign.lanes[0]!.id;
    if (!added.has(wanted)) added.set(wanted, { id: newId('lane'), name });
    return added.get(wanted)!.id;
  };
  const kept = (items: readonly { id: string }[], wanted: string | undefined) =>
    isAtHome && items.some((item) => item.id === wanted) ? wanted : undefined;

  const by = day - firstDayOf(clip);
  let widened = 0;
  const items = clip.touchpoints.map(({ goalId, eventId, thenOf, otherwiseOf, tie: _, ...touchpoint }): Touchpoint => {
    const segments = [...new Set(touchpoint.segments.flatMap((segment) => findSegment(segment) ?? []))];
    if (segments.length === 0 && touchpoint.segments.length > 0) widened++;
    const goal = kept(campaign.goals, goalId);
    const event = kept(campaign.events, eventId);
    const then = kept(campaign.decisions, thenOf);
    const otherwise = kept(campaign.decisions, otherwiseOf);
    return carryAtWork(
      campaign,
      { ...touchpoint, segments },
      {
        ...touchpoint,
        id: newId('touchpoint'),
        start: shift(touchpoint.start, by),
        laneId: laneFor(touchpoint.laneId),
        segments,
        ...(goal === undefined ? {} : { goalId: goal }),
        ...(event === undefined ? {} : { eventId: event }),
        ...(then === undefined ? {} : { thenOf: then }),
        ...(otherwise === undefined ? {} : { otherwiseOf: otherwise }),
      },
    );
  });
  const commands: SimpleCommand[] = [
    ...[...added.values()].map((item): SimpleCommand => ({ type: 'addLane', item })),
    ...items.map((item): SimpleCommand => ({ type: 'addTouchpoint', item })),
  ];
  return {
    command: commands.length === 1 ? commands[0]! : { type: 'batch', action: 'paste', commands },
    ids: items.map((item) => item.id),
    widened,
  };
}
