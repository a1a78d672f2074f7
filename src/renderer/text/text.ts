import { messages, type MessageKey } from './en.ts';
import { locale } from '../locale.ts';

export type { MessageKey } from './en.ts';

const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat(locale);

type Parameters = Record<string, string | number>;

/**
 * The text of a key, with `{name}` filled in. Where a `count` is given, `key.one` is taken for one and `key.other` for the rest.
 * Numbers are written as the locale does.
 */
export function t(key: MessageKey, parameters: Parameters = {}): string {
  return text(key, parameters);
}

/** Whether the catalogue has this key; for keys that are built from data. */
export function knows(key: string): key is MessageKey {
  return key in messages;
}

function text(key: string, parameters: Parameters): string {
  const count = parameters['count'];
  const plural = typeof count === 'number' ? `${key}.${plurals.select(count)}` : key;
  const catalogue = messages as Record<string, string>;
  const pattern = catalogue[plural] ?? catalogue[key] ?? catalogue[`${key}.other`] ?? key;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
}
