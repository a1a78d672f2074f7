import { dark, light, type Colours } from '#language/palette.ts';

/** `auto` follows the reader's preference on screen and prints light. */
export type Theme = 'light' | 'auto';

/** Rules written once, or twice where the reader's preference decides. */
export function themed(theme: Theme, rules: (colours: Colours) => string): string {
  if (theme === 'light') return rules(light);
  return `${rules(light)}@media screen and (prefers-color-scheme: dark){${rules(dark)}}`;
}
