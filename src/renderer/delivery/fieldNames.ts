import { explain, StudioCallError } from '../bridge/studio.ts';
import { knows, t, type MessageKey } from '../text/text.ts';

/** What the form of a profile calls what a sentence of the studio is about. The command line has options for the same. */

const FIELDS: Record<string, MessageKey> = {
  name: 'publishing.name',
  url: 'publishing.url',
  secret: 'publishing.secretWhere',
  options: 'publishing.others',
};
/** No fields of a profile. */
const ELSEWHERE = new Set(['journal', 'key', 'profile']);

/** Options go by what they are called where the catalogue has a word, else by the names that the command line knows them by. */
export function optionName(option: string): string {
  const key = `publishing.option.${option}`;
  return knows(key) ? t(key) : option;
}

/** A sentence, and the field that it is about. That of one segment alone stands among the other options. */
export function withField(sentence: string, field: string | undefined): string {
  if (field === undefined || ELSEWHERE.has(field)) return sentence;
  const [all = '', segment] = field.split('.');
  const known = FIELDS[field];
  if (segment === undefined) return t('publishing.inField', { sentence, field: known ? t(known) : optionName(field) });
  return t('publishing.inFieldOrOthers', {
    sentence,
    field: optionName(all),
    others: t('publishing.others'),
    line: field,
  });
}

export const explainField = (error: unknown): string =>
  withField(explain(error), error instanceof StudioCallError ? error.field : undefined);
