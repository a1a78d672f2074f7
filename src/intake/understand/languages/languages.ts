import type { Channel } from '#campaign/document.ts';
import type { AudienceField, PlanField } from '../fields.ts';
import { MONTH_STEMS, WEEKDAY_STEMS } from '../english.ts';
import { dutch } from './dutch.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { hungarian } from './hungarian.ts';
import { italian } from './italian.ts';
import { japanese } from './japanese.ts';
import type { Language } from './language.ts';
import { polish } from './polish.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';
import { turkish } from './turkish.ts';

/** The languages besides English in which plans and lists of people are read. One file a language, and one line here. */
const LANGUAGES: readonly Language[] = [
  german,
  french,
  spanish,
  portuguese,
  dutch,
  italian,
  japanese,
  polish,
  hungarian,
  turkish,
];

/** A text without accents. */
export const unaccented = (text: string) => text.normalize('NFKD').replace(/\p{M}+/gu, '');

/** The spellings of a word with and without its accents: “für”, “fur”, “fuer”; “größe”, “groesse”. */
function spellings(word: string): string[] {
  const german = word.replace(/[äöü]/g, (letter) => `${unaccented(letter)}e`).replaceAll('ß', 'ss');
  return [...new Set([word, unaccented(word), german, word.replaceAll('ß', 'ss')])];
}

const words = (list: string | undefined) => (list === undefined ? [] : list.split('|').flatMap(spellings));

/** Headings of a field of plans in other languages. */
export const planHeadings = (field: PlanField): string[] => LANGUAGES.flatMap(({ plan }) => words(plan[field]));

/** Headings of a field of lists of people in other languages. */
export const peopleHeadings = (field: AudienceField): string[] =>
  LANGUAGES.flatMap(({ people }) => words(people[field]));

/** A pattern of whole words. Signs without spaces between words, as in Japanese, are found anywhere. */
function wordsPattern(list: string[]): string {
  const byLength = [...new Set(list)].sort((a, b) => b.length - a.length);
  const escaped = byLength.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
  const signs = escaped.filter((word) => /^[\u3040-\u30ff\u4e00-\u9fff]/.test(word));
  const spaced = escaped.filter((word) => !signs.includes(word));
  const whole = spaced.length === 0 ? [] : [`(?<![\\p{L}\\p{N}])(?:${spaced.join('|')})(?![\\p{L}\\p{N}])`];
  return [...whole, ...signs].join('|') || '(?!)';
}

/** For a channel, its words in other languages. */
export function channelPattern(channel: Channel): RegExp {
  return new RegExp(wordsPattern(LANGUAGES.flatMap(({ channels }) => words(channels[channel]))), 'u');
}

const EVERYONE = new Set(LANGUAGES.flatMap(({ everyone }) => words(everyone)));

/** Whether a text means all people in another language. */
export const meansEveryone = (text: string) => EVERYONE.has(text.toLowerCase().replaceAll("'", '’').trim());

const DATE_WORDS = new Map<string, string>();
for (const { months, weekdays, dateWords } of LANGUAGES) {
  const learn = (list: string, english: string) => {
    for (const word of words(list)) if (!DATE_WORDS.has(word)) DATE_WORDS.set(word, english);
  };
  months.forEach((list, index) => learn(list, MONTH_STEMS[index]!));
  weekdays.forEach((list, index) => learn(list, WEEKDAY_STEMS[index]!));
  for (const [english, list] of Object.entries(dateWords)) learn(list, english === 'on' ? '' : english);
}
const DATE_PATTERN = new RegExp(wordsPattern([...DATE_WORDS.keys()]), 'gu');
/** The first words of all of them: a text without any needs no search. */
const FIRST_WORDS = new Set([...DATE_WORDS.keys()].map((word) => /\p{L}+/u.exec(word)?.[0] ?? word));
const MONTH_AHEAD = /^[- ]+(\p{L}{3,})/u;

/** Year 1 of the era Reiwa is 2019. */
const REIWA = 2018;
const PARTS_OF_MONTH: Record<string, string> = { 上: 'early', 初: 'early', 中: 'mid', 下: 'late', 末: 'end of' };

