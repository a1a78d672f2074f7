import * as fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { campaignSchema, isTimeZone, segmentSchema } from '#campaign/document.ts';
import { guessAudience, importAudience, type AudienceChoices, type AudienceImport } from './importAudience.ts';
import { countryOf, languageOf } from '../understand/countries.ts';
import { timeZoneOf } from '../understand/zones.ts';
import { GROUPINGS } from '#contract/intake.ts';
import { readTable } from '../read/table.ts';

const CONTEXT = { today: '2027-01-11', timeZone: 'Europe/London' };
const HEADER =
  'Employee ID,First Name,Last Name,Work Email,Department,Country,Preferred Language,Time Zone,Line Manager,Hire Date';

interface Person {
  department: string;
  country: string;
  language?: string;
  zone?: string;
  manager?: string;
  hired?: string;
}

const line = ({ department, country, language = '', zone = '', manager = '', hired = '' }: Person, index: number) =>
  `E${1000 + index},Canary${index},Kanarienvogel${index},canary${index}@example.com,${department},${country},${language},${zone},${manager},${hired}`;

const people = (count: number, person: Person) => Array.from({ length: count }, () => person);
const listOf = (persons: Person[]) => [HEADER, ...persons.map(line)].join('\n');
const tableOf = (text: string) => readTable(strToU8(text), 'people.csv');
const imported = async (text: string, choices: AudienceChoices = {}): Promise<AudienceImport> =>
  importAudience(await tableOf(text), choices, CONTEXT);
const sizes = ({ segments }: AudienceImport) => segments.map(({ name, size }) => [name, size]);

const COMPANY = [
  ...people(30, {
    department: 'Sales',
    country: 'Germany',
    language: 'German',
    manager: 'Canary Boss',
    hired: '2026-12-01',
  }),
  ...people(20, { department: 'Sales', country: 'USA', manager: 'Canary Chief', hired: '2019-03-01' }),
  ...people(12, { department: 'Finance', country: 'DE', language: 'de', manager: 'Canary Boss', hired: '2026-01-15' }),
  ...people(3, { department: 'Finance', country: 'Japan', manager: 'Canary Head', hired: '2024-06-30' }),
  ...people(4, { department: 'Board', country: 'UK', hired: '2010-01-01' }),
];

