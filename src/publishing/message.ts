import type { Campaign, Segment } from '#campaign/document.ts';
import type { JsonValue } from '#contract/publishing.ts';
import type { Delivery } from '#delivery/occurrences.ts';

/** A message as plain data, for targets that pass it on to another program. */
export function messageData(
  campaign: Campaign,
  { touchpoint, message, occurrence, instant, date, wallTime, timeZone }: Delivery,
  segment: Segment | undefined,
): { [key: string]: JsonValue } {
  const { subject, body, signOff, callToAction } = message;
  return {
    campaign: { id: campaign.id, name: campaign.name },
    touchpoint: { id: touchpoint.id, name: touchpoint.name, channel: touchpoint.channel },
    segment: segment ? { id: segment.id, name: segment.name } : null,
    occurrence,
    at: instant,
    local: `${date}T${wallTime}`,
    timeZone,
    message: {
      subject,
      body,
      ...(callToAction && {
        callToAction: {
          label: callToAction.label,
          ...(callToAction.link !== undefined && { link: callToAction.link }),
        },
      }),
      signOff,
    },
  };
}