/** The text of a date or a time in small letters, with the words of other languages in English: “lundi 1er avril” is “mon 1 apr”. */
export function inEnglish(text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/\b1(?:er|ère|re|ro|o)(?= )|(\d)(?:[ºª°]|e(?= ))/g, (_, number?: string) => number ?? '1')
    .normalize('NFKC');
  // Most dates are figures alone.
  if (!/\p{L}/u.test(plain)) return plain;
  const signs = plain
    .replace(/(?:令和|^r(?=\d{1,2}[./-]\d{1,2}[./-]\d{1,2}))(元|\d{1,2})/, (_, year: string) =>
      String(REIWA + (year === '元' ? 1 : Number(year))),
    )
    .replace(
      /(?:(\d{4})年\s*)?(\d{1,2})月の?(上旬|初旬|初め|中旬|中頃|下旬|末)/g,
      (_, year: string | undefined, month: string, part: string) =>
        `${PARTS_OF_MONTH[part[0]!]} ${MONTH_STEMS[Number(month) - 1] ?? '?'}${year === undefined ? '' : ` ${year}`}`,
    )
    .replace(/(\d{4})年\s*(\d{1,2})月\s*(\d{1,2})日/g, '$1-$2-$3')
    .replace(/(\d{4})年\s*(\d{1,2})月/g, '$1-$2')
    .replace(
      /(\d{1,2})月\s*(\d{1,2})日/g,
      (_, month: string, date: string) => `${date} ${MONTH_STEMS[Number(month) - 1] ?? '?'}`,
    )
    .replace(/(\d{1,2})月/g, (_, month: string) => MONTH_STEMS[Number(month) - 1] ?? '?')
    .replace(
      /午(前|後)\s*(\d{1,2})時(?:(\d{1,2})分)?/g,
      (_, half: string, hour: string, minute = '00') =>
        `${hour}:${String(minute).padStart(2, '0')} ${half === '前' ? 'am' : 'pm'}`,
    )
    .replace(
      /(\d{1,2})時(?:(\d{1,2})分)?/g,
      (_, hour: string, minute = '00') => `${hour}:${String(minute).padStart(2, '0')}`,
    )
    .replace(
      /\(([月火水木金土日])(?:曜日?)?\)/g,
      (_, day: string) => ` ${WEEKDAY_STEMS['月火水木金土日'.indexOf(day)]} `,
    )
    .replace(/[〜～]/g, '-');
  const isKnown =
    signs.match(/\p{L}+/gu)?.some((word) => FIRST_WORDS.has(word)) || /[\u3040-\u30ff\u4e00-\u9fff]/.test(signs);
  if (!isKnown && !signs.startsWith('am ')) return dayFirst(signs);
  const english = signs
    .replace(/^am (?=\d)/, '')
    .replace(DATE_PATTERN, (word, at: number) => englishFor(word, signs.slice(0, at), signs.slice(at + word.length)))
    .replace(/ {2,}/g, ' ')
    .trim();
  return dayFirst(english);
}

const YEAR_FIRST = new RegExp(
  `(?:\\b(\\d{4})\\.? )?\\b(${MONTH_STEMS.join('|')})\\.? (\\d{1,2}(?:[-–]\\d{1,2})?)(?:\\.|[-–][áéae]n\\b)(?=$|[ ,])`,
);

/** “2026. nov 3.” as Hungarians write it, with the day first, and “2026 r.” without the Polish word for the year. */
const dayFirst = (text: string) =>
  text
    .replace(/(\d{4}) r\.?(?=$|[ ,])/, '$1')
    .replace(YEAR_FIRST, (_, year: string | undefined, month: string, day: string) =>
      year === undefined ? `${day} ${month}` : `${day} ${month} ${year}`,
    );

const isMonth = (word: string) => MONTH_STEMS.includes(DATE_WORDS.get(word) ?? word.slice(0, 3));

/** “09/03” behind a weekday; “5/6” may be two days of a month. */
function isDayAndMonth(text: string): boolean {
  const pair = /^[., ]*(\d{1,2})[/.](\d{1,2})(?!\d)/.exec(text);
  return (
    pair !== null && (pair[1]!.startsWith('0') || pair[2]!.startsWith('0') || Number(pair[2]) !== Number(pair[1]) + 1)
  );
}

/** What a word means by the words round it, where languages share it. */
function englishFor(word: string, before: string, after: string): string {
  const english = DATE_WORDS.get(word)!;
  const follows = MONTH_AHEAD.exec(after)?.[1];
  switch (word) {
    case 'mar':
      // Tuesday where another month is named; March otherwise.
      return follows !== undefined || /^[., ]*\d{1,2}[., ]+\p{L}{3,}/u.test(after) || isDayAndMonth(after)
        ? 'tue'
        : 'mar';
    case 'mi':
      return follows !== undefined && isMonth(follows) ? 'mid' : 'wed';
    case 'di':
      return /\d\.? *$/.test(before) ? '' : 'tue';
    case 'do':
      return /^[., ]*(\d|-)/.test(after) || after === '' ? 'thu' : '';
    case 'a':
      // “9 a.m.” is no span.
      return /^\s*\.?\s*m\b/.test(after) || !/\d/.test(before + after) ? word : 'to';
    case 'à':
      // “semaines 11 à 13” and “9h à 10h” are spans, “5/4 à 9h” is a day and its time.
      return /\d *$/.test(before) && /^ *s?\d{1,2}(?! ?[h:\d])/.test(after)
        ? english
        : /(?:h\d*|:\d{2}) *$/.test(before) && /^ *\d/.test(after)
          ? english
          : 'at';
    case 'et':
      // “9 am ET” is a zone.
      return after.trim() === '' || after.startsWith(')') ? word : english;
    case 'na':
      // “After” in Dutch; “in the” in Portuguese.
      return /^(semana|segunda|terça|quarta|quinta|sexta|primeira|última)/.test(follows ?? '') ? '' : english;
    case 'half':
    case 'fin':
      return follows === undefined ? word : english;
    case 'au':
    case 'al':
    case 'per':
      return /^ *\d/.test(after) ? english : word;
    default:
      return english;
  }
}
