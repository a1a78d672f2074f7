import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullCampaign, smallCampaign } from './arbitrary.testing.ts';
import { differenceBetween } from './difference.ts';
import { campaignJsonSchema, CampaignFileError, parseCampaign, serializeCampaign } from './file.ts';
import { apply } from './reducer.ts';

const text = serializeCampaign(smallCampaign);
const failure = (given: string): CampaignFileError => {
  try {
    parseCampaign(given);
  } catch (error) {
    if (error instanceof CampaignFileError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

describe('campaign files', () => {
  it('have one canonical text whatever the order of the keys', () => {
    const shuffled = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).toReversed()));
    expect(serializeCampaign(parseCampaign(shuffled))).toBe(text);
    expect(serializeCampaign(parseCampaign(`\uFEFF${text}`))).toBe(text);
  });

  it('have the top-level keys that scripts count on', () => {
    expect(Object.keys(JSON.parse(text))).toEqual(
      expect.arrayContaining(['phases', 'lanes', 'touchpoints', 'segments', 'brand', 'goals', 'events', 'assumptions']),
    );
  });

  it('from a newer version are refused with what to do', () => {
    const newer = failure(text.replace('"version": 2', '"version": 3'));
    expect(newer.message).toBe(
      'This campaign was saved by a newer studio (file version 3; this studio reads up to 2). Update the studio, then open it again.',
    );
    expect(newer.place).toBe('version');
  });

  it('that are wrong are refused with the place', () => {
    expect(failure('').message).toContain('empty');
    expect(failure(text.slice(0, 200)).message).toContain('cut short');
    expect(failure('[]').message).toContain('not a Tandem campaign');
    expect(failure(text.replace('"2027-01-11"', '"2027-02-30"')).message).toContain('At start: not a real date');
    expect(failure(text.replace('"id": "a"', '"id": "../a"')).place).toBe('lanes.0.id');
    expect(failure(text.replace('"name": "Small"', '"nmae": "Small"')).place).toMatch(/name|top level/);
    expect(failure(text.replace('Europe/Berlin', 'Mars/Phobos')).message).toContain('not a time zone');
  });

  it('take controls of direction that are never closed out of names', () => {
    const named = (name: string) =>
      parseCampaign(text.replace('"name": "Small"', `"name": ${JSON.stringify(name)}`)).name;
    expect(named('\u202eHarbour')).toBe('Harbour');
    expect(named('\u2067נמל\u2069 2')).toBe('\u2067נמל\u2069 2');
    expect(() => named('\u202e')).toThrow('write a name');
  });

  it.each(['Asia/Kolkata', 'Asia/Calcutta', 'Europe/Kyiv', 'Europe/Kiev'])('may name the zone %s', (zone) => {
    expect(parseCampaign(text.replaceAll('Europe/Berlin', zone)).timeZone).toBe(zone);
  });

  it('keep the language of a message after its texts, and refuse what is no language', () => {
    const [first, ...others] = fullCampaign.touchpoints;
    const written = serializeCampaign({
      ...fullCampaign,
      touchpoints: [{ ...first!, message: { language: 'pt-BR', ...first!.message } }, ...others],
    });
    expect(written).toContain('"body": "Start today.",\n        "language": "pt-BR"\n');
    expect(parseCampaign(written).touchpoints.map(({ message }) => message.language)).toEqual([
      'pt-BR',
      ...others.map(() => undefined),
    ]);
    expect(failure(written.replace('pt-BR', 'Portuguese')).message).toContain('write a language tag');
  });

  it('that are mutated give a campaign or one sentence, never another error', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 40 }),
        fc.string({ maxLength: 12 }),
        (at, cut, insert) => {
          try {
            parseCampaign(text.slice(0, at) + insert + text.slice(at + cut));
          } catch (error) {
            expect(error).toBeInstanceOf(CampaignFileError);
            expect((error as Error).message).toMatch(/[.)]$/);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('hold teams of 2 to 1,000 learners, or none', () => {
    const withTeams = (teamSize: number) =>
      fullCampaign.segments.map((segment, place) => (place === 0 ? { ...segment, teamSize } : segment));
    for (const teamSize of [2, 1000]) {
      const campaign = { ...fullCampaign, segments: withTeams(teamSize) };
      expect(parseCampaign(serializeCampaign(campaign))).toEqual(campaign);
    }
    for (const teamSize of [0, 1, 7.5, 1001]) {
      const wrong = failure(JSON.stringify({ ...fullCampaign, segments: withTeams(teamSize) }));
      expect(wrong.place).toBe('segments.0.teamSize');
    }
    const command = { type: 'editSegment' as const, id: 'a', changes: { teamSize: null } };
    const teams = { ...fullCampaign, segments: withTeams(8) };
    expect(apply(teams, command).campaign).toEqual(fullCampaign);
    expect(differenceBetween(teams, fullCampaign)).toMatchObject([command]);
  });

  it('are described by a JSON Schema', () => {
    const schema = campaignJsonSchema() as { properties: Record<string, unknown>; required: string[] };
    expect(schema.properties['touchpoints']).toMatchObject({ type: 'array' });
    expect(schema.required).toContain('segments');
  });
});
