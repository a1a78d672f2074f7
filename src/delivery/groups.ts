import type { Campaign, Segment, Touchpoint } from '#campaign/document.ts';
import { renderMessage, wordingFor, type RenderedMessage } from '#campaign/message.ts';
import { oneLine } from '#campaign/text.ts';
import { isMeeting, meetingClockOf, wallClockOf } from '#campaign/wallClock.ts';

/** Who of an audience gets one message together: those who read the same words at the same wall time in the same zone. */

/** A message as some segments read it. */
export interface Rendered {
  /** In the order of the campaign; empty only where the campaign has no segments at all. */
  segments: Segment[];
  message: RenderedMessage;
  /** What sets these words apart from others of the touchpoint. */
  wording: string;
}

export interface Group {
  segments: Segment[];
  message: RenderedMessage;
  wallTime: string;
  timeZone: string;
  /** What tells it from the other groups of its touchpoint. What is the same for all of them plays no part. */
  group: string;
}

/** A touchpoint's message as each segment reads it; that of a meeting as all who are invited do. */
export function renderedFor(
  campaign: Campaign,
  touchpoint: Touchpoint,
  segments: Segment[],
  locale: string | undefined,
  sayGoalDate?: (date: string) => string,
): Rendered[] {
  const parts: Segment[][] = isMeeting(touchpoint) || segments.length === 0 ? [segments] : segments.map((one) => [one]);
  return parts.map((together) => ({
    segments: together,
    message: renderMessage(campaign, touchpoint, asOne(together), locale, sayGoalDate),
    wording: together.length === 1 && !isMeeting(touchpoint) ? wordingFor(touchpoint, together[0]) : '',
  }));
}

/** The audience parted by wall time, zone and wording. */
export function groupsOf(
  campaign: Campaign,
  touchpoint: Touchpoint,
  rendered: Rendered[],
): { groups: Group[]; remark?: string } {
  const { zone } = touchpoint.time;
  const clockFor = (segment: Segment | undefined) => wallClockOf(campaign, touchpoint, segment);
  const meeting = meetingClockOf(campaign, touchpoint, rendered[0]?.segments ?? []);
  if (meeting) {
    const [invited] = rendered;
    const { clock, clocks, of } = meeting;
    return {
      groups: [{ segments: invited!.segments, message: invited!.message, ...clock, group: keyOf({}) }],
      ...(clocks > 1 && {
        remark: `is one meeting for segments with ${clocks} preferred times; it is planned for ${clock.wallTime} in ${clock.timeZone}, that of “${oneLine(of!.name)}”. Give it a time to be sure`,
      }),
    };
  }
  const timed = rendered.flatMap(({ segments, message, wording }) =>
    (segments.length > 0 ? segments : [undefined]).map((segment) => ({
      segment,
      message,
      wording,
      ...clockFor(segment),
    })),
  );
  const inZones = [...Map.groupBy(timed, ({ timeZone, wording }) => `${timeZone} ${wording}`).values()];
  const groups = inZones.flatMap((inZone, index) =>
    [...Map.groupBy(inZone, ({ wallTime }) => wallTime).values()].map((together, place) => {
      const [{ wallTime, timeZone, message, wording, segment }] = together as [(typeof together)[0]];
      const isOne = zone === 'campaign' || (isMeeting(touchpoint) && index === 0);
      return {
        segments: together.flatMap((one) => one.segment ?? []),
        message,
        wallTime,
        timeZone,
        group: keyOf({ zone: isOne ? '' : timeZone, other: place === 0 ? '' : segment!.id, wording }),
      };
    }),
  );
  return { groups };
}

/**
 * What tells a group from the others of its touchpoint. The hour plays no part: the first group of a zone has the identity that it would have if there
 * were no other, so that a message keeps it when it is given a time, or a segment another preference.
 */
const keyOf = ({ zone = '', other = '', wording = '' }) => [zone, other, wording].join(' ');

/** What tokens say of several segments that are spoken to at once. */
function asOne(segments: Segment[]): Segment | undefined {
  const [first] = segments;
  if (!first || segments.length === 1) return first;
  const reasons = [...new Set(segments.flatMap(({ why }) => why?.trim() || []))];
  const { why: _, ...rest } = first;
  return {
    ...rest,
    name: segments.map(({ name }) => oneLine(name)).join(', '),
    ...(reasons.length > 0 && { why: reasons.join('\n') }),
  };
}