describe('segments from people', () => {
  it('groups by department and country, with zone and language of each, and hides small groups', async () => {
    const result = await imported(listOf(COMPANY));
    expect(result).toMatchObject({ rows: 69, imported: 69, rejected: [], people: 69, by: ['department', 'country'] });
    expect(result.segments.map(({ name, size, timeZone, language }) => [name, size, timeZone, language])).toEqual([
      ['Sales · Germany', 30, 'Europe/Berlin', 'de'],
      ['Sales · United States', 20, 'America/New_York', 'en-US'],
      ['Finance · Germany', 12, 'Europe/Berlin', 'de'],
      ['Other', 7, 'Europe/London', 'en-GB'],
    ]);
    expect(result.remarks).toContain(
      '2 groups of fewer than 5 people went into “Other”, so that no one can be picked out.',
    );
  });

  it('shows the columns it guessed, and no sample that few people share', async () => {
    const guess = guessAudience(await tableOf(listOf(COMPANY)));
    expect(guess.columns).toMatchObject({
      person: 0,
      department: 4,
      country: 5,
      language: 6,
      timeZone: 7,
      manager: 8,
      startDate: 9,
      headcount: null,
    });
    const samples = Object.fromEntries(guess.guesses.map(({ field, samples: texts }) => [field, texts]));
    expect(samples).toMatchObject({
      department: ['Sales', 'Finance'],
      country: ['Germany', 'USA', 'DE'],
      manager: [],
      person: [],
      startDate: [],
    });
  });

  it('groups by managers without naming them, and by time with the company', async () => {
    expect(sizes(await imported(listOf(COMPANY), { by: ['manager'] }))).toEqual([
      ['Team 1', 42],
      ['Team 2', 20],
      ['Other', 7],
    ]);
    // Three people with two to five years would be too few, so that the next group hides them.
    expect(sizes(await imported(listOf(COMPANY), { by: ['startDate'] }))).toEqual([
      ['Under 6 months', 30],
      ['Over 5 years', 24],
      ['Other', 15],
    ]);
  });

  it('numbers the groups where a column of people was chosen as something else', async () => {
    const result = await imported(listOf(COMPANY), { by: ['department'], columns: { department: 8 } });
    expect(sizes(result)).toEqual([
      ['Team 1', 42],
      ['Team 2', 20],
      ['Other', 7],
    ]);
  });

  it('merges the smallest beyond the number of segments wanted', async () => {
    const result = await imported(listOf(COMPANY), { most: 2 });
    expect(sizes(result)).toEqual([
      ['Sales · Germany', 30],
      ['Other', 39],
    ]);
    expect(result.people).toBe(69);
    expect(sizes(await imported(listOf(COMPANY), { most: 1 }))).toEqual([['Everyone', 69]]);
  });

  it('names a row without a number where the list is one of numbers', async () => {
    const result = await imported('Department,Headcount\nSales,\nHR,12\nIT,40\n');
    expect(sizes(result)).toEqual([
      ['IT', 40],
      ['HR', 12],
    ]);
    expect(result.rejected).toEqual([{ row: 2, reason: 'no number of people is given' }]);
  });

  it('adds up a column of headcounts', async () => {
    const result = await imported('Department,Headcount\nSales,"1,200"\nFinance,80\nTotal,1280\nLegal,many\n');
    expect(sizes(result)).toEqual([
      ['Sales', 1200],
      ['Finance', 80],
    ]);
    expect(result.rejected).toEqual([
      { row: 4, reason: 'it is a total, not an entry of the list' },
      { row: 5, reason: 'its number of people is not a whole number' },
    ]);
  });

  it('counts a person once', async () => {
    const text = listOf(COMPANY);
    const result = await imported(`${text}\n${text.split('\n')[1]}`);
    expect(result.rejected).toEqual([{ row: 71, reason: 'the same person stands in an earlier row' }]);
    expect(result.people).toBe(69);
  });

  it('says where zones and languages are not known, without quoting the row', async () => {
    const text = listOf(
      people(6, { department: 'Sales', country: 'Canaryland', language: 'Canarish', zone: 'Canary Time' }),
    );
    const { notes, remarks, segments } = await imported(text);
    expect(notes.filter(({ row }) => row === 2).map(({ note }) => note)).toEqual([
      'its country is not known here',
      'its time zone is not known here',
      'its language is not known here',
    ]);
    expect(remarks.join()).toContain('The country of 6 rows is not known here');
    expect(segments[0]).toMatchObject({ name: 'Sales', timeZone: 'Europe/London', language: 'en' });
  });

  it('keeps no name, address, number or manager of anyone, whichever columns are chosen', async () => {
    const table = await tableOf(listOf(COMPANY));
    const column = fc.integer({ min: 0, max: 9 });
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...GROUPINGS]),
        fc.option(fc.record({ department: column, country: column, location: column }), { nil: undefined }),
        fc.integer({ min: 1, max: 50 }),
        async (by, columns, most) => {
          const result = await importAudience(
            table,
            { by, most, ...(columns === undefined ? {} : { columns }) },
            CONTEXT,
          );
          expect(JSON.stringify(result)).not.toMatch(/canary|kanarien|example\.com|E10\d\d/i);
          expect(result.segments.every(({ size }) => size >= 5)).toBe(true);
          expect(result.people).toBe(69);
          expect(result.segments.length).toBeLessThanOrEqual(most);
          expect(result.imported + result.rejected.length).toBe(result.rows);
          expect(campaignSchema.shape.segments.parse(result.segments)).toEqual(result.segments);
          expect(new Set(result.segments.map(({ id }) => id)).size).toBe(result.segments.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('countries, languages and time zones', () => {
  it.each([
    ['United Kingdom', 'Europe/London', 'en-GB'],
    ['UK', 'Europe/London', 'en-GB'],
    ['U.S.A.', 'America/New_York', 'en-US'],
    ['the Netherlands', 'Europe/Amsterdam', 'nl-NL'],
    ['Deutschland', 'Europe/Berlin', 'de-DE'],
    ['CH', 'Europe/Zurich', 'de-CH'],
    ['UAE', 'Asia/Dubai', 'ar-AE'],
    ['Korea, Republic of', 'Asia/Seoul', 'ko-KR'],
    ['Brasil', 'America/Sao_Paulo', 'pt-BR'],
  ])('knows %s', (text, timeZone, language) => {
    expect(countryOf(text)).toMatchObject({ timeZone, language });
  });

  it('has zones and tags that are real for at least sixty countries', () => {
    const codes =
      'us gb ie ca mx br ar cl co pe ec ve uy cr pa de at ch fr be lu nl es pt it gr dk se no fi is ee lv lt pl cz sk hu ro bg si hr rs ua tr il ae sa qa kw eg ma za ng ke in pk bd lk cn hk tw jp kr sg my id ph th vn au nz'.split(
        ' ',
      );
    expect(codes.length).toBeGreaterThan(60);
    for (const code of codes) {
      const country = countryOf(code);
      expect(country && isTimeZone(country.timeZone), code).toBe(true);
      expect(segmentSchema.shape.language.parse(country!.language)).toBe(country!.language);
    }
  });

  it.each([
    ['German', 'de'],
    ['English (UK)', 'en-GB'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['pt_BR', 'pt-BR'],
    ['FR', 'fr'],
    ['Canarish', undefined],
    ['constructor', undefined],
  ])('reads the language %s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['CET', 'Europe/Berlin'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['Mars/Phobos', undefined],
  ])('reads the time zone %s', (text, zone) => {
    expect(timeZoneOf(text)).toBe(zone);
  });
});
