import { TEMPLATES } from '#campaign/templates/templates.ts';
import { writeMailPages } from '#delivery/eml/pages.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './launch.ts';

/** The HTML of mails as a browser draws it, as most mail programs do: every template's, as wide as a desk and as a phone. */

const WIDTHS = [1024, 320];
const NOW = '2027-01-01T00:00:00Z';

test('the mails of every template can be read at any width, and fetch nothing', async ({ page }) => {
  const reader = await page.context().newPage();
  const fetched: string[] = [];
  reader.on('request', (request) => fetched.push(request.url()));
  for (const template of TEMPLATES.filter(({ id }) => id !== 'blank'))
    await test.step(template.id, async () => {
      const { files } = await writeMailPages(template.build({ start: '2027-01-11' }), { now: NOW });
      const mails = files.filter(({ name }) => name.endsWith('.html'));
      expect(mails.length).toBeGreaterThan(0);
      for (const { name, bytes } of mails) {
        await reader.setContent(new TextDecoder().decode(bytes));
        for (const width of WIDTHS) {
          await reader.setViewportSize({ width, height: 900 });
          const drawn = await reader.evaluate(() => ({
            isWhole: document.documentElement.scrollWidth <= window.innerWidth,
            isWritten: document.body.innerText.trim() !== '',
          }));
          expect([name, width, drawn]).toEqual([name, width, { isWhole: true, isWritten: true }]);
        }
      }
      await expectAccessible(reader, `mails of ${template.id}`);
    });
  expect(fetched).toEqual([]);
});
