import { HEADINGS, OWN_DAY_HEADINGS } from '#campaign/sheet.ts';
import { IntakeError } from '../read/error.ts';
import type { Table } from '../read/table.ts';

/** The studio's own schedule by days from everyone's own start, which is no plan with dates. */

const isByOwnDays = ({ rows: [heading] }: Table): boolean =>
  [OWN_DAY_HEADINGS.date, HEADINGS.touchpointId].every((word) => heading?.cells.includes(word));

/** Throws IntakeError where one of the tables is such a schedule: numbers in it would be missed, or taken for something else. */
export function refuseOwnDays(tables: readonly Table[]): void {
  const found = tables.find(isByOwnDays);
  if (!found) return;
  throw new IntakeError(
    found.name,
    found.sheet === undefined ? `row ${found.rows[0]!.row}` : `sheet “${found.sheet}”`,
    `its days are counted from everyone’s own start (“${OWN_DAY_HEADINGS.date}”), so that no row has a date`,
    'bring in the campaign file that it was made from (*.tandem.json), or export the dates of one cohort',
  );
}
