import { countryOfZone } from './timeZones.ts';

/** ISO weekdays of the weekend where it is not Saturday and Sunday: weekData of the Unicode CLDR, release 48 (https://cldr.unicode.org). */
const ELSEWHERE: [countries: string, days: readonly number[]][] = [
  ['BH DZ EG IL IQ JO KW LY OM QA SA SD SY YE', [5, 6]],
  ['AF', [4, 5]],
  ['IR', [5]],
  ['IN UG', [7]],
];
export const USUAL: readonly number[] = [6, 7];
const weekends = new Map(ELSEWHERE.flatMap(([countries, days]) => countries.split(' ').map((code) => [code, days])));

/** The weekend of a country by its two letters, as ISO weekdays. */
export const weekendOf = (country: string): readonly number[] => weekends.get(country) ?? USUAL;

/** The weekend of the country that a zone lies in, as ISO weekdays. */
export function weekendIn(timeZone: string): readonly number[] {
  return weekendOf(countryOfZone(timeZone) ?? '');
}
