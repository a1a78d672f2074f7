/** Weekdays and months as English names them, Monday and January first: in checks, tables and calendars, and in what is read in. */

export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** As calendar files write them (RFC 5545): MO, TU, … */
export const WEEKDAY_CODES: readonly string[] = WEEKDAY_NAMES.map((name) => name.slice(0, 2).toUpperCase());

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
