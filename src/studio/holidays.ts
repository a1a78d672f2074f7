import { addDays, DAY_MILLISECONDS, dayOf, FIRST_DAY, partsOf } from '#campaign/calendar.ts';
import { Refusal } from '#campaign/refusal.ts';
import { weekendOf } from '#campaign/weekend.ts';
import type { Calls } from './host.ts';

/** Public holidays by country and region, from the data of date-holidays; a campaign keeps the days that it takes over (decision 36). */

/** Read when somebody first asks, so that the studio's start does not wait for it. */
const library = async () => (await import('date-holidays')).default;

/** The longest plan there is, ten years and two in which people go on starting, touches so many. */
const MOST_YEARS = 14;

const FIRST_YEAR = partsOf(FIRST_DAY).year;

export const holidayCalls = (): Pick<Calls, 'holidays.countries' | 'holidays.list'> => ({
  async 'holidays.countries'() {
    const Holidays = await library();
    const all = new Holidays();
    return Object.keys(all.getCountries('en')).map((country) => ({
      country,
      weekend: [...weekendOf(country)],
      regions: Object.entries(all.getStates(country, 'en') ?? {})
        .filter(([region]) => /^[A-Z0-9]{1,8}$/.test(region))
        .map(([region, name]) => ({ region, name: String(name) })),
    }));
  },

  async 'holidays.list'({ country, region, from, until }) {
    if (dayOf(until) < dayOf(from))
      throw new Refusal('badInput', `${until} lies before ${from}. Ask for days in their order.`);
    const years = [from, until].map((date) => partsOf(dayOf(date)).year);
    if (years[1]! - years[0]! >= MOST_YEARS)
      throw new Refusal('badInput', `Holidays are listed for ${MOST_YEARS} years at most. Choose a shorter campaign.`);
    const Holidays = await library();
    const all = new Holidays();
    if (!(country in all.getCountries('en')))
      throw new Refusal(
        'badInput',
        `No holidays are known of the country “${country}”. Choose another, or list its days off by hand.`,
      );
    if (region !== undefined && !(region in (all.getStates(country, 'en') ?? {})))
      throw new Refusal(
        'badInput',
        `No region “${region}” is known in ${country}. Choose one that is listed, or the whole country.`,
      );
    const there = region === undefined ? new Holidays(country) : new Holidays(country, region);
    const names = new Map<string, string>();
    // A feast at the turn of the year may begin in the year before.
    for (let year = Math.max(FIRST_YEAR, years[0]! - 1); year <= years[1]!; year++)
      for (const { type, date, start, end, name } of there.getHolidays(year, 'en')) {
        if (type !== 'public') continue;
        const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MILLISECONDS));
        for (let after = 0; after < length; after++) {
          const day = addDays(date.slice(0, 10), after);
          if (day >= from && day <= until && !names.has(day)) names.set(day, name);
        }
      }
    return { daysOff: [...names].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([date, name]) => ({ date, name })) };
  },
});
