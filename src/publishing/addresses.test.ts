import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { addressesIn, addressReader, readAddresses, recipientsIn } from './addresses.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-addresses-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILE = 'segment,address,name\nberlin,ada@example.org,Ada\nLeeds,bob@example.org\nberlin,ADA@example.org,Again\n';

describe('a file of addresses', () => {
  it('is read by segment, and nobody stands in it twice', () => {
    const book = addressesIn(`\ufeff${FILE}`);
    expect(recipientsIn(book, { id: 'berlin', name: 'Berlin' })).toEqual([
      { address: 'ada@example.org', name: 'Ada', line: 2 },
    ]);
    expect(recipientsIn(book, { id: 'x-1', name: 'Leeds' })).toEqual([{ address: 'bob@example.org', line: 3 }]);
    expect(recipientsIn(book, { id: 'paris', name: 'Paris' })).toEqual([]);
    expect(recipientsIn(book, undefined)).toHaveLength(2);
  });

  test.each([
    ['berlin,ada.canary', 'no mail address'],
    ['berlin,"ada@example.org\r\nBcc: eve@example.org"', 'no mail address'],
    ['berlin,"ada@example.org,eve@example.org"', 'no mail address'],
    ['berlin,Ada <ada@example.org>', 'no mail address'],
    ['berlin,"ada@example.org', 'never closed'],
    ['berlin,ada“@example.org', 'no mail address'],
    ['berlin,ada@example.org@example.net', 'no mail address'],
    ['berlin,ada..b@example.org', 'no mail address'],
    [`berlin,${'a'.repeat(300)}@example.org`, 'no mail address'],
  ])('with %j is refused by its line', (line, said) => {
    const read = () => addressesIn(`segment,address\n${line}`);
    expect(read).toThrow(said);
    expect(read).not.toThrow(/canary|eve@|ada@/);
  });

  it('has to have columns, and to be a file', async () => {
    expect(() => addressesIn('mail\nada@example.org')).toThrow('first line');
    await expect(readAddresses('people.csv')).rejects.toThrow('whole path');
    await expect(readAddresses(join(folder, 'none.csv'))).rejects.toThrow('cannot be read (ENOENT)');
    await expect(readAddresses(folder)).rejects.toThrow('no ordinary file');
  });

  it('is read again where it has changed', async () => {
    const path = join(folder, 'people.csv');
    writeFileSync(path, FILE);
    const read = addressReader();
    const first = await read(path);
    expect(await read(path)).toBe(first);
    writeFileSync(path, `${FILE}berlin,eve@example.org\n`);
    expect((await read(path)).get('berlin')).toHaveLength(2);
  });
});
