import { expect, it } from 'vitest';
import { NOW, plan, textOf, touchpoint } from '../hostile.testing.ts';
import { exportCampaign } from '../targets.ts';

const LOGO = 'data:image/png;base64,iVBORw0KGgo=';
const message = { subject: 'Start <now> & win', body: 'Hello.\n\nSee https://example.org/a?b=1&c=2' };
const campaign = plan({ touchpoints: [touchpoint({ id: 'mail', message })] });

it('is the HTML of each mail as a page by itself, which fetches nothing', async () => {
  const branded = { ...campaign, brand: { ...campaign.brand, name: 'Academy', logo: LOGO } };
  const { files } = await exportCampaign(branded, 'html', { now: NOW });
  expect(files.map(({ name }) => name.split('.').at(-1))).toEqual(['html', 'json']);
  const page = textOf(files[0]!);
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).toContain('<title>Start &lt;now&gt; &amp; win</title>');
  expect(page).toContain(`src="${LOGO}"`);
  expect(page).not.toMatch(/cid:|<script|src="http/);
  const [drafted] = (await exportCampaign(branded, 'eml', { now: NOW })).files;
  expect(drafted!.name.replace(/eml$/, 'html')).toBe(files[0]!.name);
  const { messages } = JSON.parse(textOf(files[1]!)) as { messages: { file: string }[] };
  expect(messages.map(({ file }) => file)).toEqual([files[0]!.name]);
});
