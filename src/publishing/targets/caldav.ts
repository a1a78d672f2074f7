import { createCalendarObject, deleteCalendarObject, makeCalendar, propfind, updateCalendarObject } from 'tsdav';
import { z } from 'zod';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, Profile } from '#contract/publishing.ts';
import { calendarResource, KEY_PROPERTY, propertyIn, resourceAfter } from '#delivery/ics/resource.ts';
import { outcomeOf, type Answer } from '../failure.ts';
import { fetchThrough, OutboundError } from '../outbound.ts';
import type { Connection, Outcome, Target, Withdrawal } from '../target.ts';
import { authorizationOf, optionFor, optionsOf, NETWORK, SIGN_IN } from './options.ts';

/**
 * Calendars on a server (RFC 4791): an event an item, made only where there is none, and changed or taken out only as it was last seen there. Of all
 * answers to a PUT, only 201 and 204 say that it is stored.
 */

interface Event {
  uid: string;
  text: string;
}

const eventOf = ({ payload }: Item) => payload as unknown as Event;
const named = (calendar: string, name: string) => new URL(`${encodeURIComponent(name)}.ics`, calendar).href;

/** The calendar of a segment, as an address that others can be put behind. */
function calendarOf(profile: Profile, segmentId: string | undefined): string {
  const url = new URL(optionFor(profile, 'calendar', segmentId) ?? profile.url!);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url.href;
}

/** Whether the profile names a calendar on the server of this address: its secret goes to no other. */
function isNamed({ url, options }: Profile, address: string): boolean {
  const calendars = Object.entries(options).filter(([name]) => /^calendar(\.|$)/.test(name));
  const origin = URL.parse(address)?.origin;
  return [url!, ...calendars.map(([, calendar]) => calendar)].some((one) => new URL(one).origin === origin);
}

type Asking = { fetch: typeof fetch; headers: Record<string, string> };

/** One request by way of the library. */
async function ask(connection: Connection, run: (asking: Asking) => Promise<Response>): Promise<Answer> {
  try {
    const response = await run({ fetch: fetchThrough(connection), headers: authorizationOf(connection) });
    const headers = Object.fromEntries(response.headers as unknown as Iterable<[string, string]>);
    return { state: 'answered', status: response.status, headers, text: await response.text() };
  } catch (error) {
    if (error instanceof OutboundError) return error.answer;
    if (error instanceof Refusal) return { state: 'notSent', sentence: error.message, isFinal: true };
    throw error;
  }
}

const read = (connection: Connection, url: string) =>
  ask(connection, ({ fetch: get, headers }) => get(url, { headers }));

const create = (connection: Connection, url: string, text: string) =>
  ask(connection, (asking) =>
    createCalendarObject({ calendar: { url: new URL('.', url).href }, filename: url, iCalString: text, ...asking }),
  );

const replace = (connection: Connection, url: string, etag: string | undefined, text: string) =>
  ask(connection, (asking) =>
    updateCalendarObject({ calendarObject: { url, data: text, ...strong(etag) }, ...asking }),
  );

const remove = (connection: Connection, url: string, etag: string | undefined) =>
  ask(connection, (asking) => deleteCalendarObject({ calendarObject: { url, ...strong(etag) }, ...asking }));

/** A weak tag never matches (RFC 9110, 8.8.3). */
const strong = (etag: string | undefined) => (etag === undefined || etag.startsWith('W/') ? {} : { etag });

const isStatus = (answer: Answer, ...statuses: number[]) =>
  answer.state === 'answered' && statuses.includes(answer.status);
const etagIn = (answer: Answer) => (answer.state === 'answered' ? answer.headers['etag'] : undefined);

/** Where an event is, and as what it was last seen. */
const remoteIdOf = (url: string, etag: string | undefined) => (etag === undefined ? url : `${url} ${etag}`);
function placeIn(remoteId: string): { url: string; etag: string | undefined } {
  const [url = '', etag] = remoteId.split(' ');
  return { url, etag };
}

const CHANGED =
  'Somebody has changed this event in the calendar, so it stays there as it is. Delete it in the calendar to have that of the plan, then approve again.';
const NOT_TAKEN =
  'The calendar did not take the event, and does not say why. Try its address in a calendar program, then approve again.';
const FROM_A_FILE =
  'The calendar has this event already, from a file that was imported. Delete it in the calendar, then approve again.';

const leftAt = (which: string, url: string) =>
  `${which} is at “${URL.parse(url)?.host ?? 'an address'}”, which the profile does not name any more. Delete it there by hand.`;

/** What an answer means that neither stored nor found anything. */
function refused(answer: Answer, now: Date): Exclude<Outcome, { state: 'sent' }> {
  if (isStatus(answer, 412)) return { state: 'failed', sentence: CHANGED };
  if (answer.state === 'answered' && answer.text.includes('no-uid-conflict'))
    return { state: 'failed', sentence: FROM_A_FILE };
  if (isStatus(answer, 404, 405, 409))
    return {
      state: 'failed',
      sentence:
        'There is no calendar at the address of the profile. Test the profile, which lists those that there are.',
    };
  if (isStatus(answer, 507))
    return { state: 'failed', sentence: 'The calendar is full (507). Make room in it, then approve again.' };
  const outcome = outcomeOf(answer, now);
  if (outcome.state !== 'sent') return outcome;
  const { status } = answer as Extract<Answer, { state: 'answered' }>;
  return {
    state: 'unknown',
    sentence: `The calendar answered ${status}, which does not say that it stored the event.`,
  };
}

