import { expect, it } from 'vitest';
import { AUDIENCE_FIELDS, PLAN_FIELDS } from '#intake/understand/wording.ts';
import { messages } from './renderer/text/en.ts';

it('every field that the importers know has a word of the window', () => {
  const unnamed = [...PLAN_FIELDS, ...AUDIENCE_FIELDS].filter((field) => !(`intake.field.${field}` in messages));
  expect(unnamed).toEqual([]);
});
