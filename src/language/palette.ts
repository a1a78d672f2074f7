import type { Stage } from './vocabulary.ts';

/**
 * Every colour of the product, light and dark: of the window (`scripts/palette.mjs` writes kit/tokens.css from here), of the report, the picture
 * and mails. Brands bring their own, which are data of a campaign.
 */

export const light = {
  paper: '#faf8f5',
  panel: '#ffffff',
  sunken: '#f3f0eb',
  ink: '#1f2430',
  inkSoft: '#4f5666',
  inkFaint: '#5d6473',
  line: '#e3ded6',
  lineStrong: '#8c8a86',
  hover: '#f0ece6',
  selected: '#e7ecf7',
  accent: '#2f4a8a',
  accentInk: '#ffffff',
  focus: '#2f5fd0',

  // Push is warm and angular, pull is cool and round: the pair that the whole studio turns on.
  push: '#b4462f',
  pushTint: '#f9e5de',
  pushInk: '#6e2413',
  pull: '#1a6b7a',
  pullTint: '#ddeff2',
  pullInk: '#0d424d',
  goal: '#5f4591',
  goalTint: '#ebe4f6',
  event: '#8a5a0f',
  eventTint: '#faeed3',

  good: '#2c6e49',
  night: '#4a5066',
  warning: '#8a5a0f',
  danger: '#a8232e',
  dangerTint: '#fbe6e6',

  // The bands of a forecast and its median.
  band90: '#c3d9de',
  band50: '#8fbcc6',
  median: '#124f5c',

  // Stages: sand for the way there, blues for active use, greys for those who left.
  stageUnaware: '#d9d4cb',
  stageAware: '#e8c9a0',
  stageTried: '#e2a182',
  stageUsing: '#7fbac5',
  stageHabitual: '#3d8c9b',
  stageChampion: '#174e5a',
  stageLapsed: '#a9a4b5',
  stageOptedOut: '#6e6a78',

  shadowSmall: '0 1px 2px rgb(31 36 48 / 8%)',
  shadowCard: '0 1px 2px rgb(31 36 48 / 10%)',
  shadowLifted: '0 8px 24px rgb(31 36 48 / 22%)',
  scrim: 'rgb(31 36 48 / 38%)',
  veil: 'rgb(128 128 128 / 30%)',
};

export type ColourName = keyof typeof light;
export type Colours = Record<ColourName, string>;

export const dark: Colours = {
  paper: '#15171c',
  panel: '#1d2027',
  sunken: '#181b21',
  ink: '#eceae6',
  inkSoft: '#b9bdc7',
  inkFaint: '#9aa0ad',
  line: '#31363f',
  lineStrong: '#747b88',
  hover: '#282c35',
  selected: '#2a3450',
  accent: '#9db4f2',
  accentInk: '#131722',
  focus: '#9db4f2',

  push: '#f08a6c',
  pushTint: '#46281f',
  pushInk: '#ffd9cc',
  pull: '#5fc3d6',
  pullTint: '#173a42',
  pullInk: '#c9eff6',
  goal: '#bda4ea',
  goalTint: '#332a48',
  event: '#e5b45c',
  eventTint: '#40331a',

  good: '#79c79b',
  night: '#0c0e14',
  warning: '#e5b45c',
  danger: '#f08a8f',
  dangerTint: '#47242a',

  band90: '#1f3c44',
  band50: '#2f626e',
  median: '#8fdcea',

  stageUnaware: '#3c4049',
  stageAware: '#7d6340',
  stageTried: '#a5654a',
  stageUsing: '#2f7482',
  stageHabitual: '#4fa5b5',
  stageChampion: '#a4e3ef',
  stageLapsed: '#67627a',
  stageOptedOut: '#948da6',

  shadowSmall: '0 1px 2px rgb(0 0 0 / 40%)',
  shadowCard: '0 1px 2px rgb(0 0 0 / 45%)',
  shadowLifted: '0 10px 28px rgb(0 0 0 / 60%)',
  scrim: 'rgb(0 0 0 / 55%)',
  veil: 'rgb(128 128 128 / 30%)',
};

export const WHITE = '#ffffff';
export const BLACK = '#000000';

/** Mails are read on the ground that a mail program gives them, mostly light; few of them know more than plain colours. */
export const mail = { ground: '#f4f4f4', sheet: WHITE, ink: '#1a1a1a', inkSoft: '#555555', link: '#0b5394' };

/** The colour of a stage. */
export const stageColour = (colours: Colours, stage: Stage): string =>
  colours[`stage${stage[0]!.toUpperCase()}${stage.slice(1)}` as ColourName];

/** Relative luminance of a colour written #RRGGBB, 0 for black to 1 for white (WCAG 2.2). */
export function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast ratio of two colours, 1 (none) to 21. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** White or black, whichever is read better on this colour. */
export const inkOn = (colour: string): string => (contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK);
