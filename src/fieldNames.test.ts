import { expect, it } from 'vitest';
import { AUDIENCE_FIELDS, PLAN_FIELDS } from '#intake/understand/wording.ts';
import { knows } from './renderer/text/text.ts';

/** Whatever the intake can read out of a list has a name in plain words in the window. */

it.each([...new Set<string>([...PLAN_FIELDS, ...AUDIENCE_FIELDS])])('the field %s has a name for people', (field) =>
  expect(knows(`intake.field.${field}`)).toBe(true),
);
