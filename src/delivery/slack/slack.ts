import { DAY_MILLISECONDS } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { jsonFile, type Export, type ExportContext, type Problem } from '../export.ts';
import { indexOf } from '../fileIndex.ts';
import { partsOf } from '../links.ts';
import { messageFiles, perTouchpoint } from '../messages.ts';
import type { MessageFile } from '../fileIndex.ts';
import { safeName } from '../names.ts';
import type { Delivery } from '../occurrences.ts';
import { cutToFit, messageText, splitToFit } from '../cutting.ts';
import { isMarkedUp, mrkdwn, plain } from './mrkdwn.ts';

/** Limits of Block Kit and of `chat.scheduleMessage`, in characters, blocks and days. */
export const LIMITS = {
  header: 150,
  section: 3000,
  button: 75,
  blocks: 50,
  payload: 13_200,
  text: 4000,
  daysAhead: 120,
};

/** Where the body of a message is cut: enough is left for the subject as the text beside the blocks. */
const PAYLOAD_AIM = LIMITS.payload - 400;

/**
 * One JSON file a message, with the arguments of `chat.scheduleMessage` except `channel`: a file cannot reach people before
 * somebody has said where it goes. index.json lists the files with their times, audiences and a channel name to think about.
 */
export async function writeSlack(campaign: Campaign, context: ExportContext): Promise<Export> {
  const made = await messageFiles(campaign, context, { target: 'slack', channel: 'slack', name: 'Slack' });
  const { messages, problems, isRefused } = made;
  if (isRefused) return { files: [], problems };
  const cut: Delivery[] = [];
  const files = messages.map(({ name, delivery }) => {
    const { payload, isCut } = slackMessage(delivery);
    if (isCut) cut.push(delivery);
    return jsonFile(`${name}.json`, payload);
  });
  const more = ({ delivery }: MessageFile) => ({ suggestedChannel: channelFor(campaign, delivery) });
  const index = await indexOf(campaign, made, { target: 'slack', note: NOTE, extension: 'json', files, more }, context);
  files.push(...index.files);
  problems.push(...index.problems);
  const deliveries = messages.map(({ delivery }) => delivery);
  problems.push(...tooFarAhead(deliveries, context.now), ...slackProblems(deliveries), ...cutProblems(cut));
  return { files, problems };
}

/** The arguments of `chat.scheduleMessage` except `channel`, within all limits, and whether the body had to be cut for that. */
export function slackMessage(delivery: Delivery): { payload: SlackPayload; isCut: boolean } {
  const body = fittedBody(delivery);
  return { payload: payloadOf(delivery, body), isCut: body !== delivery.message.body };
}

/** Says of what is too long for Slack that it was cut. */
export const cutProblems = (cut: readonly Delivery[]): Problem[] =>
  perTouchpoint(cut, (count) => `has ${count} too long for Slack, so the end is cut off. Shorten the text`);

const NOTE =
  'Each file holds the arguments of chat.scheduleMessage except "channel". Add the id of the channel, then send it. Slack takes messages up to 120 days ahead, and 30 for one channel within 5 minutes.';

type TextObject = { type: 'plain_text'; text: string; emoji: true } | { type: 'mrkdwn'; text: string; verbatim: true };

type Block =
  | { type: 'header'; text: TextObject }
  | { type: 'section'; text: TextObject }
  | {
      type: 'actions';
      elements: { type: 'button'; text: TextObject; url: string; action_id: string; style: 'primary' }[];
    }
  | { type: 'context'; elements: TextObject[] };

export interface SlackPayload {
  /** Unix time in seconds. */
  post_at: number;
  /** What notifications show and screen readers read, who get nothing of the blocks. */
  text: string;
  blocks: Block[];
}

const plainText = (text: string, most: number): TextObject => ({
  type: 'plain_text',
  text: cutToFit(plain(text), most),
  emoji: true,
});
// Verbatim: Slack then makes nothing of @here, @channel and #names that happen to stand in the text.
const marked = (text: string): TextObject => ({ type: 'mrkdwn', text, verbatim: true });

