import { strFromU8, unzipSync } from 'fflate';
import * as fc from 'fast-check';
import readExcelFile, { type SheetData } from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/document.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { arbitraryHostilePlan, HOSTILE_TEXTS, NOW, plan, segment, touchpoint } from '../hostile.testing.ts';
import { writeWorkbook } from './workbook.ts';

const bytesFor = async (campaign: Campaign, excerpt?: Excerpt) =>
  (await writeWorkbook(campaign, { now: NOW, ...(excerpt && { excerpt }) })).files[0]!.bytes as Uint8Array<ArrayBuffer>;

async function sheetsFor(campaign: Campaign, excerpt?: Excerpt): Promise<Record<string, SheetData>> {
  const sheets = await readExcelFile(new Blob([await bytesFor(campaign, excerpt)]));
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

const day = (iso: string) => new Date(`${iso}T00:00:00Z`);

describe('writeWorkbook', () => {
  const campaign = plan({
    phases: [{ id: 'p', name: 'Launch', kind: 'launch', start: '2027-01-11', days: 14, pushAim: 0.9 }],
    segments: [
      segment({ id: 'a', name: 'Ops', size: 30, teamSize: 6, channels: ['email', 'poster'], why: 'fewer forms' }),
    ],
    goals: [
      { id: 'g', name: 'Half', metric: 'tried', target: 0.5, unit: 'share', date: '2027-02-01', segments: ['a'] },
    ],
    events: [
      {
        id: 'e',
        name: 'Fair',
        kind: 'cultural',
        start: '2027-01-20',
        days: 2,
        pushFactor: 1.2,
        pullFactor: 1,
        segments: [],
      },
    ],
    assumptions: [{ id: 'x', parameter: 'friction.perStep', value: 0.2, low: 0.1, segmentId: 'a', reason: 'asked' }],
    touchpoints: [
      touchpoint({ id: 't', name: ' First  mail', message: { subject: '007', body: ' One\n\nTwo & <three>  ' } }),
      touchpoint({ id: 'poster', name: 'Poster', tactic: 'poster', channel: 'poster', days: 28 }),
    ],
  });

  it('has the schedule with real dates and moments', async () => {
    const rows = (await sheetsFor(campaign))['Schedule']!;
    expect(rows[0]!.slice(0, 5)).toEqual(['Date', 'Last day', 'Local time', 'Time zone', 'UTC']);
    expect(rows[1]!.slice(0, 5)).toEqual([day('2027-01-12'), day('2027-02-08'), null, null, null]);
    expect(rows[2]!.slice(0, 4)).toEqual([day('2027-01-12'), null, '09:00', 'Europe/Berlin']);
    // A third of a day has no end in binary, so the moment may be a millisecond off.
    expect(Math.abs(Number(rows[2]![4]) - Date.parse('2027-01-12T08:00:00Z'))).toBeLessThanOrEqual(1);
    expect(rows[2]!.slice(5, 15)).toEqual([
      'Launch',
      'Mail',
      'First mail',
      'push',
      'email',
      'Launch email',
      'Everyone',
      30,
      '007',
      'One\n\nTwo & <three>',
    ]);
    expect(rows.length).toBe(3);
  });

  it('has a sheet for each other part of the plan', async () => {
    const { Phases, Audience, Goals, Events, Assumptions } = await sheetsFor(campaign);
    expect(Phases![1]).toEqual(['Launch', 'launch', day('2027-01-11'), day('2027-01-24'), 0.9]);
    expect(Audience![1]).toEqual([
      'Ops',
      30,
      'Europe/Berlin',
      'en',
      '09:00',
      'email, poster',
      6,
      2,
      'fewer forms',
      null,
      null,
    ]);
    expect(Goals![1]).toEqual(['Half', 'tried', 0.5, 'share', day('2027-02-01'), 'Everyone']);
    expect(Events![1]).toEqual(['Fair', 'cultural', day('2027-01-20'), day('2027-01-21'), 1.2, 1, 'Everyone']);
    expect(Assumptions![1]).toEqual(['friction.perStep', 0.2, 0.1, null, 'Ops', 'asked']);
  });

  it('holds of an excerpt what belongs to it alone', async () => {
    const given = {
      ...campaign,
      segments: [...campaign.segments, segment({ id: 'b', name: 'Lab' })],
      phases: [...campaign.phases, { ...campaign.phases[0]!, id: 'q', name: 'Later', start: '2027-03-01' }],
      goals: [...campaign.goals, { ...campaign.goals[0]!, id: 'h', name: 'Lab alone', segments: ['b'] }],
      events: [...campaign.events, { ...campaign.events[0]!, id: 'f', name: 'Too late', start: '2027-03-03' }],
      assumptions: [...campaign.assumptions, { ...campaign.assumptions[0]!, id: 'y', segmentId: 'b' }],
    };
    const excerpt = { segments: ['a'], until: '2027-02-10' };
    const { Phases, Audience, Goals, Events, Assumptions } = await sheetsFor(given, excerpt);
    expect([Phases, Audience, Goals, Events].map((rows) => rows!.slice(1).map(([name]) => name))).toEqual([
      ['Launch'],
      ['Ops'],
      ['Half'],
      ['Fair'],
    ]);
    expect(Assumptions!.slice(1).map((row) => row[4])).toEqual(['Ops']);
    expect(Goals![1]![5]).toBe('Ops');
  });

  it('freezes the header, offers filters and has no formula', async () => {
    const parts = unzipSync(await bytesFor(campaign));
    const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets.length).toBe(6);
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(xml).toContain('ySplit="1"');
    expect(xml).toContain('<autoFilter ref="A1:AF3"/>');
    expect(sheets.filter((name) => /<f[ >]/.test(strFromU8(parts[name]!)))).toEqual([]);
  });

  it('gives the same bytes for the same plan', async () => {
    expect(await bytesFor(campaign)).toEqual(await bytesFor(campaign));
  });

  it('cuts what a cell cannot hold, and says so', async () => {
    const long = plan({
      brand: { ...plan().brand, promise: 'p'.repeat(300) },
      touchpoints: [touchpoint({ id: 't', message: { subject: 'S', body: '{{promise}} '.repeat(200) } })],
    });
    const { problems } = await writeWorkbook(long, { now: NOW });
    expect(problems.map(({ message }) => message)).toEqual([
      '“Touchpoint t” has more text than a cell of a spreadsheet can hold, so its end is cut off there. Shorten it.',
    ]);
    const body = (await sheetsFor(long))['Schedule']![1]![14] as string;
    expect(body.length).toBeLessThanOrEqual(32_767);
    expect(body.endsWith('…')).toBe(true);
  });

  it('keeps texts that are called like a part of every object', async () => {
    const named = plan({
      segments: ['constructor', '__proto__', 'valueOf'].map((name, index) => segment({ id: `s${index}`, name })),
    });
    const rows = (await sheetsFor(named))['Audience']!.slice(1);
    expect(rows.map(([name]) => String(name).trim())).toEqual(['constructor', '__proto__', 'valueOf']);
  });

  it('types every text as text, just as it was written, so that none is run', async () => {
    const dangerous = HOSTILE_TEXTS.filter((text) => /^[=+\-@＝][ -~]*$/.test(text));
    const texts = [...dangerous, '- first point', '@here', '_x0041_ and _x000D_ codes', '_x005F_x0041_'];
    const campaign = plan({
      touchpoints: texts.map((text, index) => touchpoint({ id: `t${index}`, message: { subject: text, body: text } })),
    });
    const rows = (await sheetsFor(campaign))['Schedule']!.slice(1);
    expect(rows.map((row) => row[14])).toEqual(texts);
    const parts = unzipSync(await bytesFor(campaign));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toMatch(/<f[ >]/);
    expect(strFromU8(parts['xl/sharedStrings.xml']!)).toContain('_x005F_x0041_ and _x005F_x000D_ codes');
  });

  it('prints each sheet one page wide, across, with its headings on every page, the schedule without its long texts', async () => {
    const parts = unzipSync(await bytesFor(campaign));
    for (let sheet = 1; sheet <= 6; sheet++) {
      const xml = strFromU8(parts[`xl/worksheets/sheet${sheet}.xml`]!);
      expect(xml).toMatch(/<worksheet[^>]*><sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr>/);
      expect(xml.match(/<pageSetup [^>]*>/g)).toEqual([
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
      ]);
    }
    const book = strFromU8(parts['xl/workbook.xml']!);
    expect(book.match(/<definedNames/g)).toHaveLength(1);
    expect(book).toContain('localSheetId="0">Schedule!$A$1:$N$3</definedName>');
    expect(book.match(/_xlnm.Print_Titles/g)).toHaveLength(6);
  });

  it('reads back whatever the plan', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryHostilePlan, async (hostile) => {
        const sheets = await sheetsFor(hostile);
        expect(Object.keys(sheets)).toEqual(['Schedule', 'Phases', 'Audience', 'Goals', 'Events', 'Assumptions']);
        expect(sheets['Audience']!.length).toBe(hostile.segments.length + 1);
      }),
      { numRuns: 25 },
    );
  });
});
