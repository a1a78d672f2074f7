import { primaryLanguage } from '#campaign/document.ts';
import { locale } from '../locale.ts';

/** Languages that companies most often write to their people in. Any other tag of a document is kept and offered beside them. */
const COMMON = (
  'ar bg bn ca cs da de de-AT de-CH el en en-GB en-US es es-MX et fa fi fil fr fr-CA he hi hr hu id it ja ko lt lv ms nb nl pl pt pt-BR ro ru ' +
  'sk sl sr sv sw th tr uk ur vi zh zh-Hans zh-Hant'
).split(' ');

/** The person's own language, as it stands in the list where it does: German rather than German as in Germany. */
export function ownLanguage(tag: string = locale): string {
  if (COMMON.includes(tag)) return tag;
  const primary = primaryLanguage(tag);
  return COMMON.includes(primary) ? primary : tag;
}

const names = new Intl.DisplayNames('en', { type: 'language' });

/** A language as the window calls it, whatever locale the person has: “Brazilian Portuguese”. */
export function languageName(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const common = COMMON.map((id) => ({ id, label: languageName(id) }));

/** The languages to choose from, by name; those in use are always among them. */
export function languageOptions(inUse: readonly string[]): { id: string; label: string }[] {
  const others = [...new Set(inUse)].filter((tag) => !COMMON.includes(tag));
  const all = [...common, ...others.map((id) => ({ id, label: languageName(id) }))];
  return all.toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}
