import { WebAPIPlatformError, WebAPIRequestError, WebClient, LogLevel, type FetchFunction } from '@slack/web-api';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Item } from '#contract/publishing.ts';
import { cutProblems, LIMITS, slackMessage, slackProblems, type SlackPayload } from '#delivery/slack/slack.ts';
import { dueAtOf } from '../changes.ts';
import { outcomeOf, type Answer } from '../failure.ts';
import { fetchThrough, OutboundError } from '../outbound.ts';
import type { Connection, Outcome, Target, Withdrawal } from '../target.ts';
import { ASKED, missingOption, optionFor, optionsOf } from './options.ts';

/** Messages that Slack itself posts at their time (`chat.scheduleMessage`). It has no key for what was sent, so nothing is sent again without a look at its list. */

type Message = SlackPayload & { channel: string };

const messageOf = ({ payload }: Item) => payload as unknown as Message;

const API = 'https://slack.com/api/';
/** Within about five minutes before its time, Slack says that a message is deleted and may post it all the same. */
const TOO_LATE_MS = 5 * 60_000;
const MOST = 30;

/** An answer that the library must not interpret: it would lose when to try again. */
class Answered extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('answered');
    this.answer = answer;
  }
}

function clientOf(connection: Connection): WebClient {
  const through = fetchThrough(connection);
  const post = async (url: string | URL, init?: RequestInit) => {
    const response = await through(url, init);
    if (response.status === 200) return response;
    const headers = Object.fromEntries(response.headers as unknown as Iterable<[string, string]>);
    throw new Answered({ state: 'answered', status: response.status, headers, text: '' });
  };
  return new WebClient(connection.secret, {
    slackApiUrl: connection.profile.url ?? API,
    allowAbsoluteUrls: false,
    // By itself the library posts again after a failure, though the first may have arrived.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 0,
    logLevel: LogLevel.ERROR,
    // Its words may hold the token.
    logger: SILENT,
    fetch: post as unknown as FetchFunction,
  });
}

const nothing = () => undefined;
const SILENT = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
};

type Failed = Exclude<Outcome, { state: 'sent' }>;

const UNREADABLE: Failed = {
  state: 'unknown',
  sentence: 'Slack’s answer could not be read. Look into the channel at the time of the message.',
};

/** One call of the API. */
async function call<Result>(
  connection: Connection,
  run: (client: WebClient) => Promise<Result>,
): Promise<{ result: Result } | { code: string; failed: Failed }> {
  try {
    return { result: await run(clientOf(connection)) };
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return { code: error.data.error, failed: failureOf(error.data.error) };
    const original = error instanceof WebAPIRequestError ? error.original : error;
    const answer =
      original instanceof Answered || original instanceof OutboundError ? (original.answer as Answer) : undefined;
    const outcome: Outcome = answer ? outcomeOf(answer, connection.now()) : UNREADABLE;
    return { code: '', failed: outcome as Failed };
  }
}

/** By the error codes that Slack documents for these methods. */
function failureOf(code: string): Failed {
  // The library takes an answer that is no JSON for the name of an error.
  if (!/^[a-z0-9_]{1,60}$/.test(code)) return UNREADABLE;
  const failed = (sentence: string): Failed => ({ state: 'failed', sentence });
  if (/^(invalid_auth|not_authed|token_expired|token_revoked|account_inactive|org_login_required)$/.test(code))
    return failed(
      `Slack does not accept the token any more (${code}). Make a new one, test the profile, then approve again.`,
    );
  if (
    /^(missing_scope|no_permission|not_allowed_token_type|access_denied|team_access_not_granted|ekm_access_denied)$/.test(
      code,
    )
  )
    return failed(
      `The token may not do this (${code}). Give the app the scope chat:write, install it again, then approve again.`,
    );
  if (/^(channel_not_found|is_archived|not_in_channel|restricted_action.*|cannot_dm_bot|user_not_found)$/.test(code))
    return failed(
      `Slack takes nothing for this channel (${code}). Invite the app to it, or name another channel in the profile.`,
    );
  if (code === 'time_in_past')
    return failed('Its time is past, so Slack does not take it. Move it, then approve again.');
  if (code === 'time_too_far')
    return {
      state: 'later',
      sentence: `It is more than ${LIMITS.daysAhead} days ahead, which Slack does not take. It is handed over nearer the day.`,
      afterMs: 24 * 3600_000,
    };
  if (code === 'restricted_too_many')
    return failed(
      `Slack takes no more than ${MOST} messages for one channel within 5 minutes. Move some of them, then approve again.`,
    );
  if (/^(ratelimited|rate_limited|message_limit_exceeded)$/.test(code))
    return { state: 'later', sentence: `Slack takes no more for now (${code}). It is tried again.`, afterMs: 60_000 };
  if (
    /^(msg_too_long|invalid_blocks|invalid_blocks_format|msg_blocks_too_long|no_text|too_many_attachments)$/.test(code)
  )
    return failed(`Slack does not take the message as it is (${code}). Shorten it, then approve again.`);
  if (/^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/.test(code))
    return { state: 'unknown', sentence: `Slack failed (${code}), and does not say whether it took the message.` };
  return failed(`Slack refused it (${code}). Test the profile, then approve again.`);
}

