import { z } from 'zod';
import { sha256 } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { oneLine } from '#campaign/text.ts';
import type { Item } from '#contract/publishing.ts';
import { messageText } from '#delivery/cutting.ts';
import { htmlSheetOf } from '#delivery/eml/html.ts';
import { outcomeOf, type Answer } from '../failure.ts';
import { outbound } from '../outbound.ts';
import type { Connection, Outcome, Target, Withdrawal } from '../target.ts';
import { ASKED, missingOption, NETWORK, optionFor, optionsOf } from './options.ts';

/**
 * Campaigns of listmonk, which keeps the lists of addresses itself: one an item, made as a draft and then scheduled, so that one that is only half
 * made is never sent. A tag with the item's key is how it is known again, and one made of its content tells an older text of it.
 */

interface Draft {
  name: string;
  subject: string;
  lists: number[];
  type: 'regular';
  content_type: 'html';
  messenger: 'email';
  body: string;
  altbody: string;
  send_at: string;
  tags: string[];
  from_email?: string;
  template_id?: number;
}

const draftOf = ({ payload }: Item) => payload as unknown as Draft;
const tagOf = (key: string) => `tandem-${key}`;

/** A draft with the tag of its content: listmonk writes texts in its own way, and leaves tags as they are. */
async function tagged(draft: Draft): Promise<Draft> {
  const content = await sha256(new TextEncoder().encode(JSON.stringify(draft)));
  return { ...draft, tags: [...draft.tags, `tandem-text-${content.slice(0, 16)}`] };
}

/** Its templates take what stands in double braces for their own; in somebody's words they are just braces. */
const literal = (text: string): string => text.replaceAll('{{', '{{ `{{` }}');

const LONGEST_NAME = 500;

type Asked = { data: unknown } | { failed: Exclude<Outcome, { state: 'sent' }> };

