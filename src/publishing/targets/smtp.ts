import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { z } from 'zod';
import { sha256 } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { gotIt, type Item, type Profile } from '#contract/publishing.ts';
import { mailContent, writeMail, type MailContent } from '#delivery/eml/eml.ts';
import { isAddress } from '../addresses.ts';
import { sentenceOfCode } from '../outbound.ts';
import type { Connection, Outcome, Recipient, RefusedRecipient, Target } from '../target.ts';
import { domainOf, mailboxIn, senderOf, serverOf, servernameOf, type Server } from './mailServer.ts';
import { credentialsOf, withoutName } from './options.ts';

/** Mail by SMTP: one message a recipient, so that nobody reads who else got it. */

const SCHEMES = { 'smtps:': 465, 'smtp:': 587 };
/** How often a list is taken up again where the connection broke between two messages. */
const MOST_CONNECTIONS = 3;

const NO_SENDER = 'The profile names no sender. Say by name and address who mails are from.';
const withoutSender = () => new Refusal('badInput', NO_SENDER, 'from');

/** A message; all that differs between recipients is who it is to, and the end of its identifier. */
async function messageFor(item: Item, profile: Profile, recipient?: Recipient): Promise<Uint8Array> {
  const from = senderOf(profile);
  if (!from) throw withoutSender();
  const replyTo = mailboxIn(profile.options['replyTo'] ?? '');
  const copy = recipient && (await sha256(new TextEncoder().encode(`${item.key} ${recipient.address}`))).slice(0, 16);
  return writeMail(item.payload as unknown as MailContent, {
    id: item.key,
    ...(copy !== undefined && { copy }),
    domain: domainOf(from.address),
    date: item.at,
    from,
    ...(replyTo && { replyTo }),
    ...(recipient && { to: { address: recipient.address, name: recipient.name } }),
    // No answers of machines, such as notes of absence (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

/** What the library says of a failure. */
interface Failure {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
}

/** One connection, with calls that can be waited for. */
class Line {
  readonly #connection: SMTPConnection;
  readonly #broken: Promise<never>;
  constructor({ host: _, ...server }: Server, more: object, signal: AbortSignal) {
    this.#connection = new SMTPConnection({
      host: server.address,
      port: server.port,
      secure: server.isEncrypted,
      requireTLS: !server.isEncrypted && !server.isLoopback,
      ignoreTLS: server.isLoopback,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 60_000,
      ...more,
    });
    this.#broken = new Promise((_, reject) => {
      this.#connection.on('error', reject);
      const stop = () => {
        this.#connection.close();
        reject(Object.assign(new Error('stopped'), { code: 'ABORT_ERR' }));
      };
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    });
    // Whoever waits is told; nobody may be waiting.
    this.#broken.catch(() => undefined);
  }
  #call<T>(run: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> {
    const answer = new Promise<T>((resolve, reject) =>
      run((error, value) => (error ? reject(error) : resolve(value!))),
    );
    return Promise.race([answer, this.#broken]);
  }
  async open(credentials: { user: string; password: string } | undefined): Promise<void> {
    await this.#call<void>((done) => this.#connection.connect((error?: Error | null) => done(error)));
    if (!credentials) return;
    const auth = { user: credentials.user, pass: credentials.password };
    await this.#call((done) => this.#connection.login({ credentials: auth }, done));
  }
  send(from: string, to: string, message: Readable, size: number) {
    return this.#call<{ rejected?: unknown[] }>((done) =>
      this.#connection.send({ from, to: [to], size }, message, done as never),
    );
  }
  /** Forgets a message that was refused half-way: servers take no other before. */
  reset(): Promise<unknown> {
    return this.#call((done) => this.#connection.reset(done));
  }
  close(): void {
    this.#connection.quit();
    this.#connection.close();
  }
}

async function opened(connection: Connection, server: Server): Promise<Line> {
  const { profile, secret, signal } = connection;
  const credentials = credentialsOf(profile, secret);
  if (secret !== undefined && !credentials) throw withoutName();
  const line = new Line(server, { ...servernameOf(server), tls: servernameOf(server) }, signal);
  try {
    await line.open(credentials);
  } catch (error) {
    line.close();
    throw error;
  }
  return line;
}

