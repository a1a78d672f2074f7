import Papa from 'papaparse';
import type { Campaign } from '#campaign/document.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { scheduleFileName } from '../names.ts';
import { quietProblems } from '../quiet.ts';
import { scheduleOf } from '../occurrences.ts';
import { defused } from '#campaign/sheet.ts';
import { decimalSign } from '#language/formats.ts';
import { columnsOf, tableOf } from '../scheduleRows.ts';

/** Without it, Excel reads UTF-8 as the system's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** The schedule as one CSV file (RFC 4180 but for the delimiter, UTF-8 with a byte order mark, CRLF), safe to open in a spreadsheet. */
export function writeCsv(campaign: Campaign, context: ExportContext): Export {
  const { ownDays = false } = context;
  const schedule = scheduleOf(campaign, context);
  if (schedule.isRefused) return { files: [], problems: schedule.problems };
  const { rows, problems } = tableOf(campaign, schedule, {
    guarded: !context.plain,
    excerpt: context.excerpt,
    ownDays,
  });
  const columns = columnsOf(ownDays);
  const guard = context.plain ? (text: string) => text : defused;
  // A day before the start is a number, though it begins with a sign.
  const cellOf = (value: string | number | undefined) =>
    typeof value === 'number' ? String(value) : guard(value ?? '');
  const cells = rows.map((row) => columns.map(({ column }) => cellOf(row[column])));
  const text = Papa.unparse([columns.map(({ heading }) => heading), ...cells], {
    newline: '\r\n',
    delimiter: context.delimiter ?? delimiterIn(context.locale),
  });
  return {
    files: [
      textFile(scheduleFileName(campaign, 'csv', ownDays), `${BYTE_ORDER_MARK}${text}\r\n`, 'text/csv; charset=utf-8'),
    ],
    problems: [...schedule.problems, ...problems, ...quietProblems(campaign)],
  };
}

/** Where numbers have a decimal comma, spreadsheets part cells by semicolons. */
export function delimiterIn(locale = 'en'): string {
  return decimalSign(locale) === ',' ? ';' : ',';
}
