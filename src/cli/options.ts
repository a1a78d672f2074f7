import { InvalidArgumentError, Option } from 'commander';
import { parseDay } from '#campaign/calendar.ts';
import { isTimeZone } from '#campaign/document.ts';
import { ENCODINGS } from '#contract/encodings.ts';
import { EVERY_COHORT } from '#delivery/cohorts.ts';
import { Refusal } from '#campaign/refusal.ts';
import { english } from '#language/formats.ts';

/** What may stand behind an option. Commander puts the option's name before these sentences. */

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(
        `Write a whole number from ${english.upTo(least, 3)} to ${english.upTo(most, 3)}.`,
      );
    }
    return number;
  };
}

/** A positive number, such as a factor. */
export function positiveNumber(most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d*\.?\d+(e[+-]?\d+)?$/i.test(text) || !(number > 0) || number > most)
      throw new InvalidArgumentError(`Write a number above 0, up to ${english.upTo(most, 3)}.`);
    return number;
  };
}

/** A plain number within bounds. */
export function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d*\.?\d+$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`Write a number from ${english.upTo(least, 3)} to ${english.upTo(most, 3)}.`);
    return number;
  };
}

export function isoDate(text: string): string {
  if (parseDay(text) === undefined) throw new InvalidArgumentError('Write a date as YYYY-MM-DD, from 1970 to 2199.');
  return text;
}

/** The first day of a cohort, or every cohort. */
export function cohort(text: string): string {
  if (text !== EVERY_COHORT && parseDay(text) === undefined)
    throw new InvalidArgumentError(`Write a date as YYYY-MM-DD, from 1970 to 2199, or ${EVERY_COHORT}.`);
  return text;
}

/** A moment, with its zone: at another clock it would be another one. */
export function instant(text: string): Date {
  const found = new Date(text);
  if (
    !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text) ||
    Number.isNaN(found.getTime())
  )
    throw new InvalidArgumentError('Write an instant such as 2027-01-11T08:00:00Z.');
  return found;
}

export function languageTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text)[0]!;
  } catch {
    throw new InvalidArgumentError('Write a language tag such as en-GB or de-DE.');
  }
}

/** A plain address, since it stands in a line of a calendar file. */
export function mailAddress(text: string): string {
  if (!/^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(text) || text.length > 254)
    throw new InvalidArgumentError('Write a mail address such as team@x.example.');
  return text;
}

/** What parts the cells of a CSV file; a tab may be written as a word, since shells make it hard to write one. */
export function delimiter(text: string): string {
  const named = { tab: '\t', '\\t': '\t', comma: ',', semicolon: ';' }[text.toLowerCase()] ?? text;
  if (![',', ';', '\t'].includes(named)) throw new InvalidArgumentError('Write , or ; or tab.');
  return named;
}

/** An option that may be repeated. */
export const listed = (text: string, before: string[] = []): string[] => [...before, text];

export const commaListed = (text: string): string[] => text.split(',').map((part) => part.trim());

/** For text files; workbooks say theirs. */
export const encodingOption = (): Option =>
  new Option('--encoding <name>', 'how the letters of a text file are written (default: as they show)').choices(
    ENCODINGS,
  );

/** Today's date where the person is. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** How people call the orders of a date. */
export const DATE_ORDERS = { dmy: 'day-first', mdy: 'month-first' } as const;
export type DateOrderName = keyof typeof DATE_ORDERS;

/** Throws Refusal where a time zone was named that is none. */
export function requireTimeZone(name: string | undefined): void {
  if (name !== undefined && !isTimeZone(name))
    throw new Refusal('badInput', `“${name}” is not a time zone. Write an IANA name such as Europe/Berlin.`);
}
