import Papa from 'papaparse';
import type { Campaign } from '#campaign/document.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { campaignFileName } from '../names.ts';
import { quietProblems } from '../quiet.ts';
import { scheduleOf } from '../occurrences.ts';
import { defused, HEADINGS } from '#campaign/sheet.ts';
import { decimalSign } from '#language/formats.ts';
import { COLUMNS, tableOf } from '../scheduleRows.ts';

/** Without it, Excel reads UTF-8 as the system's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** The schedule as one CSV file (RFC 4180 but for the delimiter, UTF-8 with a byte order mark, CRLF), safe to open in a spreadsheet. */
export function writeCsv(campaign: Campaign, context: ExportContext): Export {
  const schedule = scheduleOf(campaign, context);
  if (schedule.isRefused) return { files: [], problems: schedule.problems };
  const { rows, problems } = tableOf(campaign, schedule, {
    guarded: !context.plain,
    excerpt: context.excerpt,
  });
  const guard = context.plain ? (text: string) => text : defused;
  const cells = rows.map((row) => COLUMNS.map((column) => guard(String(row[column] ?? ''))));
  const text = Papa.unparse([COLUMNS.map((column) => HEADINGS[column]), ...cells], {
    newline: '\r\n',
    delimiter: context.delimiter ?? delimiterIn(context.locale),
  });
  return {
    files: [textFile(campaignFileName(campaign, 'csv'), `${BYTE_ORDER_MARK}${text}\r\n`, 'text/csv; charset=utf-8')],
    problems: [...schedule.problems, ...problems, ...quietProblems(campaign)],
  };
}

/** Where numbers have a decimal comma, spreadsheets part cells by semicolons. */
export function delimiterIn(locale = 'en'): string {
  return decimalSign(locale) === ',' ? ';' : ',';
}
