import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourFrom, contrast, inkOn, legibility } from './contrast.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('gives the ratios that WCAG names', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#FF0000', '#ffffff')).toBeCloseTo(4, 1);
  });

  it('is the same both ways', () => {
    fc.assert(fc.property(colour, colour, (one, other) => contrast(one, other) === contrast(other, one)));
  });
});

describe('inkOn', () => {
  it('can always be read as text', () => {
    fc.assert(fc.property(colour, (background) => legibility(contrast(background, inkOn(background))) === 'text'));
  });

  it('takes white on dark colours and black on light ones', () => {
    expect(inkOn('#1f2430')).toBe('#ffffff');
    expect(inkOn('#f0d060')).toBe('#000000');
  });
});

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
