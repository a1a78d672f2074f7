import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TARGETS_TO_PUBLISH } from '#contract/publishing.ts';
import { optionName, valueName } from './renderer/delivery/optionWords.ts';
import { openTestStudio, type TestStudio } from './studio/studio.testing.ts';

/** The window has a word for all that a profile may say: nobody is shown what only the command line calls so. */

let studio: TestStudio;
beforeAll(async () => void (studio = await openTestStudio()), 120_000);
afterAll(async () => {
  await studio.studio.close();
  rmSync(studio.folder, { recursive: true, force: true });
});

it.each(TARGETS_TO_PUBLISH)('every option of %s and every value of it has a word', async (target) => {
  const { options } = await studio.ask('publishing.form', { target });
  expect(options.length).toBeGreaterThan(5);
  for (const { name, values = [] } of options) {
    expect(optionName(name)).toMatch(/^[A-Z]/);
    for (const value of values) expect(valueName(name, value)).toMatch(/^[A-Z]/);
  }
});

it('what a target has no use without is asked first', async () => {
  const asked = async (target: (typeof TARGETS_TO_PUBLISH)[number]) =>
    (await studio.ask('publishing.form', { target })).options.filter(({ isAsked }) => isAsked).map(({ name }) => name);
  expect(await asked('smtp')).toEqual(['from', 'user']);
  for (const target of ['caldav', 'imap', 'xapi'] as const) expect(await asked(target)).toEqual(['user']);
  expect(await asked('slack')).toEqual(['channel']);
  expect(await asked('listmonk')).toEqual(['list', 'user']);
});
