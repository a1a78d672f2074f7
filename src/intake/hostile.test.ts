import * as fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { audienceLikeness, guessAudience, importAudience } from './people/importAudience.ts';
import { IntakeError } from './read/error.ts';
import { guessPlan, importPlan } from './plan/plan.ts';
import { readTable } from './read/table.ts';
import { workbookOf, workbookParts, type TestCell, type TestSheet } from './read/workbook.testing.ts';
import { planLikeness } from './plan/plan.testing.ts';

/** Whatever the bytes, the importers answer with a result that accounts for every row, or with one sentence. */

/** Of the runs that each property is worth, a part is done each time; HOSTILE_SHARE=1 does them all. */
const SHARE = Number(process.env['HOSTILE_SHARE'] ?? 0.2);
const runs = (all: number) => Math.ceil(all * SHARE);

const CONTEXT = { today: '2026-11-20', timeZone: 'Europe/Berlin', name: 'Academy' };

async function survives(bytes: Uint8Array, name = 'plan.csv'): Promise<'result' | 'refusal'> {
  try {
    const table = await readTable(bytes, name, { likeness: planLikeness });
    const guess = guessPlan(table, CONTEXT);
    const plan = await importPlan(table, {}, CONTEXT);
    expect(plan.imported + plan.rejected.length).toBe(plan.rows);
    expect(guess.rows).toBe(plan.rows);
    expect(plan.touchpoints.length).toBe(plan.imported);
    const told = new Set([
      ...plan.touchpoints.map(({ id }) => Number(/^row-(\d+)/.exec(id)![1])),
      ...plan.rejected.map(({ row }) => row),
      ...plan.headings.map(({ row }) => row),
      ...plan.headerRows,
    ]);
    const sideways = plan.remarks.some((remark) => remark.includes('stands sideways'));
    if (!sideways) expect(table.rows.filter(({ row }) => !told.has(row))).toEqual([]);
    for (const { reason } of plan.rejected) expect(reason.length).toBeGreaterThan(5);
    expect(parseCampaign(serializeCampaign(plan.campaign))).toEqual(plan.campaign);

    const people = await readTable(bytes, name, { likeness: audienceLikeness });
    guessAudience(people);
    const audience = await importAudience(people, {}, CONTEXT);
    expect(audience.imported + audience.rejected.length).toBe(audience.rows);
    return 'result';
  } catch (error) {
    if (!(error instanceof IntakeError)) throw error;
    expect(error.message).toMatch(/^“[^”\n]+”, [^\n]+: [^\n]+; [^\n]+\.$/);
    expect(error.message).toContain(`“${name}”`);
    expect(error.place.length).toBeGreaterThan(0);
    return 'refusal';
  }
}

const fixtures = import.meta.glob<string>('./fixtures/*.csv', { query: '?raw', import: 'default', eager: true });
const texts = Object.values(fixtures);
const sheets: TestSheet[] = texts.slice(0, 3).map((text, index) => ({
  name: `Sheet ${index}`,
  rows: text
    .split('\n')
    .map((line) => line.split(/[,;\t]/).map((cell): TestCell => (/^\d+$/.test(cell) ? Number(cell) : cell))),
  merges: ['A1:D1', 'A3:A9'],
}));

interface Mutation {
  at: number;
  kind: 'flip' | 'drop' | 'insert' | 'copy' | 'cut';
  bytes: Uint8Array;
}

const mutations = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    kind: fc.constantFrom('flip' as const, 'drop' as const, 'insert' as const, 'copy' as const, 'cut' as const),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc
        .constantFrom(
          '"',
          ',',
          ';',
          '\n',
          '\r',
          '\0',
          '=1+1',
          '99999999999',
          '<',
          '&#0;',
          '𝄞',
          '\ud800'.toWellFormed(),
          'A1048577',
        )
        .map((text) => strToU8(text)),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

function mutate(source: Uint8Array, steps: Mutation[]): Uint8Array {
  let bytes = [...source];
  for (const { at, kind, bytes: given } of steps) {
    const place = Math.floor(at * bytes.length);
    if (kind === 'flip' && bytes.length > 0) bytes[place % bytes.length]! ^= given[0]! || 1;
    else if (kind === 'drop') bytes.splice(place, given.length);
    else if (kind === 'insert') bytes.splice(place, 0, ...given);
    else if (kind === 'copy') bytes.splice(place, 0, ...bytes.slice(place, place + 200));
    else if (kind === 'cut' && at > 0.5) bytes = bytes.slice(0, place);
  }
  return Uint8Array.from(bytes);
}

