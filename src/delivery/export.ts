import type { Campaign } from '#campaign/document.ts';
import type { Excerpt } from '#contract/delivery.ts';
import { PRODUCT } from '#contract/product.ts';

/** What every export takes and gives. The targets stand in folders of their own; targets.ts lists them. */

export interface ExportFile {
  /** A safe file name without a folder, unique within its export. */
  name: string;
  bytes: Uint8Array;
  mediaType: string;
}

/** Something a person should know before the files are used. The message says what happened and what to do. */
export interface Problem {
  touchpointId?: string;
  message: string;
  /** What of a profile it is about, as of a Refusal. */
  field?: string;
}

export interface Export {
  files: ExportFile[];
  problems: Problem[];
}

export interface ExportContext {
  /** The present moment as an ISO instant. */
  now: string;
  /** BCP 47 tag for dates in messages that are meant for no segment in particular; English where absent. */
  locale?: string;
  /** Font files (TTF) for pictures; the system's fonts where absent. */
  fontFiles?: string[];
  /** The text of an earlier export of this plan: a calendar (ics), or the index of the others. What it had and the plan has no more is cancelled or named. */
  earlier?: string;
  /** What of the plan is exported; all of it where absent. */
  excerpt?: Excerpt;
  /** Of the campaign in its library, where it lies in one. */
  revision?: number;
  /** Calendar: a mail address; then one file an event, as requests from there, which Outlook on the desktop updates by. */
  organizer?: string;
  /** CSV, Excel and JSON of a rolling plan: days from everyone's own start in place of dates. */
  ownDays?: boolean;
  /** CSV: what parts the cells; where absent, what spreadsheets of the locale expect. */
  delimiter?: string;
  /** CSV: true for texts just as they are, for programs that import them; a spreadsheet would run some as formulas. */
  plain?: boolean;
  /** Slack, Teams and email: true for every message of the plan, false for those of that channel; where absent those, or all if there are none. */
  all?: boolean;
}

/** Who made the files, for formats that say so. */
export const GENERATOR = PRODUCT;

export type Writer = (campaign: Campaign, context: ExportContext) => Export | Promise<Export>;

const encoder = new TextEncoder();

export function textFile(name: string, text: string, mediaType: string): ExportFile {
  return { name, bytes: encoder.encode(text), mediaType };
}

export function jsonFile(name: string, value: unknown): ExportFile {
  return textFile(name, `${JSON.stringify(value, null, 2)}\n`, 'application/json');
}
