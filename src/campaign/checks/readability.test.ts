import { describe, expect, it } from 'vitest';
import { readingEase, wordsIn } from './readability.ts';

describe('reading ease', () => {
  it('is worked out as Flesch did, from words, sentences and syllables', () => {
    // 26 words of one syllable in two sentences of 13.
    const text =
      'The cat sat on the mat and then it ran off to play. The dog sat on the rug and then it went home to sleep.';
    expect(wordsIn(text)).toHaveLength(26);
    expect(readingEase(text)).toBeCloseTo(206.835 - 1.015 * 13 - 84.6, 6);
  });

  it('counts syllables as a reader does, near enough', () => {
    const text = Array.from({ length: 25 }, () => 'learning').join(' ');
    expect(readingEase(text)).toBeCloseTo(206.835 - 1.015 * 25 - 84.6 * 2, 6);
    const silent = Array.from({ length: 25 }, () => 'made').join(' ');
    expect(readingEase(silent)).toBeCloseTo(206.835 - 1.015 * 25 - 84.6, 6);
  });

  it('says nothing of a short text', () => {
    expect(readingEase('Start now.')).toBeUndefined();
    expect(readingEase('')).toBeUndefined();
  });

  it('falls as sentences and words grow', () => {
    const plain =
      'You can start now. It takes ten minutes. Ask if you get stuck. We are glad to help you with it, on any day of the week at all.';
    const heavy =
      'Participation in the aforementioned educational opportunity necessitates preliminary registration, notwithstanding any previously communicated administrative arrangements concerning departmental responsibilities, availability, certification, documentation, verification or continuation of organisational membership.';
    expect(readingEase(plain)!).toBeGreaterThan(80);
    expect(readingEase(heavy)!).toBeLessThan(10);
  });
});
