import { Refusal } from '#campaign/refusal.ts';
import type { NamedColumns } from '#work/tasks/columns.ts';

/** Columns of a spreadsheet as people name them: by letter or by heading. */

/** Reads what `--columns date=A,channel="Medium"` says: for each field a letter, a heading, or nothing. Throws Refusal where it cannot be understood. */
export function parseColumns(text: string, fields: readonly string[]): NamedColumns {
  const named = new Map<string, string>();
  const part = /\s*([A-Za-z]+)\s*=\s*(?:"([^"]*)"|([^,]*))\s*(?:,|$)/y;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    if (!match)
      throw new Refusal('badInput', `--columns “${text}” is not understood. Write it like date=A,channel="Medium".`);
    const field = fields.find((known) => known.toLowerCase() === match[1]!.toLowerCase());
    if (field === undefined)
      throw new Refusal('badInput', `--columns knows no “${match[1]}”. Choose among ${fields.join(', ')}.`);
    named.set(field, (match[2] ?? match[3] ?? '').trim());
  }
  return named;
}
