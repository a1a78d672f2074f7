import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { createServer, type Server, type Socket } from 'node:net';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { connectionTo, itemOf, profileFor, wordsOf } from '../items.testing.ts';
import { freePort } from '../peers.testing.ts';
import type { Recipient } from '../target.ts';
import { isAddress } from '../addresses.ts';
import { mailboxIn } from './mailServer.ts';
import { smtp } from './smtp.ts';

interface Mail {
  from: string;
  to: string[];
  user: string | undefined;
  text: string;
}

const SECRET = 'canary-password-91';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const refusal = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode });

/** A mail server that keeps what it takes. */
async function server(options: SMTPServerOptions = {}) {
  const mails: Mail[] = [];
  const one = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === SECRET
        ? done(null, { user: username })
        : done(refusal(535, '5.7.8 no such user planner@example.com')),
    onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          to: envelope.rcptTo.map(({ address }) => address),
          user,
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  one.on('error', () => undefined);
  const port = await freePort();
  await new Promise<void>((resolve) => one.listen(port, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => one.close(resolve)));
  return { mails, port };
}

/** A server that says what it is told to, line by line. */
async function scripted(converse: (socket: Socket, line: string) => void, greeting = '220 ready\r\n'): Promise<number> {
  const sockets = new Set<Socket>();
  const one: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(greeting);
    let rest = '';
    socket.on('data', (chunk) => {
      rest += chunk.toString('latin1');
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        converse(socket, line);
      }
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => one.listen(port, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        one.close(() => resolve());
      }),
  );
  return port;
}

const FROM = 'Learning Team <learning@example.com>';
const profileAt = (port: number, options: Record<string, string> = {}, scheme = 'smtp') =>
  profileFor('smtp', { url: `${scheme}://127.0.0.1:${port}`, options: { from: FROM, ...options } });

const people = (...addresses: string[]): Recipient[] =>
  addresses.map((address, index) => ({ address, line: index + 2 }));
const ADA = 'ada.canary@example.org';
const BEN = 'ben.canary@example.org';
const EVE = 'eve.canary@example.org';

const campaign = plan({
  segments: [segment({ id: 'sales', name: 'Sales' })],
  touchpoints: [touchpoint({ id: 'mail', message: { subject: 'Start today', body: 'Two minutes.' } })],
});

async function sent(
  port: number,
  recipients: Recipient[],
  more: { secret?: string; options?: Record<string, string>; signal?: AbortSignal; scheme?: string } = {},
) {
  const profile = profileAt(port, more.options, more.scheme);
  const item = await itemOf(campaign, smtp, profile);
  const outcome = await smtp.send(
    connectionTo(profile, more.secret, more.signal ? { signal: more.signal } : {}),
    item,
    recipients,
  );
  return { item, outcome, profile };
}

/** Nothing that an outcome says holds a secret or an address. */
const expectDiscreet = (outcome: object) => expect(wordsOf(outcome)).not.toMatch(/canary|planner@/);