/** Why there is no connection to send by: nothing has left. */
function unopened(error: unknown, host: string): Extract<Outcome, { state: 'failed' | 'later' }> {
  if (error instanceof Refusal) return { state: 'failed', sentence: error.message };
  const { code, responseCode = 0, originalCode } = error as Failure;
  if (code === 'EAUTH') {
    if (responseCode >= 400 && responseCode < 500)
      return {
        state: 'later',
        sentence: `“${host}” cannot check passwords for now (${responseCode}). It is tried again.`,
      };
    return {
      state: 'failed',
      sentence: `“${host}” does not accept the user name or the password. Renew the secret, test the profile, then approve again.`,
    };
  }
  if (responseCode >= 400)
    return { state: 'later', sentence: `“${host}” takes no mail for now (${responseCode}). It is tried again.` };
  if (code === 'ETLS' && originalCode === undefined)
    return {
      state: 'failed',
      sentence: `“${host}” does not encrypt, so neither password nor mail was handed over. Write smtps:// with its port, or ask who runs it.`,
    };
  return { state: 'later', sentence: sentenceOfCode(networkCode(code, originalCode), host) };
}

/** The library's codes by those of Node. */
const networkCode = (code = '', originalCode = '') =>
  originalCode || ({ EDNS: 'ENOTFOUND', ECONNECTION: 'ECONNRESET', ETLS: 'EPROTO' }[code] ?? code);

type Single =
  | 'handed over'
  | { refused: string }
  /** Of all messages by this profile. */
  | { stopped: Extract<Outcome, { state: 'failed' | 'later' }> }
  /** Between two commands, before this one was under way. */
  | { broken: string }
  | { unknown: string };

/** What became of one message that was not taken. */
function failureOf(error: Failure, isUnderWay: boolean, host: string): Single {
  const { code, command = '', responseCode = 0, response = '', originalCode } = error;
  if (responseCode === 0) {
    const sentence = sentenceOfCode(networkCode(code, originalCode), host);
    if (code === 'EENVELOPE')
      return { refused: 'It is no address that mail can be sent to. Mend it in the audience file.' };
    if (code === 'EMESSAGE') return { stopped: { state: 'failed', sentence: tooLarge(host) } };
    return isUnderWay ? { unknown: sentence } : { broken: sentence };
  }
  const isForNow = responseCode < 500;
  if (command === 'RCPT TO') {
    if (responseCode === 552 || /\b[45]\.2\.2\b/.test(response))
      return { refused: `The mailbox is full (${responseCode}). Ask them to make room.` };
    return isForNow
      ? { refused: `The mailbox takes nothing for now (${responseCode}). Send it later by hand.` }
      : {
          refused: `There is no such mailbox, or it refuses this sender (${responseCode}). Mend the address in the audience file.`,
        };
  }
  if (responseCode === 421) return { broken: `“${host}” ended the connection (421).` };
  if (command === 'MAIL FROM')
    return isForNow
      ? {
          stopped: {
            state: 'later',
            sentence: `“${host}” takes no mail for now (${responseCode}). It is tried again.`,
          },
        }
      : {
          stopped: {
            state: 'failed',
            sentence: `“${host}” does not let this sender send (${responseCode}). Name a sender in the profile that the account may use.`,
          },
        };
  if (responseCode === 552 || /\b5\.3\.4\b/.test(response))
    return { stopped: { state: 'failed', sentence: tooLarge(host) } };
  return {
    refused: isForNow
      ? `“${host}” did not take the message for now (${responseCode}). Send it later by hand.`
      : `“${host}” refused the message (${responseCode}). Ask who runs the server for the reason.`,
  };
}

const tooLarge = (host: string) =>
  `The message is too large for “${host}”. Shorten it, or take a smaller logo into the brand, then approve again.`;

async function sendOne(line: Line, from: string, to: Recipient, bytes: Uint8Array, host: string): Promise<Single> {
  let isUnderWay = false;
  const message = new Readable({
    // Read only once the server has asked for the message.
    read() {
      isUnderWay = true;
      this.push(bytes);
      this.push(null);
    },
  });
  try {
    const { rejected = [] } = await line.send(from, to.address, message, bytes.length);
    return rejected.length === 0
      ? 'handed over'
      : { refused: 'The server refused the address. Mend it in the audience file.' };
  } catch (error) {
    const failure = failureOf(error as Failure, isUnderWay, host);
    // Where the connection is gone, the next message will tell.
    if (typeof failure === 'object' && 'refused' in failure) await line.reset().catch(() => undefined);
    return failure;
  }
}

