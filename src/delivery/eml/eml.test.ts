import * as fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import type { ExportFile } from '../export.ts';
import { arbitraryHostilePlan, NOW, plan, segment, textOf, touchpoint } from '../hostile.testing.ts';
import { scheduleOf } from '../occurrences.ts';
import { oneLine } from '#campaign/text.ts';
import { writeEmail } from './eml.ts';

const filesFor = async (campaign: Campaign, all = false) =>
  (await writeEmail(campaign, { now: NOW, all })).files.filter(({ name }) => name !== 'index.json');
const read = (file: ExportFile): Promise<Email> => PostalMime.parse(file.bytes);
const headersOf = (email: Email) => Object.fromEntries(email.headers.map(({ key, value }) => [key, value]));
const latin1 = ({ bytes }: ExportFile) => Buffer.from(bytes).toString('latin1');

const mail = (message: Parameters<typeof touchpoint>[0]['message'], more = {}) =>
  plan({ touchpoints: [touchpoint({ id: 't', name: 'Mail', ...(message && { message }), ...more })] });

/** What the HTML part consists of: no script, no picture from elsewhere, no handler, and links of three schemes. */
const ALLOWED_TAG =
  /^<(!doctype html|\/?(html|head|title|body|table|tr|td|p|a|br)|meta (charset="utf-8"|name="viewport" content="width=device-width")|!--\[if mso\]|!\[endif\]--|(html|body|table|td|p)( (style|role|width|cellpadding|cellspacing|border|bgcolor|align|dir|lang)="[^"]*")+|a href="(https?|mailto):[^"]*" style="[^"]*"( dir="auto")?)>$/;

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
      '2027-01-12-0900-Tokyo-Launch-Tokyo.eml',
      '2027-01-12-0900-Launch-Équipe.eml',
    ]);
    const email = await read(files[1]!);
    expect(email.subject).toBe('Démarrage — two minutes 🚀');
    expect(email.date).toBe('2027-01-12T08:00:00.000Z');
    expect([email.from, email.to, email.cc, email.bcc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(headersOf(email)).toMatchObject({ 'x-unsent': '1', 'mime-version': '1.0', 'x-mailer': 'Tandem Studio' });
    // Recipients would read how their segment is called.
    expect(latin1(files[1]!)).not.toMatch(/audience/i);
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
      'x-unsent',
    ]);
    expect(email.text).toContain('.\nBcc: x@y.z\n--b--');
  });

  it('lists the drafts with their audiences, which stand in none of them', async () => {
    const { files } = await writeEmail(campaign, { now: NOW });
    const index = JSON.parse(textOf(files.find(({ name }) => name === 'index.json'))) as { messages: unknown[] };
    expect(index.messages).toMatchObject([
      { file: '2027-01-12-0900-Tokyo-Launch-Tokyo.eml', audience: 'Tokyo', timeZone: 'Asia/Tokyo' },
      { file: '2027-01-12-0900-Launch-Équipe.eml', audience: 'Équipe', utc: '2027-01-12T08:00:00Z' },
    ]);
    for (const [place, file] of (await filesFor(campaign)).entries())
      expect((await read(file)).messageId).toBe(`<${(index.messages[place] as { id: string }).id}@tandem.invalid>`);
  });

  it('is in the language of its readers, and from right to left where that is', async () => {
    const openingFor = async (own: string | undefined, ...languages: string[]) => {
      const segments = languages.map((language, index) => segment({ id: `s${index}`, language }));
      const message = { subject: 'S', body: 'B', ...(own && { language: own }) };
      const [file] = await filesFor(plan({ segments, touchpoints: [touchpoint({ id: 't', message })] }));
      return /<html[^>]*>/.exec((await read(file!)).html!)![0];
    };
    expect(await openingFor(undefined, 'de')).toBe('<html lang="de">');
    expect(await openingFor(undefined, 'ar')).toBe('<html lang="ar" dir="rtl">');
    expect(await openingFor('pt-BR', 'ar', 'de')).toBe('<html lang="pt-BR">');
    expect(await openingFor(undefined, 'ar', 'de')).toBe('<html>');
  });

  it('links the addresses in the words', async () => {
    const body = 'See https://x.example/a_(b)?c=1&d=2, www.x.example or team@x.example.';
    const { html } = await read((await filesFor(mail({ subject: 'S', body })))[0]!);
    expect(Array.from(html!.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)<\/a>/g), ([, ...pair]) => pair)).toEqual([
      ['https://x.example/a_(b)?c=1&amp;d=2', 'https://x.example/a_(b)?c=1&amp;d=2'],
      ['http://www.x.example', 'www.x.example'],
      ['mailto:team@x.example', 'team@x.example'],
    ]);
  });

  it('gives Outlook for Windows cells with colour and padding, and a table that holds the width', async () => {
    const { html } = await read((await filesFor(campaign))[0]!);
    expect(html).toMatch(/<td bgcolor="#ffcc00" style="[^"]*padding:12px 20px"><a href="https:\/\/example.com\/go/);
    expect(html).not.toContain('inline-block');
    const conditional = html!.match(/<!--\[if mso\]>.*?<!\[endif\]-->/gs)!;
    expect(conditional).toHaveLength(2);
    expect(conditional[0]).toContain('<table role="presentation" width="600"');
    const count = (text: string, tag: RegExp) => text.match(tag)?.length ?? 0;
    for (const text of [html!, html!.replace(/<!--\[if mso\]>.*?<!\[endif\]-->/gs, '')])
      expect(count(text, /<(table|tr|td)[ >]/g)).toBe(count(text, /<\/(table|tr|td)>/g));
  });

  it("carries the brand's logo as a part", async () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    const [file] = await filesFor({ ...campaign, brand: { ...campaign.brand, logo } });
    const email = await read(file!);
    const cid = /<img src="cid:([^"]+)" alt=""/.exec(email.html!)![1]!;
    expect(email.attachments).toMatchObject([
      { contentId: `<${cid}>`, mimeType: 'image/png', disposition: 'inline', related: true },
    ]);
    expect(new Uint8Array(email.attachments[0]!.content as ArrayBuffer)).toEqual(
      Uint8Array.from(atob('iVBORw0KGgo='), (byte) => byte.charCodeAt(0)),
    );
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