describe('mail that is sent', () => {
  it('is one message a recipient, under an identifier of the item, with a sender and no other address', async () => {
    const { mails, port } = await server();
    const recipients = [{ address: ADA, line: 2, name: 'Ada "A", <L>' }, ...people(BEN)];
    const { item, outcome } = await sent(port, recipients, {
      secret: SECRET,
      options: { user: 'planner', replyTo: 'help@example.com' },
    });
    expect(outcome).toEqual({ state: 'sent' });
    expect(mails.map(({ to }) => to)).toEqual([[ADA], [BEN]]);
    expect(mails.map(({ user }) => user)).toEqual(['planner', 'planner']);
    const read = await Promise.all(mails.map(({ text }) => PostalMime.parse(text)));
    expect(new Set(read.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { messageId, subject, from, replyTo, date } of read) {
      expect(messageId).toMatch(new RegExp(`^<${item.key}\\.[0-9a-f]{16}@example\\.com>$`));
      expect(subject).toBe('Start today');
      expect(from).toMatchObject({ address: 'learning@example.com', name: 'Learning Team' });
      expect(replyTo).toMatchObject([{ address: 'help@example.com' }]);
      expect(date).toBe(item.at);
    }
    expect(read[0]!.to).toMatchObject([{ address: ADA, name: 'Ada "A", <L>' }]);
    expect(mails[0]!.text).not.toContain(BEN);
    // The second time it is the same, so that mail programs know it again.
    await sent(port, recipients);
    expect((await PostalMime.parse(mails[2]!.text)).messageId).toBe(read[0]!.messageId);
  });

  it('is what the dry run showed but for its To', async () => {
    const { mails, port } = await server();
    const { item, profile } = await sent(port, people(ADA));
    const shown = new TextDecoder().decode(await smtp.bytes(item, profile, people(ADA)));
    // The longer identifier takes a line of its own.
    const bare = mails[0]!.text
      .replace(/^To: .*\r\n/m, '')
      .replace(/^Message-ID:\s+<([\w-]+)\.[0-9a-f]{16}@/m, 'Message-ID: <$1@');
    expect(bare).toBe(shown);
    expect(shown).not.toContain(ADA);
  });

  it('lets no subject, name or address become a header or another recipient', async () => {
    const { mails, port } = await server();
    const hostile = plan({
      brand: { ...campaign.brand, name: 'Spark\r\nBcc: all@example.net' },
      touchpoints: [
        touchpoint({
          id: 'mail',
          message: { subject: 'Hi\r\nBcc: all@example.net\r\n\r\nbody', body: '.\r\nMAIL FROM:<x@example.net>' },
        }),
      ],
    });
    const profile = profileAt(port);
    const item = await itemOf(hostile, smtp, profile);
    const recipients = [
      { address: ADA, line: 2, name: 'Ada\r\nBcc: all@example.net' },
      { address: 'ben@example.org>\r\nRCPT TO:<all@example.net', line: 3 },
      { address: 'a@example.org, all@example.net', line: 4 },
    ];
    const outcome = await smtp.send(connectionTo(profile), item, recipients);
    expect(outcome).toMatchObject({
      state: 'sent',
      refused: [{ line: 3 }, { line: 4 }],
    });
    expect(mails.map(({ to }) => to)).toEqual([[ADA]]);
    const read = await PostalMime.parse(mails[0]!.text);
    expect(read.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(read.subject).toBe('Hi Bcc: all@example.net body');
    expect(read.to).toMatchObject([{ address: ADA }]);
    expect(read.to!.length).toBe(1);
  });

  it('goes on after addresses that are refused, and says of each why', async () => {
    const { mails, port } = await server({
      onRcptTo({ address }, _session, done) {
        if (address === BEN) return done(refusal(550, `5.1.1 <${BEN}> unknown`));
        if (address === EVE) return done(refusal(552, '5.2.2 mailbox full'));
        done();
      },
    });
    const { outcome } = await sent(port, people(BEN, EVE, ADA));
    expect(outcome).toMatchObject({
      state: 'sent',
      sentence: '1 of 3 got it. 2 addresses were refused.',
      refused: [
        { line: 2, sentence: expect.stringContaining('no such mailbox') },
        { line: 3, sentence: expect.stringContaining('full') },
      ],
    });
    expect(mails.map(({ to }) => to)).toEqual([[ADA]]);
    expectDiscreet(outcome);
  });

  it('has failed where nobody got it', async () => {
    const { port } = await server({ onRcptTo: (_address, _session, done) => done(refusal(552, '5.2.2 over quota')) });
    const { outcome } = await sent(port, people(ADA));
    expect(outcome).toMatchObject({ state: 'failed', sentence: expect.stringMatching(/line 2 .*full/) });
    expectDiscreet(outcome);
    expect((await sent(port, [])).outcome).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('no address'),
    });
  });
});