/** Whether an event in the calendar says what an item says. Servers write lines anew, so what people see is compared. */
const saysTheSame = (there: string, text: string) =>
  ['SUMMARY', 'DTSTART', 'DTEND', 'DESCRIPTION', 'STATUS', 'URL'].every(
    (name) => propertyIn(there, name) === propertyIn(text, name),
  );

async function stored(connection: Connection, url: string, answer: Answer): Promise<Outcome> {
  // A server that changes what it is given does not say as what it stored it.
  const etag = etagIn(answer) ?? etagIn(await read(connection, url));
  return { state: 'sent', remoteId: remoteIdOf(url, etag) };
}

/** Makes what is at an address what the item says, where it is the item's own. */
async function settle(connection: Connection, item: Item, url: string): Promise<Outcome | 'another'> {
  const found = await read(connection, url);
  if (isStatus(found, 404, 410)) return { state: 'failed', sentence: NOT_TAKEN };
  if (found.state !== 'answered' || found.status !== 200) return refused(found, connection.now());
  const key = propertyIn(found.text, KEY_PROPERTY);
  if (key === undefined) return { state: 'failed', sentence: FROM_A_FILE };
  if (key !== item.key) return 'another';
  const { text } = eventOf(item);
  if (saysTheSame(found.text, text)) return { state: 'sent', remoteId: remoteIdOf(url, etagIn(found)) };
  const next = resourceAfter(found.text, text, connection.now().toISOString());
  const answer = await replace(connection, url, etagIn(found), next);
  return isStatus(answer, 201, 204) ? stored(connection, url, answer) : refused(answer, connection.now());
}

async function put(connection: Connection, item: Item, url: string, text: string): Promise<Outcome | 'another'> {
  let answer = await create(connection, url, text);
  if (isStatus(answer, 404, 409) && !(answer.state === 'answered' && answer.text.includes('no-uid-conflict'))) {
    const made = await ask(connection, async (asking) => {
      const [first] = await makeCalendar({ url: new URL('.', url).href, props: {}, ...asking });
      return new Response(null, { status: first?.status ?? 500 });
    });
    if (!isStatus(made, 201)) return refused(answer, connection.now());
    answer = await create(connection, url, text);
  }
  if (isStatus(answer, 201, 204)) return stored(connection, url, answer);
  // Some say in other words that there is one already: what is there tells.
  if (isStatus(answer, 412) || (answer.state === 'answered' && answer.status >= 200 && answer.status < 300))
    return settle(connection, item, url);
  return refused(answer, connection.now());
}

async function send(connection: Connection, item: Item): Promise<Outcome> {
  const calendar = calendarOf(connection.profile, item.segment);
  const { uid, text } = eventOf(item);
  const outcome = await put(connection, item, named(calendar, uid), text);
  if (outcome !== 'another') return outcome;
  // Another item had this identifier before the audience was parted anew; this one goes by its key.
  const own = text.replace(`UID:${uid}`, `UID:${item.key}`);
  const again = await put(connection, item, named(calendar, item.key), own);
  return again === 'another' ? { state: 'failed', sentence: FROM_A_FILE } : again;
}

/** The event of an item as it is in the calendar. */
async function find(connection: Connection, item: Item, remoteId: string | undefined) {
  const calendar = calendarOf(connection.profile, item.segment);
  const urls =
    remoteId === undefined ? [named(calendar, eventOf(item).uid), named(calendar, item.key)] : [placeIn(remoteId).url];
  let last: Answer | undefined;
  for (const url of urls) {
    const answer = await read(connection, url);
    if (answer.state === 'answered' && answer.status === 200) {
      if (propertyIn(answer.text, KEY_PROPERTY) === item.key) return { url, text: answer.text, etag: etagIn(answer) };
    } else if (!isStatus(answer, 404, 410)) last = answer;
  }
  return last === undefined ? undefined : refused(last, connection.now());
}

/** What a library's answer to a question about properties says of one resource. */
interface Described {
  status: number;
  href?: string;
  props?: { displayname?: unknown; resourcetype?: object };
}

const isCalendar = ({ props }: Described) => Object.hasOwn(props?.resourcetype ?? {}, 'calendar');
const titleOf = ({ props, href }: Described) =>
  typeof props?.displayname === 'string' && props.displayname !== '' ? props.displayname : (href ?? '');

async function describe(connection: Connection, url: string, depth: '0' | '1'): Promise<Described[]> {
  try {
    const props = { 'd:displayname': {}, 'd:resourcetype': {} };
    const asking = { fetch: fetchThrough(connection, { timeoutMs: 10_000 }), headers: authorizationOf(connection) };
    return (await propfind({ url, depth, props, ...asking })) as Described[];
  } catch (error) {
    if (error instanceof OutboundError) throw new Refusal('refused', error.answer.sentence);
    throw error;
  }
}

