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
  caldav: {
    description: 'An event for each message in a calendar on a CalDAV server, changed and taken out there too.',
    load: async () => (await import('./targets/caldav.ts')).caldav,
  },
  smtp: {
    description: 'A mail to each address of the audience file, at its time.',
    load: async () => (await import('./targets/smtp.ts')).smtp,
  },
  imap: {
    description: 'A draft for each message in a mailbox, to be read and sent by people.',
    load: async () => (await import('./targets/imap.ts')).imap,
  },
  slack: {
    description: 'Messages that Slack posts at their time, into a channel for each segment.',
    load: async () => (await import('./targets/slack.ts')).slack,
  },
  teams: {
    description: 'A card for each message, posted to a Teams channel at its time by a workflow there.',
    load: async () => (await import('./targets/teams.ts')).teams,
  },
  listmonk: {
    description: 'A scheduled campaign of listmonk for each message, to a list for each segment.',
    load: async () => (await import('./targets/listmonk.ts')).listmonk,
  },
  xapi: {
    description: 'A statement for each message in a learning record store, at its time.',
    load: async () => (await import('./targets/xapi.ts')).xapi,
  },
  folder: {
    description: 'A file for each message at its time, put into a folder that another program watches.',
    load: async () => (await import('./targets/folder.ts')).folder,
  },
};