// A machine that does much else takes its time; what hangs takes longer still.
describe('hostile spreadsheets', { timeout: 120_000 }, () => {
  it('survives random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3000 }), async (bytes) => void (await survives(bytes))),
      { numRuns: runs(300) },
    );
  });

  it('survives random bytes behind the signature of every kind of file', async () => {
    const signature = fc.constantFrom(
      [0x50, 0x4b, 3, 4],
      [0xd0, 0xcf, 0x11, 0xe0],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
      [0x25, 0x50, 0x44, 0x46],
    );
    await fc.assert(
      fc.asyncProperty(
        signature,
        fc.uint8Array({ maxLength: 500 }),
        async (start, rest) => void (await survives(Uint8Array.from([...start, ...rest]))),
      ),
      { numRuns: runs(300) },
    );
  });

  it('survives random texts that look like lists', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'Date',
        'Channel',
        'Audience',
        'Subject',
        '11/01/2027',
        '13/14/2027',
        '2027-02-30',
        'Jan 11-5',
        'Week 99',
        'W1',
        '99999',
        '9am',
        '25h',
        'TBC',
        'Total',
        'Email',
        'All',
        '"',
        "'",
        '=cmd',
        '',
        '',
        '\u202e',
        '10000-01-01',
        '0/0/0',
        '1e400',
        '-',
        '__proto__',
        'constructor',
        'toString',
      ),
      fc.string({ maxLength: 12, unit: 'grapheme' }),
    );
    const text = fc
      .array(fc.array(cell, { maxLength: 9 }), { maxLength: 25 })
      .chain((rows) =>
        fc
          .constantFrom(',', ';', '\t', '|')
          .map((delimiter) => rows.map((cells) => cells.join(delimiter)).join('\r\n')),
      );
    await fc.assert(
      fc.asyncProperty(text, async (source) => void (await survives(strToU8(source)))),
      { numRuns: runs(400) },
    );
  });

  it('survives rows that end before the column of a group that stands once', async () => {
    expect(await survives(strToU8(',Audience,Date\r\nDate,Date\r\nDate'))).toBeTypeOf('string');
  });

  it('survives plans that were damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        mutations,
        async (text, steps) => void (await survives(mutate(strToU8(text), steps))),
      ),
      { numRuns: runs(400) },
    );
  });

  it('survives workbooks whose bytes were damaged', async () => {
    const bytes = [workbookOf(sheets), zipSync(workbookParts(sheets), { level: 0 })];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...bytes),
        mutations,
        async (source, steps) => void (await survives(mutate(source, steps), 'plan.xlsx')),
      ),
      { numRuns: runs(200) },
    );
  });

  it('survives workbooks whose parts were changed and packed again', async () => {
    const parts = workbookParts(sheets);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), mutations, async (part, steps) => {
        await survives(zipSync({ ...parts, [part]: mutate(parts[part]!, steps) }), 'plan.xlsx');
      }),
      { numRuns: runs(200) },
    );
  });

  it.each([
    ['a name with control characters', 'plan\n\u202e.csv', '', 'refusal'],
    ['only quotation marks', 'p.csv', '"'.repeat(100_001), 'refusal'],
    ['a quotation mark in every cell', 'p.csv', '"a"b,'.repeat(20_000), 'refusal'],
    ['nothing but line ends', 'p.csv', '\r\n'.repeat(100_000), 'refusal'],
    ['one endless line', 'p.csv', 'Date,Channel,'.repeat(200_000), 'refusal'],
    ['many columns', 'p.csv', `${'Date,Channel (x),'.repeat(100)}\n`.repeat(20), 'result'],
    [
      'brackets without end',
      'p.csv',
      `Date,Call to action,Channel\n11/01/2027,${'('.repeat(50_000)},${'email '.repeat(9000)}\n${'('.repeat(50_000)}`,
      'result',
    ],
    ['one long word', 'p.csv', `Date,Body\n11/01/2027,${'a'.repeat(99_999)}`, 'result'],
    ['dashes without end', 'p.csv', `Date,Channel\n${'1-'.repeat(40)},Email\n`, 'result'],
    [
      'spaces without end',
      'p.csv',
      `Date,Time,Audience\n11/01/2027,${' 1'.repeat(20_000)},${'a ('.repeat(15_000)}\n`,
      'result',
    ],
    ['XML that grows', 'p.csv', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', 'refusal'],
  ] as const)('survives %s', async (_, name, text, outcome) => {
    const shown = name.replace(/[\n\u202e]/g, ' ');
    const bytes = strToU8(text);
    if (shown === name) expect(await survives(bytes, name)).toBe(outcome);
    else await expect(readTable(bytes, name)).rejects.toThrow(`“${shown}”`);
  });

  it('survives rows and merges that reach beyond any sheet', async () => {
    const parts = workbookParts(sheets);
    const rows = ['99999999999', '-1', '1048576', 'x', '3', '3', '2'].map(
      (row, index) => `<row r="${row}"><c r="A${index + 1}"><v>1</v></c><c t="s"><v>99999</v></c></row>`,
    );
    const merges = Array.from({ length: 5000 }, (_, index) => `<mergeCell ref="A${index + 1}:A1048576"/>`);
    const sheet = `<worksheet><sheetData>${rows.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells></worksheet>`;
    expect(await survives(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet) }), 'plan.xlsx')).toBe(
      'result',
    );
  });
});
