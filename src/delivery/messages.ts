import { isGoing, type Campaign, type Channel, type Touchpoint } from '#campaign/document.ts';
import type { ExportContext, Problem } from './export.ts';
import { earlierIndex, knownIdsIn, type MessageFiles } from './fileIndex.ts';
import { isBlank } from '#campaign/message.ts';
import { deliveryIds } from './identifier.ts';
import { quietProblems } from './quiet.ts';
import { safeName, uniqueNames } from './names.ts';
import { scheduleOf, type Delivery } from './occurrences.ts';
import { oneLine } from '#campaign/text.ts';
import { isSent } from '#campaign/sending.ts';
import { english } from '#language/formats.ts';

/** What the targets share that give one file a message: Slack, Teams and email. */

/** More files than this are refused; nobody can look through them. */
export const MOST_FILES = 20_000;

/**
 * The messages to export: those of the channel; every message of the plan with `context.all`, and where none is of the channel. Says why where there is none,
 * which have no text, and which lie in the past.
 */
export async function messageFiles(
  campaign: Campaign,
  context: ExportContext,
  { target, channel, name: channelName }: { target: string; channel: Channel; name: string },
): Promise<MessageFiles> {
  const earlier = earlierIndex(campaign, target, context);
  const isOnChannel = (touchpoint: Touchpoint) => isSent(touchpoint) && touchpoint.channel === channel;
  // A plan that names no message of this channel is most likely one that is to be moved to it, unless it had some.
  const isMoved = context.all === undefined && !campaign.touchpoints.some(isOnChannel) && earlier?.all !== false;
  const isAll = context.all === true || isMoved;
  const made = { isAll, earlier };
  const meant = campaign.touchpoints.filter(isAll ? isSent : isOnChannel);
  const chosen = new Set(meant.filter(isGoing));
  if (chosen.size === 0) {
    const message = noneSentence({ isAll, isCancelled: meant.length > 0, channel, channelName });
    return { ...made, messages: [], problems: [{ message }] };
  }
  const { deliveries, problems, isRefused } = scheduleOf(campaign, {
    locale: context.locale,
    excerpt: context.excerpt,
    only: (touchpoint) => chosen.has(touchpoint),
  });
  if (isRefused) return { ...made, messages: [], problems, isRefused };
  if (isMoved)
    problems.push({ message: `No touchpoint uses ${channelName}, so every message of the plan was written for it.` });
  const written = deliveries.filter(({ message }) => !isBlank(message));
  const blank = new Map(
    deliveries.filter(({ message }) => isBlank(message)).map(({ touchpoint: { id, name } }) => [id, name]),
  );
  for (const [touchpointId, name] of blank)
    problems.push({
      touchpointId,
      message: `“${oneLine(name)}” has no text, so there is no file for it. Write its subject or its body.`,
    });
  if (written.length > MOST_FILES) {
    const message = `The plan makes ${english.number(written.length)} messages for ${channelName}; at most ${english.number(MOST_FILES)} files are exported at once, so nothing was. Send less often, or split the plan.`;
    return { ...made, messages: [], problems: [...problems, { message }], isRefused: true };
  }
  problems.push(
    ...inThePast(written, context.now),
    ...perTouchpoint(
      written.filter(({ touchpoint }) => touchpoint.status === 'sent'),
      (count) => `has ${count} to be sent, though it is marked as sent. Leave these files out, or set it to planned`,
    ),
    ...quietProblems(campaign, new Set(written.map(({ touchpoint }) => touchpoint.id))),
  );
  const idOf = await deliveryIds(campaign, written, earlier && knownIdsIn(earlier));
  const unique = uniqueNames();
  const names = written.map((delivery) => {
    const { date, wallTime, timeZone, touchpoint, segments } = delivery;
    const audience = segments.length < campaign.segments.length ? segments.map(({ name }) => name).join(' ') : '';
    const zone = timeZone === campaign.timeZone ? '' : timeZone.split('/').at(-1)!;
    const wanted = safeName(`${date} ${wallTime.replace(':', '')} ${zone} ${touchpoint.name} ${audience}`, date);
    return unique(wanted);
  });
  const messages = written.map((delivery, index) => ({ name: names[index]!, id: idOf(delivery), delivery }));
  return { ...made, messages, problems };
}

/** Says why there is no message to export. */
function noneSentence(of: { isAll: boolean; isCancelled: boolean; channel: Channel; channelName: string }): string {
  const { isAll, isCancelled, channel, channelName } = of;
  if (isAll)
    return isCancelled
      ? 'Every message of this plan is cancelled, so nothing was exported. Set one to planned.'
      : 'There is no message in this plan, so nothing was exported. Add a touchpoint that is sent.';
  return isCancelled
    ? `Every touchpoint that uses ${channelName} is cancelled, so nothing was exported. Set one to planned, or export all messages.`
    : `No touchpoint uses ${channelName}, so nothing was exported. Set a touchpoint's channel to “${channel}”, or export all messages.`;
}

/** One problem a touchpoint, however often it is sent. */
export function perTouchpoint(deliveries: readonly Delivery[], sentence: (count: string) => string): Problem[] {
  return [...Map.groupBy(deliveries, ({ touchpoint }) => touchpoint.id)].map(([touchpointId, found]) => ({
    touchpointId,
    message: `“${oneLine(found[0]!.touchpoint.name)}” ${sentence(found.length === 1 ? 'one message' : `${found.length} messages`)}.`,
  }));
}

function inThePast(deliveries: Delivery[], now: string): Problem[] {
  const present = Date.parse(now);
  return perTouchpoint(
    deliveries.filter(({ instant }) => Date.parse(instant) < present),
    (count) => `has ${count} planned for a time that is already past. Move the touchpoint, or leave these files out`,
  );
}
