import { z } from 'zod';
import type { Campaign } from '#campaign/document.ts';
import { earlierEngine } from '#campaign/engine.ts';
import { earlierEngineInWords } from '#language/engine.ts';

/** That figures noted of a plan before were another engine's, as the command line says it. */

export const earlierEngineSchema = z
  .string()
  .nullable()
  .optional()
  .describe(
    'There where the figures that were told of this plan so far are of another engine: its version, or null where the file does not say',
  );

interface Earlier {
  earlierEngine?: string | null | undefined;
}

/** What stands in the answer: nothing where the plan's figures are of this engine. */
export function earlierIn(campaign: Campaign): Earlier {
  const earlier = earlierEngine(campaign);
  return earlier === undefined ? {} : { earlierEngine: earlier };
}

/** The same in sentences. */
export const earlierLines = ({ earlierEngine: earlier }: Earlier): string[] =>
  earlier === undefined ? [] : [earlierEngineInWords(earlier)];
