import { describe, expect, it } from 'vitest';
import { campaignSchema, FORMAT_VERSION } from './document.ts';
import { campaignFrom, contentHash, parseCampaign, serializeCampaign } from './file.ts';
import { newCampaignId } from './identity.ts';
import { TEMPLATES } from './templates/templates.ts';

/** Files as the studio wrote them while the document was of format 1. */
const files = import.meta.glob<string>('./fixtures/format-1/*', { query: '?raw', import: 'default', eager: true });
const texts = Object.entries(files).map(([path, text]) => ({ name: path.split('/').at(-1)!, text }));
const older = (text: string) => JSON.parse(text) as Record<string, unknown> & { segments: { name: string }[] };

describe('files of format 1', () => {
  it('are there for every template that is as old', () => {
    const newer = ['first-90-days', 'refresher-by-due-date'];
    expect(texts.map(({ name }) => name.replace('.tandem.json', '')).toSorted()).toEqual(
      TEMPLATES.flatMap(({ id }) => (newer.includes(id) ? [] : id)).toSorted(),
    );
  });

  it.each(texts)('open with nothing lost and one id: $name', ({ text }) => {
    const campaign = parseCampaign(text);
    const { id, version, ...rest } = campaign;
    expect(version).toBe(FORMAT_VERSION);
    expect(rest).toEqual({
      ...(({ version: _, ...others }) => others)(older(text)),
      ideas: [],
      decisions: [],
      calendars: [],
    });
    expect(parseCampaign(text).id).toBe(id);
    expect(parseCampaign(serializeCampaign(campaign))).toEqual(campaign);
    expect(serializeCampaign(campaign)).toBe(
      text
        .replace('"version": 1,', `"version": ${FORMAT_VERSION},\n  "id": "${id}",`)
        .replace('\n  "segments": [', '\n  "calendars": [],\n  "segments": [')
        .replace('\n  "touchpoints": [', '\n  "decisions": [],\n  "touchpoints": [')
        .replace('\n  "assumptions": [', '\n  "ideas": [],\n  "assumptions": ['),
    );
  });

  it.each(texts)('open as they do when the studio had brought them to format 2: $name', ({ text }) => {
    const campaign = parseCampaign(text);
    const ofFormat2 = text.replace('"version": 1,', `"version": 2,\n  "id": "${campaign.id}",`);
    expect(parseCampaign(ofFormat2)).toEqual(campaign);
  });

  it.each(texts)('keep the id under another name and with other touchpoints, not from another start: $name', (one) => {
    const plan = older(one.text);
    const { id } = parseCampaign(one.text);
    expect(campaignFrom({ ...plan, name: 'Another' }).id).toBe(id);
    expect(campaignFrom({ ...plan, touchpoints: [], description: 'New', days: 500 }).id).toBe(id);
    expect(campaignFrom({ ...plan, start: '2027-01-12' }).id).not.toBe(id);
    expect(campaignFrom({ ...plan, timeZone: 'Asia/Tokyo' }).id).not.toBe(id);
    const [first, ...others] = plan.segments;
    expect(campaignFrom({ ...plan, segments: [{ ...first!, name: 'Elsewhere' }, ...others] }).id).not.toBe(id);
  });

  it('have ids of their own', () => {
    expect(new Set(texts.map(({ text }) => parseCampaign(text).id)).size).toBe(texts.length);
  });

  it.each([null, 7, [null], [{ name: 3 }], 'x'])('with segments such as %j are refused as before', (segments) => {
    expect(() => campaignFrom({ ...older(texts[0]!.text), segments })).toThrow('At segments');
  });
});

describe('a new campaign', () => {
  it('has an id by chance that a document takes', () => {
    const ids = Array.from({ length: 100 }, newCampaignId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(campaignSchema.shape.id.safeParse(id).success).toBe(true);
  });

  it.each(TEMPLATES)('from a template is told apart from its twin: $id', (template) => {
    const [one, other] = [template.build({ start: '2027-01-11' }), template.build({ start: '2027-01-11' })];
    expect(one.id).not.toBe(other.id);
    expect({ ...one, id: '' }).toEqual({ ...other, id: '' });
  });
});

describe('contentHash', () => {
  const campaign = parseCampaign(texts[0]!.text);

  it('is that of the canonical file', async () => {
    const shuffled = Object.fromEntries(Object.entries(campaign).toReversed()) as typeof campaign;
    expect(await contentHash(shuffled)).toBe(await contentHash(campaign));
    expect(await contentHash(campaign)).toMatch(/^[0-9a-f]{64}$/);
    // As sha256sum says of the file.
    expect(await contentHash(parseCampaign(files['./fixtures/format-1/blank.tandem.json']!))).toBe(
      '853ae24533023efa0c0d343adf81667879d2e75170fbe0eaa77e685fd06c5a22',
    );
  });

  it('changes with every word', async () => {
    expect(await contentHash({ ...campaign, name: `${campaign.name}.` })).not.toBe(await contentHash(campaign));
  });
});
