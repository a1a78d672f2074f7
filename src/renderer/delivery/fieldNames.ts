import { explain, StudioCallError } from '../bridge/studio.ts';
import { useSession } from '../session/session.ts';
import { t, type MessageKey } from '../text/text.ts';
import { optionName } from './optionWords.ts';

/** What the form of a profile calls what a sentence of the studio is about. The command line has options for the same. */

const FIELDS: Record<string, MessageKey> = {
  name: 'publishing.name',
  url: 'publishing.url',
  secret: 'publishing.secretWhere',
  options: 'publishing.others',
};
/** No fields of a profile. */
const ELSEWHERE = new Set(['journal', 'key', 'profile']);

/** A sentence, and the field that it is about. */
export function withField(sentence: string, field: string | undefined): string {
  if (field === undefined || ELSEWHERE.has(field)) return sentence;
  const known = FIELDS[field];
  return t('publishing.inField', { sentence, field: known ? t(known) : fieldOf(field) });
}

function fieldOf(name: string): string {
  const [all = '', ...rest] = name.split('.');
  if (rest.length === 0) return optionName(all);
  const id = rest.join('.');
  const segment = useSession.getState().open?.campaign.segments.find((one) => one.id === id);
  return t('publishing.optionFor', { option: optionName(all), segment: segment?.name ?? id });
}

export const explainField = (error: unknown): string =>
  withField(explain(error), error instanceof StudioCallError ? error.field : undefined);
