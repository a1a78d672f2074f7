import { describe, expect, it } from 'vitest';
import { fileStem } from './saveFile.ts';

describe('fileStem', () => {
  it('keeps letters of every script and drops what file systems refuse', () => {
    expect(fileStem('Über “uns”: 学习/2027?')).toBe('Über “uns” 学习 2027');
    expect(fileStem('...')).toBe('campaign');
    expect(fileStem(`${'a'.repeat(79)} b`)).toBe('a'.repeat(79));
  });
});
