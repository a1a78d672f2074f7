import { expect, it } from 'vitest';
import { fullCampaign } from './arbitrary.testing.ts';
import { dayOf } from './calendar.ts';
import { campaignSchema } from './document.ts';
import { isRepeated, nameOfSending, sendingOf } from './sending.ts';

const [touchpoint] = fullCampaign.touchpoints;
const day = dayOf('2027-03-01');
const nameOf = (cadence: 'once' | 'weekly', on: number, segment = fullCampaign.segments[0]) =>
  nameOfSending(sendingOf(fullCampaign, { ...touchpoint!, cadence }, segment, on));

it('keeps its name when what is sent once moves, and has another for each date of a series and each segment', () => {
  expect(nameOf('once', day)).toBe(nameOf('once', day + 7));
  const names = [
    nameOf('once', day),
    nameOf('weekly', day),
    nameOf('weekly', day + 7),
    nameOf('weekly', day, fullCampaign.segments[1]),
  ];
  expect(new Set(names).size).toBe(names.length);
  expect(names[1]).toMatch(/\/2027-03-01$/);
});

it('is made of ids that hold no slash, so that no two sendings have one name', () => {
  const { shape } = campaignSchema;
  for (const id of [shape.id, shape.touchpoints.element.shape.id, shape.segments.element.shape.id]) {
    expect(id.safeParse('abc-1').success).toBe(true);
    expect(id.safeParse('a/b').success).toBe(false);
  }
});

it('goes out again and again as a message or in a calendar, and not where it is there all the time', () => {
  const weekly = { cadence: 'weekly', tactic: 'launch-email', channel: 'email' } as const;
  expect(isRepeated(weekly)).toBe(true);
  expect(isRepeated({ ...weekly, cadence: 'once' })).toBe(false);
  expect(isRepeated({ ...weekly, tactic: 'drop-in-clinic', channel: 'meeting' })).toBe(false);
  expect(isRepeated({ ...weekly, tactic: 'drop-in-clinic', channel: 'calendar' })).toBe(true);
});
