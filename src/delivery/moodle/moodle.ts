import Papa from 'papaparse';
import type { Campaign } from '#campaign/document.ts';
import { isFormula } from '#campaign/sheet.ts';
import { oneLine } from '#campaign/text.ts';
import { textFile, type Export, type ExportContext } from '../export.ts';
import { campaignFileName, uniqueNames } from '../names.ts';
import { cutToFit } from '../cutting.ts';

/** What Moodle's database holds of each (groups.name, groups.idnumber). */
const LONGEST_NAME = 254;
const LONGEST_ID = 100;

/**
 * The segments as groups of a Moodle course, in one grouping named like the campaign, as “Import groups” reads them. Moodle knows a group again by
 * its id number and refuses a second one, so that importing again makes none twice. It holds no people: the plan knows none.
 */
export function writeMoodleGroups(campaign: Campaign, { excerpt }: ExportContext): Export {
  const segments = excerpt?.segments?.length
    ? campaign.segments.filter(({ id }) => excerpt.segments!.includes(id))
    : campaign.segments;
  if (segments.length === 0)
    return { files: [], problems: [{ message: 'The plan has no segments, so there are no groups. Add one.' }] };
  const unique = uniqueNames();
  // Each group is one line: Moodle parts the file at line ends before it reads it.
  const line = (text: string, most: number) => cutToFit(oneLine(text), most);
  const rows = segments.map(({ id, name, why = '' }) => [
    unique(line(name, LONGEST_NAME - 4)),
    `${campaign.id.slice(-35)}-${id}`.slice(0, LONGEST_ID),
    line(why, 1_000),
    line(campaign.name, LONGEST_NAME),
  ]);
  const text = Papa.unparse([['groupname', 'groupidnumber', 'description', 'groupingname'], ...rows], {
    newline: '\r\n',
  });
  const formulas = rows.flat().some(isFormula)
    ? [
        {
          message:
            'Some texts in this table are what a spreadsheet would run as a formula. They are written as they are, for Moodle: do not open this file in a spreadsheet.',
        },
      ]
    : [];
  return {
    files: [textFile(campaignFileName(campaign, 'moodle.csv'), `${text}\r\n`, 'text/csv; charset=utf-8')],
    problems: formulas,
  };
}