async function ask(
  connection: Connection,
  method: string,
  path: string,
  body?: unknown,
  absent: readonly number[] = [],
): Promise<Asked> {
  const { profile, secret = '' } = connection;
  const url = new URL(path, `${profile.url!.replace(/\/+$/, '')}/`).href;
  const answer = await outbound(connection, {
    url,
    method,
    headers: {
      authorization: secret.includes(':') ? `token ${secret}` : `token ${profile.options['user'] ?? ''}:${secret}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (answer.state === 'answered' && answer.status === 403)
    return {
      failed: {
        state: 'failed',
        sentence: 'listmonk does not accept the token (403). Check user and token, then test the profile.',
      },
    };
  if (answer.state === 'answered' && absent.includes(answer.status)) return { data: undefined };
  const outcome = outcomeOf(answer, connection.now());
  if (outcome.state !== 'sent') return { failed: outcome };
  const answered = answer as Extract<Answer, { state: 'answered' }>;
  try {
    return { data: (JSON.parse(answered.text) as { data?: unknown }).data };
  } catch {
    return {
      failed: { state: 'unknown', sentence: 'The answer is not one of listmonk. Check the address of the profile.' },
    };
  }
}

interface Kept {
  id: number;
  status: string;
  tags?: string[] | null;
}

const isTaken = ({ status }: Kept) => /^(scheduled|running|finished)$/.test(status);
const saysTheSame = ({ tags }: Kept, item: Item) => draftOf(item).tags.every((tag) => tags?.includes(tag));

/** A campaign by its number; undefined where it was deleted there, which listmonk says in two ways. */
async function read(
  connection: Connection,
  id: string,
): Promise<Kept | undefined | { failed: Exclude<Outcome, { state: 'sent' }> }> {
  const asked = await ask(connection, 'GET', `api/campaigns/${id}`, undefined, [400, 404]);
  if ('failed' in asked) return asked;
  return asked.data as Kept | undefined;
}

/** The campaign of an item, where listmonk has one that may still be sent, or was. */
async function find(
  connection: Connection,
  key: string,
): Promise<Kept | undefined | { failed: Exclude<Outcome, { state: 'sent' }> }> {
  const tag = tagOf(key);
  for (let page = 1; ; page++) {
    const asked = await ask(
      connection,
      'GET',
      `api/campaigns?no_body=true&per_page=100&page=${page}&order_by=created_at&order=DESC&tag=${encodeURIComponent(tag)}`,
    );
    if ('failed' in asked) return asked;
    const { results = [], total = 0 } = (asked.data ?? {}) as { results?: Kept[]; total?: number };
    const found = results.find(({ tags, status }) => tags?.includes(tag) && status !== 'cancelled');
    if (found) return found;
    if (results.length === 0 || page * 100 >= total) return undefined;
  }
}

/** The campaign of an item: under the number it had where that is its own still, else wherever listmonk has it. */
async function own(
  connection: Connection,
  key: string,
  remoteId: string | undefined,
): Promise<Kept | undefined | { failed: Exclude<Outcome, { state: 'sent' }> } | 'another'> {
  if (remoteId === undefined) return find(connection, key);
  const kept = await read(connection, remoteId);
  if (kept === undefined || 'failed' in kept || kept.tags?.includes(tagOf(key))) return kept;
  return (await find(connection, key)) ?? 'another';
}

const setStatus = (connection: Connection, id: number, status: string) =>
  ask(connection, 'PUT', `api/campaigns/${id}/status`, { status });

const isPast = ({ at }: Item, now: Date) => Date.parse(at) <= now.getTime();
const PAST: Outcome = {
  state: 'failed',
  sentence: 'Its time is past, and listmonk schedules only what is to come. Move it, then approve again.',
};

/** Schedules a draft. What is not scheduled is not sent, so that a failure here may be tried again. */
async function schedule(connection: Connection, { id }: Pick<Kept, 'id'>): Promise<Outcome> {
  const remoteId = String(id);
  const asked = await setStatus(connection, id, 'scheduled');
  if (!('failed' in asked)) return { state: 'sent', remoteId };
  const { failed } = asked;
  return failed.state === 'failed'
    ? { ...failed, sentence: `The draft is made and not scheduled. ${failed.sentence}` }
    : failed;
}

/** Makes what listmonk has what the item says, and schedules it. */
async function settle(connection: Connection, item: Item, kept: Kept): Promise<Outcome> {
  if (isTaken(kept) && saysTheSame(kept, item)) return { state: 'sent', remoteId: String(kept.id) };
  if (kept.status === 'cancelled') return { state: 'failed', sentence: CANCELLED };
  if (!/^(draft|scheduled|paused)$/.test(kept.status)) return { state: 'failed', sentence: OUT };
  // Only drafts can be changed.
  const drawn = kept.status === 'scheduled' ? await setStatus(connection, kept.id, 'draft') : undefined;
  if (drawn && 'failed' in drawn) return drawn.failed;
  const changed = await ask(connection, 'PUT', `api/campaigns/${kept.id}`, draftOf(item));
  if ('failed' in changed)
    return { ...changed.failed, sentence: `It is a draft now, and is not sent. ${changed.failed.sentence}` };
  return schedule(connection, kept);
}

async function send(connection: Connection, item: Item): Promise<Outcome> {
  if (isPast(item, connection.now())) return PAST;
  const known = await find(connection, item.key);
  if (known !== undefined) return 'failed' in known ? notSent(known.failed) : settle(connection, item, known);
  const made = await ask(connection, 'POST', 'api/campaigns', draftOf(item));
  if ('failed' in made) return made.failed;
  const { id } = (made.data ?? {}) as Partial<Kept>;
  if (id === undefined)
    return { state: 'unknown', sentence: 'listmonk does not say which campaign it made. Look into its campaigns.' };
  return schedule(connection, { id });
}

/** Only asking has failed: nothing was made. */
const notSent = (failed: Exclude<Outcome, { state: 'sent' }>): Outcome =>
  failed.state === 'unknown' ? { ...failed, state: 'later' } : failed;

const OUT = 'listmonk has begun to send it, so it cannot be recalled.';
const CANCELLED =
  'Somebody has cancelled it in listmonk, perhaps when some had it, so it was not changed. Withdraw it here, then approve again to send it to all.';
const ANOTHER =
  'What listmonk has under the number of this campaign is another one, so it was left alone. Look for this one in listmonk, and change or cancel it there.';

export const listmonk: Target = {
  id: 'listmonk',
  options: optionsOf(
    {
      list: z
        .string()
        .regex(/^\d+(\s*,\s*\d+)*$/, 'write the number of a list, such as 3')
        .optional()
        .describe('number of the list; list.<segment> for one segment')
        .meta(ASKED),
      user: z.string().min(1).optional().describe('name of the API user; or the secret is user:token').meta(ASKED),
      from: z.string().min(3).optional().describe('sender; that of listmonk where absent'),
      template: z.string().regex(/^\d+$/, 'write the number of a template').optional().describe('number of a template'),
      ...NETWORK,
    },
    ['list'],
  ),
  needs: { url: true, secret: true, addresses: false },
  timing: 'ahead',
  isIdempotent: false,

  async compose(campaign, delivery, segment, profile, key) {
    const { message, touchpoint, instant } = delivery;
    const list = optionFor(profile, 'list', segment?.id);
    const { from, template } = profile.options;
    const name = oneLine(`${touchpoint.name}${segment ? `, ${segment.name}` : ''}`).slice(0, LONGEST_NAME);
    const draft: Draft = {
      name,
      subject: literal(message.subject || name),
      lists: (list ?? '').split(',').filter(Boolean).map(Number),
      type: 'regular',
      content_type: 'html',
      messenger: 'email',
      body: literal(htmlSheetOf(campaign.brand, message)),
      altbody: literal(`${messageText(message, [], ':\n')}\n`),
      send_at: new Date(instant).toISOString(),
      tags: ['tandem', tagOf(key)],
      ...(from !== undefined && { from_email: from }),
      ...(template !== undefined && { template_id: Number(template) }),
    };
    const problems = list === undefined ? [missingOption('list', '3', segment)] : [];
    return { payload: { ...(await tagged(draft)) }, problems };
  },
  bytes: (item) => new TextEncoder().encode(JSON.stringify(draftOf(item))),
  destination: (item) => `list ${draftOf(item).lists.join(', ')}`,

  async test(connection) {
    const asked = await ask(connection, 'GET', 'api/lists?per_page=100&minimal=true');
    if ('failed' in asked) throw new Refusal('refused', asked.failed.sentence);
    const { results = [] } = (asked.data ?? {}) as { results?: { id: number; name: string }[] };
    const lists = results.map(({ id, name }) => `${id} “${oneLine(name)}”`).join(', ');
    return {
      sentence: lists === '' ? 'listmonk answers; it has no list yet.' : `listmonk answers. Its lists: ${lists}.`,
    };
  },

  send,

  async reconcile(connection, item) {
    const known = await find(connection, item.key);
    if (known === undefined) return { state: 'notThere' };
    if ('failed' in known) return known.failed;
    // A draft that was made and not scheduled, or that says what it said before, is not what was handed over: to do it again finds it.
    return isTaken(known) && saysTheSame(known, item)
      ? { state: 'sent', remoteId: String(known.id) }
      : { state: 'notThere' };
  },

  async update(connection, item, remoteId) {
    if (remoteId === undefined) return send(connection, item);
    if (isPast(item, connection.now())) return PAST;
    const kept = await own(connection, item.key, remoteId);
    // Somebody deleted it, and the plan has it.
    if (kept === undefined) return send(connection, item);
    if (kept === 'another') return { state: 'failed', sentence: ANOTHER };
    if ('failed' in kept) return notSent(kept.failed);
    return settle(connection, item, kept);
  },

  async withdraw(connection, item, remoteId): Promise<Withdrawal> {
    const kept = await own(connection, item.key, remoteId);
    if (kept === undefined) return { state: 'withdrawn', sentence: 'listmonk does not have it.' };
    if (kept === 'another') return { state: 'gone', sentence: ANOTHER };
    if ('failed' in kept) return kept.failed;
    if (/^(running|finished)$/.test(kept.status)) return { state: 'gone', sentence: OUT };
    if (/^(draft|cancelled)$/.test(kept.status))
      return { state: 'withdrawn', sentence: 'listmonk has it as a draft, which is not sent.' };
    const drawn = await setStatus(connection, kept.id, kept.status === 'scheduled' ? 'draft' : 'cancelled');
    if ('failed' in drawn) return drawn.failed;
    return { state: 'withdrawn', sentence: 'It is a draft in listmonk again, and is not sent.' };
  },
};
