import { MONTH_NAMES, WEEKDAY_NAMES } from '#campaign/dateNames.ts';

/** The three letters that weekdays and months begin with in English, as dates are read by: mon, jan. */
const stem = (name: string) => name.slice(0, 3).toLowerCase();

export const WEEKDAY_STEMS: readonly string[] = WEEKDAY_NAMES.map(stem);
export const MONTH_STEMS: readonly string[] = MONTH_NAMES.map(stem);
