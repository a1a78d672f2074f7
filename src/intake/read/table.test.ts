import iconv from 'iconv-lite';
import { strToU8, zipSync } from 'fflate';
import writeExcel from 'write-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { LARGEST_SPREADSHEET_BYTES } from '#contract/intake.ts';
import { IntakeError } from './error.ts';
import { readTable, type Table, type TableOptions } from './table.ts';
import { workbookOf, workbookParts } from './workbook.testing.ts';
import { planLikeness } from '../plan/plan.testing.ts';

const read = (text: string | Uint8Array, name = 'plan.csv', options: TableOptions = {}) =>
  readTable(typeof text === 'string' ? strToU8(text) : text, name, options);
const cellsOf = (table: Table) => table.rows.map(({ cells }) => cells);
const refusal = async (bytes: Uint8Array, name = 'plan.xlsx', options: TableOptions = {}): Promise<IntakeError> => {
  const error = await readTable(bytes, name, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(IntakeError);
  return error as IntakeError;
};

describe('text files', () => {
  const polish = 'Date,Subject\n2027-01-11,Zażółć gęślą jaźń – książka\n2027-01-12,Właśnie dziś – źródło';
  const western = 'Date,Subject\n2027-01-11,“Café” – l’été à Malmö\n2027-01-12,Für Jörg: naïve façade – it’s über';

  it.each([
    ['utf-8', Buffer.from(western, 'utf8'), western],
    ['utf-8', Buffer.from(`\ufeff${western}`, 'utf8'), western],
    ['utf-16le', iconv.encode(western, 'utf-16le', { addBOM: true }), western],
    ['utf-16le', iconv.encode(western, 'utf-16le'), western],
    ['utf-16be', iconv.encode(western, 'utf-16be', { addBOM: true }), western],
    ['utf-16be', iconv.encode(western, 'utf-16be'), western],
    ['windows-1252', iconv.encode(western, 'windows-1252'), western],
    ['macintosh', iconv.encode(western, 'macintosh'), western],
    ['windows-1250', iconv.encode(polish, 'windows-1250'), polish],
  ])('reads %s', async (encoding, bytes, text) => {
    const table = await read(new Uint8Array(bytes));
    expect(table.encoding).toBe(encoding);
    expect(cellsOf(table).map((cells) => cells.join(','))).toEqual(text.split('\n'));
  });

  it('keeps UTF-8 where a few characters are broken or the last one is cut off', async () => {
    const bytes = Buffer.from('Betreff\n' + 'Grüße aus München\n'.repeat(10) + 'Grü', 'utf8');
    expect((await read(new Uint8Array(bytes.subarray(0, -1)))).encoding).toBe('utf-8');
    bytes[12] = 0xfe;
    expect((await read(new Uint8Array(bytes))).encoding).toBe('utf-8');
  });

  it('takes the encoding that was chosen', async () => {
    const table = await read(new Uint8Array([0x8e, 0x2c, 0x8e]), 'a.csv', { encoding: 'macintosh' });
    expect(cellsOf(table)).toEqual([['é', 'é']]);
  });

  it.each([
    [',', 'Date,Body\n1/2/2027,"Yes, you; and | me"\n2/2/2027,"No, not; now"'],
    [';', 'Date;Body\n1/2/2027;Yes, you, and me\n2/2/2027;No, not, now'],
    ['\t', 'Date\tBody\n1/2/2027\tYes, you; and me\n2/2/2027\tNo, not; now'],
    ['|', 'Date|Body\n1/2/2027|Yes, you; and me\n2/2/2027|No, not; now'],
  ])('finds the delimiter %j', async (delimiter, text) => {
    const table = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(cellsOf(table).map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  it('follows a first line that says the delimiter, and does not count it as a row', async () => {
    const table = await read('sep=;\r\nDate;Body\r\n1/2;a,b,c\r\n');
    expect(table).toMatchObject({
      delimiter: ';',
      rows: [
        { row: 1, cells: ['Date', 'Body'] },
        { row: 2, cells: ['1/2', 'a,b,c'] },
      ],
    });
  });

  it('numbers rows as a spreadsheet does: a cell of several lines is one row, a blank row counts', async () => {
    const table = await read('Date,Body\r\n1/2,"one\r\ntwo\r\n\r\nthree"\r\n,\r\n\r\n3/2,x\r\n');
    expect(table.rows).toEqual([
      { row: 1, cells: ['Date', 'Body'] },
      { row: 2, cells: ['1/2', 'one\ntwo\n\nthree'] },
      { row: 5, cells: ['3/2', 'x'] },
    ]);
  });

  it.each(['\r', '\n', '\r\n'])('ends rows at %j', async (end) => {
    expect(cellsOf(await read(['a,b', 'c,d'].join(end)))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it('cleans what cannot be seen, and the apostrophe that guards against formulas', async () => {
    const table = await read("a\u00a0b,\u200bc\u0007,'=SUM(A1),'tis\n");
    expect(cellsOf(table)).toEqual([['a b', 'c', '=SUM(A1)', "'tis"]]);
  });

  it('names the row where a quotation mark is never closed', async () => {
    const error = await refusal(strToU8('Date,Body\n1/2,"fine"\n2/2,"open\n3/2,x\n'), 'plan.csv');
    expect(error.place).toBe('row 3');
    expect(error.message).toBe(
      '“plan.csv”, row 3: a quotation mark opens a cell there and nothing closes it; write quotation marks inside such a cell twice (""), or save the list as .xlsx.',
    );
  });
});

describe('text that is no list', () => {
  it('is refused in a sentence: millions of quotation marks, a cell of megabytes', async () => {
    expect((await refusal(strToU8('"'.repeat(12_000_000)), 'plan.csv')).message).toContain(
      'it holds more than 10 million quotation marks',
    );
    expect((await refusal(strToU8(`Date,Body\n1/2,"${'""'.repeat(2_000_000)}"\n`), 'plan.csv')).message).toContain(
      'row 2: a cell there holds more than 1 million characters',
    );
    expect((await refusal(strToU8(`Date,Body\n1/2,"${'words '.repeat(300_000)}"\n`), 'plan.csv')).message).toContain(
      'row 2: a cell there holds more than 1 million characters',
    );
  });
});

describe('workbooks', () => {
  it('reads texts, numbers, dates, times, formulas and errors as a person sees them', async () => {
    const table = await read(
      workbookOf([
        {
          name: 'Plan',
          rows: [
            ['Date', 'Time', 'Text'],
            [{ serial: 46398, style: 'date' }, { serial: 0.375, style: 'time' }, 'a & <b>'],
            [
              { serial: 46399, style: 'custom' },
              { serial: 46399.5625, style: 'moment' },
              { formula: 'A1&"!"', value: 'done!' },
            ],
            [46400, 0.1 + 0.2, { formula: '1+1', value: 2 }],
            [{ error: '#REF!' }, null, null],
          ],
        },
      ]),
    );
    expect(table).toMatchObject({ format: 'xlsx', sheet: 'Plan', sheets: ['Plan'], date1904: false });
    expect(cellsOf(table)).toEqual([
      ['Date', 'Time', 'Text'],
      ['2027-01-11', '09:00', 'a & <b>'],
      ['2027-01-12', '2027-01-12 13:30', 'done!'],
      ['46400', '0.3', '2'],
    ]);
    expect(table.notes).toEqual([{ row: 5, note: 'its column A holds the error #REF! instead of a value' }]);
  });

  it('counts dates from 1904 where the workbook says so', async () => {
    const table = await read(
      workbookOf([{ name: 'P', rows: [[{ serial: 46398 - 1462, style: 'date' }]] }], { date1904: true }),
    );
    expect(cellsOf(table)).toEqual([['2027-01-11']]);
    expect(table.date1904).toBe(true);
  });

  it('keeps row numbers over gaps and reads names with a prefix', async () => {
    const table = await read(
      workbookOf([{ name: 'P', firstRow: 7, rows: [['a', null, 'b'], [], [null, 'c']] }], { prefix: 'x:' }),
    );
    expect(table.rows).toEqual([
      { row: 7, cells: ['a', '', 'b'] },
      { row: 9, cells: ['', 'c'] },
    ]);
  });

  it('fills merged cells downwards, not sideways', async () => {
    const rows = [
      ['Title', null, null],
      ['Launch', 'a', 'b'],
      [null, 'c', 'd'],
      [null, null, null],
    ];
    const table = await read(workbookOf([{ name: 'P', rows, merges: ['A1:C1', 'A2:A4'] }]));
    expect(cellsOf(table)).toEqual([['Title'], ['Launch', 'a', 'b'], ['Launch', 'c', 'd']]);
  });

  it('reads the sheet that looks like a plan, hidden ones only when asked for', async () => {
    const plan = [
      ['Date', 'Channel', 'Audience'],
      ['11/01/2027', 'Email', 'All'],
    ];
    const bytes = workbookOf([
      { name: 'Read me', rows: [['How to use'], ['this'], ['file'], ['and'], ['more']] },
      { name: 'Old plan', rows: [...plan, ...plan, ...plan], state: 'hidden' },
      { name: 'Comms', rows: plan },
    ]);
    const table = await read(bytes, 'plan.xlsx', { likeness: planLikeness });
    expect(table).toMatchObject({
      sheet: 'Comms',
      sheets: ['Read me', 'Comms', 'Old plan'],
      hiddenSheets: ['Old plan'],
    });
    expect((await read(bytes, 'plan.xlsx', { sheet: 'old plan ' })).rows.length).toBe(6);
    expect((await refusal(bytes, 'plan.xlsx', { sheet: 'Nowhere' })).message).toContain(
      '“Read me”, “Comms”, “Old plan”',
    );
  });

  it('reads what another program wrote', async () => {
    const blob = await writeExcel(
      [
        [{ value: 'Date' }, { value: 'Owner' }],
        [{ value: new Date('2027-01-11T00:00:00Z'), format: 'dd/mm/yyyy' }, { value: 'Zoë' }],
      ],
      { sheet: 'Plan' },
    ).toBlob();
    expect(cellsOf(await read(new Uint8Array(await blob.arrayBuffer())))).toEqual([
      ['Date', 'Owner'],
      ['2027-01-11', 'Zoë'],
    ]);
  });
});

describe('what is no spreadsheet', () => {
  const ole = (word: string) =>
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(8), ...iconv.encode(word, 'utf-16le')]);

  it.each([
    ['plan.xls', ole('Workbook'), 'before 2007 (.xls)'],
    ['locked.xlsx', ole('EncryptedPackage'), 'locked with a password'],
    ['plan.pdf', strToU8('%PDF-1.7 …'), 'it is a PDF'],
    ['plan.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'it is a picture'],
    ['plan.csv', strToU8('<html><table><tr><td>Date</td></tr></table></html>'), 'a web page'],
    ['plan.csv', strToU8('[{"date": 1}]'), 'a JSON file'],
    ['plan.csv', strToU8('{ "format": "tandem-campaign" }'), 'open it instead of importing it'],
    ['plan.csv', new Uint8Array(0), 'it is empty'],
    ['plan.csv', strToU8(' \n;;;\n\n'), 'there is no text in it'],
    ['plan.csv', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 31), 'not a spreadsheet or a text'],
    ['plan.ods', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<a/>') }), '(.ods)'],
    ['plan.numbers', zipSync({ 'Index/Document.iwa': strToU8('x') }), 'a Numbers document'],
    ['plan.docx', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'a Word document'],
    ['plan.zip', zipSync({ 'plan.csv': strToU8('a,b') }), 'without a spreadsheet inside'],
    ['plan.xlsb', zipSync({ 'xl/workbook.bin': strToU8('x') }), '(.xlsb)'],
  ])('refuses %s in a sentence with the file, the place and the cure', async (name, bytes, words) => {
    const { message } = await refusal(bytes, name);
    expect(message).toMatch(/^“[^”]+”, [^:]+: .+; .+\.$/);
    expect(message).toContain(`“${name}”`);
    expect(message).toContain(words);
  });

  it('refuses a file that is too large before it looks inside', async () => {
    const error = await refusal(new Uint8Array(LARGEST_SPREADSHEET_BYTES + 1), 'big.csv');
    expect(error.message).toContain('it has 65 MB, and spreadsheets up to 64 MB are read');
  });

  it('refuses a workbook that was cut short or changed', async () => {
    const bytes = workbookOf([
      {
        name: 'P',
        rows: [
          ['Date', 'Subject'],
          ['x', 'y'.repeat(500)],
        ],
      },
    ]);
    expect((await refusal(bytes.subarray(0, bytes.length - 40))).message).toContain('cut short');
    const parts = workbookParts([{ name: 'P', rows: [['Date']] }]);
    const stored = zipSync(parts, { level: 0 });
    const at = Buffer.from(stored).indexOf('<sheetData>');
    stored[at + 1] = 0x53;
    expect((await refusal(stored)).message).toContain('part xl/worksheets/sheet1.xml: the workbook is damaged there');
  });

  it('never inflates more than it may, whatever the archive says about its size', async () => {
    const parts = workbookParts([{ name: 'P', rows: [['Date']] }]);
    const bomb = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(40 * 1024 * 1024) });
    const view = new DataView(bomb.buffer, bomb.byteOffset);
    const promise = (size: number) => {
      for (let at = 0; at < bomb.length - 46; at++) {
        const isBomb = view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 20, true) > 10_000;
        if (isBomb) view.setUint32(at + 24, size, true);
      }
    };
    promise(300 * 1024 * 1024);
    expect((await refusal(bomb)).message).toContain('unpacked it has more than 256 MB');
    promise(100);
    expect((await refusal(bomb)).message).toContain('the workbook is damaged there');
  });

  it('refuses text far to the right, and rows and cells without end', async () => {
    const parts = workbookParts([{ name: 'P', rows: [['Date']] }]);
    const sheet = (cells: string) =>
      zipSync({
        ...parts,
        'xl/worksheets/sheet1.xml': strToU8(
          `<worksheet><sheetData><row r="3"><c r="A3"><v>7</v></c>${cells}</row></sheetData></worksheet>`,
        ),
      });
    const { rows, remarks } = await readTable(sheet('<c r="XFD3"><v>1</v></c>'), 'stray.xlsx');
    expect(rows).toEqual([{ row: 3, cells: ['7'] }]);
    expect(remarks).toEqual(['What stands to the right of column AMJ was left out (row 3).']);
    expect((await refusal(sheet('<c r="XFD3"><v>1</v></c>'.repeat(21)))).place).toBe('row 3');
    expect((await refusal(strToU8('a\n'.repeat(100_001)), 'long.csv')).message).toContain('more than 100,000 rows');
    expect((await refusal(strToU8(','.repeat(6_000_000)), 'wide.csv')).message).toContain('more than 5 million cells');
    expect((await refusal(strToU8(`a,${'x'.repeat(100_001)}`), 'cell.csv')).place).toBe('row 1, column 2');
  });
});
