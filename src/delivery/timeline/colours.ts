/** The product's colours, light and dark, and how far apart two of them are. */

export interface Colours {
  paper: string;
  panel: string;
  ink: string;
  muted: string;
  hairline: string;
  shade: string;
  /** Marks without words on them. */
  push: string;
  /** Push as a surface under `onPush`, or as words on paper. A shade deeper than `push` where that would be hard to read. */
  pushSolid: string;
  onPush: string;
  pushTint: string;
  pull: string;
  pullTint: string;
  goal: string;
  event: string;
  eventTint: string;
}

export const LIGHT: Colours = {
  paper: '#FAF8F5',
  panel: '#FFFFFF',
  ink: '#1F2430',
  muted: '#5B6170',
  hairline: '#E3DED6',
  shade: '#F1EDE6',
  push: '#C8553D',
  pushSolid: '#C04E37',
  onPush: '#FFFFFF',
  pushTint: '#F7E3DC',
  pull: '#1F7A8C',
  pullTint: '#DCEEF1',
  goal: '#6B4E9B',
  event: '#B7791F',
  eventTint: '#F6E8CC',
};

export const DARK: Colours = {
  paper: '#16181D',
  panel: '#1E2128',
  ink: '#ECEAE6',
  muted: '#A0A6B4',
  hairline: '#333844',
  shade: '#1B1E24',
  push: '#F08A6C',
  pushSolid: '#F08A6C',
  onPush: '#16181D',
  pushTint: '#4A2A22',
  pull: '#5FC3D6',
  pullTint: '#17393F',
  goal: '#B79CE8',
  event: '#E0A84A',
  eventTint: '#40321A',
};

/** `auto` follows the reader's preference on screen and prints light. */
export type Theme = 'light' | 'dark' | 'auto';

/** Rules for one theme: written once, or twice where the reader's preference decides. */
export function themed(theme: Theme, rules: (colours: Colours) => string): string {
  if (theme !== 'auto') return rules(theme === 'dark' ? DARK : LIGHT);
  return `${rules(LIGHT)}@media screen and (prefers-color-scheme: dark){${rules(DARK)}}`;
}

/** Contrast of two #RRGGBB colours by WCAG 2: 1 (none) to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
