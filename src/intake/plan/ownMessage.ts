import { z } from 'zod';
import type { Message } from '#campaign/document.ts';
import { HEADINGS, type Column, type WrittenMessage } from '#campaign/sheet.ts';
import { cleanText } from '#campaign/text.ts';
import type { RowNote } from '../understand/rows.ts';

/** A row of the studio's own table. */
export interface OwnRow {
  row: number;
  /** Epoch days; `until` is the first day after. */
  from: number;
  until: number;
  text: (column: Column) => string;
}

/** The message of a touchpoint in the studio's own table: each row shows it as its readers get it, and the first one as it was written too. */

const writtenSchema = z.object({
  subject: z.string(),
  body: z.string(),
  callToAction: z.object({ label: z.string(), url: z.string() }).optional(),
  link: z.string().optional(),
});

/** The message as it was written, where the rows still say what it says; else the words of the rows. */
export function messageOf(rows: OwnRow[], notes: RowNote[]): Message {
  const carrier = rows.find((row) => row.text('message') !== '') ?? rows[0]!;
  const { text } = carrier;
  const written: WrittenMessage | undefined = parsed(writtenSchema, text('message'));
  const wordsOf = (column: 'subject' | 'body' | 'callToAction', pattern: string | undefined): string => {
    if (pattern === undefined) return text(column);
    const fits = fitting(pattern);
    const changed = rows.filter((row) => !fits(row.text(column)));
    if (changed.length === rows.length) return text(column);
    for (const { row } of changed)
      notes.push({
        row,
        note: `the text in “${HEADINGS[column]}” was changed here and not in the other rows of the message; it stays as it was`,
      });
    return pattern;
  };
  const label = wordsOf('callToAction', written?.callToAction?.label);
  const url = written?.callToAction && text('link') === written.link ? written.callToAction.url : text('link');
  return {
    subject: wordsOf('subject', written?.subject),
    body: wordsOf('body', written?.body),
    ...(label === '' ? {} : { callToAction: { label, url } }),
    ...(text('language') === '' ? {} : { language: text('language') }),
  };
}

/** Whether a text is what a message with tokens says to somebody: the words between them stand in it, in their order. */
function fitting(pattern: string): (text: string) => boolean {
  const plain = (words: string) => words.replace(/\s+/g, ' ').trim();
  const parts = plain(cleanText(pattern)).split(/\{\{.*?\}\}/);
  const [first, last] = [parts[0]!, parts.at(-1)!];
  return (given) => {
    const text = plain(given);
    if (parts.length === 1) return text === first;
    if (!text.startsWith(first.trimEnd()) || !text.endsWith(last.trimStart())) return false;
    let from = first.trimEnd().length;
    for (const part of parts.slice(1, -1)) {
      const place = text.indexOf(part, from);
      if (place < 0) return false;
      from = place + part.length;
    }
    return from <= text.length - last.trimStart().length;
  };
}

/** What a cell holds as JSON, where it fits. */
export function parsed<T>(schema: z.ZodType<T>, text: string | undefined): T | undefined {
  if (!text?.startsWith('{')) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
