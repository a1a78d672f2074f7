import { Refusal } from '#campaign/refusal.ts';
import { readDelimited } from '#intake/read/csv.ts';
import { decodeText } from '#intake/read/encoding.ts';

/** Presentations of courses as the Open University Learning Analytics Dataset has them: who registered and who withdrew, in days from the start. */

export interface Registration {
  /** Day of registration; absent where nobody wrote it down. */
  registered?: number;
  /** Day of withdrawal; absent where the learner stayed. */
  withdrew?: number;
}

export interface Presentation {
  module: string;
  /** Year and letter of the month: 2013J. */
  code: string;
  /** Length in days. */
  length: number;
  registrations: Registration[];
}

export interface Pair {
  from: Presentation;
  to: Presentation;
}

/** Further than this no presentation reaches: what lies beyond is a slip of the pen. */
const MOST_DAYS = 3660;

/** The presentations of both files, and, in sentences, what was left out. Throws Refusal where a file is not such a file. */
export function readPresentations(
  registrations: Uint8Array,
  courses: Uint8Array,
): { presentations: Presentation[]; remarks: string[] } {
  const remarks: string[] = [];
  const presentations = new Map<string, Presentation>();
  for (const [module, code, length] of rowsOf(courses, 'courses.csv', [
    'code_module',
    'code_presentation',
    'module_presentation_length',
  ])) {
    const days = dayOf(length!);
    if (days === undefined || Number.isNaN(days) || days <= 0)
      remarks.push(`courses.csv says “${length}” for the length of ${module} ${code}: left out.`);
    else presentations.set(`${module} ${code}`, { module: module!, code: code!, length: days, registrations: [] });
  }
  const leftOut = new Map<string, number>();
  const seen = new Set<string>();
  const leaveOut = (why: string) => leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
  for (const [module, code, learner, registration, unregistration] of rowsOf(registrations, 'studentRegistration.csv', [
    'code_module',
    'code_presentation',
    'id_student',
    'date_registration',
    'date_unregistration',
  ])) {
    const presentation = presentations.get(`${module} ${code}`);
    const [registered, withdrew] = [dayOf(registration!), dayOf(unregistration!)];
    const person = `${module} ${code} ${learner}`;
    if (!presentation) leaveOut(`of ${module} ${code}, whose length is not known`);
    else if (Number.isNaN(registered) || Number.isNaN(withdrew))
      leaveOut('with a date that is no whole number of days');
    else if (registered !== undefined && withdrew !== undefined && withdrew < registered)
      leaveOut('with a withdrawal before the registration');
    else if (seen.has(person)) leaveOut('of a learner who is there already');
    else {
      seen.add(person);
      presentation.registrations.push({
        ...(registered === undefined ? {} : { registered }),
        ...(withdrew === undefined ? {} : { withdrew }),
      });
    }
  }
  for (const [why, rows] of leftOut) remarks.push(`studentRegistration.csv has ${rows} rows ${why}: left out.`);
  return { presentations: [...presentations.values()].filter((one) => one.registrations.length > 0), remarks };
}

/** Presentations of one module and month with that of the year after, in the order of their names. */
export function yearlyPairs(presentations: readonly Presentation[]): Pair[] {
  return presentations
    .flatMap((from) => {
      const [, year, month] = /^(\d{4})(\D.*)$/.exec(from.code) ?? [];
      if (year === undefined) return [];
      const after = `${Number(year) + 1}${month}`;
      const to = presentations.find(({ module, code }) => module === from.module && code === after);
      return to ? [{ from, to }] : [];
    })
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

/** Every presentation of a module with every other one, whatever year and month. */
export const allPairs = (presentations: readonly Presentation[]): Pair[] =>
  presentations.flatMap((from) =>
    presentations.filter((to) => to !== from && to.module === from.module).map((to) => ({ from, to })),
  );

const nameOf = ({ from }: Pair) => `${from.module} ${from.code}`;

/** The cells of the columns named, row after row. */
function rowsOf(bytes: Uint8Array, file: string, columns: string[]): string[][] {
  const { rows } = readDelimited(decodeText(bytes, file).text, file);
  const filled = rows.map(({ cells }) => cells.map(plain)).filter((cells) => cells.some((cell) => cell !== ''));
  const head = (filled[0] ?? []).map((name) => name.toLowerCase());
  const places = columns.map((column) => head.indexOf(column));
  const missing = columns.filter((_, index) => places[index]! < 0);
  if (missing.length > 0)
    throw new Refusal(
      'badInput',
      `“${file}” has no column ${missing.join(', ')}. Take it as the Open University dataset has it, with its first row.`,
    );
  return filled.slice(1).map((cells) => places.map((place) => cells[place] ?? ''));
}

const plain = (cell: string) => cell.replace(/\ufeff/g, '').trim();

/** A day; undefined where there is none, NaN where it is no day. */
function dayOf(cell: string): number | undefined {
  if (/^(\?|n\/?a|null|none|nan)?$/i.test(cell)) return undefined;
  const day = Number(cell);
  return Number.isSafeInteger(day) && Math.abs(day) <= MOST_DAYS ? day : NaN;
}
