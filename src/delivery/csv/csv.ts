import Papa from 'papaparse';
import type { Campaign } from '#campaign/document.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { campaignFileName } from '../names.ts';
import { scheduleOf } from '../occurrences.ts';
import { defused, HEADINGS } from '#campaign/sheet.ts';
import { COLUMNS, scheduleRows } from '../table.ts';

/** Without it, Excel reads UTF-8 as the system's old code page. */
const BYTE_ORDER_MARK = '\ufeff';

/** The schedule as one CSV file (RFC 4180, UTF-8 with a byte order mark, CRLF), safe to open in a spreadsheet. */
export function writeCsv(campaign: Campaign, context: ExportContext): Export {
  const schedule = scheduleOf(campaign, context);
  const rows = scheduleRows(campaign, schedule).map((row) =>
    COLUMNS.map((column) => defused(String(row[column] ?? ''))),
  );
  const text = Papa.unparse([COLUMNS.map((column) => HEADINGS[column]), ...rows], { newline: '\r\n' });
  return {
    files: [textFile(campaignFileName(campaign, 'csv'), `${BYTE_ORDER_MARK}${text}\r\n`, 'text/csv; charset=utf-8')],
    problems: schedule.problems,
  };
}
