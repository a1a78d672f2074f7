import { describe, expect, it } from 'vitest';
import { contrast, DARK, LIGHT, themed, type Colours } from './colours.ts';

const READABLE = 4.5;
const VISIBLE = 3;

/** Every pair of words and surface that is drawn. */
const words: [keyof Colours, keyof Colours][] = [
  ...(['paper', 'panel', 'shade', 'pullTint', 'pushTint', 'eventTint'] as const).map(
    (surface): [keyof Colours, keyof Colours] => ['ink', surface],
  ),
  ...(['paper', 'panel', 'shade'] as const).map((surface): [keyof Colours, keyof Colours] => ['muted', surface]),
  ['onPush', 'pushSolid'],
  ['pushSolid', 'paper'],
  ['paper', 'ink'],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s colours', (_, colours) => {
  it.each(words)('%s on %s can be read', (one, other) => {
    expect(contrast(colours[one], colours[other])).toBeGreaterThanOrEqual(READABLE);
  });

  it.each(['push', 'pull', 'goal', 'event'] as const)('%s stands out from the paper', (mark) => {
    expect(contrast(colours[mark], colours.paper)).toBeGreaterThanOrEqual(VISIBLE);
  });
});

describe('contrast', () => {
  it('is what WCAG says', () => {
    expect(contrast('#000000', '#FFFFFF')).toBe(21);
    expect(contrast('#777777', '#777777')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

describe('themed', () => {
  it('writes both sets where the reader decides', () => {
    const css = themed('auto', ({ paper }) => `p{fill:${paper}}`);
    expect(css).toBe('p{fill:#FAF8F5}@media screen and (prefers-color-scheme: dark){p{fill:#16181D}}');
    expect(themed('dark', ({ paper }) => paper)).toBe('#16181D');
  });
});
