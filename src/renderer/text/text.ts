import { isolated } from '#campaign/bidi.ts';
import type { Campaign } from '#campaign/document.ts';
import { career } from './en.career.ts';
import { messages, type MessageKey } from './en.ts';
import { formats } from '../locale.ts';

export type { MessageKey } from './en.ts';

const plurals = new Intl.PluralRules('en');

type Parameters = Record<string, string | number>;

const catalogues: Record<Campaign['vocabulary'], Record<string, string>> = {
  learning: messages,
  career: { ...messages, ...career },
};
let spoken = catalogues.learning;

/** Takes the words of this kind of campaign from now on. What is on the screen follows when it is rendered next. */
export function speak(vocabulary: Campaign['vocabulary']): void {
  spoken = catalogues[vocabulary];
}

/**
 * The text of a key, with `{name}` filled in. Where a `count` is given, `key.one` is taken for one and `key.other` for the rest.
 * Numbers are written as the locale does. A name or a figure that runs from right to left turns nothing but itself.
 */
export const t = (key: MessageKey, parameters: Parameters = {}): string => fill(key, parameters, isolated);

/** The same for a text that is kept in the campaign, such as a new name: without the marks that a sentence on the screen needs. */
export const kept = (key: MessageKey, parameters: Parameters): string => fill(key, parameters, (value) => value);

function fill(key: MessageKey, parameters: Parameters, place: (value: string) => string): string {
  const count = parameters['count'];
  const plural = typeof count === 'number' ? `${key}.${plurals.select(count)}` : key;
  const pattern = spoken[plural] ?? spoken[key] ?? spoken[`${key}.other`] ?? key;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : place(typeof value === 'number' ? formats.upTo(value, 3) : value);
  });
}

/** Facts side by side, each in its own direction: “Dublin · English · 5 steps”. */
export const facts = (...parts: (string | false | null | undefined)[]): string =>
  parts
    .filter((part) => part !== false && part !== null && part !== undefined && part !== '')
    .map((part) => isolated(part as string))
    .join(' · ');

/** Names one after the other, each in its own direction: “Dublin, Cairo”. */
export const names = (all: readonly string[]): string => all.map(isolated).join(', ');

/** Whether the catalogue has this key; for keys that are built from data. */
export function knows(key: string): key is MessageKey {
  return key in messages;
}
