import Papa from 'papaparse';
import { isFormula } from '#campaign/sheet.ts';
import { oneLine } from '#campaign/text.ts';
import { quote } from '#campaign/checks/finding.ts';
import { textFile, type Problem, type Writer } from '../export.ts';
import { campaignFileName } from '../names.ts';
import { scheduleOf } from '../occurrences.ts';
import { quietProblems } from '../quiet.ts';
import { IMPORTERS, type Importer, type ImporterId } from './columns.ts';
import { importRows, type ImportRow } from './rows.ts';

/**
 * A table for the importer of another program (RFC 4180, UTF-8, CRLF): no byte order mark, which some take for a part of the first heading, and
 * every text just as it is, since an importer would keep an apostrophe. What a spreadsheet would run is said instead.
 */
export const writerFor =
  (id: ImporterId): Writer =>
  (campaign, context) => {
    const { columns, name }: Importer = IMPORTERS[id];
    const schedule = scheduleOf(campaign, context);
    if (schedule.isRefused) return { files: [], problems: schedule.problems };
    const rows = importRows(campaign, schedule);
    if (rows.length === 0)
      return {
        files: [],
        problems: [{ message: `Nothing of this plan is to be done, so there is no table for ${name}.` }],
      };
    const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
    const text = Papa.unparse([columns.map(([heading]) => heading), ...cells], { newline: '\r\n' });
    const inOneZone = id !== 'google-calendar' ? [] : [ofOneZone(campaign.timeZone)];
    return {
      files: [textFile(campaignFileName(campaign, `${id}.csv`), `${text}\r\n`, 'text/csv; charset=utf-8')],
      problems: [...schedule.problems, ...inOneZone, ...formulas(rows, cells, columns), ...quietProblems(campaign)],
    };
  };

const ofOneZone = (timeZone: string): Problem => ({
  message: `All times in this table are those of ${timeZone}, and Google reads them in the zone of the calendar that imports them. Set that calendar to ${timeZone} first.`,
});

/** One sentence a touchpoint with a cell that spreadsheets run. */
function formulas(rows: readonly ImportRow[], cells: readonly string[][], columns: Importer['columns']): Problem[] {
  const found = new Map<string, Problem>();
  rows.forEach(({ touchpointId, title }, index) => {
    const column = cells[index]!.findIndex(isFormula);
    if (column < 0 || found.has(touchpointId)) return;
    const message = `${quote(oneLine(title))} has a text under “${columns[column]![0]}” that a spreadsheet would run as a formula. It is written as it is, for the importer: do not open this file in a spreadsheet.`;
    found.set(touchpointId, { touchpointId, message });
  });
  return [...found.values()];
}
