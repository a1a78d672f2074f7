import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseCampaign } from '#campaign/file.ts';
import { NOW, plan, segment, touchpoint } from '../hostile.testing.ts';
import { exportCampaign, TARGET_IDS } from '../targets.ts';
import { MANIFEST_NAME, type Manifest } from './bundle.ts';

const campaign = plan({
  segments: [segment({ id: 'a', name: 'Ops' })],
  touchpoints: [touchpoint({ id: 't' }), touchpoint({ id: 'u', name: 'Chat', channel: 'slack' })],
});

describe('everything in one archive', () => {
  it('has every target, and a manifest whose hashes are those of the files', async () => {
    const { files, problems } = await exportCampaign(campaign, 'all', { now: NOW, revision: 7 });
    const parts = unzipSync(files[0]!.bytes);
    const manifest = JSON.parse(strFromU8(parts[MANIFEST_NAME]!)) as Manifest;
    expect(manifest).toMatchObject({ campaign: { id: campaign.id, revision: 7 }, made: NOW });
    expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
      Object.keys(parts)
        .filter((name) => name !== MANIFEST_NAME)
        .toSorted(),
    );
    for (const { name, sha256, bytes } of manifest.files) {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(parts[name]!)));
      expect(Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')).toBe(sha256);
      expect(parts[name]!.length).toBe(bytes);
    }
    expect(new Set(manifest.files.map(({ target }) => target))).toEqual(
      new Set(TARGET_IDS.filter((target) => target !== 'all')),
    );
    const messages = problems.map(({ message }) => message);
    expect(new Set(messages).size).toBe(messages.length);
    expect(parseCampaign(strFromU8(parts['Two-minutes-a-day.tandem.json']!)).id).toBe(campaign.id);
  });

  it('is the same for the same plan and moment, and says when it is not the whole', async () => {
    const made = () => exportCampaign(campaign, 'all', { now: NOW, excerpt: { segments: ['a'] } });
    const [one, other] = [await made(), await made()];
    expect(one.files[0]!.bytes).toEqual(other.files[0]!.bytes);
    const parts = unzipSync(one.files[0]!.bytes);
    expect((JSON.parse(strFromU8(parts[MANIFEST_NAME]!)) as Manifest).excerpt).toBe('segment “Ops”');
    expect(Object.keys(parts).filter((name) => name.endsWith('.tandem.json'))).toEqual([]);
  });
});
