import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import { z } from 'zod';
import { sha256 } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import type { Item, Profile } from '#contract/publishing.ts';
import { mailContent, writeMail, type MailContent } from '#delivery/eml/eml.ts';
import { isAddress } from '../addresses.ts';
import { sentenceOfCode } from '../outbound.ts';
import type { Connection, Outcome, Recipient, Target, Withdrawal } from '../target.ts';
import { domainOf, mailboxIn, senderOf, serverOf, servernameOf, type Server } from './mailServer.ts';
import { credentialsOf, NETWORK, SIGN_IN, withoutName } from './options.ts';

/**
 * Drafts in a mailbox: nothing is sent; people open, read and send them. A draft is known again by its Message-ID, and an older text of it by a header
 * made of what it says.
 */

const SCHEMES = { 'imaps:': 993, 'imap:': 143 };
const USUAL = 'Drafts';

const domainIn = (profile: Profile) => domainOf(senderOf(profile)?.address ?? 'drafts@tandem.invalid');
const messageIdOf = (item: Item, profile: Profile) => `<${item.key}@${domainIn(profile)}>`;

const CONTENT = 'X-Tandem-Content';

/** Tells one text of a draft from the next. */
async function contentOf({ payload, at }: Item, { options }: Profile, recipients: readonly Recipient[]) {
  const whom = recipients.map(({ address, name }) => [address, name ?? '']);
  const text = JSON.stringify([payload, at, options['from'] ?? '', whom]);
  return (await sha256(new TextEncoder().encode(text))).slice(0, 32);
}

/** The draft; whom it is for, where that is known, as blind copies, so that nobody reads who else gets it. */
async function draftOf(item: Item, profile: Profile, recipients: readonly Recipient[]): Promise<Uint8Array> {
  const from = senderOf(profile);
  const bcc = recipients.filter(({ address }) => isAddress(address));
  return writeMail(item.payload as unknown as MailContent, {
    id: item.key,
    domain: domainIn(profile),
    date: item.at,
    ...(from && { from }),
    ...(bcc.length > 0 && { bcc: bcc.map(({ address, name }) => ({ address, name })) }),
    headers: { 'X-Unsent': '1', [CONTENT]: await contentOf(item, profile, recipients) },
  });
}

/** What the library says of a failure. */
interface Failure {
  code?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  responseStatus?: string;
  serverResponseCode?: string;
  mailboxMissing?: boolean;
}

function failureOf(error: unknown, isUnderWay: boolean, host: string): Exclude<Outcome, { state: 'sent' }> {
  if (error instanceof Refusal) return { state: 'failed', sentence: error.message };
  const {
    code = '',
    authenticationFailed,
    tlsFailed,
    responseStatus,
    serverResponseCode = '',
    mailboxMissing,
  } = error as Failure;
  if (authenticationFailed && /^(UNAVAILABLE|INUSE|SERVERBUG)$/.test(serverResponseCode))
    return { state: 'later', sentence: `“${host}” cannot check passwords for now. It is tried again.` };
  if (authenticationFailed)
    return {
      state: 'failed',
      sentence: `“${host}” does not accept the user name or the password. Renew the secret, test the profile, then approve again.`,
    };
  if (serverResponseCode === 'OVERQUOTA')
    return { state: 'failed', sentence: 'The mailbox is full. Make room in it, then approve again.' };
  if (mailboxMissing || /^(TRYCREATE|NONEXISTENT)$/.test(serverResponseCode))
    return {
      state: 'failed',
      sentence: 'The account has no such folder for drafts. Name one that it has in the profile.',
    };
  if (/^(APPENDLIMIT|TOOBIG|LIMIT)$/.test(serverResponseCode))
    return {
      state: 'failed',
      sentence: `The draft is too large for “${host}”. Shorten it, or take a smaller logo into the brand, then approve again.`,
    };
  if (responseStatus !== undefined)
    return {
      state: 'failed',
      sentence: `“${host}” refused the draft${serverResponseCode === '' ? '' : ` (${serverResponseCode})`}. Ask who runs the server for the reason.`,
    };
  if (tlsFailed && !/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(code))
    return {
      state: 'failed',
      sentence: `“${host}” does not encrypt, so no password was handed over. Write imaps:// with its port, or ask who runs it.`,
    };
  const sentence = sentenceOfCode(USUAL_CODES[code] ?? code, host);
  return { state: isUnderWay ? 'unknown' : 'later', sentence };
}

