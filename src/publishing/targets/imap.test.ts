import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import { plan, segment, touchpoint } from '#delivery/hostile.testing.ts';
import { connectionTo, itemOf, itemsOf, profileFor, wordsOf } from '../items.testing.ts';
import { freePort, isThere, PASSWORD, startDovecot, ACCOUNT, type Peer } from '../peers.testing.ts';
import { imap } from './imap.ts';

const planOf = (body: string): Campaign =>
  plan({
    segments: [segment({ id: 'sales', name: 'Sales' })],
    touchpoints: [
      touchpoint({ id: 'mail', message: { subject: 'Start\r\nBcc: x@example.net', body } }),
      touchpoint({ id: 'second', message: { subject: 'Zwei Minuten 🎯', body } }),
    ],
  });
const campaign = planOf('Two minutes.');

describe.skipIf(!isThere('dovecot'))('Dovecot', () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startDovecot(40);
  });
  afterAll(() => peer.stop());

  const profileHere = (options: Record<string, string> = {}) =>
    profileFor('imap', { url: `imap://127.0.0.1:${peer.port}`, options: { user: ACCOUNT, ...options } });
  const drafts = () => {
    const folder = join(peer.folder, 'home/mail/.Drafts');
    return ['cur', 'new'].flatMap((part) =>
      readdirSync(join(folder, part)).map((name) => ({ name, text: readFileSync(join(folder, part, name), 'utf8') })),
    );
  };

  it('gets a draft once, that is changed, known again and taken out', async () => {
    const profile = profileHere({ from: 'Team <team@example.com>' });
    const connection = connectionTo(profile, PASSWORD);
    expect(await imap.test(connection)).toEqual({ sentence: 'The folder “Drafts” can be opened. No draft was made.' });
    const recipients = [
      { address: 'ada@example.org', line: 2, name: 'Ada' },
      { address: 'ben@example.org', line: 3 },
    ];
    const made = await itemsOf(campaign, imap, profile);
    const sent = [];
    for (const { item } of made) sent.push(await imap.send(connection, item, recipients));
    for (const outcome of sent)
      expect(outcome).toMatchObject({ state: 'sent', remoteId: expect.stringMatching(/^\d+ \d+ Drafts$/) });
    expect(drafts().length).toBe(2);
    // Once more, as after a kill.
    for (const [index, { item }] of made.entries()) {
      expect(await imap.send(connection, item, recipients)).toEqual(sent[index]);
      expect(await imap.reconcile!(connection, item, undefined, recipients)).toEqual(sent[index]);
    }
    expect(drafts().length).toBe(2);
    const [first] = made;
    const file = drafts().find(({ text }) => text.includes(first!.item.key))!;
    // D: marked as a draft.
    expect(file.name).toMatch(/:2,.*D/);
    expect(file.text).toBe(
      new TextDecoder().decode(await imap.bytes(first!.item, profile, recipients)).replaceAll('\r\n', '\n'),
    );
    const read = await PostalMime.parse(file.text);
    expect(read).toMatchObject({
      messageId: `<${first!.item.key}@example.com>`,
      subject: 'Start Bcc: x@example.net',
      bcc: [{ address: 'ada@example.org', name: 'Ada' }, { address: 'ben@example.org' }],
    });
    expect(read.to).toBeUndefined();

    const next = await itemOf(planOf('Three minutes.'), imap, profile);
    const [before] = sent as { remoteId: string }[];
    // A change that was lost on its way is not taken for done because the draft of before is there, nor one for others.
    expect(await imap.reconcile!(connection, next, before!.remoteId, recipients)).toEqual({ state: 'notThere' });
    expect(await imap.reconcile!(connection, first!.item, undefined, [])).toEqual({ state: 'notThere' });
    const updated = await imap.update!(connection, next, before!.remoteId, recipients);
    expect(updated).toMatchObject({ state: 'sent' });
    expect(updated).not.toEqual(before);
    expect(await imap.reconcile!(connection, next, before!.remoteId, recipients)).toEqual(updated);
    expect(await imap.update!(connection, next, before!.remoteId, recipients)).toEqual(updated);
    expect(drafts().length).toBe(2);
    expect(drafts().filter(({ text }) => text.includes('Three minutes')).length).toBe(1);

    // Into another folder, as the profile has it now; another folder or account is another destination.
    const elsewhere = profileHere({ from: 'Team <team@example.com>', mailbox: 'INBOX' });
    expect(imap.destination!(next, elsewhere)).toBe(`INBOX of ${ACCOUNT}`);
    expect(
      await imap.update!(
        connectionTo(elsewhere, PASSWORD),
        next,
        (updated as { remoteId: string }).remoteId,
        recipients,
      ),
    ).toMatchObject({ state: 'sent', sentence: 'It is in “INBOX” now. Delete the earlier draft in “Drafts”.' });
    expect(await imap.withdraw!(connectionTo(elsewhere, PASSWORD), next, undefined, [])).toMatchObject({
      state: 'withdrawn',
    });

    for (const { item } of made)
      expect(await imap.withdraw!(connection, item, undefined, [])).toMatchObject({ state: 'withdrawn' });
    expect(drafts()).toEqual([]);
    expect(await imap.reconcile!(connection, first!.item, undefined, recipients)).toEqual({ state: 'notThere' });
    expect(await imap.withdraw!(connection, first!.item, undefined, [])).toMatchObject({ state: 'gone' });
    expect(await imap.update!(connection, next, before!.remoteId, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('edited, sent or deleted'),
    });
  });

  it('says that a password is wrong, that there is no such folder, and that the mailbox is full', async () => {
    const profile = profileHere();
    const item = await itemOf(campaign, imap, profile);
    const wrong = await imap.send(connectionTo(profile, 'canary-wrong'), item, []);
    expect(wrong).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('does not accept the user name or the password'),
    });
    expect(wordsOf(wrong)).not.toMatch(/canary|planner/);
    await expect(imap.test(connectionTo(profile, 'canary-wrong'))).rejects.toThrow('does not accept');

    const elsewhere = profileHere({ mailbox: 'No such folder' });
    expect(await imap.send(connectionTo(elsewhere, PASSWORD), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('Name one that it has in the profile.'),
    });

    const large = await itemOf(planOf('word '.repeat(9_000).slice(0, 20_000)), imap, profile);
    const full = await imap.send(connectionTo(profile, PASSWORD), large, []);
    expect(full).toEqual({ state: 'failed', sentence: 'The mailbox is full. Make room in it, then approve again.' });
    expect(drafts()).toEqual([]);
  });

  it('is refused on this machine outside trials', async () => {
    const profile = profileHere();
    const item = await itemOf(campaign, imap, profile);
    expect(await imap.send(connectionTo(profile, PASSWORD, { allowLoopback: false }), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('TANDEM_ALLOW_LOOPBACK'),
    });
  });
});

