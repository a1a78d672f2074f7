import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLACK, contrast, dark, inkOn, light, luminance, stageColour, WHITE, type ColourName } from './palette.ts';
import { STAGES } from './vocabulary.ts';

const READABLE = 4.5;
const VISIBLE = 3;

/** Every pair of words and surface that is drawn. */
const words: [ColourName, ColourName][] = [
  ...(['paper', 'panel', 'sunken', 'pullTint', 'pushTint', 'eventTint', 'goalTint'] as const).map(
    (surface): [ColourName, ColourName] => ['ink', surface],
  ),
  ...(['paper', 'panel', 'sunken'] as const).map((surface): [ColourName, ColourName] => ['inkFaint', surface]),
  ['accentInk', 'push'],
  ['accentInk', 'accent'],
  ['push', 'paper'],
  ['pushInk', 'pushTint'],
  ['pullInk', 'pullTint'],
  // Numbers on goals.
  ['paper', 'goal'],
  ['paper', 'ink'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s colours', (_, colours) => {
  it.each(words)('%s on %s can be read', (one, other) => {
    expect(contrast(colours[one], colours[other])).toBeGreaterThanOrEqual(READABLE);
  });

  it.each(['push', 'pull', 'goal', 'event', 'median', 'danger'] as const)('%s stands out from the paper', (mark) => {
    expect(contrast(colours[mark], colours.paper)).toBeGreaterThanOrEqual(VISIBLE);
  });

  it('give every stage its own', () => {
    const found = STAGES.map((stage) => stageColour(colours, stage));
    expect(new Set(found).size).toBe(STAGES.length);
    for (const colour of found) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
  });
});

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  it('gives the ratios that WCAG names', () => {
    expect(contrast(BLACK, WHITE)).toBe(21);
    expect(contrast(WHITE, WHITE)).toBe(1);
    expect(contrast('#767676', WHITE)).toBeCloseTo(4.54, 2);
    expect(contrast('#FF0000', WHITE)).toBeCloseTo(4, 1);
    expect([luminance(BLACK), luminance(WHITE)]).toEqual([0, 1]);
  });

  it('is the same both ways', () => {
    fc.assert(fc.property(colour, colour, (one, other) => contrast(one, other) === contrast(other, one)));
  });
});

describe('inkOn', () => {
  it('can always be read as text', () => {
    fc.assert(fc.property(colour, (background) => contrast(background, inkOn(background)) >= READABLE));
  });

  it('takes white on dark colours and black on light ones', () => {
    expect(inkOn('#1f2430')).toBe(WHITE);
    expect(inkOn('#f0d060')).toBe(BLACK);
  });
});
