import type { PlanChoices, RowCorrection, TrialRow } from '#contract/intake.ts';

/** What a person sets right in single rows of a plan, and which sheets are read. */

export type Corrections = NonNullable<PlanChoices['rows']>;

/** Fields that every entry has, in the order in which people read them; the others follow as the list has them. */
export const FIRST_FIELDS = ['date', 'name', 'channel', 'audience'];

/** The fields of a row that are offered to be set right: the first ones, those with a column, and those that were set already. */
export function fieldsOf(row: Pick<TrialRow, 'fields'>, correction: RowCorrection | undefined): string[] {
  return [...new Set([...FIRST_FIELDS, ...Object.keys(row.fields), ...Object.keys(correction?.fields ?? {})])];
}

/** The text of a field as it counts: as set right, else as it stands in the file. */
export const textOf = (row: Pick<TrialRow, 'fields'>, correction: RowCorrection | undefined, field: string): string =>
  correction?.fields?.[field] ?? row.fields[field] ?? '';

/** Sets a field of a row right. The text that stands in the file takes that back. */
export function withField(
  rows: Corrections,
  { key, fields }: Pick<TrialRow, 'key' | 'fields'>,
  field: string,
  text: string,
): Corrections {
  const { [field]: _, ...others } = rows[key]?.fields ?? {};
  const set = text === (fields[field] ?? '') ? others : { ...others, [field]: text };
  return Object.keys(set).length === 0 ? takenBack(rows, key) : { ...rows, [key]: { fields: set } };
}

/** Leaves a row out; what was set right in it is kept, should it be brought in again. */
export const leftOut = (rows: Corrections, key: string): Corrections => ({
  ...rows,
  [key]: { ...rows[key], skip: true },
});

export function broughtInAgain(rows: Corrections, key: string): Corrections {
  const { skip: _, ...rest } = rows[key] ?? {};
  return rest.fields === undefined ? takenBack(rows, key) : { ...rows, [key]: rest };
}

/** Takes back all that was set right in a row. */
export function takenBack(rows: Corrections, key: string): Corrections {
  const { [key]: _, ...others } = rows;
  return others;
}

/** Stands for all sheets among their names; no sheet can be named so. */
export const ALL_SHEETS = '/all';

/** What is read after the ticks of a list of sheets have changed. Undefined leaves it to the studio. */
export function sheetsChosen(before: PlanChoices['sheets'], ticked: string[]): PlanChoices['sheets'] {
  const named = ticked.filter((sheet) => sheet !== ALL_SHEETS);
  if (ticked.includes(ALL_SHEETS) && (before !== 'all' || named.length === 0)) return 'all';
  return named.length === 0 ? undefined : named;
}

/** Whether anything was chosen that would be lost with the dialog. */
export const isCorrected = (choices: object): boolean =>
  Object.values(choices).some((choice: unknown) =>
    typeof choice === 'object' && choice !== null ? Object.keys(choice).length > 0 : choice !== undefined,
  );
