import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { z } from 'zod';
import { sha256 } from '#campaign/file.ts';
import { Refusal } from '#campaign/refusal.ts';
import { gotIt, type Item, type Missed, type Profile } from '#contract/publishing.ts';
import { mailContent, writeMail, type MailContent } from '#delivery/eml/eml.ts';
import { isAddress } from '../addresses.ts';
import type { Connection, Outcome, Recipient, Target } from '../target.ts';
import { domainOf, mailboxIn, senderOf, serverOf, servernameOf, type Server } from './mailServer.ts';
import { ASKED, credentialsOf, NETWORK, SIGN_IN, withoutName } from './options.ts';
import { failureOf, NO_ADDRESS, unopened, type Failure, type Single } from './smtpFailure.ts';

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
      : { refused: 'The server refused the address. Mend it in the audience file.', isForNow: false };
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
  const of = recipients.length;
  const refused: Missed[] = [];
  let done = list?.before?.done ?? 0;
  let handedOver = gotIt(list?.before);
  /** Whom it is still to go to: the rest of the list, then those who were not taken for now. */
  const places = [...recipients.keys()].slice(done).concat(list?.waiting ?? []);
  let tried = 0;
  let waiting = 0;
  const partly = (sentence: string): Outcome => {
    const left = places.slice(tried).map((place) => recipients[place]!);
    const where = done < of ? `from line ${left[0]!.line} of the audience file on nobody did` : 'the others did not';
    return {
      state: 'sent',
      sentence: `${handedOver} of ${of} got it; ${where}. ${sentence}`,
      refused: [...refused, ...left.map(({ line }) => ({ line, sentence: `Not sent. ${sentence}` }))],
    };
  };
  /** Where it is kept how far the list is, it goes on from there another time. */
  const ended = (outcome: Extract<Outcome, { state: 'failed' | 'later' }>): Outcome =>
    handedOver === 0 || (list && outcome.state === 'later') ? outcome : partly(outcome.sentence);
  for (let connections = 1; tried < places.length; connections++) {
    let line: Line;
    try {
      line = await opened(connection, server);
    } catch (error) {
      return ended(unopened(error, server.host));
    }
    try {
      while (tried < places.length) {
        const place = places[tried]!;
        const to = recipients[place]!;
        const single = isAddress(to.address)
          ? await sendOne(line, from.address, to, await messageFor(item, profile, to), server.host)
          : NO_ADDRESS;
        if (single !== 'handed over' && !('refused' in single)) {
          if ('stopped' in single) return ended(single.stopped);
          if ('unknown' in single) {
            const after = done < of ? ', and after it nobody did' : '';
            return {
              state: 'unknown',
              sentence: `${handedOver} of ${of} got it; of line ${to.line} of the audience file nobody knows${after}. ${single.unknown}`,
            };
          }
          if (connections === MOST_CONNECTIONS || connection.signal.aborted)
            return ended({ state: 'later', sentence: single.broken });
          break;
        }
        tried++;
        if (place === done) done++;
        const refusal =
          single === 'handed over'
            ? undefined
            : { sentence: single.refused, waits: single.isForNow && list !== undefined };
        if (refusal) refused.push({ line: to.line, sentence: refusal.sentence });
        else handedOver++;
        if (refusal?.waits) waiting++;
        const left = places.length - tried;
        const isToGoOn = await list?.goOn(
          { done, refused: done - handedOver, left },
          { place, line: to.line, refusal },
        );
        if (left > 0 && isToGoOn === false)
          return {
            state: 'later',
            isLeft: true,
            afterMs: 0,
            sentence: `${handedOver} of ${of} got it; the others get it once sending goes on.`,
          };
      }
    } finally {
      line.close();
    }
  }
  return handedOver === of ? { state: 'sent' } : endOf(recipients, { handedOver, waiting, refused });
}

/** How long somebody is left alone who was not taken for now; longer each time. Servers that have strangers wait mean minutes. An assumption. */
const FOR_NOW_MS = 60_000;

/** How a list ends that not all of it got: some of them may be tried again, and the others are told by their lines. */
function endOf(
  recipients: readonly Recipient[],
  { handedOver, waiting, refused }: { handedOver: number; waiting: number; refused: Missed[] },
): Outcome {
  const of = recipients.length;
  const some = `${handedOver} of ${of} got it`;
  if (waiting > 0) {
    const which = waiting === 1 ? 'one address takes' : `${waiting} addresses take`;
    return {
      state: 'later',
      afterMs: FOR_NOW_MS,
      sentence: `${some}; ${which} nothing for now and ${waiting === 1 ? 'is' : 'are'} tried again.`,
    };
  }
  if (handedOver > 0) {
    const others = of - handedOver;
    return {
      state: 'sent',
      sentence: `${some}. ${others === 1 ? 'One address was' : `${others} addresses were`} refused.`,
      refused,
    };
  }
  const why = refused[0] ? ` ${refused[0].sentence}` : '';
  return {
    state: 'failed',
    sentence:
      of === 1
        ? `Nobody got it (line ${recipients[0]!.line} of the audience file).${why}`
        : `Nobody got it: all ${of} addresses were refused.${refused[0] ? ` One of them:${why}` : ''}`,
  };
}

const mailbox = z
  .string('name an address, such as Learning Team <learning@example.com>')
  .refine((text) => mailboxIn(text) !== undefined, 'write an address, such as Learning Team <learning@example.com>');

export const smtp: Target = {
  id: 'smtp',
  options: z.strictObject({
    from: mailbox.describe('the sender, such as Learning Team <learning@example.com>').meta(ASKED),
    replyTo: mailbox.optional().describe('where answers go'),
    user: SIGN_IN.user,
    ...NETWORK,
  }),
  needs: { url: true, secret: false, addresses: true },
  timing: 'due',
  isOneByOne: true,
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
};