function payloadOf({ message, instant, touchpoint }: Delivery, body: string): SlackPayload {
  const { subject, signOff, callToAction } = message;
  const sections = splitToFit(body, LIMITS.section, (text) => mrkdwn(text).length);
  const blocks: Block[] = [
    ...(subject === '' ? [] : [{ type: 'header' as const, text: plainText(subject, LIMITS.header) }]),
    ...sections.map((section): Block => ({ type: 'section', text: marked(mrkdwn(section)) })),
  ];
  if (callToAction?.link !== undefined) {
    const text = plainText(callToAction.label, LIMITS.button);
    const action_id = `open-${touchpoint.id}`;
    blocks.push({
      type: 'actions',
      elements: [{ type: 'button', text, url: callToAction.link, action_id, style: 'primary' }],
    });
  }
  if (signOff !== '') blocks.push({ type: 'context', elements: [marked(mrkdwn(signOff))] });
  const post_at = Date.parse(instant) / 1000;
  const rest = LIMITS.payload - JSON.stringify({ post_at, text: '', blocks }).length;
  const size = (part: string) => JSON.stringify(mrkdwn(part)).length;
  const text = cutToFit(messageText(message, [subject]), Math.max(LIMITS.header, Math.min(LIMITS.text, rest)), size);
  return { post_at, text: mrkdwn(text), blocks };
}

/** As much of the body as a message can hold. */
function fittedBody(delivery: Delivery): string {
  const size = (body: string) => JSON.stringify({ ...payloadOf(delivery, body), text: '' }).length;
  return cutToFit(cutToFit(delivery.message.body, PAYLOAD_AIM), PAYLOAD_AIM, size);
}

function tooFarAhead(deliveries: readonly Delivery[], now: string): Problem[] {
  const horizon = Date.parse(now) + LIMITS.daysAhead * DAY_MILLISECONDS;
  return perTouchpoint(
    deliveries.filter(({ instant }) => Date.parse(instant) > horizon),
    (count) => `has ${count} more than ${LIMITS.daysAhead} days ahead, which Slack refuses. Schedule it nearer the day`,
  );
}

/** What of the words of messages is not shown as it is written. */
export function slackProblems(deliveries: readonly Delivery[]): Problem[] {
  const when = (fault: (delivery: Delivery) => boolean, sentence: (count: string) => string) =>
    perTouchpoint(deliveries.filter(fault), sentence);
  return [
    ...when(
      ({ message }) => plain(message.subject).length > LIMITS.header,
      (count) => `has ${count} whose heading is cut after ${LIMITS.header} characters. Shorten the subject`,
    ),
    ...when(
      ({ message }) => plain(message.callToAction?.label ?? '').length > LIMITS.button,
      (count) => `has ${count} whose button text is cut after ${LIMITS.button} characters. Shorten it`,
    ),
    ...when(
      ({ message }) => partsOf(message.body).some(({ link }) => link?.includes('&')),
      (count) =>
        `has ${count} with a web address that holds “&”, which Slack’s app on iPhones is reported to open wrongly. Put that address on the button`,
    ),
    ...when(
      ({ message }) => isMarkedUp(message.body),
      (count) =>
        `has ${count} with words between *stars* or _underlines_, which Slack shows bold or slanted and mail and Teams as they are written`,
    ),
  ];
}

/** A name to think about: that of the only segment, else of the lane. */
function channelFor(campaign: Campaign, { touchpoint, segments }: Delivery): string {
  const lane = campaign.lanes.find(({ id }) => id === touchpoint.laneId)?.name ?? '';
  const suggestion = safeName((segments.length === 1 ? segments[0]!.name : lane).toLowerCase(), 'learning');
  return `#${cutToFit(suggestion, 79)}`;
}