/** The library's codes by those of Node. */
const USUAL_CODES: Record<string, string> = {
  CONNECT_TIMEOUT: 'ETIMEDOUT',
  GREETING_TIMEOUT: 'ETIMEDOUT',
  UPGRADE_TIMEOUT: 'ETIMEDOUT',
  ETIMEOUT: 'ETIMEDOUT',
  NoConnection: 'ECONNRESET',
  EConnectionClosed: 'ECONNRESET',
  ClosedAfterConnectTLS: 'ECONNRESET',
  ClosedAfterConnectText: 'ECONNRESET',
};

interface Found {
  id: number;
  content: string | undefined;
}

/** What is done with the drafts folder while the connection stands. */
interface Drafts {
  path: string;
  /** The drafts of an item, each with the mark of what it says. */
  find(messageId: string): Promise<Found[]>;
  add(bytes: Uint8Array): Promise<string>;
  remove(ids: number[]): Promise<void>;
  /** What a draft is called for good: by itself, its number may be given anew when the folder is. */
  nameOf(id: number): string;
}

function optionsFor(server: Server, { profile, secret }: Connection): ImapFlowOptions {
  const credentials = credentialsOf(profile, secret);
  if (!credentials) throw withoutName();
  return {
    host: server.address,
    port: server.port,
    secure: server.isEncrypted,
    ...servernameOf(server),
    ...(!server.isEncrypted && { doSTARTTLS: !server.isLoopback }),
    auth: { user: credentials.user, pass: credentials.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  };
}

/** Runs some work in the drafts folder. What fails while a draft is on its way there may have arrived. */
async function inDrafts<Answer>(
  connection: Connection,
  work: (drafts: Drafts) => Promise<Answer>,
): Promise<Answer | Exclude<Outcome, { state: 'sent' }>> {
  let host = '';
  let isUnderWay = false;
  let client: ImapFlow | undefined;
  const stop = () => client?.close();
  try {
    const server = await serverOf(connection, SCHEMES);
    host = server.host;
    client = new ImapFlow(optionsFor(server, connection));
    // What breaks is told by whatever waits for it.
    client.on('error', () => undefined);
    connection.signal.addEventListener('abort', stop, { once: true });
    if (connection.signal.aborted) return { state: 'later', sentence: 'It was stopped before it left.' };
    await client.connect();
    const path = await folderOf(client, connection.profile);
    const { uidValidity } = await client.mailboxOpen(path).catch((error: Failure) => {
      throw error.responseStatus === 'NO' ? Object.assign(error, { mailboxMissing: true }) : error;
    });
    const open = client;
    const nameOf = (id: number) => `${uidValidity} ${id} ${path}`;
    return await work({
      path,
      nameOf,
      async find(messageId) {
        const ids = (await open.search({ header: { 'message-id': messageId } }, { uid: true })) || [];
        if (ids.length === 0) return [];
        const found = await open.fetchAll(ids, { headers: [CONTENT] }, { uid: true });
        return found.map(({ uid, headers }) => ({
          id: uid,
          content: /^[^:]+:\s*([0-9a-f]{32})\s*$/.exec(headers?.toString('latin1') ?? '')?.[1],
        }));
      },
      async add(bytes) {
        isUnderWay = true;
        const added = await open.append(path, Buffer.from(bytes), ['\\Draft']);
        if (added === false) throw Object.assign(new Error('closed'), { code: 'NoConnection' });
        isUnderWay = false;
        return nameOf(added.uid ?? 0);
      },
      async remove(ids) {
        await open.messageDelete(ids, { uid: true });
      },
    });
  } catch (error) {
    return failureOf(error, isUnderWay, host);
  } finally {
    connection.signal.removeEventListener('abort', stop);
    if (client) await client.logout().catch(() => client?.close());
  }
}

async function folderOf(client: ImapFlow, { options }: Profile): Promise<string> {
  if (options['mailbox'] !== undefined) return options['mailbox'];
  const folders = await client.list();
  return folders.find(({ specialUse }) => specialUse === '\\Drafts')?.path ?? USUAL;
}

/** Puts a draft there, once, in place of those that say something else. */
async function settle(
  drafts: Drafts,
  { profile }: Connection,
  item: Item,
  recipients: readonly Recipient[],
  found: readonly Found[],
): Promise<Extract<Outcome, { state: 'sent' }>> {
  const content = await contentOf(item, profile, recipients);
  const known = found.find((one) => one.content === content);
  const remoteId = known ? drafts.nameOf(known.id) : await drafts.add(await draftOf(item, profile, recipients));
  const others = found.filter((one) => one !== known).map(({ id }) => id);
  if (others.length > 0) await drafts.remove(others);
  return { state: 'sent', remoteId };
}

const EDITED =
  'The draft is not there as it was made: somebody has edited, sent or deleted it, so nothing was changed.';

export const imap: Target = {
  id: 'imap',
  options: z.strictObject({
    user: SIGN_IN.user,
    mailbox: z.string().min(1).optional().describe('folder for the drafts; that of the account where absent'),
    from: z
      .string()
      .refine((text) => mailboxIn(text) !== undefined, 'write an address, such as Learning Team <learning@example.com>')
      .optional()
      .describe('the sender that drafts are to have'),
    ...NETWORK,
  }),
  needs: { url: true, secret: true, addresses: false },
  timing: 'ahead',
  isIdempotent: false,

  compose: (campaign, delivery, _segment, _profile, key) => ({
    payload: { ...mailContent(campaign, delivery, key) },
    problems: [],
  }),
  bytes: draftOf,
  destination: (_item, { options: { mailbox = USUAL, user } }) =>
    user === undefined ? mailbox : `${mailbox} of ${user}`,

  async test(connection) {
    const tested = await inDrafts(connection, async ({ path }) => ({ path }));
    if ('state' in tested) throw new Refusal('refused', tested.sentence);
    return { sentence: `The folder “${tested.path}” can be opened. No draft was made.` };
  },

  send: (connection, item, recipients) =>
    inDrafts(connection, async (drafts) => {
      const found = await drafts.find(messageIdOf(item, connection.profile));
      return settle(drafts, connection, item, recipients, found);
    }),

  reconcile: (connection, item, _remoteId, recipients) =>
    inDrafts(connection, async (drafts): Promise<Outcome | { state: 'notThere' }> => {
      const content = await contentOf(item, connection.profile, recipients);
      const found = await drafts.find(messageIdOf(item, connection.profile));
      // Beside an older one it is not yet what it is to be: to do it again takes that away.
      return found.length === 1 && found[0]!.content === content
        ? { state: 'sent', remoteId: drafts.nameOf(found[0]!.id) }
        : { state: 'notThere' };
    }),

  update: (connection, item, remoteId, recipients) =>
    inDrafts(connection, async (drafts): Promise<Outcome> => {
      const found = await drafts.find(messageIdOf(item, connection.profile));
      const before = remoteId?.split(' ').slice(2).join(' ') ?? '';
      if (found.length > 0 || before === '' || before === drafts.path)
        return found.length === 0
          ? { state: 'failed', sentence: EDITED }
          : settle(drafts, connection, item, recipients, found);
      const outcome = await settle(drafts, connection, item, recipients, []);
      return { ...outcome, sentence: `It is in “${drafts.path}” now. Delete the earlier draft in “${before}”.` };
    }),

  withdraw: (connection, item) =>
    inDrafts(connection, async (drafts): Promise<Withdrawal> => {
      const known = await drafts.find(messageIdOf(item, connection.profile));
      if (known.length === 0)
        return {
          state: 'gone',
          sentence:
            'The draft is not there as it was made: somebody has edited, sent or deleted it. Look for it by hand.',
        };
      await drafts.remove(known.map(({ id }) => id));
      return { state: 'withdrawn', sentence: 'The draft was deleted.' };
    }),
};