const idOf = (channel: string, postAt: number, id: string) => `${channel} ${postAt} ${id}`;
function partsOfId(remoteId: string): { channel: string; postAtMs: number; id: string } {
  const [channel = '', postAt = '', id = ''] = remoteId.split(' ');
  return { channel, postAtMs: Number(postAt) * 1000, id };
}

/** Spaces and characters that Slack writes in its own way. */
const plainText = (text: string) => text.replace(/&(amp|lt|gt);/g, '').replace(/[\s<>&\u200b]+/g, '');

async function send(connection: Connection, item: Item): Promise<Outcome> {
  const message = messageOf(item);
  const called = await call(connection, (client) => client.chat.scheduleMessage(message as never));
  if ('failed' in called) return called.failed;
  const { scheduled_message_id: id = '', channel = message.channel } = called.result;
  return { state: 'sent', remoteId: idOf(channel, message.post_at, id) };
}

/**
 * The message of an item in Slack's list of what it is going to post, which is not the one that it takes the place of, nor that of another item:
 * segments that share a channel get the same words at the same time.
 */
async function find(connection: Connection, { channel, post_at, text }: Message, replaced?: string) {
  const idBefore = replaced === undefined ? undefined : partsOfId(replaced).id;
  let cursor: string | undefined;
  do {
    const called = await call(connection, (client) =>
      client.chat.scheduledMessages.list({
        channel,
        oldest: String(post_at - 1),
        latest: String(post_at + 1),
        limit: 100,
        ...(cursor !== undefined && { cursor }),
      }),
    );
    if ('failed' in called) return called.failed;
    const alike = (called.result.scheduled_messages ?? []).filter(
      (one) => one.id !== idBefore && one.post_at === post_at && plainText(one.text ?? '') === plainText(text),
    );
    for (const { id = '' } of alike) {
      const remoteId = idOf(channel, post_at, id);
      if (!(await connection.isOfAnother?.(remoteId))) return { remoteId };
    }
    cursor = called.result.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return undefined;
}

const WITHIN =
  'Its time is less than 5 minutes away. Slack may say that it is deleted and post it all the same: look into the channel then.';
const POSTED = 'Slack has posted it already, so it cannot be recalled from here. Delete it in the channel.';

/** Takes a message out of Slack's list. */
async function unschedule(connection: Connection, remoteId: string): Promise<Withdrawal> {
  const { channel, postAtMs, id } = partsOfId(remoteId);
  const leftMs = postAtMs - connection.now().getTime();
  if (leftMs <= 0) return { state: 'gone', sentence: POSTED };
  const called = await call(connection, (client) =>
    client.chat.deleteScheduledMessage({ channel, scheduled_message_id: id }),
  );
  if ('failed' in called) {
    // Its time is still to come, so it was not posted.
    if (called.code === 'invalid_scheduled_message_id')
      return { state: 'withdrawn', sentence: 'Slack does not have it any more: somebody has deleted it there.' };
    return called.failed;
  }
  return {
    state: 'withdrawn',
    sentence: leftMs < TOO_LATE_MS ? `It is deleted. ${WITHIN}` : 'Slack does not post it any more.',
  };
}

/** What speaks against items taken together: more for one channel within five minutes than Slack takes. */
function crowdedChannels(items: readonly Item[]): string[] {
  const byChannel = Map.groupBy(items.map(messageOf), ({ channel }) => channel);
  return [...byChannel.values()].flatMap((messages) => {
    const times = messages.map(({ post_at }) => post_at).toSorted((a, b) => a - b);
    const crowded = times.findIndex((time, index) => index >= MOST && time - times[index - MOST]! < 300);
    if (crowded < 0) return [];
    const from = new Date(times[crowded - MOST]! * 1000).toISOString().slice(0, 16).replace('T', ' ');
    return [
      `More than ${MOST} messages are for one channel within 5 minutes from ${from} UTC on, which Slack does not take. Name more channels, or move some.`,
    ];
  });
}

const HANDED_OVER = { timing: 'ahead', horizonDays: LIMITS.daysAhead } as const;

export const slack: Target = {
  id: 'slack',
  options: optionsOf(
    {
      channel: z
        .string()
        .regex(
          /^[CGD][A-Z0-9]{2,}$/,
          'write the id of a channel, such as C0123456789: it stands at the end of the channel’s details',
        )
        .optional()
        .describe('id of the channel; channel.<segment> for one segment')
        .meta(ASKED),
    },
    ['channel'],
  ),
  needs: { url: false, secret: true, addresses: false },
  ...HANDED_OVER,
  // What Slack takes of this method from one app; how many one channel takes within five minutes is a matter of their times (`together`).
  rate: { most: 50, perMs: 60_000 },
  isIdempotent: false,
  together: crowdedChannels,

  compose(_campaign, delivery, segment, profile) {
    const channel = optionFor(profile, 'channel', segment?.id);
    const { payload, isCut } = slackMessage(delivery);
    const together = delivery.segments.filter(({ id }) => optionFor(profile, 'channel', id) === channel).length;
    return {
      payload: { channel: channel ?? '', ...payload } as never,
      problems: [
        ...(channel === undefined ? [missingOption('channel', 'C0123456789', segment)] : []),
        ...(channel !== undefined && together > 1
          ? [
              `“${oneLine(delivery.touchpoint.name)}” is for ${together} segments whose channel is the same, where it stands once for each. Name a channel for each segment, or let the profile publish for one of them.`,
            ]
          : []),
        ...slackProblems([delivery]).map(({ message }) => message),
        ...(isCut ? cutProblems([delivery]).map(({ message }) => message) : []),
      ],
    };
  },
  bytes: (item) => new TextEncoder().encode(JSON.stringify(messageOf(item))),
  destination: (item) => messageOf(item).channel,

  async test(connection) {
    const called = await call(connection, (client) => client.auth.test());
    if ('failed' in called) throw new Refusal('refused', called.failed.sentence);
    const { team = '', user = '' } = called.result;
    return {
      sentence: `Slack knows “${oneLine(user)}” in “${oneLine(team)}”. What is scheduled from here does not stand in Slack’s own list of scheduled messages.`,
    };
  },

  send,

  async reconcile(connection, item, remoteId) {
    const message = messageOf(item);
    if (message.post_at * 1000 <= connection.now().getTime())
      return {
        state: 'unknown',
        sentence: 'Its time is past, and Slack’s list has only what is still to come. Look into the channel.',
        isFinal: true,
      };
    const found = await find(connection, message, remoteId);
    if (found === undefined) return { state: 'notThere' };
    return 'remoteId' in found ? { state: 'sent', remoteId: found.remoteId } : found;
  },

  async update(connection, item, remoteId) {
    if (remoteId === undefined) return send(connection, item);
    const { postAtMs } = partsOfId(remoteId);
    const nearest = Math.min(postAtMs, messageOf(item).post_at * 1000) - connection.now().getTime();
    if (postAtMs <= connection.now().getTime()) return { state: 'failed', sentence: POSTED };
    // Taking it back and scheduling it anew could post both.
    if (nearest < TOO_LATE_MS)
      return {
        state: 'failed',
        sentence: 'Less than 5 minutes are left, too few to change it safely, so it stays as it was.',
      };
    const taken = await unschedule(connection, remoteId);
    if (taken.state === 'gone') return { state: 'failed', sentence: taken.sentence };
    if (taken.state !== 'withdrawn') return taken;
    const now = connection.now();
    const waitMs = Date.parse(dueAtOf(item, HANDED_OVER, now)) - now.getTime();
    if (waitMs > 0)
      return {
        state: 'later',
        sentence: `The earlier message was taken back. The new one is more than ${LIMITS.daysAhead} days ahead, which Slack does not take; it is handed over nearer the day.`,
        afterMs: waitMs,
        isTakenBack: true,
      };
    const sent = await send(connection, item);
    if (sent.state === 'sent') return sent;
    const isOpen =
      sent.state === 'unknown' ? 'nobody knows whether the new one is scheduled' : 'the new one is not scheduled';
    return {
      ...sent,
      isTakenBack: true,
      sentence: `The earlier message was taken back, and ${isOpen}. ${sent.sentence}`,
    };
  },

  async withdraw(connection, item, remoteId) {
    if (remoteId !== undefined) return unschedule(connection, remoteId);
    const found = await find(connection, messageOf(item));
    if (found === undefined) return { state: 'withdrawn', sentence: 'Slack’s list does not have it.' };
    return 'remoteId' in found ? unschedule(connection, found.remoteId) : found;
  },
};
