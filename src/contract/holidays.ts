import { z } from 'zod';
import { calendarSchema } from '#campaign/document.ts';

/** Holidays of countries, as a campaign's working calendars take them over. */

const { country, region, daysOff } = calendarSchema.shape;
const place = { country: country.unwrap(), region };

export const holidayCalls = {
  'holidays.countries': {
    input: z.strictObject({}),
    output: z.array(
      z.object({
        country: z.string(),
        weekend: calendarSchema.shape.weekend.describe('What is usual there'),
        regions: z.array(z.object({ region: z.string(), name: z.string() })),
      }),
    ),
  },
  'holidays.list': {
    input: z.strictObject({
      ...place,
      from: daysOff.element.shape.date,
      until: daysOff.element.shape.date.describe('The last day that is asked about'),
    }),
    output: z.object({ daysOff: z.array(daysOff.element) }),
  },
} as const;
