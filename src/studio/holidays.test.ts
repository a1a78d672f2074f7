import { describe, expect, test } from 'vitest';
import { contract, type Input, type Output } from '#contract/contract.ts';
import { holidayCalls } from './holidays.ts';

const calls = holidayCalls();
const countries = async () => contract['holidays.countries'].output.parse(await calls['holidays.countries']({}));
async function holidays(input: Input<'holidays.list'>): Promise<Output<'holidays.list'>['daysOff']> {
  const asked = contract['holidays.list'].input.parse(input);
  return contract['holidays.list'].output.parse(await calls['holidays.list'](asked)).daysOff;
}
const year = { from: '2027-01-01', until: '2027-12-31' };
const dates = async (input: Input<'holidays.list'>) => (await holidays(input)).map(({ date }) => date);

describe('holidays', () => {
  test('of Bavaria are those of its law', async () => {
    expect(await dates({ country: 'DE', region: 'BY', ...year })).toEqual([
      '2027-01-01',
      '2027-01-06',
      '2027-03-26',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-17',
      '2027-05-27',
      '2027-10-03',
      '2027-11-01',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  test('of a region are more than those of the whole country', async () => {
    const whole = await dates({ country: 'DE', ...year });
    expect(whole).not.toContain('2027-05-27');
    expect(await dates({ country: 'DE', region: 'BY', ...year })).toEqual(expect.arrayContaining(whole));
  });

  test('that last several days are listed day by day', async () => {
    const named = (await holidays({ country: 'AE', ...year })).filter(({ name }) => name.includes('Eid al-Fitr'));
    expect(named.map(({ date }) => date)).toEqual(['2027-03-09', '2027-03-10', '2027-03-11']);
  });

  test('go on over the turn of the year, and stop at the last day that was asked for', async () => {
    expect(await dates({ country: 'DE', from: '2026-12-26', until: '2027-01-06' })).toEqual([
      '2026-12-26',
      '2027-01-01',
    ]);
    expect(await dates({ country: 'DE', from: '2027-01-01', until: '2027-01-01' })).toEqual(['2027-01-01']);
  });

  test('are told of the first year there is', async () => {
    expect(await dates({ country: 'DE', from: '1970-01-01', until: '1970-01-31' })).toEqual(['1970-01-01']);
  });

  test('of every fifth country there is can be kept in a plan: each day once, in order', async () => {
    for (const { country } of (await countries()).filter((_, index) => index % 5 === 0)) {
      const found = await dates({ country, ...year });
      expect(found, country).toEqual([...new Set(found)].toSorted());
    }
  });

  test.each([
    [{ country: 'ZZ', ...year }, 'No holidays are known'],
    [{ country: 'DE', region: 'XX', ...year }, 'No region “XX”'],
    [{ country: 'DE', from: '2027-02-01', until: '2027-01-01' }, 'in their order'],
    [{ country: 'DE', from: '2027-01-01', until: '2199-12-31' }, '14 years at most'],
  ])('are refused in words: %j', async (input, words) => {
    await expect(holidays(input)).rejects.toThrow(words);
  });
});

test('countries have the weekend that is usual there, and their regions', async () => {
  const all = await countries();
  const of = (code: string) => all.find(({ country }) => country === code)!;
  expect(all.length).toBeGreaterThan(150);
  expect(of('SA').weekend).toEqual([5, 6]);
  expect(of('DE').weekend).toEqual([6, 7]);
  expect(of('DE').regions).toContainEqual({ region: 'BY', name: 'Bayern' });
});
