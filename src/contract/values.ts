import { z } from 'zod';

/** What several calls carry. */

/** Runs of one plan that may be asked for. */
export const MOST_RUNS = 100_000;

export const campaignId = z.string().min(1).max(64);
export const revision = z.int().min(0).describe('Rises by one with every change, undo and redo included');
export const job = z.string().min(1).max(64).describe('Chosen by the caller, for progress and cancelling');
export const locale = z
  .string()
  .max(40)
  .refine(isLanguageTag, 'write a language tag such as en-GB')
  .describe('How dates and numbers are written');
export const nothing = z.strictObject({});
export const bytes = z.base64().describe('Bytes of a file, as base64');
export const goalId = z
  .string()
  .max(64)
  .nullable()
  .describe('The goal that counts; null for learners in active use at the end');

function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}
