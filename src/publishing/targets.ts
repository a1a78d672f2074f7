import type { PublishedTarget } from '#contract/publishing.ts';
import type { Target } from './target.ts';

/** Every target that is published to. Code and libraries of one are loaded when it is first used. */
export const PUBLISHING_TARGETS: Record<
  PublishedTarget,
  { name: string; description: string; load: () => Promise<Target> }
> = {
  webhook: {
    name: 'Webhook',
    description: 'A signed request for each message at its time (Standard Webhooks).',
    load: async () => (await import('./targets/webhook.ts')).webhook,
  },
  caldav: {
    name: 'Calendar server (CalDAV)',
    description: 'An event for each message in a calendar on a CalDAV server, changed and taken out there too.',
    load: async () => (await import('./targets/caldav.ts')).caldav,
  },
  smtp: {
    name: 'Mail (SMTP)',
    description: 'A mail to each address of the audience file, at its time.',
    load: async () => (await import('./targets/smtp.ts')).smtp,
  },
  imap: {
    name: 'Drafts in a mailbox (IMAP)',
    description: 'A draft for each message in a mailbox, to be read and sent by people.',
    load: async () => (await import('./targets/imap.ts')).imap,
  },
  slack: {
    name: 'Slack',
    description: 'Messages that Slack posts at their time, into a channel for each segment.',
    load: async () => (await import('./targets/slack.ts')).slack,
  },
  teams: {
    name: 'Microsoft Teams',
    description: 'A card for each message, posted to a Teams channel at its time by a workflow there.',
    load: async () => (await import('./targets/teams.ts')).teams,
  },
  listmonk: {
    name: 'listmonk',
    description: 'A scheduled campaign of listmonk for each message, to a list for each segment.',
    load: async () => (await import('./targets/listmonk.ts')).listmonk,
  },
  xapi: {
    name: 'Learning record store (xAPI)',
    description: 'A statement for each message in a learning record store, at its time.',
    load: async () => (await import('./targets/xapi.ts')).xapi,
  },
  folder: {
    name: 'Folder',
    description: 'A file for each message at its time, put into a folder that another program watches.',
    load: async () => (await import('./targets/folder.ts')).folder,
  },
};
