import { describe, expect, test } from 'vitest';
import { Refusal } from '#campaign/refusal.ts';
import { pointsOf, UNITS, verdictOf } from './judging.ts';
import { perturbed } from './perturbed.ts';
import { allPairs, readPresentations, yearlyPairs } from './registrations.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const COURSES = 'code_module,code_presentation,module_presentation_length\nAAA,2013J,268\nAAA,2014J,269\n';
const HEAD = 'code_module,code_presentation,id_student,date_registration,date_unregistration\n';

describe('reads the files of the dataset', () => {
  test('as they are', () => {
    const { presentations, remarks } = readPresentations(
      bytes(`${HEAD}AAA,2013J,1,-159,\nAAA,2013J,2,-53,12\nAAA,2014J,3,,-4\n`),
      bytes(COURSES),
    );
    expect(remarks).toEqual([]);
    expect(presentations).toEqual([
      {
        module: 'AAA',
        code: '2013J',
        length: 268,
        registrations: [{ registered: -159 }, { registered: -53, withdrew: 12 }],
      },
      { module: 'AAA', code: '2014J', length: 269, registrations: [{ withdrew: -4 }] },
    ]);
  });

  test('with a mark of the encoding, quotes, other line ends, other columns and their order', () => {
    const plain = readPresentations(bytes(`${HEAD}AAA,2013J,1,-159,\nAAA,2013J,2,-53,12\n`), bytes(COURSES));
    const dressed = readPresentations(
      bytes(
        '\ufeff"id_student","date_unregistration","Code_Module","code_presentation","region","date_registration"\r\n' +
          '"1","?","AAA","2013J","Wales, South","-159"\r\n\r\n"2","12.0","AAA","2013J","",-53\r\n',
      ),
      bytes(`\ufeff${COURSES.replace(/\n/g, '\r\n')}`),
    );
    expect(dressed).toEqual(plain);
  });

  test('and says which rows it leaves out', () => {
    const { presentations, remarks } = readPresentations(
      bytes(
        `${HEAD}AAA,2013J,1,-10,-20\nAAA,2013J,2,soon,\nZZZ,2013J,3,-5,\nAAA,2013J,4,-5,\nAAA,2013J,4,-5,\nAAA,2013J,5,-3\n`,
      ),
      bytes(`${COURSES}BBB,2013J,long\n`),
    );
    expect(presentations[0]!.registrations).toHaveLength(2);
    expect(remarks).toEqual([
      'courses.csv says “long” for the length of BBB 2013J: left out.',
      'studentRegistration.csv has 1 rows with a withdrawal before the registration: left out.',
      'studentRegistration.csv has 1 rows with a date that is no whole number of days: left out.',
      'studentRegistration.csv has 1 rows of ZZZ 2013J, whose length is not known: left out.',
      'studentRegistration.csv has 1 rows of a learner who is there already: left out.',
    ]);
  });

  test('and names a column that is not there', () => {
    const read = () =>
      readPresentations(bytes('code_module,code_presentation,id_student\nAAA,2013J,1\n'), bytes(COURSES));
    expect(read).toThrow(Refusal);
    expect(read).toThrow('“studentRegistration.csv” has no column date_registration, date_unregistration.');
    expect(() => readPresentations(bytes(''), bytes(COURSES))).toThrow('has no column code_module');
  });
});

/** Two alike presentations and one of another month: 300 learners register over 150 days, a fifth withdraw. */
const three = readPresentations(
  bytes(
    HEAD +
      ['2013J', '2014J', '2014B']
        .flatMap((code) =>
          Array.from(
            { length: 300 },
            (_, learner) => `AAA,${code},${learner},${-(learner >> 1) - 1},${learner % 5 === 0 ? learner - 20 : ''}\n`,
          ),
        )
        .join(''),
  ),
  bytes(`${COURSES}AAA,2014B,240\n`),
).presentations;

test('pairs presentations of one month a year apart, and for more evidence all of a module', () => {
  expect(yearlyPairs(three).map(({ from, to }) => [from.code, to.code])).toEqual([['2013J', '2014J']]);
  expect(allPairs(three)).toHaveLength(6);
});

test.each(UNITS)('holds what comes again just as it was, by %s', (unit) => {
  const points = pointsOf(yearlyPairs(three)[0]!, unit);
  const { cover90, width90OverBinomial } = verdictOf(points);
  expect(new Set(points.map(({ kind }) => kind)).size).toBe(2);
  expect(cover90).toBeGreaterThan(0.94);
  expect(width90OverBinomial).toBeGreaterThan(1);
});

test('says what the verdict would be on other pairs, with fewer learners, and on any five', () => {
  const small = three.map((presentation) => ({
    ...presentation,
    length: 28,
    registrations: presentation.registrations.slice(0, 60),
  }));
  const pairs = allPairs(small).slice(0, 2);
  const found = perturbed(pairs, pairs, 1, 5);
  const of = (name: string) => found.find(({ what }) => what === name)!.verdicts;
  const whole = verdictOf(pairs.flatMap((pair) => pointsOf(pair, 'day')));
  expect(of('one pair left out').map(({ points }) => points)).toEqual([whole.points / 2, whole.points / 2]);
  expect(of('any five pairs, small to large').map(({ points }) => points)).toEqual(
    Array<number>(5).fill((whole.points / 2) * 5),
  );
  expect(of('2000 learners each')).toEqual([whole]);
  // Of fewer learners more is chance alone.
  expect(of('halves of the learners')[0]!.width90OverBinomial).toBeLessThan(whole.width90OverBinomial);
});
