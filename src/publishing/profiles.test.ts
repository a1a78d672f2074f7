import { expect, it } from 'vitest';
import { profileNameSchema, secretReferenceSchema } from '#contract/publishing.ts';

const takes = (name: string) => profileNameSchema.safeParse(name).success;

it.each([
  'team-calendar',
  'Ana’s calendar (test)',
  "Ana's calendar [test]",
  '“Quoted” & more',
  '"Quoted"',
  'R&D: mails, 50 %',
  '(old) Über',
  'हिन्दी',
  'Cafe\u0301',
  '📣 News!',
  'v2.1',
])('a profile may be called %s, and its secret is kept under that', (name) => {
  expect(takes(name)).toBe(true);
  expect(secretReferenceSchema.safeParse(`keychain:${name}`).success).toBe(true);
});

it.each([
  ['an option', '-x'],
  ['an option', '--json'],
  ['a path', 'team/mail'],
  ['a path', 'team\\mail'],
  ['a path', '..'],
  ['a hidden file', '.team'],
  ['a mail address', 'ana@example.com'],
  ['nothing', ''],
  ['nothing', ' '],
  ['nothing to be called by', '()'],
  ['a space at its end', 'team '],
  ['a space at its beginning', ' team'],
  ['a line break', 'team\nmail'],
  ['a line break at its end', 'team\n'],
  ['a line separator', 'team\u2028mail'],
  ['a control character', 'team\u0007'],
  ['an escape', 'team\u001b[31m'],
  ['a turn of direction', 'team\u202email'],
  ['nothing that is seen', 'team\u200bmail'],
  ['what every object has', '__proto__'],
  ['too much', 'a'.repeat(61)],
])('is no name: %s', (_, name) => {
  expect(takes(name)).toBe(false);
});

it('refers to a secret without anything that could write on a terminal', () => {
  for (const reference of ['keychain:', 'keychain:a\u001bb', 'env:no good', 'file:/etc/passwd'])
    expect(secretReferenceSchema.safeParse(reference).success, reference).toBe(false);
});
