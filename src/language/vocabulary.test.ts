import { describe, expect, it } from 'vitest';
import { CADENCES, CHANNELS, METRICS, PHASE_KINDS } from '#campaign/document.ts';
import { capital, inWords, STAGES, vocabularies, within } from './vocabulary.ts';

describe.each(Object.entries(vocabularies))('the words of %s', (_, words) => {
  it('name everything that a campaign can hold, each thing by a name of its own', () => {
    for (const [names, ids] of [
      [words.channel, CHANNELS],
      [words.lane, CHANNELS],
      [words.cadence, CADENCES],
      [words.phaseKind, PHASE_KINDS],
      [words.metric, METRICS],
      [words.stage, STAGES],
    ] as const) {
      expect(Object.keys(names).toSorted()).toEqual([...ids].toSorted());
      expect(new Set(Object.values(names)).size).toBe(ids.length);
    }
  });
});

it('the same word means the same chance', () => {
  expect([1, 0.95, 0.71, 0.5, 0.2, 0.04, 0].map(inWords)).toEqual([
    'almost certain',
    'very likely',
    'likely',
    'about as likely as not',
    'unlikely',
    'very unlikely',
    'almost impossible',
  ]);
});

it('words begin a line or stand within it', () => {
  expect([capital('very likely'), within('Every week')]).toEqual(['Very likely', 'every week']);
});