describe('what goes wrong on the way', () => {
  it('says that a password is wrong, and sends nothing', async () => {
    const { mails, port } = await server();
    const { outcome, profile } = await sent(port, people(ADA), {
      secret: 'canary-wrong',
      options: { user: 'planner' },
    });
    expect(outcome).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('does not accept the user name or the password'),
    });
    expectDiscreet(outcome);
    expect(mails).toEqual([]);
    await expect(smtp.test(connectionTo(profile, 'canary-wrong'))).rejects.toThrow('does not accept');
    expect(await smtp.test(connectionTo(profile, SECRET))).toMatchObject({
      sentence: expect.stringContaining('accepts the password'),
    });
    expect(await smtp.test(connectionTo({ ...profile, options: { from: FROM } }, `planner:${SECRET}`))).toMatchObject({
      sentence: expect.stringContaining('accepts the password'),
    });
    await expect(smtp.test(connectionTo({ ...profile, options: { from: FROM } }, SECRET))).rejects.toThrow(
      'Name the user.',
    );
  });

  it('may be tried again where nothing left: no server, no such host, a certificate that proves nothing', async () => {
    expect((await sent(await freePort(), people(ADA))).outcome).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('accepts no connection'),
    });
    const profile = profileFor('smtp', { url: 'smtps://mail.invalid', options: { from: FROM } });
    const item = await itemOf(campaign, smtp, profile);
    expect(await smtp.send(connectionTo(profile), item, people(ADA))).toMatchObject({
      sentence: expect.stringContaining('cannot be found'),
    });
    const { mails, port } = await server({ secure: true });
    const { outcome } = await sent(port, people(ADA), { scheme: 'smtps' });
    expect(outcome).toMatchObject({
      state: 'later',
      sentence: expect.stringMatching(/cannot prove who it is .*nothing was sent/),
    });
    expect(mails).toEqual([]);
  });

  it('waits for a server that takes nothing for now, at each step', async () => {
    const busy = await server({ onMailFrom: (_address, _session, done) => done(refusal(451, '4.3.2 try again')) });
    expect((await sent(busy.port, people(ADA, BEN))).outcome).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('451'),
    });
    const full = await server({ onConnect: (_session, done) => done(refusal(421, 'too many')) });
    expect((await sent(full.port, people(ADA))).outcome).toMatchObject({ state: 'later' });
    const forbidden = await server({
      onMailFrom: (_address, _session, done) => done(refusal(553, `5.7.1 ${ADA} not yours`)),
    });
    const { outcome } = await sent(forbidden.port, people(ADA));
    expect(outcome).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('Name a sender in the profile'),
    });
    expectDiscreet(outcome);
  });

  it('does not know what became of a message whose answer never came', async () => {
    let isData = false;
    const port = await scripted((socket, line) => {
      if (isData) {
        if (line === '.') socket.destroy();
      } else if (line === 'DATA') {
        isData = true;
        socket.write('354 go\r\n');
      } else socket.write('250 fine\r\n');
    });
    const { outcome } = await sent(port, people(ADA, BEN));
    expect(outcome).toMatchObject({
      state: 'unknown',
      sentence: expect.stringMatching(/^0 of 2 got it; of line 2 .*nobody knows/),
    });
    expectDiscreet(outcome);
  });

  it('does not know of a message whose answer does not come in time', async () => {
    const stop = new AbortController();
    let isData = false;
    const port = await scripted((socket, line) => {
      if (isData) {
        if (line === '.') stop.abort();
      } else if (line === 'DATA') {
        isData = true;
        socket.write('354 go\r\n');
      } else socket.write('250 fine\r\n');
    });
    expect((await sent(port, people(ADA), { signal: stop.signal })).outcome).toMatchObject({ state: 'unknown' });
  });

  it('may try again what a time limit stopped before it left', async () => {
    const stop = new AbortController();
    const port = await scripted(() => stop.abort());
    expect((await sent(port, people(ADA), { signal: stop.signal })).outcome).toMatchObject({ state: 'later' });
  });

  it('takes a list up again where the connection broke between two messages, and tells nobody twice', async () => {
    const got: string[] = [];
    let isData = false;
    const port = await scripted((socket, line) => {
      if (isData) {
        if (line !== '.') return;
        isData = false;
        socket.write('250 taken\r\n');
        return;
      }
      if (line === 'DATA') {
        isData = true;
        socket.write('354 go\r\n');
        return;
      }
      const [, to] = /^RCPT TO:<(.*)>/.exec(line) ?? [];
      if (to !== undefined) got.push(to);
      // After the first message, it hangs up once.
      if (line.startsWith('MAIL FROM') && got.length === 1) {
        got.push('break');
        socket.destroy();
      } else socket.write('250 fine\r\n');
    });
    expect((await sent(port, people(ADA, BEN, EVE))).outcome).toEqual({ state: 'sent' });
    expect(got).toEqual([ADA, 'break', BEN, EVE]);
  });

  it('says from which line on nobody got it, where it cannot go on', async () => {
    const { mails, port } = await server({
      onMailFrom: (_address, _session, done) =>
        mails.length > 0 ? done(refusal(452, '4.5.3 too many today')) : done(),
    });
    const { outcome } = await sent(port, people(ADA, BEN, EVE));
    expect(outcome).toMatchObject({ state: 'sent', sentence: expect.stringMatching(/^1 of 3 got it; from line 3 /) });
    expect((outcome as { refused: { line: number }[] }).refused.map(({ line }) => line)).toEqual([3, 4]);
    expectDiscreet(outcome);
  });

  it('says that a message is too large', async () => {
    const { port } = await server({
      size: 100,
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(refusal(552, '5.3.4 too big')));
      },
    });
    expect((await sent(port, people(ADA))).outcome).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('too large'),
    });
  });

  it('is refused on this machine outside trials, and without encryption elsewhere', async () => {
    const { port } = await server();
    const profile = profileAt(port);
    const item = await itemOf(campaign, smtp, profile);
    expect(
      await smtp.send(connectionTo(profile, undefined, { allowLoopback: false }), item, people(ADA)),
    ).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('TANDEM_ALLOW_LOOPBACK'),
    });
    await expect(smtp.test(connectionTo({ ...profile, url: 'https://mail.example.com' }))).rejects.toThrow(
      'smtps://mail.example.com',
    );
    await expect(smtp.test(connectionTo({ ...profile, url: 'smtps://10.0.0.5' }))).rejects.toThrow('private network');
  });
});

describe('addresses', () => {
  it.each([
    ['learning@example.com', { address: 'learning@example.com' }],
    ['Learning Team <learning@example.com>', { address: 'learning@example.com', name: 'Learning Team' }],
    ['"Team, Learning" <learning@example.com>', { address: 'learning@example.com', name: 'Team, Learning' }],
    ['grüße@bücher.example', { address: 'grüße@bücher.example' }],
    ['', undefined],
    ['nobody', undefined],
    ['a@b, c@d', undefined],
    ['a@example.com\r\nBcc: b@example.com', undefined],
    ['A <a@example.com> <b@example.com>', undefined],
  ])('reads %j', (text, read) => expect(mailboxIn(text)).toEqual(read));

  it.each([
    'a@example..com',
    '.a@example.com',
    'a@-example.com',
    'a b@example.com',
    'a@exam ple.com',
    '"a"@example.com',
    'a@example.com.',
  ])('takes %j for none', (text) => expect(isAddress(text)).toBe(false));
});
