import { dayOf, parseDay } from '#campaign/calendar.ts';
import type { Campaign, ContextEvent, Tie, Touchpoint } from '#campaign/document.ts';
import { LONGEST_NAME, MOST, MOST_DAYS } from '#campaign/limits.ts';
import { launchOn } from '#campaign/moveCampaign.ts';
import { tiedInCircle, tieOn } from '#campaign/ties.ts';
import type { Workplace } from '#campaign/workingDays.ts';
import { readTie, type WrittenTie } from '#language/ties.ts';
import { freeId, slug } from './audiences.ts';

/** Touchpoints of the studio's own tables hung from their anchors again. */

interface Anchoring {
  hangsFrom: ReadonlyMap<string, string>;
  context: { into?: Campaign };
}

/**
 * The touchpoints with the ties that their rows name, on the dates that they have. A table has no events, goals and phases: what is not there already and
 * is no touchpoint of the table becomes a milestone of that name and date. `lost` counts the ties that could not be read.
 */
export function hungAsWritten(
  touchpoints: Touchpoint[],
  given: readonly ContextEvent[],
  { hangsFrom, context: { into } }: Anchoring,
  workplace: Workplace,
): { touchpoints: Touchpoint[]; events: ContextEvent[]; lost: number } {
  const events = [...given];
  const anchors = new Map<string, Pick<Tie, 'touchpointId' | 'eventId' | 'goalId' | 'phaseId'>>();
  const know = (name: string, date: string, anchor: Pick<Tie, 'touchpointId' | 'eventId' | 'goalId' | 'phaseId'>) => {
    const key = keyOf({ name, date });
    if (!anchors.has(key)) anchors.set(key, anchor);
  };
  for (const { id, name, start } of events) know(name, start, { eventId: id });
  for (const { id, name, date } of into?.goals ?? []) know(name, date, { goalId: id });
  for (const { id, name, start } of into?.phases ?? []) know(name, start, { phaseId: id });
  for (const { id, name, start } of [...touchpoints, ...(into?.touchpoints ?? [])])
    know(name, start, { touchpointId: id });
  const anchorFor = (written: WrittenTie, own: string) => {
    const known = anchors.get(keyOf(written));
    // What is called as its anchor is, and on that day as well, does not hang from itself.
    if (known && known.touchpointId !== own) return known;
    if (events.length >= MOST.events) return undefined;
    const id = freeId(slug(written.name) || 'milestone', new Set(events.map((event) => event.id)));
    events.push({ ...launchOn(written.date), id, name: written.name.slice(0, LONGEST_NAME).toWellFormed().trim() });
    anchors.set(keyOf(written), { eventId: id });
    return { eventId: id };
  };
  let lost = 0;
  const hung = touchpoints.map((touchpoint) => {
    const text = hangsFrom.get(touchpoint.id);
    if (text === undefined) return touchpoint;
    const tie = tieFrom(readTie(text), anchorFor, workplace, touchpoint);
    if (!tie) lost++;
    return tie ? { ...touchpoint, tie } : touchpoint;
  });
  // Somebody may have written a circle into the table.
  if (tiedInCircle({ touchpoints: hung }) === undefined) return { touchpoints: hung, events, lost };
  return { touchpoints, events: [...given], lost: hangsFrom.size };
}

function tieFrom(
  written: WrittenTie | undefined,
  anchorFor: (written: WrittenTie, own: string) => Partial<Tie> | undefined,
  workplace: Workplace,
  touchpoint: Touchpoint,
): Tie | undefined {
  // Working days are counted one by one.
  if (!written || parseDay(written.date) === undefined || Math.abs(written.count) > MOST_DAYS) return undefined;
  const anchor = anchorFor(written, touchpoint.id);
  if (!anchor) return undefined;
  const { name: _, date, ...far } = written;
  return tieOn(workplace, touchpoint, { ...anchor, ...far }, dayOf(date), dayOf(touchpoint.start));
}

const keyOf = ({ name, date }: { name: string; date: string }): string => `${date} ${name}`;
