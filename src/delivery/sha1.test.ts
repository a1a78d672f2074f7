import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha1 } from './sha1.ts';

it('is what the platform says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const expected = await crypto.subtle.digest('SHA-1', Uint8Array.from(bytes));
      expect([...sha1(bytes)]).toEqual([...new Uint8Array(expected)]);
    }),
    { numRuns: 500 },
  );
});
