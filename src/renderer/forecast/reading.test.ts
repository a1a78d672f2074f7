import { describe, expect, it } from 'vitest';
import { readingAfter } from './reading.ts';

const inView = { first: 20, last: 50 };
const after = (key: string, read: number | null, held = {}) =>
  readingAfter({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held }, read, 100, inView);

describe('reading the chart by keys', () => {
  it('begins with what is in view', () => {
    expect(after('ArrowRight', null)).toBe(20);
    expect(after('ArrowLeft', null)).toBe(50);
    const before = { first: -30, last: -3 };
    expect(
      readingAfter(
        { key: 'ArrowRight', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
        null,
        100,
        before,
      ),
    ).toBe(0);
  });

  it('goes on by a day, a week and four weeks, and stays on the chart', () => {
    expect(after('ArrowRight', 20)).toBe(21);
    expect(after('ArrowLeft', 20, { shiftKey: true })).toBe(13);
    expect(after('PageDown', 20)).toBe(48);
    expect(after('PageUp', 20)).toBe(0);
    expect(after('ArrowRight', 99)).toBe(99);
    expect(after('Home', 20)).toBe(0);
    expect(after('End', null)).toBe(99);
  });

  it('ends with Esc, and leaves other keys alone', () => {
    expect(after('Escape', 20)).toBe(null);
    expect(after('Escape', null)).toBe(undefined);
    expect(after('a', 20)).toBe(undefined);
    expect(after('ArrowLeft', 20, { altKey: true })).toBe(undefined);
    expect(
      readingAfter({ key: 'End', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false }, null, 0, inView),
    ).toBe(undefined);
  });
});
