import { expect, it } from 'vitest';
import { dark, light } from '#language/palette.ts';
import { themed } from './theme.ts';

it('writes both sets of colours where the reader decides', () => {
  const css = themed('auto', ({ paper }) => `p{fill:${paper}}`);
  expect(css).toBe(`p{fill:${light.paper}}@media screen and (prefers-color-scheme: dark){p{fill:${dark.paper}}}`);
  expect(themed('light', ({ paper }) => paper)).toBe(light.paper);
});
