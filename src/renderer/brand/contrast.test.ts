import { describe, expect, it } from 'vitest';
import { colourFrom, legibility } from './contrast.ts';

describe('legibility', () => {
  it('turns at 3 and 4.5', () => {
    expect([2.99, 3, 4.49, 4.5].map(legibility)).toEqual(['none', 'large', 'large', 'text']);
  });
});

describe('colourFrom', () => {
  it('reads colours as people write them and nothing else', () => {
    expect(['#17415E', '17415e', ' #abc '].map(colourFrom)).toEqual(['#17415e', '#17415e', '#aabbcc']);
    expect(['blue', '#12', '#1234567', 'rgb(1,2,3)', ''].map(colourFrom)).toEqual(Array(5).fill(undefined));
  });
});
