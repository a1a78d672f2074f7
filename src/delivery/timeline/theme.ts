import { dark, light, type Colours } from '#language/palette.ts';

/** `auto` follows the reader's preference on screen and prints light. */
export type Theme = 'light' | 'dark' | 'auto';

/** Rules for one theme: written once, or twice where the reader's preference decides. */
export function themed(theme: Theme, rules: (colours: Colours) => string): string {
  if (theme !== 'auto') return rules(theme === 'dark' ? dark : light);
  return `${rules(light)}@media screen and (prefers-color-scheme: dark){${rules(dark)}}`;
}
