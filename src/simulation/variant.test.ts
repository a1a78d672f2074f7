import { expect, test } from 'vitest';
import { addDays } from '#campaign/calendar.ts';
import { largeCampaign, START, touchpoint } from './campaigns.testing.ts';
import { compile } from './compile.ts';
import { meanField } from './meanField.ts';
import { variantsOf } from './variant.ts';

const own = largeCampaign({
  touchpoints: [
    ...largeCampaign().touchpoints,
    touchpoint('text-reminder', 30, { channel: 'text', segments: ['field', 'sales'] }),
  ],
});
const campaign = {
  ...own,
  segments: own.segments.map((segment, place) =>
    place === 0 ? { ...segment, channels: ['email' as const] } : segment,
  ),
};
const { touchpoints } = campaign;
const variants = variantsOf(campaign, compile(campaign));

test.each([
  ['as it is', touchpoints],
  ['empty', []],
  ['without the one for two segments', touchpoints.slice(0, -1)],
  ['with every second one', touchpoints.filter((_, place) => place % 2 === 0)],
  ['with one moved', touchpoints.map((one, place) => (place === 3 ? { ...one, start: addDays(START, 50) } : one))],
  ['with one more', [...touchpoints, touchpoint('broad-email', 70), touchpoint('start-page', 9, { days: 30 })]],
])('a plan %s moves learners to the bit as compiling it would', (_, changed) => {
  const { series, goals } = meanField(compile({ ...campaign, touchpoints: changed }));
  expect(meanField(variants(changed))).toEqual({ series, goals });
});
