import { expect, it } from 'vitest';
import { parseCampaign, serializeCampaign } from '#campaign/file.ts';
import { plan, textOf, touchpoint } from '../hostile.testing.ts';
import { writeJson } from './json.ts';

it('is the canonical text of the plan, which opens again', () => {
  const campaign = plan({ name: 'Q1/Q2', touchpoints: [touchpoint({ id: 't' })] });
  const { files, problems } = writeJson(campaign);
  expect(problems).toEqual([]);
  expect(files.map(({ name, mediaType }) => [name, mediaType])).toEqual([['Q1-Q2.tandem.json', 'application/json']]);
  expect(textOf(files[0])).toBe(serializeCampaign(campaign));
  expect(parseCampaign(textOf(files[0]))).toEqual(campaign);
});
