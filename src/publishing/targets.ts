import type { PublishedTarget } from '#contract/publishing.ts';
import type { Target } from './target.ts';

/** Every target that is published to. Code and libraries of one are loaded when it is first used. */
export const PUBLISHING_TARGETS: Partial<
  Record<PublishedTarget, { description: string; load: () => Promise<Target> }>
> = {
  webhook: {
    description: 'A signed request for each message at its time (Standard Webhooks).',
    load: async () => (await import('./targets/webhook.ts')).webhook,
  },
  folder: {
    description: 'A file for each message at its time, put into a folder that another program watches.',
    load: async () => (await import('./targets/folder.ts')).folder,
  },
};
