import * as fc from 'fast-check';
import { formatDay, dayOf } from '#campaign/calendar.ts';
import { CADENCES, CHANNELS, type Campaign, type Segment, type Touchpoint } from '#campaign/document.ts';
import type { ExportFile } from './export.ts';

/** Plans for the tests of the exports: a plain one to change, and texts that have broken other people's exports. */

export const NOW = '2027-01-04T08:00:00Z';

export function segment(changes: Partial<Segment> & { id: string }): Segment {
  return {
    name: `Segment ${changes.id}`,
    size: 100,
    timeZone: 'Europe/Berlin',
    language: 'en',
    channels: [],
    frictionSteps: 2,
    preferredTime: '09:00',
    ...changes,
  };
}

export function touchpoint(changes: Partial<Touchpoint> & { id: string }): Touchpoint {
  return {
    name: `Touchpoint ${changes.id}`,
    tactic: 'launch-email',
    direction: 'push',
    channel: 'email',
    laneId: 'mail',
    segments: [],
    start: '2027-01-12',
    days: 1,
    cadence: 'once',
    time: { zone: 'campaign', at: '09:00' },
    message: { subject: 'Hello', body: 'Start today.' },
    ...changes,
  };
}

export function plan(changes: Partial<Campaign> = {}): Campaign {
  return {
    format: 'tandem-campaign',
    version: 8,
    id: 'campaign-of-tests',
    name: 'Two minutes a day',
    description: '',
    vocabulary: 'learning',
    start: '2027-01-11',
    days: 90,
    timeZone: 'Europe/Berlin',
    seed: 1,
    contact: { capPerWeek: 2, quietFrom: '19:00', quietUntil: '07:30' },
    brand: {
      name: 'Spark',
      promise: 'Learn a little every day',
      primaryColour: '#112233',
      accentColour: '#ffcc00',
      voice: 'plain',
      signOff: 'The Spark team',
    },
    phases: [],
    lanes: [{ id: 'mail', name: 'Mail' }],
    segments: [segment({ id: 'sales' })],
    goals: [],
    events: [],
    touchpoints: [],
    decisions: [],
    calendars: [],
    ideas: [],
    assumptions: [],
    ...changes,
  };
}

export const HOSTILE_TEXTS = [
  '=1+1',
  '@SUM(A1:A9)',
  '-2+3+cmd|’/C calc’!A0',
  '+1',
  '\t=1',
  '\r=1',
  '\0=1',
  '\0',
  '＝1+1',
  '=HYPERLINK("https://evil.example","press")',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><b>&amp;',
  'Hey <!channel> <!here> <@U024BE7LH> <#C024BE7LR|general> <javascript:alert(1)|x> @channel',
  'Subject\r\nBcc: everyone@example.com\r\n\r\nbody',
  'one\u2028two\u0085three\u000bfour',
  'lone \ud800 and \udfff surrogates',
  '🚀👩‍👩‍👧‍👦 حملة التعلّم \u202egnp.exe',
  '{{DATE(2027-01-01T00:00:00Z, SHORT)}} {{brand}} {{nothing}} {{constructor}}',
  '../../etc/passwd',
  '..\\..\\windows\\CON',
  'CON',
  'nul.txt',
  '; , \\ : \\n "quoted"',
  'END:VEVENT\r\nBEGIN:VEVENT',
  '--boundary--\r\n.\r\nFrom here',
  'https://example.com/?a=1&b=2|x> and http://example.org/(y). mailto:a@b.c',
  `https://example.com/${'🚀'.repeat(300)}`,
  'a'.repeat(300),
  'word '.repeat(4_000).slice(0, 20_000),
  '&<>'.repeat(6_000),
  '🚀'.repeat(10_000),
  '\n'.repeat(20_000),
  'line\n'.repeat(4_000),
];

const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
  // Code units of their own, so that surrogates stand alone.
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 100 })
      .map((codes) => String.fromCharCode(...codes)),
  },
);
const shortened = (most: number) => hostile.map((text) => text.slice(0, most));
const title = shortened(200).map((text) => text.trim() || 'x');
const time = fc.constantFrom('00:00', '02:30', '09:00', '23:59');
const ADDRESSES = [
  '',
  'https://example.com/learn?a=1&b=2;c,d',
  'http://example.com/"><script>',
  'mailto:learn@example.com?subject=Hi',
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'www.example.com',
  `https://example.com/${'é'.repeat(1_900)}`,
];

/** Campaigns that the schema lets through and that nobody would wish for. */
export const arbitraryHostilePlan: fc.Arbitrary<Campaign> = fc
  .record({
    name: title,
    brand: shortened(120),
    promise: shortened(300),
    signOff: shortened(200),
    segments: fc.array(
      fc.record({
        name: title,
        timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Africa/Casablanca', 'Asia/Kathmandu', 'UTC'),
        language: fc.constantFrom('en', 'ar', 'pt-BR', 'en-12345678'),
        preferredTime: time,
        why: shortened(500),
      }),
      { maxLength: 3 },
    ),
    touchpoints: fc.array(
      fc.record({
        name: title,
        tactic: fc.constantFrom('launch-email', 'poster', 'unknown-to-all'),
        channel: fc.constantFrom(...CHANNELS),
        start: fc.integer({ min: dayOf('2027-03-20'), max: dayOf('2027-11-10') }).map(formatDay),
        days: fc.integer({ min: 1, max: 14 }),
        cadence: fc.constantFrom(...CADENCES),
        time: fc.record({ zone: fc.constantFrom('campaign' as const, 'segment' as const), at: time }),
        subject: shortened(300),
        body: shortened(20_000),
        label: shortened(80).map((text) => text.trim() || 'Go'),
        url: fc.constantFrom(...ADDRESSES),
        notes: shortened(20_000),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ name, brand, promise, signOff, segments, touchpoints }) => {
    const base = plan();
    return plan({
      name,
      brand: { ...base.brand, name: brand, promise, signOff },
      phases: [{ id: 'p', name, kind: 'launch', start: '2027-01-01', days: 365, pushAim: 0.5 }],
      goals: [{ id: 'g', name, metric: 'active', target: 0.3, unit: 'share', date: '2027-06-01', segments: [] }],
      segments: segments.map((fields, index) => segment({ id: `s${index}`, ...fields })),
      touchpoints: touchpoints.map(({ subject, body, label, url, ...fields }, index) =>
        touchpoint({ id: `t${index}`, ...fields, message: { subject, body, callToAction: { label, url } } }),
      ),
    });
  });

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a file; throws where it is not UTF-8. */
export function textOf(file: ExportFile | undefined): string {
  if (!file) throw new Error('There is no such file.');
  return decoder.decode(file.bytes);
}

export function fileNamed(files: ExportFile[], name: string): ExportFile {
  const found = files.find((file) => file.name === name);
  if (!found) throw new Error(`No “${name}” among ${files.map((file) => file.name).join(', ')}`);
  return found;
}
