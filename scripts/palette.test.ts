import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dark, light } from '../src/language/palette.ts';
import { path, withColours } from './palette.mjs';

const css = readFileSync(path, 'utf8');

it('the window has the colours of the palette', () => {
  const isCurrent = withColours(css) === css;
  expect(isCurrent, 'run “node_modules/.bin/node scripts/palette.mjs” to write the colours anew').toBe(true);
});

it('a changed colour changes the stylesheet', () => {
  expect(withColours(css, [{ ...light, push: 'red' }, dark])).toContain('--push: red;');
  expect(withColours(css, [light, { ...dark, stageOptedOut: 'red' }])).toContain('--stage-opted-out: red;');
});

it('a stylesheet without the marks is refused', () => {
  expect(() => withColours(':root {}')).toThrow('tokens.css lacks');
});