async function send(connection: Connection, item: Item, recipients: readonly Recipient[]): Promise<Outcome> {
  const { profile } = connection;
  const from = senderOf(profile);
  if (!from) return { state: 'failed', sentence: NO_SENDER };
  if (recipients.length === 0)
    return {
      state: 'failed',
      sentence: 'There is no address to send to. Name them in the audience file, then approve again.',
    };
  let server: Server;
  try {
    server = await serverOf(connection, SCHEMES);
  } catch (error) {
    return unopened(error, '');
  }
  const { list } = connection;
  const refused: RefusedRecipient[] = [];
  let place = list?.before?.done ?? 0;
  let handedOver = gotIt(list?.before);
  const left = (sentence: string) => recipients.slice(place).map(({ address }) => ({ address, sentence }));
  const partly = (sentence: string): Outcome => ({
    state: 'sent',
    sentence: `${handedOver} of ${recipients.length} got it; from line ${recipients[place]!.line} of the audience file on nobody did. ${sentence}`,
    refused: [...refused, ...left(`Not sent. ${sentence}`)],
  });
  /** Where it is kept how far the list is, it goes on from there another time. */
  const ended = (outcome: Extract<Outcome, { state: 'failed' | 'later' }>): Outcome =>
    handedOver === 0 || (list && outcome.state === 'later') ? outcome : partly(outcome.sentence);
  for (let connections = 1; place < recipients.length; connections++) {
    let line: Line;
    try {
      line = await opened(connection, server);
    } catch (error) {
      return ended(unopened(error, server.host));
    }
    try {
      while (place < recipients.length) {
        const to = recipients[place]!;
        const single = isAddress(to.address)
          ? await sendOne(line, from.address, to, await messageFor(item, profile, to), server.host)
          : { refused: 'It is no address that mail can be sent to. Mend it in the audience file.' };
        if (single === 'handed over') handedOver++;
        else if ('refused' in single) refused.push({ address: to.address, sentence: single.refused });
        else if ('stopped' in single) return ended(single.stopped);
        else if ('unknown' in single)
          return {
            state: 'unknown',
            sentence: `${handedOver} of ${recipients.length} got it; of line ${to.line} of the audience file nobody knows, and after it nobody did. ${single.unknown}`,
          };
        else {
          if (connections === MOST_CONNECTIONS || connection.signal.aborted)
            return ended({ state: 'later', sentence: single.broken });
          break;
        }
        place++;
        if (place < recipients.length && list && !(await list.goOn(place, place - handedOver)))
          return {
            state: 'later',
            isLeft: true,
            afterMs: 0,
            sentence: `${handedOver} of ${recipients.length} got it; the others get it once sending goes on.`,
          };
      }
    } finally {
      line.close();
    }
  }
  if (handedOver === 0)
    return {
      state: 'failed',
      sentence:
        recipients.length === 1
          ? `Nobody got it (line ${recipients[0]!.line} of the audience file). ${refused[0]!.sentence}`
          : `Nobody got it: all ${recipients.length} addresses were refused. The first: ${refused[0]!.sentence}`,
    };
  return handedOver === recipients.length
    ? { state: 'sent' }
    : { state: 'sent', sentence: `${handedOver} of ${recipients.length} got it.`, refused };
}

const mailbox = z
  .string('name an address, such as Learning Team <learning@example.com>')
  .refine((text) => mailboxIn(text) !== undefined, 'write an address, such as Learning Team <learning@example.com>');

export const smtp: Target = {
  id: 'smtp',
  options: z.strictObject({
    from: mailbox.describe('the sender, such as Learning Team <learning@example.com>'),
    replyTo: mailbox.optional().describe('where answers go'),
    user: z.string().min(1).optional().describe('name to sign in with; the secret is the password'),
  }),
  needs: { url: true, secret: false, addresses: true },
  timing: 'due',
  isIdempotent: false,

  compose(campaign, delivery, _segment, profile, key) {
    const problems = senderOf(profile) ? [] : [{ message: NO_SENDER, stops: true as const, field: 'from' }];
    return { payload: { ...mailContent(campaign, delivery, key) }, problems };
  },
  /** Of the message without its To, which is all that differs: as many copies as recipients would be no better to look at. */
  bytes: (item, profile) => messageFor(item, profile),

  async test(connection) {
    const server = await serverOf(connection, SCHEMES);
    if (!senderOf(connection.profile)) throw withoutSender();
    try {
      (await opened(connection, server)).close();
    } catch (error) {
      throw error instanceof Refusal ? error : new Refusal('refused', unopened(error, server.host).sentence);
    }
    const how = connection.secret === undefined ? '' : ' and accepts the password';
    return { sentence: `“${server.host}” answers${how}. No mail was sent.` };
  },

  send,
  withdraw: async () => ({
    state: 'gone',
    sentence: 'Mail that was sent cannot be recalled. Write to the same people if it was wrong.',
  }),
};
