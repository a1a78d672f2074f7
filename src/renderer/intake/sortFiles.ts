import { t } from '../text/text.ts';

/** What a window makes of files that are dropped on it or chosen. */

/** What the window shows where they land. */
export type LandedOn = 'library' | 'calendar' | 'plan' | 'audience';

export type Dropped =
  /** A spreadsheet or a calendar: a plan, or a people list. */
  | { type: 'plan' | 'audience' | 'campaigns' | 'others'; files: File[] }
  /** Nothing of it can be taken; `name` is the first that cannot. */
  | { type: 'no'; reason: 'kind' | 'several'; name: string };

/** Old and foreign spreadsheets are taken too: the import says how to save them so that it can read them. */
const SPREADSHEET = /\.(csv|tsv|txt|xlsx|xlsm|xls|ods)$/i;
/** Calendars are plans, wherever they are dropped. */
const CALENDAR = /\.ics$/i;
const CAMPAIGN = /\.json$/i;

export function sortDropped(files: readonly File[], on: LandedOn): Dropped {
  const stranger = files.find(({ name }) => ![SPREADSHEET, CALENDAR, CAMPAIGN].some((kind) => kind.test(name)));
  if (stranger || files.length === 0) return { type: 'no', reason: 'kind', name: stranger?.name ?? '' };
  if (on === 'calendar') return { type: 'others', files: [...files] };
  if (files.every(({ name }) => CAMPAIGN.test(name))) return { type: 'campaigns', files: [...files] };
  if (files.length > 1) return { type: 'no', reason: 'several', name: files[0]!.name };
  return { type: on === 'audience' && !CALENDAR.test(files[0]!.name) ? 'audience' : 'plan', files: [...files] };
}

/** Why files are not taken, for the person. */
export const refusalOf = (dropped: Extract<Dropped, { type: 'no' }>): string =>
  dropped.reason === 'kind' ? t('drop.no', { name: dropped.name }) : t('drop.several');

/** What a dialog for choosing files offers. */
export const CHOSEN_KINDS = [
  '.json',
  'application/json',
  '.csv',
  '.tsv',
  '.txt',
  '.xlsx',
  '.xlsm',
  '.xls',
  '.ods',
  '.ics',
];
