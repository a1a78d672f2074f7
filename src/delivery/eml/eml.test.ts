import * as fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import type { ExportFile } from '../export.ts';
import { arbitraryHostilePlan, NOW, plan, segment, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { oneLine } from '#campaign/text.ts';
import { writeEmail } from './eml.ts';

const filesFor = async (campaign: Campaign, all = false) => (await writeEmail(campaign, { now: NOW, all })).files;
const read = (file: ExportFile): Promise<Email> => PostalMime.parse(file.bytes);
const headersOf = (email: Email) => Object.fromEntries(email.headers.map(({ key, value }) => [key, value]));
const latin1 = ({ bytes }: ExportFile) => Buffer.from(bytes).toString('latin1');

const mail = (message: Parameters<typeof touchpoint>[0]['message'], more = {}) =>
  plan({ touchpoints: [touchpoint({ id: 't', name: 'Mail', ...(message && { message }), ...more })] });

/** What the HTML part consists of: no script, no picture, no handler, and links of three schemes. */
const ALLOWED_TAG =
  /^<(!doctype html|\/?(html|head|title|body|table|tr|td|p|a|br)|meta charset="utf-8"|(body|table|td|p)( (style|role|width|cellpadding|cellspacing|align|dir)="[^"]*")+|a href="(https?|mailto):[^"]*" style="[^"]*")>$/;

describe('writeEmail', () => {
  const campaign = plan({
    segments: [segment({ id: 'a', name: 'Équipe' }), segment({ id: 'b', name: 'Tokyo', timeZone: 'Asia/Tokyo' })],
    touchpoints: [
      touchpoint({
        id: 't',
        name: 'Launch',
        time: { zone: 'segment', at: '09:00' },
        message: {
          subject: 'Démarrage — two minutes 🚀',
          body: 'Bonjour <you>,\nline & line.\n\nNext.',
          callToAction: { label: 'Start', url: 'https://example.com/go?a=1&b=2' },
        },
      }),
      touchpoint({ id: 'chat', channel: 'slack' }),
    ],
  });

  it('writes one draft a message, without sender or recipient', async () => {
    const files = await filesFor(campaign);
    expect(files.map(({ name }) => name)).toEqual([
      '2027-01-12-0900-Launch-Tokyo.eml',
      '2027-01-12-0900-Launch-Équipe.eml',
    ]);
    const email = await read(files[1]!);
    expect(email.subject).toBe('Démarrage — two minutes 🚀');
    expect(email.date).toBe('2027-01-12T08:00:00.000Z');
    expect([email.from, email.to, email.cc, email.bcc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(headersOf(email)).toMatchObject({ 'x-unsent': '1', 'mime-version': '1.0', 'x-mailer': 'Tandem Studio' });
    expect(latin1(files[1]!)).toContain('X-Tandem-Audience: =?UTF-8?Q?=C3=89quipe?=');
  });

  it('says the same as text and as HTML', async () => {
    const email = await read((await filesFor(campaign))[1]!);
    expect(email.text!.trimEnd()).toBe(
      'Bonjour <you>,\nline & line.\n\nNext.\n\nStart:\nhttps://example.com/go?a=1&b=2\n\nThe Spark team',
    );
    expect(email.html).toContain('Bonjour &lt;you&gt;,<br>\nline &amp; line.</p>');
    expect(email.html).toContain('href="https://example.com/go?a=1&amp;b=2"');
    expect(email.html).toContain('background:#112233;color:#ffffff');
    expect(email.html).toContain('background:#ffcc00;color:#000000');
  });

  it('gives the same bytes for the same plan, and each draft an id of its own', async () => {
    const [first, again] = [await filesFor(campaign), await filesFor(campaign)];
    expect(again).toEqual(first);
    const ids = await Promise.all(first.map(async (file) => (await read(file)).messageId));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^<[0-9a-f-]{36}@tandem\.invalid>$/);
  });

  it('lets no text become a header', async () => {
    const files = await filesFor({
      ...mail({ subject: 'Hi\r\nBcc: everyone@example.com\r\n\r\n<b>', body: '.\r\nBcc: x@y.z\n--b--' }),
      brand: { ...plan().brand, name: 'X\r\nTo: a@b.c', signOff: 'S\r\nCc: a@b.c' },
      segments: [segment({ id: 'a', name: 'A\r\nBcc: a@b.c' })],
    });
    const email = await read(files[0]!);
    expect(email.subject).toBe('Hi Bcc: everyone@example.com <b>');
    expect(Object.keys(headersOf(email)).sort()).toEqual([
      'content-type',
      'date',
      'message-id',
      'mime-version',
      'subject',
      'x-mailer',
      'x-tandem-audience',
      'x-unsent',
    ]);
    expect(email.text).toContain('.\nBcc: x@y.z\n--b--');
  });

  it('encodes what would otherwise be read as something else', async () => {
    for (const subject of ['=?UTF-8?Q?=41?= is not an A', 'x'.repeat(300), 'naïve', 'a  b']) {
      const [file] = await filesFor(mail({ subject, body: 'x' }));
      expect((await read(file!)).subject).toBe(oneLine(subject));
    }
  });

  it('cuts a subject that is far too long', async () => {
    const long = mail({ subject: '{{brand}}'.repeat(30), body: 'x' });
    const [file] = await filesFor({ ...long, brand: { ...long.brand, name: 'é'.repeat(120) } });
    expect((await read(file!)).subject).toBe(`${'é'.repeat(299)}…`);
  });

  it('is made of short ASCII lines and reads back, whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const files = await filesFor(hostile, true);
        const sent = scheduleOf(hostile).deliveries.filter(({ message: { subject, body } }) => subject || body);
        expect(files.length).toBe(sent.length);
        expect(new Set(files.map(({ name }) => name.toLowerCase())).size).toBe(files.length);
        for (const [index, file] of files.entries()) {
          const lines = latin1(file).split('\r\n');
          // oxlint-disable-next-line no-control-regex
          expect(lines.filter((line) => line.length > 76 || /[^\t\x20-\x7e]/.test(line))).toEqual([]);
          if (index > 3) continue;
          const { message } = sent[index]!;
          const email = await read(file);
          expect(email.subject ?? '').toBe(message.subject.length > 300 ? email.subject : message.subject);
          expect(oneLine(email.text!)).toContain(oneLine(message.body));
          const tags = email.html!.match(/<[^>]*>/g)!;
          expect(tags.filter((tag) => !ALLOWED_TAG.test(tag))).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