export const caldav: Target = {
  id: 'caldav',
  options: optionsOf(
    {
      ...SIGN_IN,
      calendar: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('address of a calendar in place of that of the profile; calendar.<segment> for one segment'),
      withdraw: z
        .enum(['delete', 'cancel'])
        .optional()
        .describe('what to do with events that are withdrawn: delete (default), or leave them marked as cancelled'),
      ...NETWORK,
    },
    ['calendar'],
  ),
  needs: { url: true, secret: false, addresses: false },
  timing: 'ahead',
  isIdempotent: true,

  async compose(campaign, delivery, segment, profile, key) {
    const calendar = calendarOf(profile, segment?.id);
    const isShared = delivery.segments.some(({ id }) => id !== segment?.id && calendarOf(profile, id) === calendar);
    const { uid, text } = await calendarResource(campaign, delivery, segment, { key, isShared });
    return { payload: { uid, text }, problems: [] };
  },
  bytes: (item) => new TextEncoder().encode(eventOf(item).text),
  destination({ segment }, profile) {
    const { host, pathname } = new URL(calendarOf(profile, segment));
    return decodeURI(host === new URL(profile.url!).host ? pathname : `${host}${pathname}`);
  },

  async test(connection) {
    const url = calendarOf(connection.profile, undefined);
    const [found] = await describe(connection, url, '0');
    if (found?.status === 404)
      return {
        sentence: 'The server answers. There is no calendar at this address yet; it is made with the first event.',
      };
    if (!found || found.status >= 300) {
      const outcome = outcomeOf({ state: 'answered', status: found?.status ?? 500, headers: {}, text: '' }, new Date());
      throw new Refusal('refused', outcome.sentence ?? 'The server does not say what is at this address.');
    }
    if (isCalendar(found)) return { sentence: `The calendar “${titleOf(found)}” can be read.` };
    const calendars = (await describe(connection, url, '1')).filter(isCalendar);
    const known = calendars.map((one) => `“${titleOf(one)}” at ${new URL(one.href ?? '', url).href}`);
    throw new Refusal(
      'badInput',
      known.length === 0
        ? 'There is no calendar at this address. Copy that of one calendar from your calendar program.'
        : `This address is no calendar. These are there: ${known.join(', ')}. Name one of them.`,
      'url',
    );
  },

  send,

  async update(connection, item, remoteId) {
    if (remoteId === undefined) return send(connection, item);
    const before = placeIn(remoteId);
    if (!isNamed(connection.profile, before.url)) {
      const sent = await send(connection, item);
      return sent.state === 'sent'
        ? { ...sent, sentence: `The event is in the calendar now. ${leftAt('The earlier one', before.url)}` }
        : sent;
    }
    const isElsewhere = !before.url.startsWith(calendarOf(connection.profile, item.segment));
    const found = await find(connection, item, remoteId);
    // Somebody took it out, and the plan has it.
    if (found === undefined) return send(connection, item);
    if ('state' in found) return found;
    if (isElsewhere) {
      const sent = await send(connection, item);
      if (sent.state === 'sent') await remove(connection, found.url, found.etag);
      return sent;
    }
    const { text } = eventOf(item);
    if (saysTheSame(found.text, text)) return { state: 'sent', remoteId: remoteIdOf(found.url, found.etag) };
    if (before.etag !== undefined && found.etag !== undefined && before.etag !== found.etag)
      return { state: 'failed', sentence: CHANGED };
    const next = resourceAfter(found.text, text, connection.now().toISOString());
    const answer = await replace(connection, found.url, found.etag, next);
    return isStatus(answer, 201, 204) ? stored(connection, found.url, answer) : refused(answer, connection.now());
  },

  async withdraw(connection, item, remoteId): Promise<Withdrawal> {
    const before = remoteId === undefined ? undefined : placeIn(remoteId).url;
    if (before !== undefined && !isNamed(connection.profile, before))
      return { state: 'gone', sentence: leftAt('The event', before) };
    const found = await find(connection, item, remoteId);
    if (found === undefined) return { state: 'withdrawn', sentence: 'The event is not in the calendar any more.' };
    if ('state' in found) return found;
    const isKept = connection.profile.options['withdraw'] === 'cancel';
    const cancelled = () =>
      resourceAfter(found.text, found.text, connection.now().toISOString(), { isCancelled: true });
    const answer = isKept
      ? await replace(connection, found.url, found.etag, cancelled())
      : await remove(connection, found.url, found.etag);
    if (isStatus(answer, 404, 410))
      return { state: 'withdrawn', sentence: 'The event is not in the calendar any more.' };
    if (!isStatus(answer, 200, 201, 204)) return refused(answer, connection.now());
    const sentence = isKept ? 'The event is marked as cancelled.' : 'The event was taken out of the calendar.';
    return { state: 'withdrawn', sentence };
  },
};
