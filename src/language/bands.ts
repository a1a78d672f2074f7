import type { Vocabulary } from './vocabulary.ts';

/** Two kinds of bands around a forecast: of each day alone, and such that hold the whole curve. What they are called, in the window and the report. */

type BandKind = 'daily' | 'wholePath';

/** Says which is shown, in a line beside it. */
export const BAND_WORDS: Record<BandKind, string> = {
  daily: 'On any one day, 9 of 10 runs lie inside the wide band.',
  wholePath: 'The whole curve stays inside the wide band in 9 of 10 runs.',
};

/** The same as it is explained under the chart of a report. */
export const bandsExplained: Record<BandKind, (vocabulary: Vocabulary) => string> = {
  daily: ({ activePeople }) =>
    `The line is the middle of all simulated runs: half of them had fewer ${activePeople} on that day, half had more. The dark band holds the middle half of the runs and the light band nine in ten on any one day, so that one in ten lies outside even that, and more of them on some day or other.`,
  wholePath: ({ activePeople }) =>
    `The line is the middle of all simulated runs: half of them had fewer ${activePeople} on that day, half had more. In nine of ten runs the whole curve stays inside the light band from the first day to the last, and in half of them inside the dark one.`,
};
