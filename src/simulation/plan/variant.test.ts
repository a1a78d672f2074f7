import { describe, expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import type { Campaign } from '#campaign/document.ts';
import { largeCampaign, START, touchpoint } from '../campaigns.testing.ts';
import { compile } from './compile.ts';
import { expectationOf } from '../kernel/expectation.ts';
import { variantsOf } from './variant.ts';

const own = largeCampaign({
  touchpoints: [
    ...largeCampaign().touchpoints,
    touchpoint('text-reminder', 30, { channel: 'text', segments: ['field', 'sales'] }),
  ],
});
const campaign = {
  ...own,
  segments: own.segments.map((segment, index) =>
    index === 0 ? { ...segment, channels: ['email' as const] } : segment,
  ),
};
/** The same with messages that suit some better than others, and better on some days than on others. */
const particular: Campaign = {
  ...campaign,
  segments: campaign.segments.map((segment, index) => ({
    ...segment,
    timeZone: ['Europe/Berlin', 'America/New_York', 'Europe/London'][index % 3]!,
    language: ['en', 'de'][index % 2]!,
  })),
  touchpoints: campaign.touchpoints.map((one, index) => ({
    ...one,
    ...(index % 3 === 0 ? { time: { zone: 'campaign' as const, at: '14:30' } } : {}),
    ...(index % 4 === 0 ? { message: { ...one.message, language: 'de' } } : {}),
  })),
};

describe.each([
  ['that suits everybody', campaign],
  ['in several languages and zones', particular],
])('a plan %s', (_, given) => {
  const { touchpoints } = given;
  const variants = variantsOf(given, compile(given));

  test.each([
    ['as it is', touchpoints],
    ['empty', []],
    ['without the one for two segments', touchpoints.slice(0, -1)],
    ['with every second one', touchpoints.filter((__, index) => index % 2 === 0)],
    ['with one moved', touchpoints.map((one, index) => (index === 3 ? { ...one, start: addDays(START, 65) } : one))],
    ['with one more', [...touchpoints, touchpoint('broad-email', 70), touchpoint('start-page', 9, { days: 30 })]],
  ])('%s moves learners to the bit as compiling it would', (__, changed) => {
    const { series, goals } = expectationOf(compile({ ...given, touchpoints: changed }));
    expect(expectationOf(variants(changed))).toEqual({ series, goals });
  });
});
