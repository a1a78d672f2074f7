import type { RowCorrection } from '#contract/intake.ts';
import { Refusal } from '#campaign/refusal.ts';

/** Single rows as people set them right: rows to skip as “4” or “May!4”, and fields as “7:date=2027-04-05”. Throws Refusal. */
export function rowCorrections(
  skipped: readonly string[],
  set: readonly string[],
  fields: readonly string[],
): Record<string, RowCorrection> {
  const rows: Record<string, RowCorrection> = {};
  for (const row of skipped) {
    if (!/^(?:.+!)?\d+$/.test(row))
      throw new Refusal('badInput', `--skip-rows “${row}” is no row. Write numbers, such as 4,7.`);
    rows[row] = { skip: true };
  }
  for (const text of set) {
    const [, row, field, value] = /^((?:.+!)?\d+):(\w+)=([^]*)$/.exec(text) ?? [];
    if (row === undefined)
      throw new Refusal('badInput', `--set-row “${text}” is not understood. Write it like 7:date=2027-04-05.`);
    const known = fields.find((name) => name.toLowerCase() === field!.toLowerCase());
    if (known === undefined)
      throw new Refusal('badInput', `--set-row knows no “${field}”. Choose among ${fields.join(', ')}.`);
    rows[row] = { ...rows[row], fields: { ...rows[row]?.fields, [known]: value! } };
  }
  return rows;
}
