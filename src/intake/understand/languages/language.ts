import type { Channel } from '#campaign/document.ts';
import type { AudienceField, PlanField } from '../fields.ts';

/** What a language calls things in plans and lists of people. Several words for one thing stand apart by “|”. */
export interface Language {
  /** January to December. */
  months: string[];
  /** Monday to Sunday. */
  weekdays: string[];
  /** Other words in the cells of dates and times, by what they are in English. An empty text is a word that says nothing. */
  dateWords: Record<string, string>;
  /** Headings of plans. */
  plan: Partial<Record<PlanField, string>>;
  /** Headings of lists of people. */
  people: Partial<Record<AudienceField, string>>;
  channels: Partial<Record<Channel, string>>;
  /** Words for all people. */
  everyone: string;
}
