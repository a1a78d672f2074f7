import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEMPLATES } from '#campaign/templates/templates.ts';
import { TARGETS_TO_PUBLISH, type Item, type Profile, type PublishedTarget } from '#contract/publishing.ts';
import { connectionTo, itemsOf, profileFor } from './items.testing.ts';
import { isThere, PASSWORD, startRadicale, ACCOUNT, type Peer } from './peers.testing.ts';
import { PUBLISHING_TARGETS } from './targets.ts';
import { caldav } from './targets/caldav.ts';
import { slack } from './targets/slack.ts';
import { startSlack, TOKEN } from './targets/slack.fake.testing.ts';
import { teams } from './targets/teams.ts';
import { startTeams } from './targets/teams.fake.testing.ts';

/** Every template for every target, as far as a plan alone can be wrong for one. */

const plans = TEMPLATES.map((template) => [template.id, template.build({ start: '2027-02-01' })] as const);

const profiles: Record<PublishedTarget, Profile> = {
  webhook: profileFor('webhook', { url: 'https://hooks.example.com/in' }),
  caldav: profileFor('caldav', { url: 'https://cal.example.com/team/' }),
  smtp: profileFor('smtp', { url: 'smtps://mail.example.com', options: { from: 'team@example.com' } }),
  imap: profileFor('imap', { url: 'imaps://mail.example.com' }),
  slack: profileFor('slack', { options: { channel: 'C0ALL' } }),
  teams: profileFor('teams'),
  listmonk: profileFor('listmonk', { url: 'https://lists.example.com', options: { list: '3' } }),
  xapi: profileFor('xapi', { url: 'https://store.example.com/xapi' }),
  folder: profileFor('folder', { url: '/srv/outbox' }),
};

/** The first item of each touchpoint for each segment: the later ones of a series differ by their day alone. */
const firstOnes = (items: readonly Item[]): Item[] => [
  ...new Map(items.toReversed().map((item) => [`${item.touchpoint} ${item.segment}`, item])).values(),
];

describe.each(TARGETS_TO_PUBLISH)('%s', (id) => {
  it('takes every message of every template', async () => {
    const target = await PUBLISHING_TARGETS[id]!.load();
    const profile = profiles[id];
    let count = 0;
    for (const [, campaign] of plans) {
      const made = await itemsOf(campaign, target, profile);
      const stopping = made.flatMap(({ problems }) => problems.filter((one) => typeof one !== 'string'));
      expect(stopping).toEqual([]);
      const keys = new Set(made.map(({ item }) => item.key));
      expect(keys.size).toBe(made.length);
      for (const item of firstOnes(made.map((one) => one.item))) {
        const bytes = await target.bytes(item, profile, []);
        expect(bytes.length).toBeGreaterThan(0);
        expect(await target.bytes(item, profile, [])).toEqual(bytes);
        if (id === 'caldav') ICAL.parse(new TextDecoder().decode(bytes));
      }
      count += made.length;
    }
    expect(count).toBeGreaterThan(500);
  });
});

describe.skipIf(!isThere('radicale'))('Radicale', () => {
  let peer: Peer;
  beforeAll(async () => {
    peer = await startRadicale();
  });
  afterAll(() => peer.stop());

  it.each(plans)('accepts the events of “%s”', async (id, campaign) => {
    const profile = profileFor('caldav', {
      url: `http://127.0.0.1:${peer.port}/${ACCOUNT}/${id}/`,
      options: { user: ACCOUNT },
    });
    const connection = connectionTo(profile, PASSWORD);
    const items = firstOnes((await itemsOf(campaign, caldav, profile)).map(({ item }) => item));
    for (const item of items) {
      const outcome = await caldav.send(connection, item, []);
      expect(outcome, item.name).toMatchObject({ state: 'sent' });
    }
    if (items.length === 0) return;
    const folder = join(peer.folder, 'collections', 'collection-root', ACCOUNT, id);
    expect(readdirSync(folder).filter((name) => name.endsWith('.ics')).length).toBe(items.length);
  });
});

describe('chats (fakes from their documents)', () => {
  it('take the messages of every template', async () => {
    const [chat, workflow] = [await startSlack(new Date()), await startTeams()];
    try {
      for (const [, campaign] of plans) {
        const profile = { ...profiles.slack, url: `${chat.url}/api/` };
        for (const item of firstOnes((await itemsOf(campaign, slack, profile)).map((one) => one.item))) {
          chat.now = new Date(Date.parse(item.at) - 3600_000);
          chat.scheduled.length = 0;
          expect(await slack.send(connectionTo(profile, TOKEN), item, []), item.name).toMatchObject({ state: 'sent' });
        }
        for (const { item } of await itemsOf(
          { ...campaign, segments: campaign.segments.slice(0, 1) },
          teams,
          profiles.teams,
        ))
          expect(await teams.send(connectionTo(profiles.teams, workflow.address), item, []), item.name).toMatchObject({
            state: 'sent',
          });
      }
      expect(workflow.cards.length).toBeGreaterThan(100);
    } finally {
      await chat.stop();
      await workflow.stop();
    }
  });
});
