import { startFake, type Fake, type Reply, type Seen } from '../fake.testing.ts';

/**
 * A FAKE of Slack's Web API, from its documents alone: auth.test, chat.scheduleMessage, chat.deleteScheduledMessage and chat.scheduledMessages.list
 * (docs.slack.dev), with their limits and error codes. Slack itself was never reached.
 */

interface Scheduled {
  id: string;
  channel_id: string;
  post_at: number;
  date_created: number;
  text: string;
  blocks: unknown[];
}

export interface SlackFake extends Fake {
  scheduled: Scheduled[];
  /** Errors of the next calls that get through, by code. */
  saying: string[];
  /** What time it is at Slack's. */
  now: Date;
}

export const TOKEN = 'xoxb-canary-1234567890';
export const CHANNELS = ['C0SALES', 'C0OPS', 'C0ALL'];

const LIMITS = { text: 40_000, blocks: 50, section: 3000, header: 150, days: 120, perWindow: 30, windowSeconds: 300 };

export async function startSlack(now: Date): Promise<SlackFake> {
  const scheduled: Scheduled[] = [];
  const saying: string[] = [];
  let count = 0;
  const bad = (error: string): Reply => ({ status: 200, body: { ok: false, error } });

  function schedule(given: URLSearchParams): Reply {
    const channel = given.get('channel') ?? '';
    const postAt = Number(given.get('post_at'));
    const text = given.get('text') ?? '';
    const blocks = JSON.parse(given.get('blocks') ?? '[]') as { type: string; text?: { text: string } }[];
    const nowSeconds = Math.floor(fake.now.getTime() / 1000);
    if (!CHANNELS.includes(channel)) return bad('channel_not_found');
    if (!Number.isInteger(postAt)) return bad('invalid_time');
    if (postAt <= nowSeconds) return bad('time_in_past');
    if (postAt > nowSeconds + LIMITS.days * 86_400) return bad('time_too_far');
    if (given.has('metadata')) return bad('metadata_not_allowed');
    if (text === '' && blocks.length === 0) return bad('no_text');
    if (text.length > LIMITS.text) return bad('msg_too_long');
    if (blocks.length > LIMITS.blocks) return bad('invalid_blocks');
    for (const { type, text: inner } of blocks)
      if ((inner?.text.length ?? 1) > (type === 'header' ? LIMITS.header : LIMITS.section))
        return bad('invalid_blocks');
    const near = scheduled.filter(
      ({ channel_id, post_at }) => channel_id === channel && Math.abs(post_at - postAt) < LIMITS.windowSeconds,
    );
    if (near.length >= LIMITS.perWindow) return bad('restricted_too_many');
    const id = `Q${String(++count).padStart(8, '0')}`;
    scheduled.push({ id, channel_id: channel, post_at: postAt, date_created: nowSeconds, text, blocks });
    return {
      status: 200,
      body: { ok: true, channel, scheduled_message_id: id, post_at: String(postAt), message: { text } },
    };
  }

  function remove(given: URLSearchParams): Reply {
    const at = scheduled.findIndex(
      ({ id, channel_id, post_at }) =>
        id === given.get('scheduled_message_id') &&
        channel_id === given.get('channel') &&
        post_at * 1000 > fake.now.getTime(),
    );
    if (at < 0) return bad('invalid_scheduled_message_id');
    scheduled.splice(at, 1);
    return { status: 200, body: { ok: true } };
  }

  function list(given: URLSearchParams): Reply {
    const [oldest, latest] = [Number(given.get('oldest') ?? 0), Number(given.get('latest') ?? Infinity)];
    if (oldest >= latest) return bad('invalid_time');
    const start = Number(given.get('cursor') ?? 0);
    const limit = Number(given.get('limit') ?? 100);
    const all = scheduled.filter(
      ({ channel_id, post_at }) =>
        (!given.has('channel') || channel_id === given.get('channel')) &&
        post_at >= oldest &&
        post_at <= latest &&
        post_at * 1000 > fake.now.getTime(),
    );
    // Slack gives neither blocks nor metadata.
    const scheduled_messages = all.slice(start, start + limit).map(({ blocks: _, ...one }) => one);
    const next_cursor = start + limit < all.length ? String(start + limit) : '';
    return { status: 200, body: { ok: true, scheduled_messages, response_metadata: { next_cursor } } };
  }

  function answer({ method, path, headers, body }: Seen): Reply {
    if (method !== 'POST') return { status: 405 };
    if (headers['authorization'] !== `Bearer ${TOKEN}`)
      return bad(headers['authorization'] ? 'invalid_auth' : 'not_authed');
    const said = saying.shift();
    if (said !== undefined) return bad(said);
    const given = new URLSearchParams(body);
    switch (path) {
      case '/api/auth.test':
        return { status: 200, body: { ok: true, team: 'Spark', user: 'tandem', team_id: 'T1', user_id: 'U1' } };
      case '/api/chat.scheduleMessage':
        return schedule(given);
      case '/api/chat.deleteScheduledMessage':
        return remove(given);
      case '/api/chat.scheduledMessages.list':
        return list(given);
      default:
        return bad('unknown_method');
    }
  }

  const fake: SlackFake = Object.assign(await startFake(answer), { scheduled, saying, now });
  return fake;
}
