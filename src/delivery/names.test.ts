import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE_TEXTS, plan } from './hostile.testing.ts';
import { campaignFileName, safeName, uniqueNames } from './names.ts';

describe('safeName', () => {
  it.each([
    ['Two minutes a day', 'Two-minutes-a-day'],
    ['../../etc/passwd', 'etc-passwd'],
    ['..\\..\\CON', 'CON-file'],
    ['aux', 'aux-file'],
    ['COM1', 'COM1-file'],
    ['حملة التعلّم', 'حملة-التعلّم'],
    ['🚀🚀', 'campaign'],
    ['.', 'campaign'],
    ['a\0b\u202ec', 'a-b-c'],
    ['__proto__', 'proto'],
  ])('makes %j into %s', (text, name) => {
    expect(safeName(text, 'campaign')).toBe(name);
  });

  it('is a plain file name whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })), (text) => {
        const name = safeName(text, 'campaign');
        expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(125);
      }),
    );
  });

  it('names a file after its campaign', () => {
    expect(campaignFileName(plan({ name: 'Q1: push/pull' }), 'csv')).toBe('Q1-push-pull.csv');
  });
});

describe('uniqueNames', () => {
  it('numbers what was there before, in any case', () => {
    const unique = uniqueNames();
    expect(['a', 'A', 'a', 'a-2', 'b'].map(unique)).toEqual(['a', 'A-2', 'a-3', 'a-2-2', 'b']);
  });

  it('never gives a name twice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'A', 'a-2', 'a-2-2', 'b')), (wanted) => {
        const given = wanted.map(uniqueNames());
        expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
      }),
    );
  });
});