describe('what goes wrong on the way to a mailbox', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  /** A mail server that does only what it is told to: it answers each command, or does what it is given for it. */
  async function scripted(on: Record<string, (socket: Socket, tag: string) => void>): Promise<number> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
      let rest = '';
      socket.on('data', (chunk) => {
        rest += chunk.toString('latin1');
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const [tag = '', command = ''] = rest.slice(0, end).split(' ');
          rest = rest.slice(end + 2);
          const own = on[command.toUpperCase()];
          if (own) own(socket, tag);
          else if (command.toUpperCase() === 'SELECT')
            socket.write(`* 0 EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n${tag} OK [READ-WRITE] fine\r\n`);
          else if (/^[A-Z0-9]+$/.test(tag) && command !== '') socket.write(`${tag} OK fine\r\n`);
        }
      });
    });
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    closers.push(
      () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => resolve());
        }),
    );
    return port;
  }

  const profileAt = (port: number, scheme = 'imap') =>
    profileFor('imap', { url: `${scheme}://127.0.0.1:${port}`, options: { user: ACCOUNT, mailbox: 'Drafts' } });

  it('does not know of a draft whose answer never came', async () => {
    const port = await scripted({ APPEND: (socket) => socket.destroy() });
    const profile = profileAt(port);
    const item = await itemOf(campaign, imap, profile);
    expect(await imap.send(connectionTo(profile, PASSWORD), item, [])).toMatchObject({ state: 'unknown' });
  });

  it('may try again where nothing left', async () => {
    const profile = profileAt(await freePort());
    const item = await itemOf(campaign, imap, profile);
    expect(await imap.send(connectionTo(profile, PASSWORD), item, [])).toMatchObject({
      state: 'later',
      sentence: expect.stringContaining('accepts no connection'),
    });
    const gone = profileAt(await scripted({ SELECT: (socket) => socket.destroy() }));
    expect(await imap.send(connectionTo(gone, PASSWORD), item, [])).toMatchObject({ state: 'later' });
    const unencrypted = profileAt(await scripted({}), 'imaps');
    expect(await imap.send(connectionTo(unencrypted, PASSWORD), item, [])).toMatchObject({ state: 'later' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const profile = profileAt(await scripted({ SELECT: () => stop.abort() }));
    const item = await itemOf(campaign, imap, profile);
    expect(await imap.send(connectionTo(profile, PASSWORD, { signal: stop.signal }), item, [])).toMatchObject({
      state: 'later',
    });
  });

  it('needs to know whose password it is', async () => {
    const profile = { ...profileAt(1), options: {} };
    const item = await itemOf(campaign, imap, profile);
    expect(await imap.send(connectionTo(profile, PASSWORD), item, [])).toMatchObject({
      state: 'failed',
      sentence: expect.stringContaining('Name the user.'),
    });
  });
});
