import type { Campaign } from './document.ts';

/** Changes whenever the same plan and seed would give other numbers, which simulation/engineVersion.test.ts notices. */
export const ENGINE_VERSION = '6';

/**
 * The engine whose figures were told of a plan so far, where that is not this one: by its version, or null where the file does not say, as those of older
 * studios. Undefined where it is this one.
 */
export const earlierEngine = ({ engine }: Pick<Campaign, 'engine'>): string | null | undefined =>
  engine === ENGINE_VERSION ? undefined : (engine ?? null);
