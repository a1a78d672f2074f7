import { knows, t } from '../text/text.ts';

/** What the form of a profile calls the options of a target, and what they may be. */

/** Where the command line’s word is none that people read. */
const CALLED: Record<string, string> = { user: 'account' };

/** The text of a key that is built from data; undefined where the catalogue has none. */
const word = (key: string): string | undefined => (knows(key) ? t(key) : undefined);
const called = (option: string): string => CALLED[option] ?? option;

/** What has no word goes by what the command line knows it by. */
export const optionName = (option: string): string => word(`publishing.option.${called(option)}`) ?? option;
export const optionHint = (option: string): string | undefined => word(`publishing.optionHint.${called(option)}`);
export const valueName = (option: string, value: string): string =>
  word(`publishing.value.${called(option)}.${value}`) ?? value;
